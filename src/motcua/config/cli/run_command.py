"""`motcua run`: the trial centre, ready in one command."""

import argparse

from motcua.config.cli import serve_command, voice_command
from motcua.config.cli.demo_command import prepare, print_sign_ins


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    serve_command.arguments(parser)


def run(chosen: argparse.Namespace) -> int:
    """Migrate, seed an empty database, find a voice, print sign-ins, serve."""
    serve_command.refuse_public_demo()
    centre = prepare()
    voice_command.prepare()
    print_sign_ins(centre)
    return serve_command.run(chosen)
