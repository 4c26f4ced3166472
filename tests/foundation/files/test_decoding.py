"""FIL-4: the decoder is a process apart; its end is never the end of anything else."""

import random
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

import pytest

from motcua.foundation.files import decoding
from motcua.foundation.files.decoder.verdict import Kind, Limits, Reason, Refused
from motcua.foundation.files.decoding import ENVIRONMENT, Decoder, decode
from tests.foundation.files.corpus.samples import jpeg

DATA: Final = jpeg(random.Random(1))
ENDINGS: Final = {
    "killed by a signal": "import os; os.kill(os.getpid(), 11)",
    "ended at once": "raise SystemExit(3)",
    "says nothing": "import sys; sys.stdin.buffer.read()",
    "says nonsense": "import sys; sys.stdin.buffer.read(); print('x' * 100)",
    "says too much": "import sys; sys.stdin.buffer.read(); print('{}\\n' + 'x' * 9999)",
    "lies about the kind": (
        "import sys; sys.stdin.buffer.read();"
        'print(\'{"media_type": "image/jpeg", "content": 6, "thumbnail": 0,'
        ' "pages": 1, "pixels": 1}\\n<html>\', end="")'
    ),
    "eats memory": "x = [bytearray(10**8) for _ in range(10**4)]",
}
CAGED: Final = """
import socket
from motcua.foundation.files.decoder import cage
line = socket.socket()
cage.enter()
try:
    line.connect(("127.0.0.1", {port}))
except OSError:
    print("no network")
line.close()
cage.lock()
for open_it in (socket.socket, lambda: open("/etc/hostname")):
    try:
        open_it()
    except OSError:
        print("no door")
try:
    bytearray(3 * 1024 ** 3)
except MemoryError:
    print("no memory")
"""


@pytest.fixture(autouse=True)
def no_decoder_stays() -> Iterator[None]:
    """The decoder that waits for the next file goes home with the test."""
    yield
    decoding.stand.clear()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_decoder_that_breaks_refuses_its_file_and_no_other(ending: str) -> None:
    walls = "from motcua.foundation.files.decoder import cage; cage.enter();"
    broken = Decoder(("-c", walls + ENDINGS[ending]))

    with pytest.raises(Refused) as refusal:
        decode(DATA, Kind.JPEG, Limits(), decoder=broken)

    assert refusal.value.reason is Reason.UNREADABLE
    assert decode(DATA, Kind.JPEG, Limits()).pages == 1


def test_a_decoder_that_hangs_is_ended() -> None:
    hanging = Decoder(("-c", "import time; time.sleep(600)"))

    with pytest.raises(Refused, match="took too long"):
        decode(DATA, Kind.JPEG, Limits(), decoder=hanging, patience=0.5)

    assert not hanging.is_ready


def test_the_decoder_has_no_network_no_new_file_and_little_memory() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-c", CAGED.format(port=port)],
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    said = done.stdout.split("\n")
    # An own network needs the system's leave; closed doors do not.
    assert said.count("no door") == 2, done.stderr
    assert "no memory" in said


def test_no_key_of_the_house_is_in_its_environment() -> None:
    assert set(ENVIRONMENT) == {"PYTHONPATH", "LC_ALL", "MALLOC_ARENA_MAX"}


def test_the_waiting_decoder_may_die_unnoticed() -> None:
    decode(DATA, Kind.JPEG, Limits())
    waiting = decoding.stand._ready
    assert waiting is not None
    waiting._process.kill()
    waiting._process.wait()

    assert decode(DATA, Kind.JPEG, Limits()).pages == 1
