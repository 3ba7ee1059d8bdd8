"""The facts that any stream may hold: its erasure, and what the centre refused of it."""

import msgspec

from akimat_desk.domain.facts import Event


class NumberTaken(msgspec.Struct, frozen=True, kw_only=True):
    """A number that an erased stream had taken: its series goes on after it."""

    origin: bytes
    journal: str
    year: int
    sequence: int


class StreamErased(Event, frozen=True, kw_only=True):
    """Head and administrator erased what the stream said, on a ground; envelopes stay.

    `number` is what the matter was known by, and says nothing of anybody; numbers are one for
    life, so those it had `taken` are not given again.
    """

    ground: str
    ordered_by: str
    number: str = ""
    taken: tuple[NumberTaken, ...] = ()


class EntryRefused(Event, frozen=True, kw_only=True):
    """The centre set an entry aside for a stated code; its text is kept."""

    entry: bytes
    refusal: str
