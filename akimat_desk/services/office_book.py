"""What the settings read of the office, and the changes that end or correct something there."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk import __version__
from akimat_desk.domain import office_events as events
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.catalogues import Catalogue
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rights import RIGHTS, may
from akimat_desk.domain.rules import Rule, RulePack
from akimat_desk.domain.rules_applied import as_said
from akimat_desk.services import accounts, office_readings, staff, throttle
from akimat_desk.services.absences import Absences
from akimat_desk.services.core import Core
from akimat_desk.services.office_readings import (
    AnswerTable,
    Holding,
    Member,
    ReleaseLine,
    RuleLine,
    StandIn,
)
from akimat_desk.services.references import CALENDAR, CATALOGUE
from akimat_desk.storage import journal, sizes
from akimat_desk.storage.workspace import Workspace
from akimat_desk.trust.wraps import Cost


class Station(msgspec.Struct, frozen=True, kw_only=True):
    """This workstation: where it lies, what it is called, how much it holds."""

    office: str
    name: Bilingual
    station: str
    point: str
    mark: str
    folder: Path
    version: str
    database_bytes: int
    files_bytes: int
    entries: int
    cases: int
    applicants: int
    accounts: tuple[str, ...]
    is_training: bool
    is_open: bool


class OfficeRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Names and letterhead as they stand on a day, and since when; None where never told."""

    on: date
    named: events.OfficeNamed | None
    letterhead: events.LetterheadSet | None
    later: tuple[date, ...]


class Adopted(msgspec.Struct, frozen=True, kw_only=True):
    """The releases the office works by, and the terms in them."""

    releases: tuple[ReleaseLine, ...]
    rules: tuple[RuleLine, ...]


class OfficeBook:
    """Reads take a snapshot; writes are facts that follow others, nothing is overwritten."""

    def __init__(self, core: Core, workspace: Workspace) -> None:
        self._core = core
        self._workspace = workspace

    # What there is

    def may(self, action: str) -> bool:
        """Whether whoever is signed in may do it; the window shows the rest as read-only."""
        actor = self._core.actor
        return actor is None or may(actor.roles, action)

    def who_may(self, action: str) -> tuple[str, ...]:
        """The roles that may, in a fixed order."""
        return tuple(sorted(RIGHTS.get(action, ())))

    def station(self) -> Station:
        core, keys = self._core, self._workspace.keys()
        with core.read() as (connection, lens):
            own, counts = journal.own_origin(connection), sizes.counts(connection)
            named: Any = lens.office.dated("name", self._today())
        return Station(
            office=core.identity.office,
            name=Bilingual(ky="") if named is None else named.name,
            station=core.identity.station,
            point=own.point,
            mark=own.mark,
            folder=self._workspace.folder,
            version=__version__,
            database_bytes=sizes.database_bytes(self._workspace.database),
            files_bytes=sizes.files_bytes(self._workspace.files),
            entries=counts.entries,
            cases=counts.cases,
            applicants=counts.applicants,
            accounts=accounts.names(keys),
            is_training=core.identity.is_training,
            is_open=accounts.is_open(keys),
        )

    def record(self, on: date | None = None) -> OfficeRecord:
        """`later` are the days from which something else will hold."""
        day = on or self._today()
        office = self._office()
        told = (*office.all("name"), *office.all("letterhead"))
        return OfficeRecord(
            on=day,
            named=office.dated("name", day),
            letterhead=office.dated("letterhead", day),
            later=tuple(sorted({one.from_on for one in told if one.from_on > day})),
        )

    def people(self) -> tuple[Member, ...]:
        actor = self._core.actor
        enabled = accounts.names(self._workspace.keys())
        me = "" if actor is None else actor.id
        return office_readings.people(self._office(), self._today(), enabled, me)

    def holdings(self) -> tuple[Holding, ...]:
        return office_readings.holdings(self._office(), self._today())

    def stand_ins(self) -> tuple[StandIn, ...]:
        return office_readings.stand_ins(self._office(), self._today())

    def answer_table(self) -> AnswerTable:
        with self._core.read() as (_, lens):
            catalogues = self._core.shelf.catalogues(lens.office)
        return office_readings.answer_table(lens.office, catalogues, self._today())

    def adopted(self) -> Adopted:
        """Every adopted object, and the terms of the packs that lie here."""
        core = self._core
        with core.read() as (_, lens):
            office = lens.office
        absent = {(one.kind, one.id) for one in core.shelf.missing(office)}
        keys = [tuple(key.split(":", 1)) for key in sorted(office.adopted)]
        known = [
            (kind, core.shelf.adopted(office, kind, named)[1])
            for kind, named in keys
            if (kind, named) not in absent
        ]
        packs = [one for _, one in known if isinstance(one, RulePack)]
        return Adopted(
            releases=tuple(_release(kind, one) for kind, one in known),
            rules=tuple(
                _rule(rule, pack, office, self._today())
                for pack in sorted(packs, key=lambda pack: not pack.in_force)
                for rule in pack.rules
            ),
        )

    # People

    def end_staff(self, login: str, last_day: date, order: str = "") -> None:
        """Somebody leaves; their account stays shut from the day after."""
        staff.end(self._core, login, last_day, order)

    def take_back_ending(self, login: str, order: str = "") -> None:
        """The ending was a mistake, or they came back: another fact that follows it."""
        staff.take_back_ending(self._core, login, self._today(), order)

    def shut_account(self, login: str) -> None:
        """It opens this workstation no more. Raises FieldWrong (own) for one's own."""
        with self._core.write("account"):
            actor = self._core.actor
            if actor is not None and actor.login == login:
                raise FieldWrong("login", "own")
        keys = self._workspace.keys()
        self._workspace.keep_keys(accounts.without_account(keys, login))

    def change_password(self, old: str, new: str, cost: Cost = Cost()) -> None:
        """One's own. Raises SignInRefused, PasswordMissing, PasswordTooShort, GuessTooSoon."""
        actor, keys = self._core.actor, self._workspace.keys()
        login = "" if actor is None else actor.login
        with throttle.guess(self._workspace.folder, throttle.of_login(login), self._core.clock):
            key = accounts.unlocked(keys, login, old)
        accounts.demand_password(new, is_training=False)
        self._workspace.keep_keys(accounts.with_account(keys, key, login, new, cost))

    # Posts, substitutes, answers

    def end_post(self, post: str, from_on: date, last_day: date) -> None:
        """Whoever holds it since that day holds it to the last day. Raises FieldWrong."""
        if last_day < from_on:
            raise FieldWrong("until_on", "before_from_on")
        with self._core.write("office") as writing:
            for told in writing.office.all("post"):
                if isinstance(told, events.PostHeld) and (told.post, told.from_on) == (
                    post,
                    from_on,
                ):
                    writing.append_office(msgspec.structs.replace(told, until_on=last_day))
                    return
        raise FieldWrong("post", "unknown")

    def end_substitution(self, substitution: str, last_day: date) -> None:
        """A day before its first calls it off. Raises FieldWrong."""
        Absences(self._core).change(substitution, last_day)

    def end_responsible(self, *, topic: str, service: str, from_on: date, order: str = "") -> None:
        """From that day on the matter falls to the line for the rest, if there is one."""
        with self._core.write("responsibility") as writing:
            writing.append_office(
                events.ResponsibilityEnded(
                    from_on=from_on, topic=topic, service=service, order=order
                )
            )

    def _office(self) -> Office:
        with self._core.read() as (_, lens):
            return lens.office

    def _today(self) -> date:
        return legal_day(self._core.clock.now())


