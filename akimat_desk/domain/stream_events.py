"""The facts that any stream may hold: its erasure, and what the centre refused of it."""

from akimat_desk.domain.facts import Event


class StreamErased(Event, frozen=True, kw_only=True):
    """Head and administrator erased what the stream said, on a ground; envelopes stay."""

    ground: str
    ordered_by: str


class EntryRefused(Event, frozen=True, kw_only=True):
    """The centre set an entry aside for a stated code; its text is kept."""

    entry: bytes
    refusal: str
