"""Whose word an entry is, as cards and histories show it."""

import uuid
from typing import Any

from akimat_desk.domain.facts import NOBODY, Event
from akimat_desk.domain.moments import local_time
from akimat_desk.domain.offices import Office
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import fact_of
from akimat_desk.services.card_readings import Signed


def signed_by(office: Office, entry: Entry) -> Signed:
    envelope, event = entry.envelope, event_of(entry)
    behalf = "" if event is None else event.on_behalf_of
    return Signed(
        who=staff_name(office, str(uuid.UUID(bytes=envelope.actor))),
        role=envelope.role,
        station=station_mark(office, entry.origin),
        at=local_time(envelope.at),
        behalf=staff_name(office, behalf) if behalf else "",
    )


def event_of(entry: Entry) -> Event | None:
    """None for what is erased, of a newer program, or unreadable (the fold sets that aside)."""
    try:
        fact = fact_of(entry)
    except codec.BodyUnreadable:
        return None
    return None if fact is None else fact.event


def staff_name(office: Office, staff_id: str) -> str:
    """Empty for the program itself; of somebody unknown the first letters of the id."""
    if staff_id == NOBODY:
        return ""
    named = office.find_staff(staff_id)
    return staff_id[:8] if named is None else named.short_name


def station_mark(office: Office, origin: bytes) -> str:
    """The mark under which a lineage writes its numbers; of a strange one its first letters."""
    opened = office.slots.get(f"series:{origin.hex()}")
    event: Any = None if opened is None or opened.shown is None else opened.shown.event
    return origin.hex()[:8] if event is None else str(event.mark)
