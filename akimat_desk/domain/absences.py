"""Whose cases pass to whom while somebody is absent: from the office's record, alike everywhere."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from akimat_desk.domain.absence_events import ExecutorPassed
from akimat_desk.domain.accused import HEAD, head_instead, is_accused
from akimat_desk.domain.case_events import ExecutorAssigned, HandOverAccepted
from akimat_desk.domain.cases import RESPONSIBLE, Case
from akimat_desk.domain.deadlines import day_after
from akimat_desk.domain.errors import AbsenceOverlaps, FieldWrong, SubstitutesInCircle
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.office_events import PostHeld, SubstitutionSet
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.slots import Slot, SlotEntry

_DAY = timedelta(days=1)


class Instead(NamedTuple):
    """Who has somebody's cases on a day, and by which substitutions, one after the other."""

    holder: str
    by: tuple[SubstitutionSet, ...]


class _InHand(NamedTuple):
    """A case, or one question of it: who has it since when, and whose it is."""

    holder: str
    owner: str
    since: date
    last: ExecutorAssigned | None
    question: int


def instead_of(office: Office, staff: str, day: date) -> Instead:
    """Chains are followed; in a circle nobody can stand in, so everybody keeps their own."""
    by: list[SubstitutionSet] = []
    holder, seen = staff, {staff}
    while (row := absence_on(office, holder, day)) is not None:
        by.append(row)
        holder = row.substitute
        if holder in seen:
            return Instead(staff, ())
        seen.add(holder)
    return Instead(holder, tuple(by))


def absence_on(office: Office, staff: str, day: date) -> SubstitutionSet | None:
    """Of several the one that was entered first, as for new work."""
    return next(
        (row for row in substitutions(office) if row.absent == staff and _holds_on(row, day)), None
    )


def substitutions(office: Office) -> tuple[SubstitutionSet, ...]:
    return tuple(one for one in office.all("substitution") if isinstance(one, SubstitutionSet))


def demand_possible(told: SubstitutionSet, office: Office) -> None:
    """Raises FieldWrong, AbsenceOverlaps, SubstitutesInCircle."""
    if told.absent == told.substitute:
        raise FieldWrong("substitute", "own")
    if told.until_on < told.from_on:
        raise FieldWrong("until_on", "before_from_on")
    others = [
        row
        for row in substitutions(office)
        if row.substitution != told.substitution
        and max(row.from_on, told.from_on) <= min(row.until_on, told.until_on)
    ]
    for row in others:
        if row.absent == told.absent:
            raise AbsenceOverlaps(row.from_on, row.until_on)
    day = _day_of_circle(told, others)
    if day is not None:
        raise SubstitutesInCircle(day)


def passings(case: Case, office: Office, today: date) -> Iterator[ExecutorPassed]:
    """What is to be said of an open case so that it is where it belongs today; often nothing.

    A case that was given to somebody by hand meanwhile is theirs. What would come to the official
    it complains of comes to the head, and where there is no other one stays where it is. So does
    what is in dispute.
    """
    against = case.field("against")
    for key in dict.fromkeys((RESPONSIBLE, *case.keys(RESPONSIBLE))):
        in_hand = _in_hand(case, key)
        passed = None if in_hand is None else _passed(in_hand, office, today, against)
        # Whose case it is gets it back all the same: that was decided when it was given to them.
        comes_back = passed is not None and passed.executor == passed.owner
        if passed is not None and (comes_back or not complains_of(case, passed.executor, office)):
            yield passed


def holders(case: Case) -> frozenset[str]:
    """Who has the case or a question of it in hand."""
    return frozenset(in_hand_of(case).values())


def in_hand_of(case: Case) -> dict[int, str]:
    """Who has each question, and under 0 the case."""
    keys = dict.fromkeys((RESPONSIBLE, *case.keys(RESPONSIBLE)))
    found = (_in_hand(case, key) for key in keys)
    return {one.question: one.holder for one in found if one is not None}


