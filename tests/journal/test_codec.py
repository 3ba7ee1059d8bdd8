"""How an event is written down: the same bytes everywhere and for ever, and read back the same."""

import json
import os
import subprocess
import sys
import unicodedata
from typing import Any

import msgspec
import pytest
import vectors
from happenings import any_text, structs
from hypothesis import given, settings
from hypothesis import strategies as st

from akimat_desk.domain.case_events import NoteAdded
from akimat_desk.journal import codec
from akimat_desk.journal.codec import BodyUnreadable, composed, decode, encode, find

TYPES = sorted(codec.EVENTS)


def in_nfc(value: Any) -> bool:
    match value:
        case str():
            return unicodedata.is_normalized("NFC", value)
        case dict():
            return all(in_nfc(part) for item in value.items() for part in item)
        case list():
            return all(in_nfc(item) for item in value)
        case _:
            return not isinstance(value, float)


def keys_sorted(value: Any) -> bool:
    match value:
        case dict():
            return list(value) == sorted(value, key=str.encode) and all(
                keys_sorted(item) for item in value.values()
            )
        case list():
            return all(keys_sorted(item) for item in value)
        case _:
            return True


@pytest.mark.parametrize("name", TYPES)
@settings(max_examples=25)
@given(data=st.data())
def test_what_is_written_reads_back_the_same(name: str, data: st.DataObject) -> None:
    event = data.draw(structs(codec.EVENTS[name]))
    body = encode(event)
    read = decode(name, 1, body)
    assert read == msgspec.convert(composed(msgspec.to_builtins(event)), codec.EVENTS[name])
    assert encode(read) == body
    plain = msgspec.msgpack.decode(body)
    assert in_nfc(plain)
    assert keys_sorted(plain)


@given(st.dictionaries(any_text, any_text, max_size=4).map(lambda told: list(told.items())))
def test_equal_events_have_equal_bytes_whatever_the_order_of_their_keys(
    told: list[tuple[str, str]],
) -> None:
    closed = codec.EVENTS["SeriesClosed"]
    numbered = [(key, place) for place, (key, _) in enumerate(told)]
    there = closed(origin=b"", mark="1", last=dict(numbered))
    back = closed(origin=b"", mark="1", last=dict(reversed(numbered)))
    assert encode(there) == encode(back)


@given(any_text)
def test_a_text_typed_in_pieces_and_one_typed_whole_are_one(text: str) -> None:
    apart = NoteAdded(text=unicodedata.normalize("NFD", text))
    whole = NoteAdded(text=unicodedata.normalize("NFC", text))
    assert encode(apart) == encode(whole)


@pytest.mark.parametrize("name", TYPES)
def test_no_event_holds_a_float(name: str) -> None:
    shapes = msgspec.inspect.type_info(codec.EVENTS[name])
    assert "FloatType" not in repr(shapes)
    assert "AnyType" not in repr(shapes)


def test_dates_are_written_as_text() -> None:
    body = msgspec.msgpack.decode(encode(vectors.EVENTS[1]))
    assert body["from_on"] == "2026-06-03"


def test_what_is_left_at_its_default_takes_no_room() -> None:
    assert encode(NoteAdded(text="")) == b"\x81\xa4text\xa0"


@pytest.mark.parametrize(("name", "schema"), [("TeleportedHome", 1), ("NoteAdded", 2)])
def test_what_is_newer_than_the_program_is_no_event(name: str, schema: int) -> None:
    assert decode(name, schema, b"\x80") is None


def test_a_reason_for_an_unreadable_body_tells_nothing_of_what_it_says() -> None:
    with pytest.raises(BodyUnreadable) as wrong:
        decode("NoteAdded", 1, msgspec.msgpack.encode({"text": ["Асанова"]}))
    assert str(wrong.value) == "NoteAdded 1: ValidationError"
    assert wrong.value.__cause__ is None


@pytest.mark.parametrize(
    ("name", "body"), [("NoteAdded", None), ("NoteAdded", b"\x90"), ("TeleportedHome", b"\x80")]
)
def test_whoever_only_looks_finds_no_event_in_what_cannot_be_read(
    name: str, body: bytes | None
) -> None:
    assert find(name, 1, body) is None
    note = NoteAdded(text="эски")
    assert find("NoteAdded", 1, encode(note)) == note


def test_an_older_schema_is_lifted_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(codec.SCHEMAS, "NoteAdded", 3)
    monkeypatch.setitem(codec.UPCASTS, ("NoteAdded", 1), lambda old: {"words": old["remark"]})
    monkeypatch.setitem(codec.UPCASTS, ("NoteAdded", 2), lambda old: {"text": old["words"]})
    old = msgspec.msgpack.encode({"remark": "эски"})
    assert decode("NoteAdded", 1, old) == NoteAdded(text="эски")
    with pytest.raises(BodyUnreadable):
        decode("NoteAdded", 1, msgspec.msgpack.encode({"text": "эски"}))
    with pytest.raises(BodyUnreadable):
        decode("NoteAdded", 1, msgspec.msgpack.encode(["эски"]))


@pytest.mark.parametrize("name", TYPES)
def test_every_schema_ever_released_has_a_sample(name: str) -> None:
    kept = {file.name for file in vectors.SAMPLES.iterdir()}
    wanted = {f"{name}.{schema}.json" for schema in range(1, codec.SCHEMAS[name] + 1)}
    assert wanted <= kept, "python tests/vectors.py"


@pytest.mark.parametrize("file", sorted(vectors.SAMPLES.iterdir()), ids=lambda file: file.stem)
def test_every_sample_still_reads_as_it_did(file: Any) -> None:
    name, schema = file.stem.split(".")
    told = json.loads(file.read_text("utf-8"))
    event = decode(name, int(schema), bytes.fromhex(told["body"]))
    read = json.loads(msgspec.json.encode(event))
    assert {key: read[key] for key in told["reads"]} == told["reads"]
    if int(schema) == codec.SCHEMAS[name]:
        assert encode(event).hex() == told["body"]


def test_the_vectors_hold() -> None:
    assert vectors.written() == json.loads(vectors.VECTORS.read_text("utf-8"))


def test_the_vectors_hold_in_another_process() -> None:
    script = "import json, vectors; print(json.dumps(vectors.written()))"
    found = subprocess.run(
        [sys.executable, "-c", script],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(vectors.HERE), str(vectors.HERE.parent)]),
            "TZ": "America/New_York",
            "LC_ALL": "C",
            "PYTHONHASHSEED": "random",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(found.stdout) == json.loads(vectors.VECTORS.read_text("utf-8"))
