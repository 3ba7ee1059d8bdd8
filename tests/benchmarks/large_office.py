"""An office after three years: 100,000 cases in an encrypted workspace, made once and kept.

Every entry is sealed by the real pen after the real decision, in the order of the instants, and
the readings are written by the real projection. Saved are the commits (one for some hundred
registrations instead of one each) and the readings between a case's first entry and its last.
`PYTHONPATH=tests python -m benchmarks.large_office` makes it beforehand; AKIMAT_BENCHMARK_CASES
says how many cases, AKIMAT_BENCHMARK_DATA where it is kept.
"""

import heapq
import os
import shutil
import tempfile
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, Final, NamedTuple

import msgspec
from benchmarks import invented_words, lives
from services.working_desks import HandClock, again, new_desk

from akimat_desk.domain.actions import ACTIONS
from akimat_desk.domain.applications import Application, told_as
from akimat_desk.domain.moments import milliseconds
from akimat_desk.domain.office_events import ClockConfirmed
from akimat_desk.domain.rights import role_for
from akimat_desk.domain.trusted_time import MOST_AHEAD
from akimat_desk.journal.fold import Folded
from akimat_desk.services.core import Writing
from akimat_desk.services.desk import Desk
from akimat_desk.services.staff import StaffTold
from akimat_desk.storage import journal, migrations, projections, tables
from akimat_desk.storage.journal import Pen

CASES: Final = int(os.environ.get("AKIMAT_BENCHMARK_CASES", "100000"))
NOW: Final = "2026-11-23T09:00:00"
PASSWORD: Final = "ачкыч сөз 12"
_FIRST, _LAST = date(2024, 1, 9), date(2026, 11, 20)
_IN_ONE_COMMIT, _DISPUTED = 400, 30
_MINUTE, _HOUR = 60_000, 3_600_000
# Working days ago, and which part of what was registered until then is still open.
_STILL_OPEN = ((5, 0.9), (14, 0.6), (60, 0.25), (10_000, 0.019))
_SURNAMES = ("Токтоналиев", "Мамытова", "Эргешов", "Рахимова", "Исмаилов", "Ибраимова", "Сыдыков",
             "Орозов")  # fmt: skip


def large_office(cases: int = CASES) -> Path:
    """The folder of the workspace; made where it is not there yet. Nobody writes into it."""
    root = Path(os.environ.get("AKIMAT_BENCHMARK_DATA") or tempfile.gettempdir())
    folder = root / f"akimat-desk-{cases}-{_made_by()}"
    if not folder.exists():
        half_made = folder.with_suffix(".half")
        shutil.rmtree(half_made, ignore_errors=True)
        start = perf_counter()
        make_office(half_made, cases)
        half_made.rename(folder)
        print(f"{cases} cases are made in {perf_counter() - start:.0f} s: {folder}")
    return folder


def copy_of(folder: Path, name: str) -> Path:
    """For who writes; the copy goes on under a new lineage, as a copy must. One a name is kept."""
    target = folder.with_name(f"{folder.name}-{name}")
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    return target


def _made_by() -> str:
    """Another table or another builder makes another office."""
    sources = (tables.__file__, migrations.__file__, lives.__file__, invented_words.__file__)
    told = b"".join(Path(str(path)).read_bytes() for path in (*sources, __file__))
    return sha256(told).hexdigest()[:10]


class _Keeping(Writing):
    """Keeps the folds of open cases from one transaction to the next."""

    folds: dict[bytes, Folded]

    def append(self, stream: bytes, folded: Folded | None, *events: object) -> Folded:
        after = super().append(stream, folded, *events)
        if after.kind == "case":
            self.folds[stream] = after
        return after


class _Next(NamedTuple):
    """The next step of a case; `number` breaks ties of the instant."""

    at: int
    number: int
    stream: bytes
    steps: list[lives.Step]


