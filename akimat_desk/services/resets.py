"""A forgotten password, set anew offline: by one of the head's codes or the recovery key."""

from pathlib import Path
from typing import Any

import msgspec
import uuid_utils

from akimat_desk.domain.account_events import PasswordReset
from akimat_desk.domain.errors import StaffUnknown
from akimat_desk.domain.offices import Staff
from akimat_desk.services import accounts, throttle
from akimat_desk.services.clock import Clock
from akimat_desk.services.core import Core
from akimat_desk.services.desk import core_of
from akimat_desk.services.errors import ResetRefused, SecretMistyped, SignInRefused
from akimat_desk.services.locking import working
from akimat_desk.storage.workspace import Workspace
from akimat_desk.trust.printed_keys import KeyMistyped, read_head_code, read_recovery_key
from akimat_desk.trust.wraps import Cost


class Reset(msgspec.Struct, frozen=True, kw_only=True):
    """`secret` is a head's code or the recovery key, as somebody types it from the paper."""

    login: str
    secret: str
    new_password: str


class PasswordWasReset(msgspec.Struct, frozen=True, kw_only=True):
    """`code` is the number of the code that is used up now, 0 for the recovery key."""

    login: str
    code: int
    codes_left: int


def reset(
    folder: Path, told: Reset, *, clock: Clock | None = None, cost: Cost = Cost()
) -> PasswordWasReset:
    """Raises SecretMistyped, ResetRefused, StaffUnknown, GuessTooSoon, PasswordTooShort.

    A code is for an account of this workstation; the recovery key, which stands for everything
    lost, also enables one that was none. The entry is written first: cut off before the keys
    are, the same code does it once more, and no reset is ever without its entry.
    """
    accounts.demand_password(told.new_password, is_training=False)
    workspace = Workspace(folder)
    workspace.take()
    try:
        keys = workspace.keys()
        kind = secret_kind(told.secret)
        key, code = opened(folder, keys, told.secret, clock)
        if kind == throttle.CODE and told.login not in accounts.names(keys):
            raise StaffUnknown(told.login)
        core = core_of(workspace, key, clock)
        try:
            person = _person(core, keys, told.login)
            _tell(core, person, code)
        finally:
            core.database.close()
        keys = accounts.without_code(keys, code) if code else keys
        keys = accounts.with_staff(keys, told.login, person.id)
        keys = accounts.with_account(keys, key, told.login, told.new_password, cost)
        workspace.keep_keys(keys)
        return PasswordWasReset(login=told.login, code=code, codes_left=accounts.codes_left(keys))
    finally:
        workspace.release()


def secret_kind(secret: str) -> str:
    """By its length and shape alone; raises SecretMistyped."""
    for kind, read in ((throttle.RECOVERY, read_recovery_key), (throttle.CODE, read_head_code)):
        try:
            read(secret)
        except KeyMistyped:
            continue
        return kind
    raise SecretMistyped


def opened(
    folder: Path, keys: dict[str, Any], secret: str, clock: Clock | None
) -> tuple[bytes, int]:
    """The workspace key and the code's number; raises SecretMistyped, ResetRefused, GuessTooSoon.

    What cannot be such a secret at all was mistyped, and is no guess.
    """
    kind = secret_kind(secret)
    try:
        with throttle.guess(folder, kind, clock):
            if kind == throttle.RECOVERY:
                return accounts.recovered(keys, secret), 0
            return accounts.opened_by_code(keys, secret)
    except SignInRefused:
        raise ResetRefused from None


def _person(core: Core, keys: dict[str, Any], login: str) -> Staff:
    try:
        return working(core, login, accounts.staff_of(keys, login))
    except SignInRefused:
        raise StaffUnknown(login) from None


def _tell(core: Core, person: Staff, code: int) -> None:
    """In the name of the one whose password it is: nobody else is there."""
    core.actor = person
    with core.write("own-password") as writing:
        writing.append_office(
            PasswordReset(
                reset=str(uuid_utils.uuid7()),
                staff=person.id,
                station=core.identity.station,
                code=code,
            )
        )
