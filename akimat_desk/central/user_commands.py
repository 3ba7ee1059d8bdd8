"""The centre's commands for its users, and for what they did; a password is no argument."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from typing import Any, Final

import msgspec

from akimat_desk.central import audit, users
from akimat_desk.central.access import ROLES, User, office_name
from akimat_desk.central.audit import Doer
from akimat_desk.central.centre import Centre
from akimat_desk.central.secret_words import PASSWORD, told_secret
from akimat_desk.central.store.audit_lines import AuditLine
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import local_time

_Open = Callable[[argparse.Namespace], Centre]
_ADDED: Final = ("add", "end", "password")


def add(adder: Callable[..., argparse.ArgumentParser], opened: _Open) -> None:
    user = adder("user", _user, "who administers this centre, by role and territory")
    user.add_argument("what", choices=("list", *_ADDED))
    user.add_argument("login", nargs="?", default="")
    user.add_argument("--role", choices=ROLES, default="viewer")
    user.add_argument("--territory", default="", metavar="CODE", help="a SOATE code, or: republic")
    lines = adder("audit", _audit, "what administrators did, proven line by line")
    for parser in (user, lines):
        parser.set_defaults(opened=opened)


def at_the_machine() -> Doer:
    """Whoever types the command, as the machine knows them."""
    try:
        return Doer(getpass.getuser())
    except (KeyError, OSError):
        return Doer(str(os.getuid()))


def _user(told: argparse.Namespace, output: Any) -> None:
    if told.what != "list" and not told.login:
        raise FieldWrong("login", "missing")
    centre: Centre = told.opened(told)
    try:
        _DOES[told.what](centre, told, output)
    finally:
        centre.close()


def _list(centre: Centre, _told: argparse.Namespace, output: Any) -> None:
    for user in users.listed(centre):
        _say(user, output)


def _add(centre: Centre, told: argparse.Namespace, output: Any) -> None:
    if not told.territory:
        raise FieldWrong("territory", "missing")
    given = (told.login, told.role, told.territory, _password())
    _say(users.add(centre, *given, at_the_machine()), output)


def _end(centre: Centre, told: argparse.Namespace, output: Any) -> None:
    users.end(centre, told.login, at_the_machine())
    output.line({"login": told.login, "ended": True}, f"Ended {told.login}")


def _set_password(centre: Centre, told: argparse.Namespace, output: Any) -> None:
    users.set_password(centre, told.login, _password(), at_the_machine())
    output.line({"login": told.login}, f"Changed the password of {told.login}")


_DOES: Final = {"list": _list, "add": _add, "end": _end, "password": _set_password}


def _audit(told: argparse.Namespace, output: Any) -> None:
    """Ends with code 4 at the first line that is not what was written."""
    centre: Centre = told.opened(told)
    try:
        for line in audit.every(centre):
            at = local_time(line.at)
            output.line({**_plain(line), "at": at.isoformat()}, f"{at:%d.%m.%Y %H:%M}  {_of(line)}")
    finally:
        centre.close()


def _say(user: User, output: Any) -> None:
    place = office_name(user.territory).ru if user.territory else "republic"
    ended = "  ended" if user.ended_at is not None else ""
    output.line(msgspec.to_builtins(user), f"{user.login}  {user.role}  {place}{ended}")


def _plain(line: AuditLine) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(line)
    return {name: told[name] for name in told if name not in ("chain", "signature")}


def _of(line: AuditLine) -> str:
    told = (line.who or "-", line.origin, line.what, line.office, line.about)
    return "  ".join(one for one in told if one)


def _password() -> str:
    """From the variable or its file, else typed twice where somebody sits. Raises FieldWrong."""
    told = told_secret(PASSWORD)
    if told:
        return told
    if not sys.stdin.isatty():
        raise FieldWrong("password", "missing")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise FieldWrong("password", "differs")
    return first