def complains_of(case: Case, staff: str, office: Office) -> bool:
    taker = office.find_staff(staff)
    return taker is not None and is_accused(taker, case.field("against"))


def is_with_accused(case: Case, office: Office) -> bool:
    """Whether anybody whom the complaint is about has it, or a question of it, in hand."""
    return any(complains_of(case, one, office) for one in holders(case))


def above(office: Office, against: str, day: date) -> Staff | None:
    """Who has a complaint instead of the one it is about: the head, or who stands in for the head.

    None where there is nobody but whom it is about.
    """
    head = head_instead(office, against, day)
    if head is None:
        return None
    stands_in = office.find_staff(instead_of(office, head.id, day).holder)
    if stands_in is None or not stands_in.works_on(day) or is_accused(stands_in, against):
        return head
    return stands_in


def passed_up(case: Case, office: Office, today: date, ground: str) -> Iterator[ExecutorAssigned]:
    """What is in the hands of the very one the complaint is about, to the head; often nothing."""
    head = above(office, case.field("against"), today)
    if head is None:
        return
    told = ExecutorAssigned(executor=head.id, ground=ground, assigned_on=today)
    for holder in dict.fromkeys(in_hand_of(case).values()):
        if complains_of(case, holder, office):
            yield from given_over(case, holder, told)


def given_over(case: Case, giver: str, told: ExecutorAssigned) -> Iterator[ExecutorAssigned]:
    """The case, or the questions of it that `giver` has, to the executor of `told`.

    What `giver` had for somebody absent is still that person's and goes back to them in time.
    """
    for key in dict.fromkeys((RESPONSIBLE, *case.keys(RESPONSIBLE))):
        held = _in_hand(case, key)
        if held is None or held.holder != giver:
            continue
        more = _kept(held)
        if isinstance(held.last, ExecutorPassed) and held.owner not in (giver, told.executor):
            yield ExecutorPassed(
                owner=held.owner, substitution=held.last.substitution, **_given(told), **more
            )
        else:
            yield ExecutorAssigned(**_given(told), **more)


def _given(told: ExecutorAssigned) -> dict[str, Any]:
    return {
        "executor": told.executor,
        "ground": told.ground,
        "assigned_on": told.assigned_on,
        "accepted": True,
    }


def _kept(held: _InHand) -> dict[str, Any]:
    """What was resolved about the case stays so, whoever has it."""
    last = held.last
    if last is None:
        return {"question": held.question}
    return {
        "question": held.question,
        "co_executors": last.co_executors,
        "internal_on": last.internal_on,
        "resolution": last.resolution,
    }


def _in_hand(case: Case, key: str) -> _InHand | None:
    """None where nobody acts or two desks named different people."""
    slot, question = case.slot(key), int(key.partition(":")[2] or 0)
    if not slot.entries:
        first = case.registered
        is_named = bool(first.responsible) and not question
        return (
            _InHand(first.responsible, first.responsible, first.registered_on, None, 0)
            if is_named
            else None
        )
    held = slot.held
    if held is None or not isinstance(held.event, ExecutorAssigned | HandOverAccepted):
        return None
    holder, last = held.event.executor, None
    for entry in slot.line:
        last = entry.event if isinstance(entry.event, ExecutorAssigned) else last
    # A hand-over to somebody else than was named makes it theirs.
    is_passed = isinstance(last, ExecutorPassed) and last.executor == holder
    owner = last.owner if isinstance(last, ExecutorPassed) and is_passed else holder
    return _InHand(holder, owner, _begun(held), last, question)


def _begun(held: SlotEntry) -> date:
    """The day on which the holder got it."""
    told = held.event
    if isinstance(told, HandOverAccepted):
        return told.accepted_on
    day = told.assigned_on if isinstance(told, ExecutorAssigned) else None
    return day or legal_day(held.at)


