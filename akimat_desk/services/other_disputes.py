"""Disputes outside of cases: the office and its people, its own acts, applicants' records."""

import uuid
from collections.abc import Iterator, Mapping

import msgspec

from akimat_desk.domain.errors import FieldWrong, NothingDisputed
from akimat_desk.domain.facts import Event
from akimat_desk.domain.offices import Office
from akimat_desk.domain.slots import DisputeSettled, Slot, SlotEntry
from akimat_desk.journal import codec
from akimat_desk.services.core import Core
from akimat_desk.storage import journal, series
from akimat_desk.storage.database import Connection

_KINDS = (codec.OFFICE, codec.ACT, codec.PERSON)


class OtherVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One side: who said it, at which workstation (its mark), when (UTC milliseconds), and what."""

    keeps: str
    by: str
    workstation: str
    at: int
    type: str
    event: Event


class OtherDispute(msgspec.Struct, frozen=True, kw_only=True):
    """`stream` and `slot` name it; `kind` is office, act or person."""

    stream: str
    kind: str
    slot: str
    versions: tuple[OtherVersion, ...]


class OtherDisputes:
    """Lists and settles what two desks of the office said without having seen each other's word."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def all(self) -> list[OtherDispute]:
        """The office's own first."""
        with self._core.read() as (connection, lens):
            marks = {one.origin: one.mark for one in lens.office.all("series") if one is not None}
            found = [
                dispute
                for stream, kind in series.several_writers(connection, _KINDS)
                for dispute in _disputes(connection, stream, kind, lens.office, marks)
            ]
        return sorted(found, key=lambda one: (_KINDS.index(one.kind), one.slot, one.stream))

    def settle(self, stream: str, slot: str, keeps: str, reason: str) -> None:
        """One version stays, and why; raises NothingDisputed, FieldWrong, NotAllowed."""
        if not reason.strip():
            raise FieldWrong("reason", "empty")
        try:
            target = uuid.UUID(stream).bytes
        except ValueError:
            raise NothingDisputed(slot) from None
        with self._core.write("settle") as writing:
            folded = journal.load(writing.connection, target)
            if folded.kind not in _KINDS or folded.state is None:
                raise NothingDisputed(slot)
            disputed: Slot | None = folded.state.slots.get(slot)
            latest = [] if disputed is None or not disputed.is_disputed else disputed.latest
            kept = next((one.id for one in latest if one.id.hex() == keeps), None)
            if kept is None:
                raise NothingDisputed(slot)
            drops = tuple(one.id for one in latest if one.id != kept)
            settled = DisputeSettled(slot=slot, keeps=kept, drops=drops, reason=reason.strip())
            if target == self._core.office_stream:
                writing.append_office(settled)
            else:
                writing.append(target, folded, settled)


def _disputes(
    connection: Connection, stream: bytes, kind: str, office: Office, marks: Mapping[bytes, str]
) -> Iterator[OtherDispute]:
    state = journal.load(connection, stream).state
    slots: Mapping[str, Slot] = {} if state is None else state.slots
    disputed = [key for key, slot in slots.items() if slot.is_disputed]
    if not disputed:
        return
    origins = {one.reference: one.origin for one in journal.entries_of(connection, stream)}
    for key in disputed:
        yield OtherDispute(
            stream=str(uuid.UUID(bytes=stream)),
            kind=kind,
            slot=key,
            versions=tuple(
                _version(slots[key], one, office, marks.get(origins[one.id], ""))
                for one in slots[key].latest
            ),
        )


def _version(slot: Slot, entry: SlotEntry, office: Office, mark: str) -> OtherVersion:
    """Its own author and time; of a settlement what it kept."""
    said = entry
    while isinstance(said.event, DisputeSettled):
        kept = said.event.keeps
        said = next(one for one in slot if one.id == kept)
    author = office.find_staff(entry.actor)
    return OtherVersion(
        keeps=entry.id.hex(),
        by="" if author is None else author.short_name,
        workstation=mark,
        at=entry.at,
        type=type(said.event).__name__,
        event=said.event,
    )
