"""Who may open this workstation: accounts, forgotten passwords, the head's codes, the key."""

import argparse
import os
from typing import TYPE_CHECKING

import msgspec

from akimat_desk.cli.opening import NEW_PASSWORD, PASSWORD, asked, open_desk
from akimat_desk.cli.output import Output
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.head_codes import HeadAgrees
from akimat_desk.services.key_change import Change, change_key
from akimat_desk.services.resets import Reset, reset
from akimat_desk.text.catalogue import tr, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

RESET_CODE = "AKIMAT_DESK_CODE"
HEAD_PASSWORD = "AKIMAT_DESK_HEAD_PASSWORD"  # noqa: S105 - the name of a variable


def add(adder: "Adder") -> None:
    told = adder("account", account, "who may open this workstation, and with which secrets")
    told.add_argument(
        "what", choices=tuple(_COMMANDS),
        help="enable, shut: an account; reset: a forgotten password, by a head's code or the"
        " recovery key; codes: how many are left, or with --head new ones;"
        " change-key: another workspace key",
    )  # fmt: skip
    told.add_argument("name", nargs="?", default="", metavar="LOGIN")
    told.add_argument(
        "--head", default="", metavar="LOGIN", help="the head who agrees to new codes"
    )


def account(told: argparse.Namespace, output: Output) -> None:
    _COMMANDS[told.what](told, output)


def _enable(told: argparse.Namespace, output: Output) -> None:
    password = _new_password(_named(told))
    with open_desk(told) as desk:
        desk.office.enable_account(told.name, password)
    output.line(
        {"login": told.name, "enabled": True},
        tr("{login} may sign in at this workstation.", login=told.name),
    )


def _shut(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        desk.office.book.shut_account(_named(told))
    words = tr("{login} may not sign in at this workstation.", login=told.name)
    output.line({"login": told.name, "enabled": False}, words)


def _reset(told: argparse.Namespace, output: Output) -> None:
    login = _named(told)
    secret = os.environ.get(RESET_CODE, "") or asked(tr("Head's code or recovery key: "))
    done = reset(told.data, Reset(login=login, secret=secret, new_password=_new_password(login)))
    words = [tr("{login} has a new password at this workstation.", login=login)]
    if done.code:
        words += [tr("Strike out code number {number}.", number=done.code), _left(done.codes_left)]
    output.line(msgspec.to_builtins(done), "\n".join(words))


def _codes(told: argparse.Namespace, output: Output) -> None:
    """Without a head only the number of those that are left is told."""
    with open_desk(told) as desk:
        if not told.head:
            output.line({"left": desk.head_codes.left}, _left(desk.head_codes.left))
            return
        password = os.environ.get(HEAD_PASSWORD, "") or asked(
            tr("Password of {login}: ", login=told.head)
        )
        codes = desk.head_codes.renew(HeadAgrees(login=told.head, password=password))
    output.line(
        {"left": len(codes), "head_codes": list(codes)},
        "\n".join((tr("The head's single-use codes; the former ones are void:"), *codes)),
    )


def _change_key(told: argparse.Namespace, output: Output) -> None:
    password = os.environ.get(PASSWORD, "") or asked(tr("Password: "))
    done = change_key(told.data, Change(login=told.login, password=password))
    lines = [
        tr("The workspace has a new key. Print this and lock it away; it is shown once."),
        tr("Recovery key (print it and lock it away): {key}", key=done.recovery_key),
        tr("The head's single-use codes; the former ones are void:"),
        *done.head_codes,
        *(
            tr("Temporary password of {login}: {password}", login=login, password=temporary)
            for login, temporary in done.temporary.items()
        ),
        tr("Copies made before open with the former recovery key and passwords."),
    ]
    output.line(msgspec.to_builtins(done), "\n".join(lines))


def _named(told: argparse.Namespace) -> str:
    if not told.name:
        raise FieldWrong("login", "missing")
    return str(told.name)


def _new_password(login: str) -> str:
    return os.environ.get(NEW_PASSWORD, "") or asked(tr("New password for {login}: ", login=login))


def _left(count: int) -> str:
    return tr_many("{count} head's code is left.", "{count} head's codes are left.", count)


_COMMANDS = {
    "enable": _enable,
    "shut": _shut,
    "reset": _reset,
    "codes": _codes,
    "change-key": _change_key,
}
