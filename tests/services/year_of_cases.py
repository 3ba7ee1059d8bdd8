"""A year of an office: matters that come in day by day, are answered, filed, or stay open."""

from datetime import date, datetime, timedelta
from random import Random

from services.working_desks import HandClock, a_complaint, new_desk

from akimat_desk.domain.moments import BISHKEK
from akimat_desk.services.desk import Desk
from akimat_desk.services.nomenclature import FileTold

YEAR = 2026
INDEXES = ("02-01", "02-02", "02-03")


def instant(day: date, hour: int = 9) -> int:
    return int(datetime(day.year, day.month, day.day, hour, tzinfo=BISHKEK).timestamp() * 1000)


def list_files(desk: Desk, year: int = YEAR) -> None:
    for index in INDEXES:
        told = FileTold(index=index, title_ky=f"Кайрылуулар {index}", title_ru=f"Обращения {index}")
        desk.files_archive.nomenclature.add(year, told)


def a_year(folder, cases: int, *, training: bool = False) -> tuple[Desk, HandClock]:
    """The desk on the second working day of the next year. One case in eight is not answered;
    of the answered one in twenty is worked on again and answered once more."""
    chance, clock = Random(900), HandClock(instant(date(YEAR, 1, 9)))
    desk = new_desk(folder, clock=clock, training=training)
    list_files(desk)
    with desk.core.read() as (_, lens):
        calendar = lens.references.calendar
    days = [date(YEAR, 1, 9) + timedelta(days=n) for n in range(357)]
    days = [day for day in days if calendar.is_working(day)]
    waiting: list[str] = []
    done = 0
    for n, day in enumerate(days, start=1):
        clock.at = instant(day)
        desk.trusted_time.confirm(day)
        here = cases * n // len(days) - done
        told = [a_complaint(done + one, sheets=chance.randint(1, 9)) for one in range(here)]
        waiting += [one.case for one in desk.registration.register_group(told)]
        done += here
        clock.at = instant(day, 15)
        while len(waiting) > cases // 12:
            close(desk, waiting.pop(0), chance)
    clock.at = instant(date(YEAR + 1, 1, 11))
    desk.trusted_time.confirm(date(YEAR + 1, 1, 11))
    return desk, clock


def close(desk: Desk, case: str, chance: Random) -> None:
    told = {
        "outcome": "explained",
        "answer": "№ 7",
        "file_index": chance.choice(INDEXES),
        "sheets": chance.choice((0, 2, 5, 12, 30)),
    }
    desk.cases.do(case, "close", told)
    if chance.random() < 0.05:
        desk.cases.do(case, "reopen", {"ground": "№ 3"})
        desk.cases.do(case, "close", told)
