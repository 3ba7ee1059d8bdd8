"""The command line: finds the command, opens the desk for it, turns refusals into exit codes."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from akimat_desk import __version__, paths
from akimat_desk.cli.output import Output
from akimat_desk.domain.errors import DeskError

# A command waits for the room it stands in alone: together they take half as long again to load.
ROOMS = {
    "setup_commands": "init verify rebuild digest selftest",
    "office_commands": "office responsibility staff substitute settings",
    "account_commands": "account",
    "absence_commands": "duties absence leaving",
    "counter_commands": "register receipt stamp verify-receipt verify-paper",
    "pad_commands": "pad",
    "address_commands": "addresses",
    "case_commands": "show history list do act attach actions",
    "pen_commands": "pen-sheet resolutions head",
    "act_commands": "acts templates pen",
    "people_commands": "applicants",
    "reception_commands": "reception",
    "list_commands": "export",
    "term_commands": "explain deadline",
    "rule_commands": "rules",
    "calendar_commands": "calendar",
    "clock_commands": "clock",
    "control_commands": "control-list control-letter",
    "reminder_commands": "reminders department",
    "report_commands": "journal report",
    "request_commands": "requests",
    "body_commands": "bodies asks",
    "catalogue_commands": "catalogues",
    "inspection_commands": "inspections visits barriers",
    "incoming_commands": "incoming",
    "file_commands": "files volumes year-end",
    "demo_commands": "demo",
    "window_commands": "screenshots",
    "gallery_commands": "gallery",
    "exchange_commands": "enrol sync",
    "share_commands": "share",
    "outbox_commands": "outbox support",
    "dispute_commands": "disputes",
    "clash_commands": "number-clashes",
    "erase_commands": "erase",
    "backup_commands": "backup restore salvage",
    "access_commands": "access audit",
}
_ROOM_OF = {name: room for room, names in ROOMS.items() for name in names.split()}


def run(arguments: Sequence[str], open_window: Callable[[str, str], int]) -> int:
    """The exit code: 0 done, 1 refused, 2 wrong usage, 3 try later, 4 integrity.

    Without a command the window is opened, with the folder and the login that were named.
    """
    parser = _parser(_rooms_of(arguments))
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


def _rooms_of(arguments: Sequence[str]) -> Iterable[str]:
    """The room of the command that is named; all rooms where none is, or one there is not."""
    parser = _common_options(add_help=False, exit_on_error=False)
    try:
        _, others = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return ROOMS
    # An option that stands before the command is not a common one: the help, or a mistake.
    room = _ROOM_OF.get(others[0]) if others else None
    return ROOMS if room is None else (room,)


def _parser(rooms: Iterable[str] = ROOMS) -> argparse.ArgumentParser:
    parser = _common_options(
        prog="akimat-desk",
        description="Applications, statutory terms and papers of a local administration.",
        epilog="Exit codes: 0 done, 1 refused by a rule, 2 wrong usage, 3 try later, 4 integrity.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    adder = Adder(commands)
    for room in rooms:
        import_module(f"akimat_desk.cli.{room}").add(adder)
    return parser


def _common_options(**told: Any) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(**told)
    parser.add_argument("--data", type=Path, default=paths.workspace_folder(), metavar="DIR")
    parser.add_argument("--login", default=os.environ.get("AKIMAT_DESK_LOGIN", ""), metavar="NAME")
    parser.add_argument("--json", action="store_true", help="machine-readable answer on stdout")
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
