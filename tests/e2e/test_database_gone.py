"""The database goes away and comes back; people are told kindly in between."""

import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.e2e.served import served_centre
from tests.postgres import as_server_user, private_server, programs

pytestmark = pytest.mark.e2e


def ask(address: str) -> tuple[int, str]:
    """The status and text of a page."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def within(seconds: float, is_so: Callable[[], bool]) -> bool:
    """True as soon as it is so, false when it never became so in time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def test_pages_are_kind_while_the_database_is_away_and_heal_by_themselves(
    tmp_path: Path,
) -> None:
    with (
        private_server(durable=True) as url,
        served_centre(tmp_path, {"DATABASE_URL": url}) as centre,
    ):
        page = f"{centre}/thu-tuc/2.000635/"
        assert ask(page)[0] == 200
        folder = Path(unquote(urlsplit(url).netloc.partition("@")[2]))
        control = [*as_server_user(), str(programs() / "pg_ctl"), "-w", "-D"]
        data = str(folder / "data")

        subprocess.run([*control, data, "-m", "immediate", "stop"], check=True)
        status, text = ask(page)

        assert status in {500, 503}
        assert "Lỗi ở phía chúng tôi" in text
        assert "Traceback" not in text

        options = f"-k {folder} -c listen_addresses=''"
        log = str(folder / "log")
        start = [*control, data, "-l", log, "-o", options, "start"]
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL)

        assert within(30, lambda: ask(page)[0] == 200)
