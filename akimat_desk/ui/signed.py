"""Who has signed in where: what the frame of the window shows without asking again."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from akimat_desk.text.catalogue import spoken

if TYPE_CHECKING:
    from akimat_desk.domain.offices import Staff
    from akimat_desk.services.desk import Desk
    from akimat_desk.services.logins import Logins


class Signed(NamedTuple):
    """An open desk and the names on its frame."""

    desk: "Desk"
    login: str
    person: str
    office_ky: str
    office_ru: str
    point: str
    is_training: bool

    @property
    def office(self) -> str:
        """In the window's own language."""
        return self.office_ru if spoken().language == "ru" else self.office_ky


def logins_in(folder: Path) -> "Logins":
    """In the background, and by little more than a file: nobody waits for the services here."""
    from akimat_desk.services.logins import logins  # noqa: PLC0415

    return logins(folder)


def load_all() -> None:
    """In the background, while the password is typed: what signing in will need."""
    import akimat_desk.services.desk  # noqa: PLC0415
    import akimat_desk.ui.main_window  # noqa: F401, PLC0415


def sign_in(folder: Path, login: str, password: str) -> Signed:
    """Opens the workspace; raises what `open_desk` refuses."""
    from akimat_desk.services.backup_days import guard  # noqa: PLC0415
    from akimat_desk.services.desk import open_desk  # noqa: PLC0415

    desk = open_desk(folder, login=login, password=password)
    guard(desk.core, desk.backup_days)
    return signed(desk)


def handed_over(desk: "Desk", person: "Staff") -> Signed:
    """The same open desk in the name of another person."""
    desk.locking.hand_over(person)
    return signed(desk)


def signed(desk: "Desk") -> Signed:
    me, named = desk.office.me, desk.office.now.dated("name", desk.office.today)
    return Signed(
        desk=desk,
        login="" if me is None else me.login,
        person="" if me is None else me.short_name,
        office_ky="" if named is None else named.name.ky,
        office_ru="" if named is None else named.name.ru or named.name.ky,
        point=desk.office.point,
        is_training=desk.office.is_training,
    )
