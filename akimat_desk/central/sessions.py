"""Who is signed in: a random token, kept as a digest, ended by idleness, by the day, by sign-out.

The words that a form carries are made from the token itself and belong to one step: nobody else's
page can make them.
"""

import base64
import hashlib
import hmac
from typing import Final

import msgspec

from akimat_desk.central import audit, users
from akimat_desk.central.access import User
from akimat_desk.central.audit import Doer
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import FormStale
from akimat_desk.central.store.accounts import Sessions

IDLE: Final = 30 * 60 * 1000
LONGEST: Final = 10 * 3600 * 1000
_TOKEN: Final = 32
_SEEN_AGAIN: Final = 60 * 1000


class Signed(msgspec.Struct, frozen=True):
    """A user with the token of the session; never shown, never logged."""

    user: User
    token: str

    def __repr__(self) -> str:
        return f"Signed({self.user.login})"


def sign_in(centre: Centre, login: str, password: str, address: str, token: str = "") -> Signed:
    """Always a new token; the one that came along ends. Raises SignInRefused, TooManyTries."""
    user = users.proven(centre, login, password, address)
    fresh, at = fresh_token(centre), centre.clock()
    with centre.store.write() as connection:
        sessions = Sessions(connection)
        sessions.drop(_digest(token))
        sessions.add(_digest(fresh), user.login, at, at - LONGEST)
        audit.note(centre, connection, Doer(user.login, address), "signed_in")
    return Signed(user, fresh)


def signed(centre: Centre, token: str) -> Signed | None:
    """Whose token it is, if it has not ended; being asked keeps it from idling."""
    if not token:
        return None
    at, digest = centre.clock(), _digest(token)
    with centre.store.read() as connection:
        known = Sessions(connection).find(digest)
    if known is None:
        return None
    user, made_at, seen_at = known
    # A clock that was set back lengthens nothing.
    if not (0 <= at - made_at < LONGEST and at - seen_at < IDLE):
        with centre.store.write() as connection:
            Sessions(connection).drop(digest)
        return None
    if at - seen_at >= _SEEN_AGAIN:
        with centre.store.write() as connection:
            Sessions(connection).touch(digest, at)
    return Signed(user, token)


def sign_out(centre: Centre, one: Signed, address: str) -> None:
    with centre.store.write() as connection:
        Sessions(connection).drop(_digest(one.token))
        audit.note(centre, connection, Doer(one.user.login, address), "signed_out")


def fresh_token(centre: Centre) -> str:
    return base64.urlsafe_b64encode(centre.random(_TOKEN)).decode().rstrip("=")


def form_word(token: str, step: str) -> str:
    """What a form of this step carries along."""
    made = hmac.digest(token.encode(), f"akimat form 1 {step}".encode(), "sha256")
    return base64.urlsafe_b64encode(made[:18]).decode()


def demand_form(token: str, step: str, word: str) -> None:
    """Raises FormStale."""
    if not token or not hmac.compare_digest(form_word(token, step).encode(), word.encode()):
        raise FormStale


def _digest(token: str) -> bytes:
    return hashlib.sha256(f"akimat session 1 {token}".encode()).digest()
