"""Events to canonical bytes and back; old schemas are lifted on reading, unknown ones are kept."""

import unicodedata
from collections.abc import Callable
from typing import Any

import msgspec

from akimat_desk.domain.absence_events import ABSENCE_CASE_EVENTS, ABSENCE_OFFICE_EVENTS
from akimat_desk.domain.account_events import ACCOUNT_EVENTS
from akimat_desk.domain.act_events import ACT_EVENTS, OfficeActOpened
from akimat_desk.domain.archive_events import ARCHIVE_CASE_EVENTS, ARCHIVE_OFFICE_EVENTS
from akimat_desk.domain.body_events import BODY_CASE_EVENTS, BODY_OFFICE_EVENTS
from akimat_desk.domain.case_events import CASE_EVENTS
from akimat_desk.domain.clash_events import CLASH_EVENTS
from akimat_desk.domain.facts import Event, stored_name
from akimat_desk.domain.list_events import LIST_EVENTS
from akimat_desk.domain.office_events import OFFICE_EVENTS
from akimat_desk.domain.pad_events import PAD_EVENTS
from akimat_desk.domain.pen_sheets import PEN_SHEET_EVENTS
from akimat_desk.domain.people import PERSON_EVENTS
from akimat_desk.domain.record_kinds import RECORD_KINDS
from akimat_desk.domain.slots import DisputeSettled
from akimat_desk.domain.stream_events import EntryRefused, StreamErased
from akimat_desk.domain.succession_events import SUCCESSION_EVENTS
from akimat_desk.domain.visit_events import VISIT_EVENTS

CASE, PERSON, OFFICE, ACT = "case", "person", "office", "act"
KIND_OF: dict[str, str] = {
    **{stored_name(event): CASE for event in (*CASE_EVENTS, *LIST_EVENTS)},
    **{stored_name(event): CASE for event in (*ABSENCE_CASE_EVENTS, *ARCHIVE_CASE_EVENTS)},
    **{stored_name(event): OFFICE for event in ARCHIVE_OFFICE_EVENTS},
    **{stored_name(event): CASE for event in (*VISIT_EVENTS, *BODY_CASE_EVENTS, *CLASH_EVENTS)},
    **{stored_name(event): OFFICE for event in BODY_OFFICE_EVENTS},
    **{stored_name(event): OFFICE for event in (*ABSENCE_OFFICE_EVENTS, *PEN_SHEET_EVENTS)},
    **{stored_name(event): OFFICE for event in (*PAD_EVENTS, *ACCOUNT_EVENTS)},
    **{stored_name(event): PERSON for event in PERSON_EVENTS},
    stored_name(OfficeActOpened): ACT,
    **{stored_name(event): kind.name for kind in RECORD_KINDS for event in kind.events},
    **{stored_name(event): OFFICE for event in (*OFFICE_EVENTS, *SUCCESSION_EVENTS)},
}
_SHARED: tuple[type[Event], ...] = (DisputeSettled, StreamErased, EntryRefused)
_ALL: tuple[type[Any], ...] = (
    *(*CASE_EVENTS, *LIST_EVENTS, *PERSON_EVENTS, *OFFICE_EVENTS),
    *(*ABSENCE_CASE_EVENTS, *ABSENCE_OFFICE_EVENTS, *PEN_SHEET_EVENTS),
    *(*VISIT_EVENTS, *CLASH_EVENTS),
    *(*BODY_CASE_EVENTS, *BODY_OFFICE_EVENTS),
    *(*ARCHIVE_CASE_EVENTS, *ARCHIVE_OFFICE_EVENTS),
    *(*ACT_EVENTS, *_SHARED),
    *(*SUCCESSION_EVENTS, *PAD_EVENTS, *ACCOUNT_EVENTS),
    OfficeActOpened,
    *(event for kind in RECORD_KINDS for event in kind.events),
)
EVENTS: dict[str, type[Event]] = {stored_name(event): event for event in _ALL}
SCHEMAS: dict[str, int] = dict.fromkeys(EVENTS, 1)
UPCASTS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""(type, schema) -> a pure function from the body of that schema to that of the next one."""

_canonical = msgspec.msgpack.Encoder(order="sorted")
_plain = msgspec.msgpack.Decoder()
_decoders = {name: msgspec.msgpack.Decoder(event) for name, event in EVENTS.items()}


# What a body can be wrong by, the lifting of an old one and a bottomless nesting included.
_UNREADABLE = (msgspec.MsgspecError, ValueError, LookupError, TypeError, RecursionError)


class BodyUnreadable(Exception):
    """A body that is not of its type and schema; the reason is msgspec's, without values."""


def encode(event: Event) -> bytes:
    """Canonical msgpack: keys sorted, NFC, no floats, dates as ISO text, defaults left out."""
    body = _canonical.encode(event)
    if unicodedata.is_normalized("NFC", body.decode("utf-8", "replace")):
        return body
    return _canonical.encode(composed(_plain.decode(body)))


def decode(name: str, schema: int, body: bytes) -> Event | None:
    """The event, or None where type or schema are newer than this program.

    Raises BodyUnreadable for a body that its own type does not allow.
    """
    known = SCHEMAS.get(name)
    if known is None or schema > known:
        return None
    try:
        if schema == known:
            event: Event = _decoders[name].decode(body)
            return event
        return _lifted(name, schema, known, body)
    except _UNREADABLE as wrong:
        raise BodyUnreadable(f"{name} {schema}: {type(wrong).__name__}") from None


def find(name: str, schema: int, body: bytes | None) -> Event | None:
    """None for what is erased, of a newer program, or unreadable (the fold sets that aside)."""
    if body is None:
        return None
    try:
        return decode(name, schema, body)
    except BodyUnreadable:
        return None


def composed(value: Any) -> Any:
    """The same value with every text in NFC, as the canonical bytes want it."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case list() | tuple():
            return [composed(item) for item in value]
        case dict():
            return {composed(key): composed(item) for key, item in value.items()}
        case _:
            return value


def _lifted(name: str, schema: int, known: int, body: bytes) -> Event:
    fields = _plain.decode(body)
    for step in range(schema, known):
        fields = UPCASTS[name, step](fields)
    event: Event = msgspec.convert(fields, EVENTS[name])
    return event
