"""Files stay small, named after the trade, and free of other people's places."""

import re
from typing import Final

from tests.architecture.house import PROGRAM, ROOT, files

SHAPELESS: Final = {"utils", "helpers", "common", "core", "misc"}
LOCKS: Final = {"requirements.txt", "runtime.txt", "dev.txt", "package-lock.json"}
# Written in halves, or this file would find itself.
REGISTRIES: Final = re.compile(
    "pypi" + r"\.org|python" + r"hosted\.org|npm" + r"js\.(org|com)"
)
PLACES: Final = re.compile(
    "/work"
    + r"/\w|(?<![\w/.-])(\.\./)*shared"
    + r"/(handbook|data|design|hooks|mission)"
)


def most_lines(path: str) -> int | None:
    """How long a file may be; None when its length is nobody's choice."""
    if "/migrations/" in path or "/vendor/" in path:
        return None
    if path.startswith("bin/"):
        return 40
    if not path.endswith((".py", ".html", ".css", ".js", ".typ")):
        return None
    return 600 if path.startswith("tests/") else 400


def test_a_file_too_long_becomes_a_folder_of_named_parts() -> None:
    names = {str(path.relative_to(ROOT)): path for path in files()}
    limits = {name: most for name in names if (most := most_lines(name))}
    long = [
        f"{name} has {length} lines, at most {most}"
        for name, most in limits.items()
        if (length := len(names[name].read_bytes().splitlines())) > most
    ]

    assert not long, "\n".join(long)


def test_no_file_is_a_drawer_for_everything() -> None:
    drawers = [
        str(path.relative_to(ROOT))
        for path in files(".py")
        if SHAPELESS & {path.stem, *path.relative_to(ROOT).parts[:-1]}
    ]

    assert not drawers, "\n".join(drawers)


def test_every_folder_of_python_is_a_package() -> None:
    loose = {
        str(path.parent.relative_to(ROOT))
        for path in files(".py")
        if path.is_relative_to(PROGRAM) or path.is_relative_to(ROOT / "tests")
        if not (path.parent / "__init__.py").exists()
    }

    assert not loose, "\n".join(loose)


def test_locks_carry_hashes_and_no_addresses() -> None:
    with_address = [
        str(path.relative_to(ROOT))
        for path in files()
        if path.name in LOCKS and b"://" in path.read_bytes()
    ]
    locked = (ROOT / "requirements/runtime.txt").read_text(encoding="utf-8")

    assert not with_address, "\n".join(with_address)
    assert locked.count("==") <= locked.count("--hash=sha256:")


def test_nothing_names_a_registry_or_a_place_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in files()
        if (text := _text(path.read_bytes()))
        for pattern in (REGISTRIES, PLACES)
        if (hit := pattern.search(text))
    ]

    assert not found, "\n".join(found)


def _text(content: bytes) -> str:
    """The file as text; empty for pictures, fonts and the like."""
    return "" if b"\0" in content else content.decode(errors="replace")
