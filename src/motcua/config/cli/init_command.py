"""`motcua init`: a real centre, with two people and nothing invented.

The administrator asks that somebody may hold a role, the director confirms: with one
person alone nobody could ever be given one.
"""

import argparse
import getpass
import json
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.accounts import services as accounts
from motcua.accounts.services import NewUser
from motcua.catalogue import services as catalogue
from motcua.config.cli.answers import Problem, say
from motcua.config.cli.due_command import SHIPPED
from motcua.config.tables import bring_up_to_date
from motcua.queueing.founding import found_hall
from motcua.rules.codes import is_agency
from motcua.ward import founding, services
from motcua.ward.models import Centre

NEEDED = (
    ("slug", "hoa-binh"),
    ("ward-name", "Phường Hòa Bình"),
    ("province-name", "Tỉnh Phú Thọ"),
    ("province-code", "25"),
    ("ward-code", "04795"),
    ("agency", "000.00.95.H44"),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    for name, example in NEEDED:
        parser.add_argument(f"--{name}", required=True, help=example)
    parser.add_argument("--host", default="", help="dichvu.hoabinh.example")
    parser.add_argument("--counters", type=int, default=5)
    parser.add_argument("--phone", required=True, help="0218 3 000 000")
    parser.add_argument("--address", required=True, help="Số 1 đường Cù Chính Lan")
    parser.add_argument("--admin", default="quantri")
    parser.add_argument("--admin-name", required=True)
    parser.add_argument("--password-file", type=Path)
    parser.add_argument("--director", default="giamdoc")
    parser.add_argument("--director-name", required=True)
    parser.add_argument("--director-password-file", type=Path)


def run(chosen: argparse.Namespace) -> int:
    """Found the centre; asks for both passwords unless files have them."""
    if not is_agency(chosen.agency):
        raise Problem(_("Mã định danh có dạng 000.00.95.H44."), exit_code=2)
    people = _people(chosen)
    bring_up_to_date()
    if Centre.objects.filter(slug=chosen.slug).exists():
        raise Problem(_("Trung tâm này đã có."))
    with transaction.atomic():
        centre = _found(chosen, people)
    say(_("Đã lập %(name)s.") % {"name": centre.name})
    return 0


def _people(chosen: argparse.Namespace) -> dict[str, NewUser]:
    """The two first people, by their role."""
    asked = {
        "sysadmin": (
            chosen.admin,
            chosen.admin_name,
            chosen.password_file,
            _("Mật khẩu của quản trị viên: "),
        ),
        "centre_director": (
            chosen.director,
            chosen.director_name,
            chosen.director_password_file,
            _("Mật khẩu của giám đốc: "),
        ),
    }
    return {
        role: NewUser(username, name, password=_password(path, question))
        for role, (username, name, path, question) in asked.items()
    }


def _found(chosen: argparse.Namespace, people: dict[str, NewUser]) -> Centre:
    at = timezone.now()
    by = founding.Founder()
    centre = founding.found_centre(
        slug=chosen.slug,
        host=chosen.host,
        name=founding.centre_name_of(chosen.ward_name),
        committee=founding.committee_of(chosen.ward_name),
        ward_name=chosen.ward_name,
        province_name=chosen.province_name,
        province_code=chosen.province_code,
        ward_code=chosen.ward_code,
        agency_identifier=chosen.agency,
        phone=chosen.phone,
        address=chosen.address,
    )
    founding.add_departments(centre, founding.shipped("departments")["departments"])
    founding.add_fields(centre, founding.shipped("fields")["fields"])
    founding.add_counters(centre, chosen.counters)
    found_hall(centre)
    founding.add_calendar(centre, founding.shipped("holidays"))
    services.publish_calendar(centre=centre, by=by, at=at)
    data = json.loads(SHIPPED.read_text(encoding="utf-8"))
    catalogue.import_catalogue(centre=centre, data=data, dry_run=False, by=by, at=at)
    try:
        for role, new in people.items():
            accounts.add_user(centre=centre, new=new, roles=[role], by=by, at=at)
    except accounts.PasswordTooShort:
        raise Problem(_("Mật khẩu cần ít nhất 12 ký tự."), exit_code=2) from None
    return centre


def _password(path: Path | None, question: str) -> str:
    if path is not None:
        return path.read_text(encoding="utf-8").strip()
    return getpass.getpass(question)
