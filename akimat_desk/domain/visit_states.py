"""How the commission visits of a case stand, and whose days they are."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, Protocol

from akimat_desk.domain.bookings import Holding
from akimat_desk.domain.deadlines import Holder, day_after
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Reading
from akimat_desk.domain.slots import Slot
from akimat_desk.domain.visit_events import VisitCancelled, VisitMade, VisitOrdered

VISIT = "visit:"

Stage = Literal["ordered", "made", "cancelled"]


class HoldsVisits(Protocol):
    def slot(self, key: str) -> Slot: ...

    def keys(self, prefix: str) -> tuple[str, ...]: ...


class VisitState(Reading, frozen=True, kw_only=True):
    """One visit. Of two reports in dispute the shown one counts, as in every slot."""

    ordered: VisitOrdered
    made: VisitMade | None = None
    cancelled: VisitCancelled | None = None

    @property
    def visit(self) -> str:
        return self.ordered.visit

    @property
    def stage(self) -> Stage:
        if self.made is not None:
            return "made"
        return "ordered" if self.cancelled is None else "cancelled"

    @property
    def over_on(self) -> date | None:
        """None while the commission is still to go."""
        if self.made is not None:
            return self.made.made_on
        return None if self.cancelled is None else self.cancelled.cancelled_on


def visits_of(case: HoldsVisits) -> tuple[VisitState, ...]:
    """By the day of the order."""
    found = (_state(case.slot(key)) for key in case.keys(VISIT))
    known = [one for one in found if one is not None]
    return tuple(sorted(known, key=lambda one: (one.ordered.ordered_on, one.visit)))


def open_visits(case: HoldsVisits) -> tuple[VisitState, ...]:
    return tuple(one for one in visits_of(case) if one.stage == "ordered")


def with_visits(
    held: Iterable[Holding], visits: Iterable[VisitState], office: Office
) -> tuple[Holding, ...]:
    """The same holdings, with the days of each visit given to its chair: every day has one owner
    still. Where two visits lie over each other the later ordered one counts."""
    base = sorted(held, key=lambda one: one.from_on)
    stretches = [found for one in visits if (found := _stretch(one, office)) is not None]
    if not stretches:
        return tuple(base)
    turns = {one.from_on for one in base}
    for first, after, _ in stretches:
        turns |= {first} if after is None else {first, after}
    return tuple(
        Holding(from_on=day, holder=_on(stretches, day) or _owner(base, day))
        for day in sorted(turns)
    )


_Stretch = tuple[date, date | None, Holder]


def _state(slot: Slot) -> VisitState | None:
    ordered = next((e.event for e in slot.entries if isinstance(e.event, VisitOrdered)), None)
    if ordered is None:
        return None
    shown: Any = None if slot.shown is None else slot.shown.event
    match shown:
        case VisitMade():
            return VisitState(ordered=ordered, made=shown)
        case VisitCancelled():
            return VisitState(ordered=ordered, cancelled=shown)
        case VisitOrdered():
            return VisitState(ordered=shown)
        case _:
            return VisitState(ordered=ordered)


def _stretch(one: VisitState, office: Office) -> _Stretch | None:
    """From the day after the order, up to but without the day after its end."""
    chair = office.find_staff(one.ordered.chair.staff) if one.ordered.chair.staff else None
    if chair is None:
        return None
    first = day_after(one.ordered.ordered_on)
    after = None if one.over_on is None else day_after(one.over_on)
    holder = Holder(kind="person", id=chair.id, name=chair.short_name)
    return None if after is not None and after <= first else (first, after, holder)


def _on(stretches: list[_Stretch], day: date) -> Holder | None:
    found = [who for first, after, who in stretches if first <= day and (not after or day < after)]
    return found[-1] if found else None


def _owner(base: list[Holding], day: date) -> Holder | None:
    begun = [one for one in base if one.from_on <= day]
    return begun[-1].holder if begun else None
