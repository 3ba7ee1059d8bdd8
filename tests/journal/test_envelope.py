"""What pins an entry down, and what a sound envelope is."""

import hashlib

import msgspec
import pytest
from builders import Stream, a_registration

from akimat_desk.domain.case_events import NoteAdded
from akimat_desk.journal.envelope import Envelope, stream_salt

CHANGES: dict[str, object] = {
    "office": "41706246000000-district-1",
    "stream": bytes(16),
    "parents": (bytes(16),),
    "type": "NoteAdded",
    "schema": 2,
    "actor": bytes(16),
    "role": "head",
    "at": 1,
    "hlc": 1,
    "commitment": bytes(32),
}


@pytest.fixture
def envelope() -> Envelope:
    return Stream().write(a_registration()).envelope


@pytest.mark.parametrize("field", Envelope.__struct_fields__)
def test_the_content_id_covers_every_field(envelope: Envelope, field: str) -> None:
    other = msgspec.structs.replace(envelope, **{field: CHANGES[field]})
    assert other.content_id() != envelope.content_id()


def test_the_place_is_no_part_of_the_identity() -> None:
    entry = Stream().write(a_registration())
    moved = msgspec.structs.replace(entry, origin=bytes(16), seq=99, chain=b"", body=None)
    assert moved.envelope.content_id() == entry.content_id
    assert moved.reference == entry.reference == entry.content_id[:16]


def test_canonical_bytes_are_one_array_in_the_published_order(envelope: Envelope) -> None:
    told = msgspec.msgpack.decode(envelope.canonical())
    assert told[0] == 1
    assert told[1:] == [
        list(value) if isinstance(value, tuple) else value
        for value in (getattr(envelope, field) for field in Envelope.__struct_fields__)
    ]
    assert hashlib.sha256(envelope.canonical()).digest() == envelope.content_id()


@pytest.mark.parametrize(
    "spoilt",
    [
        {"stream": bytes(15)},
        {"actor": bytes(17)},
        {"commitment": b""},
        {"parents": (b"short",)},
        {"parents": (b"b" * 16, b"a" * 16)},
        {"parents": (b"a" * 16, b"a" * 16)},
        {"schema": 0},
        {"at": -1},
        {"hlc": -1},
    ],
    ids=str,
)
def test_what_has_a_wrong_size_or_order_is_not_sound(
    envelope: Envelope, spoilt: dict[str, object]
) -> None:
    assert envelope.is_sound
    assert not msgspec.structs.replace(envelope, **spoilt).is_sound


def test_parents_in_order_are_sound() -> None:
    stream = Stream()
    first = stream.write(a_registration())
    for text in ("бир", "эки"):
        stream.write(NoteAdded(text=text), after=[first])
    last = stream.write(NoteAdded(text="үч"))
    assert len(last.envelope.parents) == 2
    assert last.envelope.is_sound


def test_the_salt_of_a_stream_that_is_never_erased_is_known_to_every_desk() -> None:
    assert stream_salt(bytes(16)).hex() == SALT_OF_NOUGHT
    assert stream_salt(bytes(15) + b"\x01") != stream_salt(bytes(16))


SALT_OF_NOUGHT = hashlib.sha256(b"akimat stream salt 1" + bytes(16)).hexdigest()
