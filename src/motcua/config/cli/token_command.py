"""`motcua token USERNAME --role ROLE`: a key for a program that acts as a person."""

import argparse

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.accounts import services as accounts
from motcua.accounts.models import User
from motcua.config.cli.answers import Problem, say, say_json
from motcua.config.cli.import_command import centre_named
from motcua.ward.founding import Founder


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("username")
    parser.add_argument("--role", required=True)
    parser.add_argument("--name", default="motcua token")
    parser.add_argument("--centre", default="")
    parser.add_argument("--json", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Print the token; it cannot be shown again."""
    centre = centre_named(chosen.centre)
    user = User.objects.filter(centre=centre, username=chosen.username).first()
    if user is None:
        raise Problem(_("Không có tài khoản %(name)s.") % {"name": chosen.username})
    try:
        text = accounts.make_token(
            user=user,
            role=chosen.role,
            name=chosen.name,
            by=Founder(),
            at=timezone.now(),
        )
    except accounts.RoleNotHeld:
        raise Problem(_("Người này không giữ vai trò đó.")) from None
    say_json({"token": text}) if chosen.json else say(text)
    return 0
