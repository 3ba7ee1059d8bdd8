"""The command line: finds the command, opens the desk for it, turns refusals into exit codes."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from akimat_desk import __version__, paths
from akimat_desk.cli import (
    absence_commands,
    access_commands,
    account_commands,
    act_commands,
    address_commands,
    backup_commands,
    body_commands,
    calendar_commands,
    case_commands,
    catalogue_commands,
    clash_commands,
    clock_commands,
    control_commands,
    counter_commands,
    demo_commands,
    dispute_commands,
    erase_commands,
    exchange_commands,
    file_commands,
    gallery_commands,
    incoming_commands,
    inspection_commands,
    list_commands,
    office_commands,
    outbox_commands,
    pad_commands,
    pen_commands,
    people_commands,
    reception_commands,
    reminder_commands,
    report_commands,
    request_commands,
    rule_commands,
    setup_commands,
    share_commands,
    term_commands,
    window_commands,
)
from akimat_desk.cli.output import Output
from akimat_desk.domain.errors import DeskError

_ROOMS = (
    setup_commands,
    office_commands,
    account_commands,
    absence_commands,
    counter_commands,
    pad_commands,
    address_commands,
    case_commands,
    pen_commands,
    act_commands,
    people_commands,
    reception_commands,
    list_commands,
    term_commands,
    rule_commands,
    calendar_commands,
    clock_commands,
    control_commands,
    reminder_commands,
    report_commands,
    request_commands,
    body_commands,
    catalogue_commands,
    inspection_commands,
    incoming_commands,
    file_commands,
    demo_commands,
    window_commands,
    gallery_commands,
    exchange_commands,
    share_commands,
    outbox_commands,
    dispute_commands,
    clash_commands,
    erase_commands,
    backup_commands,
    access_commands,
)


def run(arguments: Sequence[str], open_window: Callable[[str, str], int]) -> int:
    """The exit code: 0 done, 1 refused, 2 wrong usage, 3 try later, 4 integrity.

    Without a command the window is opened, with the folder and the login that were named.
    """
    parser = _parser()
    try:
        told = parser.parse_args(arguments)
    except SystemExit as usage:
        return int(usage.code or 0)
    if told.command is None:
        return open_window(str(told.data), told.login)
    return _answer(told, Output(is_json=bool(told.json)))


def _answer(told: argparse.Namespace, output: Output) -> int:
    try:
        command: Callable[[argparse.Namespace, Output], int | None] = told.run
        return command(told, output) or 0
    except DeskError as wrong:
        output.refusal(wrong)
        return wrong.exit_code
    except BrokenPipeError:
        # Whoever read our output has gone; what was printed is done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="akimat-desk",
        description="Applications, statutory terms and papers of a local administration.",
        epilog="Exit codes: 0 done, 1 refused by a rule, 2 wrong usage, 3 try later, 4 integrity.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--data", type=Path, default=paths.workspace_folder(), metavar="DIR")
    parser.add_argument("--login", default=os.environ.get("AKIMAT_DESK_LOGIN", ""), metavar="NAME")
    parser.add_argument("--json", action="store_true", help="machine-readable answer on stdout")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    adder = Adder(commands)
    for room in _ROOMS:
        room.add(adder)
    return parser


class Adder:
    """Adds commands that all take the common options after their name as well."""

    def __init__(self, commands: Any) -> None:
        self._commands = commands

    def __call__(
        self, name: str, run: Callable[..., int | None], about: str
    ) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = self._commands.add_parser(
            name, help=about, description=about
        )
        parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
        parser.add_argument("--data", type=Path, default=argparse.SUPPRESS, metavar="DIR")
        parser.add_argument("--login", default=argparse.SUPPRESS, metavar="NAME")
        parser.set_defaults(run=run)
        return parser
