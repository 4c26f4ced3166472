"""Is the person at the counter already known? What the centre has, and what is odd."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.people import selectors as people
from motcua.people import wording
from motcua.people.models import Citizen, Sex
from motcua.people.selectors import Likeness
from motcua.people.services import find_by_personal_id
from motcua.rules import personal_id as ids
from motcua.rules.vietnamese import fold
from motcua.ward.models import Centre
from motcua.web.desk.typed import read_card, read_day

LONGEST_NAME: Final = 200
DOUBTS: Final[dict[ids.Disagreement, str | Promise]] = {
    ids.Disagreement.BIRTH_YEAR: gettext_lazy(
        "Năm sinh trong số định danh khác ngày sinh đã gõ."
    ),
    ids.Disagreement.SEX: gettext_lazy(
        "Giới tính trong số định danh khác giới tính đã chọn."
    ),
}
AGREES: Final[dict[str, str | Promise]] = {
    "name": gettext_lazy("trùng họ tên"),
    "birth_on": gettext_lazy("trùng ngày sinh"),
    "phone": gettext_lazy("trùng điện thoại"),
}


@dataclass(frozen=True)
class Alike:
    """Somebody already known who may be the same person, and why."""

    citizen: Citizen
    because: str


@dataclass(frozen=True)
class Knowledge:
    """What is known about the person of one part of the form."""

    citizen: Citizen | None = None
    problem: str = ""
    doubts: Sequence[str] = ()
    alike: Sequence[Alike] = ()
    marks: Sequence[str] = ()


def know(centre: Centre, data: QueryDict, part: str) -> Knowledge:
    """Look the person up and write what is known into the empty fields of `data`."""
    _unfold_card(data, part)
    typed = data.get(f"{part}-personal_id", "")
    number, problem = _number(typed)
    citizen = find_by_personal_id(centre, number) if number else None
    chosen = None if citizen else _chosen(centre, data, part)
    if chosen and number and chosen.personal_id not in {"", number}:
        problem = _(
            "Người đã chọn có số khác (%(number)s). So lại với thẻ, hoặc chọn người mới."
        ) % {"number": chosen.masked_id}
    found = citizen or chosen
    doubts = _doubts(data, part, number, found)
    if found is not None:
        _fill(data, part, found)
    return Knowledge(
        citizen=found,
        problem=problem,
        doubts=doubts,
        alike=() if citizen else _alike(centre, data, part),
        marks=people.marks_of(centre, [found.id]).get(found.id, []) if found else (),
    )


def _number(typed: str) -> tuple[str, str]:
    """The twelve digits, or why they are none; nothing typed is no problem yet."""
    if not typed.strip():
        return "", ""
    try:
        return ids.parse(typed).digits, ""
    except ids.NotAPersonalId as problem:
        return "", str(wording.PERSONAL_ID[problem.reason])


def _unfold_card(data: QueryDict, part: str) -> None:
    card = read_card(data.get(f"{part}-personal_id", ""))
    if card is None:
        return
    values = {
        "personal_id": card.personal_id,
        "full_name": card.full_name,
        "birth_on": f"{card.birth_on:%d/%m/%Y}" if card.birth_on else "",
        "sex": card.sex,
        "address": card.address,
    }
    for name, value in values.items():
        if value:
            data[f"{part}-{name}"] = value


def _fill(data: QueryDict, part: str, citizen: Citizen) -> None:
    known = {
        "full_name": citizen.full_name,
        "birth_on": f"{citizen.birth_on:%d/%m/%Y}" if citizen.birth_on else "",
        "sex": citizen.sex,
        "address": citizen.address,
    }
    for name, value in known.items():
        if value and not data.get(f"{part}-{name}", "").strip():
            data[f"{part}-{name}"] = value


def _doubts(
    data: QueryDict, part: str, number: str, citizen: Citizen | None
) -> list[str]:
    found = []
    name = data.get(f"{part}-full_name", "")[:LONGEST_NAME].strip()
    if citizen and name and fold(name) != citizen.folded_name:
        found.append(
            _("Số này đang ghi tên %(name)s. Gõ tên khác là sửa tên trong sổ.")
            % {"name": citizen.full_name}
        )
    if number:
        born = read_day(data.get(f"{part}-birth_on", "")[:40].strip())
        sex = data.get(f"{part}-sex", "")
        odd = ids.disagreements(ids.PersonalId(number), born, sex or None)
        found += [str(DOUBTS[one]) for one in odd if one in DOUBTS]
    return found


def _chosen(centre: Centre, data: QueryDict, part: str) -> Citizen | None:
    try:
        return people.citizen(centre, UUID(data.get(f"{part}-known_as", "")))
    except ValueError:
        return None


def _alike(centre: Centre, data: QueryDict, part: str) -> list[Alike]:
    name = data.get(f"{part}-full_name", "").strip()
    if not name or len(name) > LONGEST_NAME:
        return []
    likenesses = people.likely_duplicates(
        centre,
        full_name=name,
        birth_on=read_day(data.get(f"{part}-birth_on", "")[:40].strip()),
        phone_number=data.get(f"{part}-phone", ""),
    )
    return [Alike(one.citizen, _because(one)) for one in likenesses]


def _because(likeness: Likeness) -> str:
    return ", ".join(str(AGREES[fact]) for fact in likeness.agrees)


SEXES: Final = [("", gettext_lazy("Chưa rõ")), *Sex.choices]
