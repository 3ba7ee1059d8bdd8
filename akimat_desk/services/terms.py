"""Terms on their own: the engine without a case, the calendar and the rule packs of the office."""

from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain.applications import told_as
from akimat_desk.domain.calendars import Calendar, parse_calendar
from akimat_desk.domain.deadlines import Extension, Holder, Pause, TermFacts, due_on
from akimat_desk.domain.explanations import Explanation, explain
from akimat_desk.domain.rules import NoRuleInForce, RulePack, find_rule, parse_pack
from akimat_desk.paths import RESOURCES
from akimat_desk.services.core import Core


class PauseTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    from_on: date
    until_on: date | None = None
    category: str = ""


class ExtensionTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    days: int
    granted_on: date


class Course(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What else happened to a term; `week` lists working weekdays, Monday is 1."""

    pauses: tuple[PauseTold, ...] = ()
    extensions: tuple[ExtensionTold, ...] = ()
    length: int | None = None
    week: tuple[int, ...] = ()
    today: date | None = None


class Terms:
    """The office's calendar and rules."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def calendar(self) -> Calendar:
        with self._core.read() as (_, lens):
            return lens.references.calendar

    def packs(self) -> tuple[RulePack, ...]:
        """In force first."""
        with self._core.read() as (_, lens):
            found = lens.references.packs.values()
        return tuple(sorted(found, key=lambda pack: (not pack.in_force, pack.id, -pack.release)))

    def register_by(self, received_on: date) -> date | None:
        """The last day to register what came in on a day; None where no rule holds then."""
        with self._core.read() as (_, lens):
            packs, calendar = lens.references.packs.values(), lens.references.calendar
        rule = find_rule(packs, "registration", received_on)
        return (
            None if rule is None else due_on(TermFacts(started_on=received_on, rule=rule), calendar)
        )


def shipped_packs() -> tuple[RulePack, ...]:
    """Those that came with the program, prepared ones too."""
    paths = sorted((RESOURCES / "rules").glob("*.json"))
    return tuple(parse_pack(msgspec.json.decode(path.read_bytes())) for path in paths)


def shipped_calendar() -> Calendar:
    return parse_calendar(msgspec.json.decode((RESOURCES / "calendars" / "kg.json").read_bytes()))


def reckon(rule_id: str, from_on: date, course: dict[str, Any]) -> Explanation:
    """One term by the shipped rules, prepared ones too; raises NoRuleInForce, FieldWrong."""
    told: Course = told_as(course, Course)
    rule = find_rule(shipped_packs(), rule_id, from_on, is_prepared_too=True)
    if rule is None:
        raise NoRuleInForce(rule_id, from_on)
    if told.length is not None:
        rule = msgspec.structs.replace(rule, length=told.length)
    calendar = shipped_calendar()
    if told.week:
        calendar = calendar.with_week(told.week)
    facts = TermFacts(
        started_on=from_on,
        rule=rule,
        pauses=tuple(
            Pause(
                from_on=pause.from_on,
                until_on=pause.until_on,
                category=pause.category,
                waits_for=Holder(kind="applicant"),
            )
            for pause in told.pauses
        ),
        extensions=tuple(
            Extension(days=one.days, granted_on=one.granted_on) for one in told.extensions
        ),
    )
    return explain(facts, calendar, today=told.today)