def _release(kind: str, adopted: Any) -> ReleaseLine:
    match adopted:
        case RulePack():
            waiting = sum(not rule.is_confirmed for rule in adopted.rules)
            return ReleaseLine(
                kind=kind,
                id=adopted.id,
                release=adopted.release,
                title=adopted.title,
                rows=len(adopted.rules),
                to_confirm=waiting,
            )
        case Calendar():
            return ReleaseLine(
                kind=CALENDAR,
                id=adopted.id,
                release=adopted.release,
                title=adopted.title,
                rows=len(adopted.days_off),
                to_confirm=sum(row.status == "to_confirm" for row in adopted.days_off),
                covers_from=adopted.covers_from,
                covers_to=adopted.covers_to,
            )
        case Catalogue():
            return ReleaseLine(
                kind=CATALOGUE,
                id=adopted.id,
                release=adopted.release,
                title=Bilingual(ky=""),
                rows=len(adopted.rows),
                to_confirm=office_readings.to_confirm(adopted.rows),
            )
        case _:
            raise TypeError(adopted)


def _rule(rule: Rule, pack: RulePack, office: Office, today: date) -> RuleLine:
    """With the length the office entered, where the law's is not established."""
    entered: Any = None if rule.length is not None else office.dated(f"length:{rule.id}", today)
    said = as_said(office, rule, today)
    return RuleLine(
        id=rule.id,
        title=rule.title,
        length=said.length,
        unit=rule.unit,
        legal=said.legal,
        is_confirmed=said.is_confirmed,
        is_start_confirmed=said.start_status == "confirmed",
        in_force=pack.in_force and rule.holds_on(today),
        entered_by="" if entered is None else entered.confirmed_by,
    )
