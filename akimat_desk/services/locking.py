"""A locked window: the key stays, the exchange goes on, and a password lets somebody in again."""

import hmac

from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Staff
from akimat_desk.services import accounts, throttle
from akimat_desk.services.core import Core
from akimat_desk.services.errors import PasswordMissing, SignInRefused
from akimat_desk.services.logins import Logins
from akimat_desk.storage.workspace import Workspace


class Locking:
    """Whoever unlocks is proven by a password, as at the sign-in."""

    def __init__(self, core: Core, workspace: Workspace) -> None:
        self._core = core
        self._workspace = workspace

    def logins(self) -> Logins:
        keys = self._workspace.keys()
        return Logins(names=accounts.names(keys), is_open=accounts.is_open(keys))

    def proven(self, login: str, password: str) -> Staff:
        """Who that is; changes nothing yet. Raises SignInRefused, PasswordMissing, GuessTooSoon.

        A keys.json that was put in another's place opens another key and proves nobody.
        """
        keys = self._workspace.keys()
        if not accounts.is_open(keys):
            if not password:
                raise PasswordMissing
            what = throttle.of_login(login)
            with throttle.guess(self._workspace.folder, what, self._core.clock):
                key = accounts.unlocked(keys, login, password)
                if not hmac.compare_digest(key, self._core.database.key):
                    raise SignInRefused
        return working(self._core, login, accounts.staff_of(keys, login))

    def hand_over(self, person: Staff) -> None:
        """From now on what is written here is that person's. What the one before asked to be
        written must be written by then: an entry's author is whoever did it."""
        self._core.actor = person

    @property
    def is_temporary(self) -> bool:
        """Whether whoever is signed in still has a password that was handed out."""
        actor = self._core.actor
        return actor is not None and accounts.is_temporary(self._workspace.keys(), actor.login)


def working(core: Core, login: str, staff_id: str) -> Staff:
    """Raises SignInRefused for who is not, or not any more, of the office."""
    with core.read() as (_, lens):
        known = lens.office.find_staff(staff_id) if staff_id else None
        found: Staff | None = known or lens.office.find_login(login)
        if found is None or not found.works_on(legal_day(core.clock.now())):
            raise SignInRefused
    return found