def _instead_for(office: Office, staff: str, day: date, against: str) -> Instead:
    """The same for a complaint: past the one it is about."""
    now = instead_of(office, staff, day)
    holder = office.find_staff(now.holder)
    if holder is None or not is_accused(holder, against):
        return now
    head = above(office, against, day)
    return now if head is None else Instead(head.id, now.by)


def _passed(held: _InHand, office: Office, today: date, against: str) -> ExecutorPassed | None:
    now = _instead_for(office, held.owner, today, against)
    is_at_home = held.holder == held.owner == instead_of(office, held.owner, today).holder
    if is_at_home or now.holder == held.holder:
        return None
    taker = office.find_staff(now.holder)
    if taker is None or not taker.works_on(today):
        return None
    by = now.by[0].substitution if now.by else getattr(held.last, "substitution", "")
    return ExecutorPassed(
        executor=now.holder,
        owner=held.owner,
        substitution=by,
        ground=_ground(office, by),
        accepted=True,
        assigned_on=max(held.since, _since(office, held.owner, now.holder, today, by, against)),
        **_kept(held),
    )


def _since(office: Office, owner: str, holder: str, today: date, by: str, against: str) -> date:
    """The day after which the days are the holder's.

    Not the day of the desk that is the first to say it: that would be another one elsewhere.
    """
    for first in _turns(office, today):
        before = _instead_for(office, owner, first - _DAY, against)
        if before.holder != holder:
            rows = (*before.by, *instead_of(office, owner, first).by)
            told = [_told_on(office, row, first) for row in rows]
            return max(first - _DAY, *told) if told else first - _DAY
    # It was called off before it began, or stands since ever.
    slot = office.slots.get(f"substitution:{by}", Slot())
    return max((legal_day(entry.at) for entry in slot), default=date.min)


def _turns(office: Office, today: date) -> list[date]:
    """Days on which an absence or a head begins or is over, the latest first."""
    days = {day for row in substitutions(office) for day in (row.from_on, day_after(row.until_on))}
    for held in office.all("post"):
        if isinstance(held, PostHeld) and held.post == HEAD:
            days.add(held.from_on)
            days.add(day_after(held.until_on or held.from_on))
    return sorted((day for day in days if date.min < day <= today), reverse=True)


def _told_on(office: Office, row: SubstitutionSet, turn: date) -> date:
    """Since when it was known that the absence begins, or ends, on that day.

    An absence that was drawn out in time was known all along.
    """
    known, before = date.min, None
    for entry in office.slots[f"substitution:{row.substitution}"]:
        event = entry.event
        if not isinstance(event, SubstitutionSet):
            continue
        if before is None or not _goes_on(before, event, turn, legal_day(entry.at)):
            known = legal_day(entry.at)
        before = event
    return known if turn in (row.from_on, day_after(row.until_on)) else date.min


def _goes_on(before: SubstitutionSet, event: SubstitutionSet, turn: date, on: date) -> bool:
    if turn == day_after(event.until_on) and turn != event.from_on:
        return before.until_on == event.until_on
    is_same = (before.substitute, before.from_on) == (event.substitute, event.from_on)
    return is_same and on <= day_after(before.until_on)


def _ground(office: Office, substitution: str) -> str:
    found = next((one for one in substitutions(office) if one.substitution == substitution), None)
    return "" if found is None else found.ground


def _holds_on(row: SubstitutionSet, day: date) -> bool:
    return row.from_on <= day <= row.until_on


def _day_of_circle(told: SubstitutionSet, others: list[SubstitutionSet]) -> date | None:
    """The first day on which those who stand in would lead back to who is absent."""
    starts = {told.from_on, *(row.from_on for row in others)}
    for day in sorted(one for one in starts if _holds_on(told, one)):
        holder, seen = told.substitute, {told.absent}
        while holder not in seen:
            seen.add(holder)
            row = next((r for r in others if r.absent == holder and _holds_on(r, day)), None)
            if row is None:
                break
            holder = row.substitute
        else:
            return day
    return None
