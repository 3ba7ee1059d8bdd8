"""Plays the demonstration: cases, actions and exchanges in the order of their instants."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec

from akimat_desk.cli import demo_told
from akimat_desk.cli.demo_acts import DemoActs
from akimat_desk.cli.demo_centre import DemoCentre
from akimat_desk.cli.demo_days import Days, StoryClock
from akimat_desk.cli.demo_department import DemoDepartment, blank_number, department_told
from akimat_desk.cli.demo_files import begin_files, filing
from akimat_desk.cli.demo_offices import furnish, made_desk, record_self
from akimat_desk.cli.demo_papers import DemoPapers
from akimat_desk.cli.demo_post import arriving, mail_told
from akimat_desk.cli.demo_receptions import receiving
from akimat_desk.cli.demo_steps import STEPS
from akimat_desk.cli.demo_told import CaseTold, DeskTold, OfficeTold, Step, filled
from akimat_desk.domain.acts import IssueAct
from akimat_desk.domain.applications import told_as
from akimat_desk.domain.case_events import DocumentsRequested
from akimat_desk.domain.errors import StaffUnknown
from akimat_desk.domain.moments import BISHKEK
from akimat_desk.services.cases import OpenCase
from akimat_desk.services.desk import Desk

FIRST_DAY: Final = "-34 08:40"
_ENROLLED: Final = "-34 15:00"
_TOGETHER: Final = "0 17:30"
_ACCEPTED: Final = "0 17:50"
_END: Final = "0 18:00"
_ISSUE: Final = "issue-act"
_CORRECTED: Final = "corrected-receipt"
_WRITTEN: Final = ("in_person", "post", "courier", "box", "public_reception")


class Carried(msgspec.Struct):
    """Entries that went to the centre and came from it, over all exchanges of a workstation."""

    pushed: int = 0
    pulled: int = 0


class Workstation(msgspec.Struct):
    """An open desk of the story with its clock; `carried` None: it never met the centre."""

    office: OfficeTold
    told: DeskTold
    folder: Path
    desk: Desk
    clock: StoryClock
    registered: int = 0
    carried: Carried | None = None

    def at(self, instant: int, login: str) -> Desk:
        """The desk at an instant in the name of somebody of the office."""
        self.clock.turn_to(instant)
        named = self.desk.office.now.find_login(login)
        if named is None:
            raise StaffUnknown(login)
        self.desk.core.actor = named
        return self.desk


class Known(msgspec.Struct):
    """What later steps and other cases name of a case."""

    id: str
    number: str
    request: str = ""
    act: str = ""
    actnumber: str = ""


_Moment = tuple[int, Callable[[], None]]


class Story:
    """One run. Without a centre the further workstations of an office have no staff: left out."""

    def __init__(
        self, folder: Path, days: Days, papers: DemoPapers, centre: DemoCentre | None
    ) -> None:
        self.stations: dict[str, Workstation] = {}
        self.told = demo_told.offices()
        self._folder, self._days, self._papers, self._centre = folder, days, papers, centre
        self._applicants = demo_told.applicants()
        self._known: dict[str, Known] = {}
        self._acts = DemoActs(days, self.stations, self._known, papers.write)
        self.forwarded: list[tuple[Known, str]] = []

    def play(self) -> None:
        for office in self.told.offices:
            for desk in office.desks if self._centre is not None else office.desks[:1]:
                self._open(office, desk)
        self._enrol()
        moments = sorted(self._moments(), key=lambda moment: moment[0])
        together, end = self._days.instant(_TOGETHER), self._days.instant(_END)
        self._play(moments, until=together)
        self._exchange_round(together, lambda: self._play(moments, after=together))
        for station in self.stations.values():
            station.clock.turn_to(end)

    def close(self) -> None:
        for station in self.stations.values():
            station.desk.close()

    def _open(self, office: OfficeTold, told: DeskTold) -> None:
        clock = StoryClock(self._days.instant(FIRST_DAY))
        folder = self._folder / told.key
        desk = made_desk(folder, office, told, self.told.password, clock)
        self.stations[told.key] = Workstation(office, told, folder, desk, clock)
        if told is office.desks[0]:
            furnish(desk, office, self._days, self.told.password)
            begin_files(desk)
        else:
            record_self(desk, office, told)

    def _enrol(self) -> None:
        """Every workstation becomes a station, and the second one of an office meets its staff."""
        if self._centre is None:
            return
        at = self._days.instant(_ENROLLED)
        offices = [one.desk.office.id for one in self.stations.values()]
        self._centre.add_offices(sorted(set(offices)), at)
        codes = self._centre.codes(offices, at)
        with self._centre.serving(at) as address:
            for station, code in zip(self.stations.values(), codes, strict=True):
                station.at(at, station.told.admin).exchange.enrol(address, code)
            self._exchange_all()

    def _exchange_round(self, at: int, offline: Callable[[], None]) -> None:
        """All meet, then work on without the line, then meet again."""
        if self._centre is None:
            offline()
            return
        for station in self.stations.values():
            station.clock.turn_to(at)
        # The stations know the centre by its address, so it comes back at the same port.
        with self._centre.serving(at):
            self._exchange_all()
            offline()
            _accept_all(self.stations.values(), self._days.instant(_ACCEPTED))
            self._exchange_all()

    def _exchange_all(self) -> None:
        """All go once more, for what the later ones brought."""
        everyone = list(self.stations.values())
        for station in (*everyone, *everyone):
            done = station.desk.exchange.sync()
            carried = station.carried or Carried()
            station.carried = Carried(carried.pushed + done.pushed, carried.pulled + done.pulled)

    def _play(self, moments: list[_Moment], *, after: int = 0, until: int | None = None) -> None:
        for at, act in moments:
            if after <= at and (until is None or at < until):
                act()

    def _moments(self) -> list[_Moment]:
        found: list[_Moment] = []
        for key in self.stations:
            for told in _cases(key, has_centre=self._centre is not None):
                found.append((self._days.instant(told.on), self._registering(key, told)))
                found += [
                    (self._days.instant(step.when), self._doing(key, told, step))
                    for step in told.then
                    if (step.desk or key) in self.stations
                ]
        mail = mail_told()
        station = self.stations[mail.desk]
        opened = partial(station.at, login=station.told.registrar)
        found += self._acts.moments()
        found += self._department()
        found += receiving(self._days, opened)
        found.append(filing(self._days, opened))
        return found + [arriving(told, self._days, opened) for told in mail.envelopes]

    def _department(self) -> Iterator[_Moment]:
        told = department_told()
        station = self.stations[told.desk]
        write = partial(self._papers.write, station.office.key)
        return DemoDepartment(told, self._days, station.at, self._known, write).moments()

    def _registering(self, key: str, told: CaseTold) -> Callable[[], None]:
        def register() -> None:
            station = self.stations[key]
            desk = station.at(self._days.instant(told.on), station.told.registrar)
            if desk.trusted_time.trouble() is not None:
                desk.trusted_time.confirm(desk.cases.today())
            done = desk.registration.register(self._application(told, desk))
            self._known[told.key] = Known(done.case, done.number)
            station.registered += 1
            case = desk.cases.open(done.case)
            self._papers.receipts(desk, station.office.key, case, told.papers)
            if case.case.registered.channel in _WRITTEN:
                _attach_scan(desk, case)

        return register

    def _doing(self, key: str, told: CaseTold, step: Step) -> Callable[[], None]:
        def do() -> None:
            station = self.stations[step.desk or key]
            desk = station.at(self._days.instant(step.when), step.by)
            known = self._known[told.key]
            wish = filled(step.wish, lambda word, of: self._word(known, word, of))
            if step.action == _ISSUE:
                self._issue(station, known, wish)
            elif step.action == _CORRECTED:
                self._correct_receipt(station, known, wish["reason"])
            elif step.action in STEPS:
                paper = STEPS[step.action](desk, known.id, wish)
                self._papers.of_step(desk, station.office.key, known.number, paper)
            else:
                _remember(known, desk.cases.do(known.id, step.action, wish))
            if wish.get("to_office"):
                self.forwarded.append((known, wish["to_office"]))

        return do

    def _issue(self, station: Workstation, known: Known, wish: dict[str, Any]) -> None:
        done = station.desk.acts.issue(known.id, told_as(wish, IssueAct))
        known.act, known.actnumber = done.act, done.number
        case = station.desk.cases.open(known.id)
        language = "ru" if case.case.registered.language == "ru" else "ky"
        self._papers.reply(station.office.key, case, language, done.paper.data)

    def _correct_receipt(self, station: Workstation, known: Known, reason: str) -> None:
        case = station.desk.cases.open(known.id)
        paper = station.desk.papers.correct_receipt(known.id, reason=reason)
        self._papers.corrected(station.office.key, case, paper.data)

    def _application(self, told: CaseTold, desk: Desk) -> dict[str, Any]:
        people, firms = self._applicants.people, self._applicants.organisations
        known = Known("", "")
        application: dict[str, Any] = filled(
            told.told, lambda word, of: self._word(known, word, of)
        )
        if told.who:
            application["applicant"] = {"person": people[told.who]}
        elif told.firm:
            application["applicant"] = {"organisation": firms[told.firm]}
        if told.by_hand:
            acts_by = {"person": people[told.by_hand], "ground": told.by_ground}
            application["representative"] = acts_by
        if told.blank:
            written = datetime.fromtimestamp(self._days.instant(told.written) / 1000, BISHKEK)
            application["pad_number"] = blank_number(desk, told.blank)
            application["registered_at"] = written.isoformat()
        if told.received:
            at = self._days.instant(told.received)
            application["received_at"] = datetime.fromtimestamp(at / 1000, BISHKEK).isoformat()
        return application

    def _word(self, known: Known, word: str, of: str) -> str:
        match word:
            case "day" | "today":
                return (self._days.day(int(of)) if of else self._days.today).isoformat()
            case "date":
                return self._days.day(int(of)).strftime("%d.%m.%Y")
            case "number":
                return self._known[of].number
            case "office":
                return next(
                    one.desk.office.id for one in self.stations.values() if one.office.key == of
                )
            case _:
                return str(getattr(known, word))


def _attach_scan(desk: Desk, case: OpenCase) -> None:
    # reportlab and its fonts take a while to load, and every command comes past here.
    from akimat_desk.cli.demo_scans import scan  # noqa: PLC0415

    event, office = case.case.registered, desk.office.now
    named: Any = office.dated("name", event.registered_on)
    title = desk.core.shelf.catalogues(office).kinds.row(event.kind).name
    ky, ru = (named.name.ky, title.ky), (named.name.ru, title.ru)
    addressee, word = ru if event.language == "ru" else ky
    sheet = scan(case.case, addressee, word)
    desk.attachments.attach(case.id, sheet, f"{word}.pdf", event.sheets)


def _cases(key: str, *, has_centre: bool) -> list[CaseTold]:
    """Where a centre hands a case on, nobody has to register the letter that went with it."""
    return [one for one in demo_told.cases(key) if not (has_centre and one.without_centre)]


def _accept_all(stations: Iterable[Workstation], at: int) -> None:
    """Each office takes what came to it, in the name of its registrar."""
    for station in stations:
        if station.told is station.office.desks[0]:
            desk = station.at(at, station.told.registrar)
            for one in desk.dossiers.offered():
                desk.dossiers.accept(one.id)


def _remember(known: Known, case: OpenCase) -> None:
    asked = case.case.each(DocumentsRequested)
    if asked:
        known.request = asked[-1][1].request
