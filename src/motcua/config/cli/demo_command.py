"""`motcua demo`: the seeded trial centre, with invented people."""

import argparse
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from motcua.config.cli.answers import Problem, say
from motcua.config.env import env
from motcua.config.tables import bring_up_to_date
from motcua.simulator import showcase, town
from motcua.simulator.day import live_through
from motcua.ward.models import Centre

PARTS: Final = 4
DAYS: Final = 2
ARRIVALS: Final = 25


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("--people", type=int, default=town.TOWN_SIZE)


def run(chosen: argparse.Namespace) -> int:
    """Seed once; a centre that is there already is left as it is."""
    print_sign_ins(prepare(people=chosen.people))
    return 0


def prepare(people: int = town.TOWN_SIZE) -> Centre:
    """Bring the tables up to date and return the trial centre, made when missing."""
    bring_up_to_date()
    centre = Centre.objects.first()
    if centre is None:
        with tqdm(total=PARTS, leave=False, disable=None) as bar:

            def tell(part: str) -> None:
                bar.set_description(part)
                bar.update()

            centre = town.seed(size=people, tell=tell)
        _liven(centre)
    elif not centre.is_synthetic:
        raise Problem(
            _("Cơ sở dữ liệu này có một Trung tâm thật: không nạp dữ liệu giả.")
        )
    return centre


def _liven(centre: Centre) -> None:
    """Give the desks something to do: the last working days, as far as they have come."""
    now = timezone.now()
    with tqdm(unit="việc", leave=False, disable=None) as bar:
        live_through(centre, now=now, days=DAYS, arrivals=ARRIVALS, tell=bar.update)
    showcase.set_out(centre, now=now)


def print_sign_ins(centre: Centre) -> None:
    """Say where to go and who to be."""
    address = f"http://127.0.0.1:{env.number('PORT')}"
    say(_("DỮ LIỆU GIẢ: %(centre)s") % {"centre": centre.name})
    say(_("Cổng người dân   %(address)s/") % {"address": address})
    say(_("Bàn làm việc     %(address)s/desk/") % {"address": address})
    say(_("Quản trị         %(address)s/office/") % {"address": address})
    say(_("API              %(address)s/api/v1/openapi.json") % {"address": address})
    say(_("Mật khẩu của mọi tài khoản: %(word)s") % {"word": town.DEMO_PASSWORD})
    for who in town.sign_ins(centre):
        say(f"  {who.username:<18} {who.full_name:<26} {who.role}")
