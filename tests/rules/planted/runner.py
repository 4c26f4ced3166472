"""Plants one fault after the other in a copy of the clock and runs its tests on it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.rules.planted.faults import FAULTS, Fault

ROOT = Path(__file__).parents[3]
PROGRAM = ROOT / "src" / "motcua"
CLOCK = Path("rules/worktime")
# What the tests of the clock need, and no more: no Django, no settings.
NEEDED = (
    "__init__.py",
    "rules",
    "ward/__init__.py",
    "ward/calendar_data.py",
    "ward/data",
)
TESTS = ROOT / "tests" / "rules" / "worktime"
SKIPPED = "test_properties.py"


def survivors(faults: Iterable[Fault] = FAULTS) -> list[str]:
    """Return the names of the faults that no test catches.

    Raises RuntimeError when the tests fail on the clock as it is.
    """
    if caught(None):
        raise RuntimeError("the tests fail without any fault")
    planted = list(faults)
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = pool.map(caught, planted)
        return [f.name for f, found in zip(planted, results, strict=True) if not found]


def caught(fault: Fault | None) -> bool:
    """Say whether the tests fail on a copy of the clock with this fault."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "src"
        _copy_program(source / "motcua")
        if fault is not None:
            plant(fault, source / "motcua" / CLOCK)
        (Path(folder) / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
        return _tests_fail(Path(folder), source)


def plant(fault: Fault, clock: Path) -> None:
    """Write the fault into this copy of the clock."""
    file = clock / fault.file
    text = file.read_text(encoding="utf-8")
    if text.count(fault.right) != 1:
        raise RuntimeError(f"{fault.name}: not exactly once in {fault.file}")
    file.write_text(text.replace(fault.right, fault.wrong), encoding="utf-8")


def _copy_program(target: Path) -> None:
    for name in NEEDED:
        source = PROGRAM / name
        if source.is_dir():
            shutil.copytree(
                source, target / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)


def _tests_fail(folder: Path, source: Path) -> bool:
    options = ["-x", "-q", "--noconftest", "--import-mode=importlib"]
    plugins = ["-p", "no:cacheprovider", "-p", "no:randomly"]
    skipped = f"--ignore={TESTS / SKIPPED}"
    run = subprocess.run(
        [
            *(sys.executable, "-B", "-m", "pytest", "-c", str(folder / "pytest.ini")),
            *options,
            *plugins,
            f"--rootdir={folder}",
            skipped,
            str(TESTS),
        ],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(source), str(ROOT)]),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode not in {0, 1, 2}:
        raise RuntimeError(run.stdout + run.stderr)
    return run.returncode != 0
