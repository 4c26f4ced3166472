"""`motcua COMMAND`: reads the arguments, sets Django up, calls one command.

Exit codes: 0 done, 1 the answer is no (a check failed, a row is bad), 2 wrong words.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Final

import django
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

from motcua.config.cli.answers import Problem
from motcua.config.env import SettingError

COMMANDS: Final = {
    "run": "Chạy bản dùng thử: dữ liệu giả, mọi thứ trong một lệnh",
    "serve": "Phục vụ trang web (và bộ xử lý nền)",
    "worker": "Chỉ chạy bộ xử lý nền",
    "init": "Lập một Trung tâm thật, không có dữ liệu giả",
    "demo": "Nạp dữ liệu giả vào cơ sở dữ liệu trống",
    "due": "Tính ngày hẹn trả của một thủ tục",
    "migrate": "Đưa các bảng dữ liệu lên phiên bản này",
    "check": "Kiểm tra cấu hình, cơ sở dữ liệu, đĩa, nhật ký",
    "token": "Tạo khóa API cho một người theo một vai trò",
    "audit": "Kiểm tra hoặc niêm phong nhật ký",
    "import": "Nhập danh mục thủ tục",
    "export": "Xuất danh mục thủ tục",
    "simulate": "Cho các vai giả định làm việc một ngày",
    "voice": "Tạo, kiểm tra, nghe thử giọng gọi số của sảnh",
    "bench": "Đo tốc độ so với mức sàn",
}
DEMO_COMMANDS: Final = {"run", "demo", "simulate"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    is_demo = not DEMO_COMMANDS.isdisjoint(words[:3])
    layer = "demo" if is_demo else "production"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"motcua.config.settings.{layer}")
    try:
        django.setup()
        chosen = _parser().parse_args(words)
        with translation.override(chosen.lang):
            return int(_module(chosen.command).run(chosen))
    except (SettingError, ImproperlyConfigured) as error:
        print(error, file=sys.stderr)
        return 2
    except Problem as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="motcua", description="Một Cửa")
    parser.add_argument("--lang", choices=["vi", "en"], default="vi")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, meaning in COMMANDS.items():
        sub = commands.add_parser(name, help=meaning, description=meaning)
        sub.add_argument("--lang", choices=["vi", "en"], default=argparse.SUPPRESS)
        _module(name).arguments(sub)
    return parser


def _module(name: str) -> ModuleType:
    return import_module(f"motcua.config.cli.{name}_command")


if __name__ == "__main__":
    sys.exit(main())