class _Story:
    """Registrations and steps in the order of their instants."""

    def __init__(self, desk: Desk, clock: HandClock, cases: int) -> None:
        self._desk, self._clock, self._cases = desk, clock, cases
        self._chance = Random(20260604)
        with desk.core.read() as (_, lens):
            days = (_FIRST + timedelta(days=n) for n in range((_LAST - _FIRST).days + 1))
            self._days = [day for day in days if lens.references.calendar.is_working(day)]
        self._applicants: list[dict[str, Any]] = []
        self._folds: dict[bytes, Folded] = {}
        self._waiting: list[_Next] = []
        self._staff = {one.login: one for one in desk.office.now.staff()}

    def play(self) -> None:
        for first in range(0, self._cases, _IN_ONE_COMMIT):
            with self._writing() as writing:
                for number in range(first, min(first + _IN_ONE_COMMIT, self._cases)):
                    self._play_until(writing, self._instant(number))
                    self._register(writing, number)
        with self._writing() as writing:
            self._play_until(writing, _at(_LAST, 18 * _HOUR))
            self._waiting.clear()
            for stream in list(self._folds):
                self._project(writing, stream)
        self._dispute()

    @contextmanager
    def _writing(self) -> Iterator[_Keeping]:
        """As Core.write, with another Writing and without the witness."""
        core = self._desk.core
        with core.database.write() as connection:
            writing = _Keeping(core, connection, Pen(connection, core.stamp("", 0), core.random))
            writing.folds = self._folds
            yield writing
            writing.pen.flush()

    def _instant(self, number: int) -> int:
        """Spread over the working days, from nine to five."""
        share = number * len(self._days) / self._cases
        return _at(self._days[int(share)], 9 * _HOUR + int(share % 1 * 8 * _HOUR))

    def _sign(self, writing: Writing, login: str, action: str, at: int) -> None:
        self._clock.at = at
        actor = self._desk.core.actor = self._staff[login]
        writing.pen.restamp(self._desk.core.stamp(role_for(actor, action), at))

    def _register(self, writing: _Keeping, number: int) -> None:
        chance, at = self._chance, self._instant(number)
        self._sign(writing, lives.REGISTRAR, "register", at)
        told = self._told(number)
        newest_at = writing.pen.own.newest_at
        if at > newest_at + MOST_AHEAD:
            # After the New Year holidays the date is asked for.
            writing.append_office(ClockConfirmed(confirmed_on=legal(at), newest_at=newest_at))
        done = self._desk.registration._register(writing, told)
        stream = projections.case_stream(done.case)
        topic = invented_words.TOPICS.index(told.topic)
        executor = lives.EXECUTORS[topic % len(lives.EXECUTORS)]
        ago = len(self._days) - number * len(self._days) // self._cases
        open_part = next(part for days, part in _STILL_OPEN if ago <= days)
        steps = lives.life(
            chance,
            executor,
            ends=chance.random() >= open_part,
            is_controlled=told.came_through is not None,
        )
        self._plan(_Next(at, number, stream, steps))

    def _plan(self, after: _Next) -> None:
        """A case without another step has its readings written and is forgotten if it ended."""
        if not after.steps:
            return
        place = bisect_left(self._days, legal(after.at)) + after.steps[0].wait
        if place >= len(self._days):
            return
        at = max(
            after.at + 7 * _MINUTE,
            _at(self._days[place], 9 * _HOUR + self._chance.randrange(8 * _HOUR)),
        )
        heapq.heappush(self._waiting, after._replace(at=at))

    def _play_until(self, writing: _Keeping, at: int) -> None:
        while self._waiting and self._waiting[0].at <= at:
            due = heapq.heappop(self._waiting)
            step, rest = due.steps[0], due.steps[1:]
            self._do(writing, due, step)
            self._plan(due._replace(steps=rest))
            if not rest:
                self._project(writing, due.stream)

    def _do(self, writing: _Keeping, due: _Next, step: lives.Step) -> None:
        """Without the readings: they are written after the last step."""
        self._sign(writing, step.who, step.action, due.at)
        shape, decide = ACTIONS[step.action]
        folded = self._folds[due.stream]
        situation = self._desk.cases.situation(writing.office, writing.lens)
        event = decide(folded.state, told_as(step.wish, shape), situation)
        self._folds[due.stream] = writing.pen.append(due.stream, folded, event)

    def _project(self, writing: _Keeping, stream: bytes) -> None:
        folded = self._folds.pop(stream)
        projections.project(writing.connection, stream, folded, writing.lens)

    def _dispute(self) -> None:
        """Some open cases with two executors, as two desks name them apart from each other."""
        core = self._desk.core
        filter_ = self._desk.cases.filter_of(is_open=True, stages=("under_consideration",))
        rows = self._desk.cases.page(filter_, None, _DISPUTED).rows
        shape, decide = ACTIONS["assign"]
        with self._writing() as writing:
            self._sign(writing, lives.REGISTRAR, "assign", _at(_LAST, 18 * _HOUR))
            now = self._desk.cases.situation(writing.office, writing.lens)
            for row in rows:
                folded = journal.load(writing.connection, row.stream)
                for login in lives.EXECUTORS[:2]:
                    event = decide(folded.state, told_as({"executor": login}, shape), now)
                    writing.pen.append(row.stream, folded, event)
                both = journal.load(writing.connection, row.stream)
                projections.project(writing.connection, row.stream, both, core.lens(writing.office))

    def _told(self, number: int) -> Application:
        chance, applicant = self._chance, self._applicant()
        kind = lives.drawn(chance, lives.KINDS)
        told = {
            "kind": kind,
            "channel": lives.drawn(chance, lives.CHANNELS),
            "language": "ky" if chance.random() < 0.7 else "ru",
            "applicant": applicant,
            "sheets": chance.randint(1, 6),
            **invented_words.matter(chance, applicant),
        }
        if chance.random() < 0.04:
            control = legal(self._clock.at) + timedelta(days=chance.randint(10, 40))
            told["came_through"] = {
                "body": "Президенттин Администрациясы",
                "number": f"12-{number}",
                "control_on": control,
            }
        if chance.random() < 0.03:
            told["signatories"] = chance.randint(3, 60)
        return msgspec.convert(told, Application)

    def _applicant(self) -> dict[str, Any]:
        """Forty thousand for a hundred thousand cases; a few write again and again."""
        chance, known = self._chance, self._applicants
        if chance.random() < 0.01:
            return {"anonymous": True}
        if known and chance.random() < 0.6:
            return known[int(chance.random() ** 2 * len(known))]
        place = len(known)
        if chance.random() < 0.08:
            applicant = {"organisation": invented_words.organisation(chance, place)}
        else:
            applicant = {"person": invented_words.person(chance, place)}
        known.append(applicant)
        return applicant


def make_office(folder: Path, cases: int) -> None:
    """A workspace of its own, for who needs fewer cases or writes."""
    clock = HandClock(_at(date(2024, 1, 8), 9 * _HOUR))
    desk = new_desk(folder, clock=clock, training=True, password="")
    desk.close()
    desk = again(folder, clock=clock, password="")
    for place, login in enumerate((*lives.EXECUTORS, lives.HEAD)):
        surname = _SURNAMES[place] if place < len(_SURNAMES) else "Жолдошев"
        roles = ("head",) if login == lives.HEAD else ("executor",)
        desk.office.add_staff(
            StaffTold(login=login, surname=surname, given="Бакыт", post_ky="адис",
                      post_ru="специалист", roles=roles)
        )  # fmt: skip
    _Story(desk, clock, cases).play()
    desk.core.actor = desk.office.now.find_login("admin")
    desk.close()


def legal(at: int) -> date:
    return projections.legal_day(at)


def _at(day: date, after_midnight: int) -> int:
    return milliseconds(datetime.combine(day, time())) + after_midnight


if __name__ == "__main__":
    print(large_office())
