"""Any event there may be, and any history of a stream that several authors may write."""

import types
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec
from builders import Stream
from hypothesis import strategies as st

from akimat_desk.domain.facts import Event
from akimat_desk.domain.list_events import HandOverUndone
from akimat_desk.domain.slots import DisputeSettled
from akimat_desk.domain.stream_events import EntryRefused, StreamErased
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry

# Letters that NFC composes or reorders, letters of both alphabets, and what JSON finds hard.
any_text = st.text('АаӨҢүK1 "\n\\e\u0301\u0323й\u0344ا\u0653🏔', max_size=6) | st.text(max_size=40)
few_texts = st.sampled_from(["", "a", "b"])
some_days = st.dates(date(2026, 5, 25), date(2026, 7, 10))


def values(shape: Any, texts: st.SearchStrategy[str], days: st.SearchStrategy[date]) -> Any:
    """A strategy for a type as events are annotated with."""
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: texts,
        int: st.integers(-5, 5) | st.integers(-(2**63), 2**63 - 1),
        bool: st.booleans(),
        bytes: st.binary(max_size=40),
        date: days,
        datetime: st.datetimes(),
        type(None): st.none(),
    }
    if shape in plain:
        return plain[shape]
    origin, parts = get_origin(shape), get_args(shape)
    if origin in (Union, types.UnionType):
        return st.one_of(*(values(part, texts, days) for part in parts))
    if origin is tuple and parts[1:] == (...,):
        return st.lists(values(parts[0], texts, days), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(
            values(parts[0], texts, days), values(parts[1], texts, days), max_size=2
        )
    if issubclass(shape, msgspec.Struct):
        return structs(shape, texts, days)
    raise TypeError(shape)


def structs(
    shape: type[Any],
    texts: st.SearchStrategy[str] = any_text,
    days: st.SearchStrategy[date] = st.dates(),
) -> st.SearchStrategy[Any]:
    hints = get_type_hints(shape)
    return st.builds(
        shape,
        **{name: values(hints[name], texts, days) for name in shape.__struct_fields__},
    )


def events_of(kind: str) -> st.SearchStrategy[Event]:
    """Any event of a kind of stream, of small values so that histories meet each other."""
    known = [event for name, event in codec.EVENTS.items() if codec.KIND_OF.get(name) == kind]
    return st.sampled_from(known).flatmap(lambda shape: structs(shape, few_texts, some_days))


def any_event() -> st.SearchStrategy[Event]:
    return st.sampled_from(list(codec.EVENTS.values())).flatmap(
        lambda shape: structs(shape, few_texts, some_days)
    )


@st.composite
def histories(draw: st.DrawFn, kind: str = codec.CASE, most: int = 10, name: str = "") -> Stream:
    """What one to four authors wrote, each having seen what it had seen; clocks tell nothing.

    Settlements and refusals name entries of the stream; strange entries are among them.
    """
    stream = Stream(name or kind)
    first = [event for name, event in codec.EVENTS.items() if codec.KIND_OF.get(name) == kind]
    stream.write(draw(structs(first[0], few_texts, some_days)), hlc=draw(_clocks))
    for _ in range(draw(st.integers(0, most))):
        after = draw(st.lists(st.sampled_from(stream.entries), max_size=3))
        name, schema, body = draw(_bodies(kind, stream.entries))
        stream.write_body(name, schema, body, after=after, hlc=draw(_clocks))
    return stream


_clocks = st.integers(0, 3) | st.integers(0, 2**63)


@st.composite
def _bodies(draw: st.DrawFn, kind: str, known: list[Entry]) -> tuple[str, int, bytes]:
    shape = draw(st.integers(0, 24))
    named = st.sampled_from([entry.reference for entry in known])
    strange: dict[int, Callable[[], tuple[str, int, bytes]]] = {
        0: lambda: ("TeleportedHome", 1, b"\x80"),
        1: lambda: ("NoteAdded", 9, b"\x80"),
        2: lambda: ("NoteAdded", 1, b"\xc1"),
        3: lambda: _sealed(EntryRefused(entry=draw(named), refusal="number_clash")),
        4: lambda: ("EntryRefused", 1, b"\xc1"),
        5: lambda: _sealed(draw(any_event())),
    }
    if shape in strange:
        return strange[shape]()
    if shape == 6 and draw(st.integers(0, 3)) == 0:
        return _sealed(StreamErased(ground="order", ordered_by="head"))
    if shape < 12:
        return _sealed(
            DisputeSettled(
                slot=draw(_slots), keeps=draw(named), drops=tuple(draw(st.sets(named, max_size=2)))
            )
        )
    if shape < 14:
        return _sealed(HandOverUndone(undoes=draw(named), undone_on=date(2026, 6, 1)))
    return _sealed(draw(events_of(kind)))


_slots = st.sampled_from(
    [
        *("term", "outcome", "responsible", "control:a", "field:subject", "label:a"),
        *("details", "setting:a", "z"),
    ]
)


def _sealed(event: Event) -> tuple[str, int, bytes]:
    return type(event).__name__, 1, codec.encode(event)
