"""The way of a case between offices: by which hand it came here, and what became of it after us."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain.cases import OUTCOME, Case
from akimat_desk.domain.custody import END_DAY
from akimat_desk.domain.dossiers import accepted_elsewhere, number_at, offer, own_incoming, sender
from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.slots import SlotEntry
from akimat_desk.journal.envelope import Entry
from akimat_desk.services.core import Core
from akimat_desk.services.dossiers import office_name
from akimat_desk.storage.projections import Lens

CAME, WAITS, PASSED, ACCEPTED, ENDED, RETURNED = (
    "came", "waits", "passed", "accepted", "ended", "returned",
)  # fmt: skip


class Leg(msgspec.Struct, frozen=True, kw_only=True):
    """One leg; `office` is the other one's name, `number` its own.

    `kind`: "came" (and accepted here on that day), "waits" (for our word), "passed" (the other
    one has not answered), "accepted", "ended" and "returned" there. `how` is that end.
    """

    kind: str
    office: Bilingual
    number: str = ""
    on: date | None = None
    ended_on: date | None = None
    how: Event | None = None
    reason: str = ""


class _Names:
    """Of the other offices, as this one knows them, or as the letter said."""

    def __init__(self, core: Core, lens: Lens, entries: Mapping[bytes, Entry]) -> None:
        self._core, self._lens, self._entries = core, lens, entries

    def of(self, office: str, told: str = "") -> Bilingual:
        return office_name(self._core, self._lens, office, told)

    def writer(self, handed: SlotEntry) -> str:
        wrote = self._entries.get(handed.id)
        return "" if wrote is None else wrote.envelope.office


def legs_of(case: Case, lens: Lens, entries: Mapping[bytes, Entry], core: Core) -> tuple[Leg, ...]:
    """At most two: how it came, and where it went."""
    names = _Names(core, lens, entries)
    found = (_came(case, lens.office_id, names), _went(case, lens.office_id, names))
    return tuple(one for one in found if one is not None)


def _came(case: Case, office_id: str, names: _Names) -> Leg | None:
    by, accepted = sender(case, office_id), own_incoming(case, office_id)
    handed = offer(case, office_id)
    if handed is not None:
        office = names.writer(handed)
        day: date | None = getattr(handed.event, "forwarded_on", None)
        number = number_at(case, office)
        return Leg(kind=WAITS, office=names.of(office), number=number, on=day)
    if by is None or accepted is None:
        return None
    office = names.writer(by)
    number, on = number_at(case, office), accepted.registered_on
    return Leg(kind=CAME, office=names.of(office), number=number, on=on)


def _went(case: Case, office_id: str, names: _Names) -> Leg | None:
    ending = case.ending_at(office_id)
    event: Any = None if ending is None else ending.event
    if not isinstance(event, events.CaseForwarded) or not event.to_office:
        return _came_back(case, office_id, names)
    office = names.of(event.to_office, event.body)
    accepted = accepted_elsewhere(case, office_id)
    if accepted is None:
        return Leg(kind=PASSED, office=office, on=event.forwarded_on)
    leg = Leg(kind=ACCEPTED, office=office, number=accepted.number, on=accepted.registered_on)
    end = case.ending_at(event.to_office)
    if end is None or type(end.event) not in END_DAY:
        return leg
    day = getattr(end.event, END_DAY[type(end.event)])
    return msgspec.structs.replace(leg, kind=ENDED, ended_on=day, how=end.event)


def _came_back(case: Case, office_id: str, names: _Names) -> Leg | None:
    """While the return is the last thing that was said of who has it."""
    shown = case.slot(OUTCOME).shown
    event = None if shown is None else shown.event
    if not isinstance(event, events.CaseReturned) or event.office == office_id:
        return None
    bodies = [
        one.event.body
        for one in case.slot(OUTCOME)
        if isinstance(one.event, events.CaseForwarded) and one.event.to_office == event.office
    ]
    return Leg(
        kind=RETURNED,
        office=names.of(event.office, bodies[-1] if bodies else ""),
        on=event.returned_on,
        reason=event.reason,
    )
