"""The bytes for the printer, and the pictures that are none of its business."""

from io import BytesIO

import pytest
from PIL import Image

from motcua.queueing.paper.raster import NotATicketPicture, escpos_bytes
from tests.queueing.faces import DRAWN, dots_of, same_dots
from tests.queueing.fake_printer import FakePrinter


def png_of(picture: Image.Image) -> bytes:
    """The picture in a file."""
    png = BytesIO()
    picture.save(png, "PNG")
    return png.getvalue()


def printed(job: bytes) -> FakePrinter:
    """A printer that has read the job."""
    printer = FakePrinter()
    printer.take(job, lambda _: None)
    return printer


def test_one_job_is_one_ticket() -> None:
    (ticket,) = printed(escpos_bytes(DRAWN[58], width_mm=58)).tickets

    assert same_dots(ticket, dots_of(DRAWN[58]))


def test_it_is_cut_where_the_picture_ends() -> None:
    job = escpos_bytes(DRAWN[80], width_mm=80)

    assert job.startswith(b"\x1b@")
    assert job.endswith(b"\x1dVB\x00")


def test_a_printer_without_a_knife_is_fed_to_the_edge() -> None:
    job = escpos_bytes(DRAWN[80], width_mm=80, cut=False)

    assert job.endswith(b"\x1bd\x05")
    assert len(printed(job).tickets) == 1


def test_no_band_is_higher_than_a_small_printer_takes() -> None:
    highest = max(printed(escpos_bytes(DRAWN[58], width_mm=58)).bands)

    assert highest <= 128


@pytest.mark.parametrize(
    "picture",
    [Image.new("L", (576, 80)), Image.new("1", (575, 80)), Image.new("1", (384, 80))],
    ids=["grey", "a dot too narrow", "for the other roll"],
)
def test_only_black_and_white_as_wide_as_the_head_is_a_ticket(
    picture: Image.Image,
) -> None:
    with pytest.raises(NotATicketPicture):
        escpos_bytes(png_of(picture), width_mm=80)


def test_a_picture_that_breaks_off_is_no_ticket() -> None:
    with pytest.raises(NotATicketPicture):
        escpos_bytes(DRAWN[80][:-600], width_mm=80)
