"""What moves a term, and nothing else does: pauses, their end, and extensions."""

from typing import Any

from akimat_desk.domain import case_events as events
from akimat_desk.domain import duties
from akimat_desk.domain.applications import demand_filled
from akimat_desk.domain.cases import TERM, Case
from akimat_desk.domain.errors import (
    AlreadyPaused,
    DateOutOfPlace,
    ExtensionTooLong,
    FieldWrong,
    NotPaused,
    RuleLengthMissing,
)
from akimat_desk.domain.facts import Event
from akimat_desk.domain.requests import demand_lawful_pause
from akimat_desk.domain.rules import Rule
from akimat_desk.domain.situations import Situation, demand_open, demand_settled
from akimat_desk.domain.wishes import Extend, Pause, Resume


def pause(case: Case, wish: Pause, now: Situation) -> Event:
    demand_open(case, now)
    demand_settled(case, TERM)
    standing = duties.open_pause(case)
    if standing is not None:
        raise AlreadyPaused(case.registered.number, standing.from_on)
    ground: Any = now.catalogues.pause_grounds.row(wish.category)
    demand_filled("ground", wish.ground)
    demand_lawful_pause(case, ground.holder, wish.request)
    start = duties.own_start(case, now.office_id).registered_on
    from_on = wish.from_on or now.today
    if from_on < start:
        raise DateOutOfPlace("from_on", earliest=start)
    return events.ClockPaused(
        from_on=from_on,
        category=wish.category,
        ground=wish.ground,
        waits_for=ground.holder,
        body=wish.body,
        expected_on=wish.expected_on,
        request=wish.request,
    )


def resume(case: Case, wish: Resume, now: Situation) -> Event:
    demand_open(case, now)
    demand_settled(case, TERM)
    standing = duties.open_pause(case)
    if standing is None:
        raise NotPaused(case.registered.number)
    on = wish.on or now.today
    if on < standing.from_on:
        raise DateOutOfPlace("on", earliest=standing.from_on)
    return events.ClockResumed(on=on, reason=wish.reason)


def extend(case: Case, wish: Extend, now: Situation) -> Event:
    """Raises RuleLengthMissing while nobody established how long an extension may be."""
    demand_open(case, now)
    demand_settled(case, TERM)
    if wish.days < 1:
        raise FieldWrong("days", "out_of_range", 1)
    demand_filled("ground", wish.ground)
    due = now.dates(case)
    if due.rule is None or due.course is None or due.statutory is None:
        raise RuleLengthMissing("")
    cap = _cap(case, due.rule, now)
    granted = sum(one.days for one in due.course.extensions)
    if granted + wish.days > cap:
        raise ExtensionTooLong(cap, granted)
    if due.statutory.on is not None and now.today > due.statutory.on:
        raise DateOutOfPlace("granted_on", latest=due.statutory.on)
    return events.TermExtended(
        days=wish.days,
        granted_on=now.today,
        ground=wish.ground,
        granted_by=now.actor.id,
        notice_on=wish.notice_on,
    )


def _cap(case: Case, rule: Rule, now: Situation) -> int:
    """The rule's own cap, or the length of `<rule>-extension` once the office entered it."""
    if rule.extension_cap is not None:
        return rule.extension_cap
    named = f"{rule.id}-extension"
    start = duties.own_start(case, now.office_id)
    found = duties.case_rule(now.office, now.references, start.pack, named, start.registered_on)
    if found is not None and found.length is not None:
        return found.length
    # Entered once it may be used for cases that were registered before.
    entered: Any = now.office.dated(f"length:{named}", now.today)
    if found is None or entered is None:
        raise RuleLengthMissing(named)
    length: int = entered.length
    return length
