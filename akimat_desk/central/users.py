"""Users of the centre: added, ended, given a password; signing in is throttled and even-timed."""

import re
from typing import Final

from akimat_desk.central import audit
from akimat_desk.central.access import Role, User, territory_of
from akimat_desk.central.audit import THE_MACHINE, Doer
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import SignInRefused, TooManyTries, UserExists, UserMissing
from akimat_desk.central.store.accounts import Accounts, SignInTries, lock
from akimat_desk.central.store.database import Connection
from akimat_desk.central.store.status_rows import try_key
from akimat_desk.central.tries import network
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.trust.password_hashes import LONGEST, SHORTEST, is_password, password_hash

TRIES_A_LOGIN, TRIES_AN_ADDRESS = 10, 30
_HOUR: Final = 3600 * 1000
_LOGIN: Final = re.compile(r"[a-z][a-z0-9._-]{1,39}", re.ASCII)
# Of a password nobody knows: an unknown login takes as long as a known one.
_NOBODY: Final = (
    "$argon2id$v=19$m=32768,t=3,p=1$Lf83EdQgXUMv5b9wkZxxSA$"
    "IBTs2R8UkMTDMLo+MRCNXlyjW5fyT3TP1RLobAX1LT0"
)


def add(
    centre: Centre, login: str, role: Role, territory: str, password: str, by: Doer = THE_MACHINE
) -> User:
    """Raises FieldWrong, UnknownRow, UserExists."""
    if _LOGIN.fullmatch(login) is None:
        raise FieldWrong("login", "shape")
    demand_password(login, password)
    place = territory_of(territory)
    fresh = User(
        login=login,
        role=role,
        territory="" if place is None else place.soate,
        added_at=centre.clock(),
    )
    hashed = password_hash(password)
    with centre.store.write() as connection:
        accounts = Accounts(connection)
        lock(connection, f"user {login}")
        if accounts.find(login) is not None:
            raise UserExists(login)
        accounts.add(fresh, hashed)
        told = f"{login} {role} {fresh.territory or 'republic'}"
        audit.note(centre, connection, by, "user_added", ("", told))
    return fresh


def listed(centre: Centre) -> list[User]:
    with centre.store.read() as connection:
        return Accounts(connection).all()


def end(centre: Centre, login: str, by: Doer = THE_MACHINE) -> None:
    """At once, wherever the user is signed in. Raises UserMissing."""
    with centre.store.write() as connection:
        accounts = Accounts(connection)
        _demand_working(accounts, login)
        accounts.end(login, centre.clock())
        audit.note(centre, connection, by, "user_ended", ("", login))


def set_password(centre: Centre, login: str, password: str, by: Doer = THE_MACHINE) -> None:
    """Every session of the user ends. Raises FieldWrong, UserMissing."""
    demand_password(login, password)
    hashed = password_hash(password)
    with centre.store.write() as connection:
        accounts = Accounts(connection)
        _demand_working(accounts, login)
        accounts.set_password(login, hashed)
        audit.note(centre, connection, by, "password_changed", ("", login))


def proven(centre: Centre, login: str, password: str, address: str) -> User:
    """Whose login and password these are.

    The try is counted before the answer is known and given back when it was right; an unknown
    login is counted like a known one. Raises SignInRefused, TooManyTries.
    """
    keys = {
        try_key("sign-in login", login): TRIES_A_LOGIN,
        try_key("sign-in address", network(address)): TRIES_AN_ADDRESS,
    }
    hour = centre.clock() // _HOUR
    with centre.store.write() as connection:
        _take(connection, keys, hour)
        known = Accounts(connection).find(login)
    is_right = is_password(_NOBODY if known is None else known[1], password[:LONGEST])
    if known is None or known[0].ended_at is not None or not is_right:
        if known is not None:
            with centre.store.write() as connection:
                audit.note(centre, connection, Doer(login, address), "sign_in_refused")
        raise SignInRefused
    with centre.store.write() as connection:
        _give_back(connection, keys, hour)
    return known[0]


def demand_password(login: str, password: str) -> None:
    """Raises FieldWrong."""
    if len(password) < SHORTEST:
        raise FieldWrong("password", "too_short", SHORTEST)
    if len(password) > LONGEST:
        raise FieldWrong("password", "too_long", LONGEST)
    if login in password.lower() or len(set(password)) < SHORTEST // 2:
        raise FieldWrong("password", "too_easy")


def _demand_working(accounts: Accounts, login: str) -> None:
    known = accounts.find(login)
    if known is None or known[0].ended_at is not None:
        raise UserMissing(login)


def _take(connection: Connection, keys: dict[str, int], hour: int) -> None:
    """Raises TooManyTries."""
    lock(connection, "sign-in tries")
    tries = SignInTries(connection)
    counts = tries.counted(keys, hour)
    if any(counts.get(key, 0) >= limit for key, limit in keys.items()):
        raise TooManyTries
    tries.note({key: counts.get(key, 0) + 1 for key in keys}, hour)


def _give_back(connection: Connection, keys: dict[str, int], hour: int) -> None:
    lock(connection, "sign-in tries")
    tries = SignInTries(connection)
    counts = tries.counted(keys, hour)
    tries.note({key: max(0, counts.get(key, 0) - 1) for key in keys}, hour)
