"""Every error in one shape: RFC 9457 problem details, in the caller's language."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

CONTENT_TYPE: Final = "application/problem+json"
TYPE: Final = "urn:motcua:problem:"


@dataclass(frozen=True)
class Kind:
    """A kind of problem; `slug` is its stable name for programs."""

    slug: str
    status: int
    title: str | LazyText
    detail: str | LazyText = ""


MALFORMED: Final = Kind(
    "malformed",
    400,
    _("Yêu cầu không đọc được"),
    _("Nội dung phải là JSON đúng chuẩn, mã UTF-8, không lồng quá sâu."),
)
KEY_MISSING: Final = Kind(
    "key-missing",
    400,
    _("Thiếu khóa chống gửi trùng"),
    _("Yêu cầu tạo mới phải có tiêu đề Idempotency-Key, từ 1 đến 80 ký tự."),
)
NO_TOKEN: Final = Kind(
    "no-token",
    401,
    _("Chưa có mã truy cập hợp lệ"),
    _("Gửi mã truy cập còn hạn trong tiêu đề Authorization: Bearer."),
)
FORBIDDEN: Final = Kind(
    "forbidden",
    403,
    _("Không có quyền"),
    _("Vai trò của mã truy cập này không được làm việc này."),
)
NOT_FOUND: Final = Kind(
    "not-found",
    404,
    _("Không tìm thấy"),
    _("Không có gì ở địa chỉ này, hoặc không có gì dành cho mã truy cập này."),
)
METHOD: Final = Kind(
    "method-not-allowed",
    405,
    _("Phương thức không dùng được"),
    _("Địa chỉ này không nhận phương thức đã gửi."),
)
CONFLICT: Final = Kind("conflict", 409, _("Chưa làm được lúc này"))
STALE: Final = Kind(
    "stale",
    412,
    _("Hồ sơ đã thay đổi"),
    _("Có người đã thay đổi sau lần đọc của bạn: đọc lại rồi gửi lại."),
)
TOO_LARGE: Final = Kind(
    "too-large", 413, _("Yêu cầu quá lớn"), _("Nội dung không được quá 2 MB.")
)
INVALID: Final = Kind(
    "invalid",
    422,
    _("Dữ liệu chưa đúng"),
    _("Sửa các trường được nêu rồi gửi lại; chưa có gì được lưu."),
)
KEY_REUSED: Final = Kind(
    "key-reused",
    422,
    _("Khóa chống gửi trùng đã dùng"),
    _("Khóa này đã được gửi với nội dung khác; chưa có gì được lưu."),
)
TOO_MANY: Final = Kind(
    "too-many-tries",
    429,
    _("Thử sai quá nhiều lần"),
    _("Chờ ít phút rồi thử lại."),
)
SERVER: Final = Kind(
    "server-error",
    500,
    _("Lỗi của hệ thống"),
    _("Lỗi thuộc về hệ thống, không phải do bạn; chưa có gì được lưu."),
)
UNAVAILABLE: Final = Kind(
    "unavailable",
    503,
    _("Tạm thời không phục vụ được"),
    _("Cơ sở dữ liệu chưa trả lời; chưa có gì được lưu. Hãy gửi lại sau ít giây."),
)
BY_STATUS: Final = {
    kind.status: kind
    for kind in (
        MALFORMED,
        NO_TOKEN,
        FORBIDDEN,
        NOT_FOUND,
        METHOD,
        TOO_LARGE,
        SERVER,
        UNAVAILABLE,
    )
}


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field, in words for the person who filled it in."""

    field: str
    message: str


@dataclass(frozen=True)
class Refusal:
    """The kind of problem, the sentence, and the field at fault if there is one."""

    kind: Kind
    detail: str | LazyText = ""
    field: str = ""


class Problem(Exception):
    """The request cannot be served; the answer says why and nothing was changed."""

    def __init__(
        self,
        kind: Kind,
        detail: str | LazyText = "",
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Keep what the answer will say."""
        super().__init__(kind.slug)
        self.kind = kind
        self.detail = detail or kind.detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})


def answer(problem: Problem) -> HttpResponse:
    """The problem as an HTTP answer."""
    kind = problem.kind
    body: dict[str, object] = {
        "type": TYPE + kind.slug,
        "title": str(kind.title),
        "status": kind.status,
        "detail": str(problem.detail),
    }
    if problem.errors:
        body["errors"] = [
            {"field": error.field, "message": error.message} for error in problem.errors
        ]
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=kind.status,
        content_type=CONTENT_TYPE,
        headers={
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **problem.headers,
        },
    )
