"""Inside the house: receipts printed one after another; prints JSON."""

import json
import secrets
import time
from collections.abc import Callable
from typing import Any, Final

import django
import typst

django.setup()

from bench import receptions  # noqa: E402  (needs Django set up)
from bench.report import middle  # noqa: E402
from motcua.dossiers.models import Slip  # noqa: E402
from motcua.dossiers.services import slip_pdf  # noqa: E402
from motcua.dossiers.services.slips import PAPERS  # noqa: E402
from motcua.foundation.typesetting import services as typesetting  # noqa: E402

BLOCK: Final = 15
ROUNDS: Final = 7


def main() -> None:
    """Alternate blocks of ours and of typst alone."""
    desk = receptions.open_desk()
    desk.receive()
    slip = Slip.objects.filter(centre=desk.centre).latest("made_at")
    compiler = typst.Compiler(
        root=PAPERS, font_paths=[str(typesetting.FONTS)], ignore_system_fonts=True
    )
    cold = _cpu_ms([lambda: slip_pdf(slip)])
    compiler.compile(**_wanted(slip))
    times: dict[str, list[float]] = {"a4": [], "floor": [], "a5": []}
    for _ in range(ROUNDS):
        times["a4"].append(_cpu_ms([_ours(each, "a4") for each in _others(slip)]))
        times["a5"].append(_cpu_ms([_ours(each, "a5") for each in _others(slip)]))
        times["floor"].append(
            _cpu_ms([_bare(compiler, _wanted(each)) for each in _others(slip)])
        )
    ratios = [a / b for a, b in zip(times["a4"], times["floor"], strict=True)]
    facts = {f"{name}_ms": middle(found) for name, found in times.items()} | {
        "ratio": middle(ratios),
        "cold_ms": cold,
        "kilobytes": len(slip_pdf(slip)) / 1000,
    }
    print(json.dumps(facts))


def _others(slip: Slip) -> list[Slip]:
    """Receipts of other people: an equal one would come out of typst's memory."""
    content = json.loads(slip.content)
    made = []
    for _ in range(BLOCK):
        content["code"] = f"000.00.95.H44-261125-{secrets.randbelow(10**4):04d}"
        content["submitter"]["name"] = f"Bùi Thị {secrets.token_hex(4)}"
        content["track_address"] = (
            f"http://127.0.0.1:8000/theo-doi/{secrets.token_hex(13)}/"
        )
        text = json.dumps(content, ensure_ascii=False)
        made.append(Slip(template=slip.template, made_at=slip.made_at, content=text))
    return made


def _ours(slip: Slip, size: str) -> Callable[[], object]:
    return lambda: slip_pdf(slip, size=size)


def _bare(compiler: typst.Compiler, wanted: dict[str, Any]) -> Callable[[], object]:
    return lambda: compiler.compile(**wanted)


def _wanted(slip: Slip) -> dict[str, Any]:
    content = json.loads(slip.content) | {"size": "a4"}
    content["qr_svg"] = typesetting.qr_svg(content["track_address"])
    return {
        "input": str(PAPERS / f"{slip.template}.typ"),
        "format": "pdf",
        "sys_inputs": {"values": json.dumps(content, ensure_ascii=False)},
        "pdf_standards": typesetting.PDF_STANDARD,
        "timestamp": int(slip.made_at.timestamp()),
    }


def _cpu_ms(work: list[Callable[[], object]]) -> float:
    began = time.process_time()
    for do in work:
        do()
    return (time.process_time() - began) / len(work) * 1000


if __name__ == "__main__":
    main()
