"""Guesses at passwords, codes and the recovery key: five are free, then each one has to wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from akimat_desk.domain.errors import Unavailable
from akimat_desk.paths import tries_folder
from akimat_desk.services.clock import Clock, SystemClock
from akimat_desk.services.errors import SignInRefused
from akimat_desk.storage.tries import Told, Tries

FREE: Final = 5
FIRST_WAIT_S: Final = 30
LONGEST_WAIT_S: Final = 15 * 60
RECOVERY: Final = "recovery"
CODE: Final = "code"


@dataclass(eq=False)
class GuessTooSoon(Unavailable):
    """Too many wrong ones; nothing was tried this time."""

    seconds: int


def wait_s(wrong: int) -> int:
    """How long after so many wrong guesses nothing is tried."""
    if wrong < FREE:
        return 0
    return min(FIRST_WAIT_S << min(wrong - FREE, 10), LONGEST_WAIT_S)


def of_login(login: str) -> str:
    """What a password of that account is counted under."""
    return f"password:{login}"


@contextmanager
def guess(folder: Path, what: str, clock: Clock | None = None) -> Iterator[None]:
    """Raises GuessTooSoon. Counted before it is tried, so that a program that is ended meanwhile
    has used its guess; a right one clears the count.

    It slows down whoever sits at this keyboard, over a restart too. It is no help against
    somebody who takes the folder along: there only the slow derivation of the keys is.
    """
    tries, now = Tries(folder, tries_folder()), (clock or SystemClock()).now()
    told = tries.told()
    _demand(tries, told, what, now)
    tries.keep(told | {what: (told.get(what, (0, 0))[0] + 1, now)})
    try:
        yield
    except SignInRefused:
        raise
    except BaseException:
        tries.keep(told)
        raise
    tries.keep({name: one for name, one in told.items() if name != what})


def _demand(tries: Tries, told: Told, what: str, now: int) -> None:
    wrong, last = told.get(what, (0, 0))
    if last > now:
        # The clock was set back: the wait begins anew, and is no longer than any other.
        last = now
        tries.keep(told | {what: (wrong, now)})
    left = last + wait_s(wrong) * 1000 - now
    if left > 0:
        raise GuessTooSoon(-(-left // 1000))
