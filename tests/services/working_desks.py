"""Desks as the tests need them: a folder, an office that works, a clock that stands or goes."""

from contextlib import contextmanager
from pathlib import Path
from typing import Any

from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.desk import Desk, Setup, make_workspace, open_desk
from akimat_desk.services.staff import StaffTold
from akimat_desk.trust.wraps import Cost

OFFICE = "41706242000000"
PASSWORD = "ачкыч сөз 12"
CHEAP = Cost(8, 1, 1)
MONDAY_MORNING = 1_795_401_000_000  # 2026-11-23T08:30+06:00


class HandClock:
    """Stands until it is turned."""

    def __init__(self, at: int = MONDAY_MORNING) -> None:
        self.at = at

    def now(self) -> int:
        return self.at

    def turn(self, milliseconds: int) -> None:
        self.at += milliseconds


class GoingClock(HandClock):
    """A millisecond further at each look, so that entries never share an instant."""

    def now(self) -> int:
        self.at += 1
        return self.at


def setup(*, training: bool = False, password: str = PASSWORD, **more: Any) -> Setup:
    post = Bilingual(ky="администратор", ru="администратор")
    return Setup(office=OFFICE, is_training=training, password=password, admin_post=post, **more)


def new_desk(
    folder: Path, *, clock: Any = None, training: bool = False, password: str = PASSWORD
) -> Desk:
    """A workspace with a registrar, two executors, a table of responsibility and a letterhead."""
    clock = clock or GoingClock()
    make_workspace(folder, setup(training=training, password=password), clock=clock, cost=CHEAP)
    desk = open_desk(folder, password=password, clock=clock)
    office = desk.office
    for login, surname, given, role in (
        ("asanova", "Асанова", "Гүлнара", "registrar"),
        ("tokton", "Токтоналиев", "Бакыт", "executor"),
        ("mamyt", "Мамытова", "Айнура", "executor"),
    ):
        office.add_staff(
            StaffTold(
                login=login, surname=surname, given=given, post_ky="адис", post_ru="специалист",
                roles=(role,), room="12", phone="03230 5-12-40",
            )
        )  # fmt: skip
    office.set_responsible("tokton", order="№ 12, 05.02.2026")
    office.set_letterhead(
        address=Bilingual(ky="Ноокат ш., Ленин көч., 1", ru="г. Ноокат, ул. Ленина, 1"),
        phone="03230 5-11-22",
    )
    return desk


@contextmanager
def a_desk(folder: Path, **how: Any):
    desk = new_desk(folder, **how)
    try:
        yield desk
    finally:
        desk.close()


def again(folder: Path, *, clock: Any = None, password: str = PASSWORD, login: str = "") -> Desk:
    """The same workspace opened once more; by default later than anything written there."""
    later = clock or GoingClock(MONDAY_MORNING + 3_600_000)
    return open_desk(folder, login=login, password=password, clock=later)


def a_complaint(place: int = 0, **changes: Any) -> dict[str, Any]:
    return {
        "kind": "complaint",
        "channel": "post",
        "language": "ky",
        "subject": f"Жайыт жолун бөгөө {place}",
        "text": "Айыл өкмөтү жолду жаап салды. " * 20,
        "applicant": {
            "person": {
                "surname": f"Өмүрбеков{place}",
                "given": "Чыңгыз",
                "patronymic": "Төлөгөнович",
                "pin": f"2{place:013d}",
                "phone": f"0555 {place // 10000 % 100:02d} {place % 10000:04d}",
                "address": {"village": "Кара-Таш", "street": "Манас", "house": str(place)},
            }
        },
    } | changes
