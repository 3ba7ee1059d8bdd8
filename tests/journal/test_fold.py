"""One stream, many desks: the same entries give the same state, in whatever order they come."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from builders import MONDAY, Stream, a_registration, an_office
from happenings import few_texts, histories, some_days, structs
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain import office_events
from akimat_desk.domain.case_events import (
    CaseRegistered,
    CaseWithdrawn,
    ClockPaused,
    ClockResumed,
    NoteAdded,
)
from akimat_desk.domain.cases import Case
from akimat_desk.domain.facts import Event
from akimat_desk.domain.people import Applicant, PersonRegistered
from akimat_desk.domain.slots import DisputeSettled
from akimat_desk.domain.stream_events import EntryRefused, StreamErased
from akimat_desk.journal import codec
from akimat_desk.journal.codec import BodyUnreadable
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import Folded, advance, fact_of, fold

HOUSE = Path(__file__).resolve().parents[2]
KINDS = (codec.CASE, codec.PERSON, codec.OFFICE)
any_history = st.sampled_from(KINDS).flatmap(histories)


def a_stream(*told: Event) -> Stream:
    stream = Stream()
    for event in told:
        stream.write(event)
    return stream


def a_registered_stream(*told: Event) -> Stream:
    return a_stream(a_registration(), *told)


def notes(folded: Folded) -> list[str]:
    return [event.text for _, event in folded.state.each(NoteAdded)]


@given(any_history, st.data())
def test_no_order_of_arrival_and_no_second_copy_changes_the_state(
    stream: Stream, data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(stream.entries)))
    arrived = data.draw(st.permutations([*stream.entries, *again]))
    assert fold(arrived) == stream.fold()
    assert fold(arrived).canonical() == stream.fold().canonical()


@given(any_history)
def test_one_entry_after_the_other_is_the_same_as_all_at_once(stream: Stream) -> None:
    folded: Folded | None = None
    for place, entry in enumerate(stream.entries, start=1):
        step = advance(folded, entry)
        folded = fold(stream.entries[:place]) if step is None else step
        assert folded == fold(stream.entries[:place])


@given(any_history, st.data())
def test_what_lacks_a_parent_waits_and_counts_for_nothing(
    stream: Stream, data: st.DataObject
) -> None:
    lost = data.draw(st.sampled_from(stream.entries))
    here = [entry for entry in stream.entries if entry.reference != lost.reference]
    folded = fold(here)
    whole = [entry for entry in here if entry.reference not in folded.waiting]
    assert folded.count == len({entry.reference for entry in whole})
    assert folded.canonical() == fold(whole).canonical()


@given(any_history, st.data())
def test_bodies_may_be_dropped_from_an_erased_stream(stream: Stream, data: st.DataObject) -> None:
    stream.write(StreamErased(ground="order", ordered_by="head"))
    bare = [
        msgspec.structs.replace(entry, body=None, salt=None) if data.draw(st.booleans()) else entry
        for entry in stream.entries
    ]
    folded = stream.fold()
    if folded.is_erased:
        assert fold(bare).canonical() == folded.canonical()
        assert (folded.state, folded.unknown, folded.set_aside) == (None, (), ())


def test_an_erasure_leaves_a_tombstone_even_of_what_comes_after_it() -> None:
    stream = a_registered_stream(NoteAdded(text="купуя"))
    before = list(stream.entries)
    stream.write(StreamErased(ground="order", ordered_by="head"))
    stream.write(NoteAdded(text="дагы"), after=before)
    folded = stream.fold()
    assert (folded.is_erased, folded.state, folded.kind) == (True, None, codec.CASE)
    assert len(folded.heads) == 2
    last = Stream().write(NoteAdded(text="кийин"), after=(), parents=folded.heads)
    assert advance(folded, last) is None


def test_the_offices_own_stream_is_never_erased() -> None:
    stream = Stream("office")
    stream.write(office_events.SettingSet(key="letters", value="{}"))
    erased = stream.write(StreamErased(ground="order", ordered_by="head"))
    folded = stream.fold()
    assert not folded.is_erased
    assert folded.state.setting("letters") == "{}"
    assert [(one.id, one.reason) for one in folded.set_aside] == [
        (erased.reference, "never_erased")
    ]


def test_a_refused_erasure_erases_nothing() -> None:
    stream = a_registered_stream()
    erased = stream.write(StreamErased(ground="order", ordered_by="head"))
    stream.write(EntryRefused(entry=erased.reference, refusal="actor_unknown"))
    folded = stream.fold()
    assert not folded.is_erased
    assert [(one.type, one.reason) for one in folded.set_aside] == [
        ("StreamErased", "actor_unknown")
    ]


def test_a_refused_entry_is_set_aside_and_the_rest_stands() -> None:
    stream = a_registered_stream()
    wrong = stream.write(NoteAdded(text="туура эмес"))
    stream.write(NoteAdded(text="туура"))
    stream.write(EntryRefused(entry=wrong.reference, refusal="station_revoked"))
    folded = stream.fold()
    assert notes(folded) == ["туура"]
    assert [(one.id, one.reason) for one in folded.set_aside] == [
        (wrong.reference, "station_revoked")
    ]


def test_a_refusal_that_cannot_be_read_refuses_nothing_and_stops_nothing() -> None:
    stream = a_registered_stream(NoteAdded(text="бар"))
    stream.write_body("EntryRefused", 1, b"\xc1")
    stream.write_body("EntryRefused", 9, b"\x80")
    folded = stream.fold()
    assert notes(folded) == ["бар"]
    assert [one.reason for one in folded.set_aside] == ["body_unreadable"]
    assert len(folded.unknown) == 1


@pytest.mark.parametrize(("name", "schema"), [("TeleportedHome", 1), ("NoteAdded", 2)])
def test_what_a_newer_program_wrote_is_counted_and_leaves_the_rest_readable(
    name: str, schema: int
) -> None:
    stream = a_registered_stream()
    newer = stream.write_body(name, schema, b"\x81\xa4text\xa1x")
    stream.write(NoteAdded(text="бар"))
    folded = stream.fold()
    assert folded.unknown == (newer.reference,)
    assert folded.count == 3
    assert notes(folded) == ["бар"]


def test_a_stream_of_strange_entries_alone_has_no_kind_until_it_begins() -> None:
    stream = Stream()
    stream.write_body("TeleportedHome", 1, b"\x80")
    strange = stream.fold()
    assert (strange.kind, strange.state, len(strange.unknown)) == ("", None, 1)
    begun = stream.write(a_registration())
    assert advance(strange, begun) is None
    assert stream.fold().kind == codec.CASE


def test_nothing_written_later_makes_another_kind_of_stream() -> None:
    for attempt in range(16):
        stream = a_registered_stream()
        stream.write(PersonRegistered(applicant=Applicant()), hlc=attempt)
        folded = stream.fold()
        assert folded.kind == codec.CASE
        assert [one.reason for one in folded.state.set_aside] == ["not_of_a_case"]


def test_nothing_at_all_is_an_empty_fold() -> None:
    assert fold([]) == Folded(kind="", state=None)


def test_of_two_copies_the_one_with_its_body_counts() -> None:
    stream = a_registered_stream(NoteAdded(text="бар"))
    bare = [msgspec.structs.replace(entry, body=None) for entry in stream.entries]
    assert fold([*bare, *stream.entries]) == fold([*stream.entries, *bare]) == stream.fold()


@pytest.mark.parametrize(
    ("schema", "body"),
    [
        (1, b"\xc1"),
        (1, b""),
        (1, b"\x81\xa4text\x01"),
        (1, b"\x81\xa4text\xa1\xff"),
        (1, b"\x81\xa1z" + b"\x91" * 100_000),
        (0, b"\x81\xa4text\xa1x"),
        (-3, b"\x81\xa4text\xa1x"),
    ],
    ids=["nothing", "empty", "a_number", "not_utf8", "bottomless", "schema_0", "schema_below_0"],
)
def test_a_body_that_cannot_be_read_is_set_aside(schema: int, body: bytes) -> None:
    stream = a_registered_stream()
    wrong = stream.write_body("NoteAdded", schema, body)
    folded = stream.fold()
    assert [(one.id, one.reason) for one in folded.set_aside] == [
        (wrong.reference, "body_unreadable")
    ]
    step = advance(fold(stream.entries[:1]), wrong)
    assert step == folded


def test_an_actor_that_is_no_id_is_set_aside_as_well() -> None:
    stream = a_registered_stream()
    wrong = stream.write(NoteAdded(text="ким?"), actor=b"short")
    assert [one.id for one in stream.fold().set_aside] == [wrong.reference]
    with pytest.raises(BodyUnreadable):
        fact_of(wrong)


def test_an_entry_that_has_not_seen_the_latest_asks_for_a_full_fold() -> None:
    stream = a_registered_stream(NoteAdded(text="бир"))
    folded = stream.fold()
    late = stream.write(NoteAdded(text="эки"), after=stream.entries[:1])
    assert advance(folded, late) is None
    assert advance(None, late) is None
    assert sorted(notes(stream.fold())) == ["бир", "эки"]


def test_a_stream_that_waits_is_folded_in_full() -> None:
    stream = a_registered_stream(NoteAdded(text="бир"), NoteAdded(text="эки"))
    folded = fold([stream.entries[0], stream.entries[2]])
    assert folded.waiting == (stream.entries[2].reference,)
    next_one = stream.write(NoteAdded(text="үч"), after=stream.entries[:1])
    assert advance(folded, next_one) is None


def test_no_clock_chooses_between_two_registrations_of_one_case() -> None:
    won = set()
    for early in (0, 1):
        stream = Stream()
        for place in (0, 1):
            stream.write(
                a_registration(subject=f"иш {place}"), after=(), hlc=1 if place == early else 10**18
            )
        smaller = min(stream.entries, key=lambda entry: entry.content_id)
        state: Case = stream.fold().state
        assert state.opened is not None
        assert state.opened.id == smaller.reference
        assert [one.reason for one in state.set_aside] == ["registered_twice"]
        won.add(state.registered.subject)
    assert won


def test_a_desk_ten_years_off_unmakes_no_decision_it_had_not_seen() -> None:
    for hlc in (0, 2**63):
        stream = a_registered_stream()
        registered = list(stream.entries)
        stream.write(CaseWithdrawn(withdrawn_on=MONDAY, ground="арыз"))
        stream.write(
            ClockPaused(from_on=MONDAY, category="court", ground="сот"), after=registered, hlc=hlc
        )
        state: Case = stream.fold().state
        assert state.ended_on == MONDAY


@given(
    st.lists(structs(ClockPaused, few_texts, some_days), min_size=3, max_size=3, unique=True),
    st.integers(0, 2),
    st.permutations([0, 1, 2]),
)
def test_a_settlement_ends_the_dispute_of_what_it_saw_and_nothing_else(
    pauses: list[Event], kept: int, clock: list[int]
) -> None:
    stream = a_registered_stream()
    begun = list(stream.entries)
    heads = [
        stream.write(event, after=begun, hlc=tick)
        for event, tick in zip(pauses, clock, strict=True)
    ]
    assert stream.fold().state.disputes == ("term",)
    drop = next(head for head in heads if head is not heads[kept])
    two = [drop, heads[kept]]
    settle(stream, "term", heads[kept], [drop], after=two)
    assert stream.fold().state.disputes == ("term",)
    third = next(head for head in heads if head not in two)
    settle(stream, "term", heads[kept], [third, drop])
    slot = stream.fold().state.slot("term")
    assert not slot.is_disputed
    assert [entry.event for entry in slot.line] == [pauses[kept]]


def settle(
    stream: Stream,
    slot: str,
    keeps: Entry,
    drops: list[Entry],
    after: list[Entry] | None = None,
    reason: str = "",
) -> Entry:
    return stream.write(
        DisputeSettled(
            slot=slot,
            keeps=keeps.reference,
            drops=tuple(entry.reference for entry in drops),
            reason=reason,
        ),
        after=after,
    )


def test_two_heads_who_settle_alike_agree_and_a_third_word_decides_between_two() -> None:
    stream = a_registered_stream()
    begun = list(stream.entries)
    one = stream.write(ClockPaused(from_on=MONDAY, category="court", ground="1"), after=begun)
    two = stream.write(ClockPaused(from_on=MONDAY, category="court", ground="2"), after=begun)
    seen = [one, two]
    for_one = settle(stream, "term", one, [two], after=seen)
    settle(stream, "term", one, [two], after=seen, reason="башка сөз менен")
    state: Case = stream.fold().state
    assert state.disputes == ()
    against = settle(stream, "term", two, [one], after=seen)
    assert stream.fold().state.disputes == ("term",)
    last = [entry for entry in stream.entries if entry.envelope.type == "DisputeSettled"]
    settle(stream, "term", for_one, [entry for entry in last if entry is not for_one])
    state = stream.fold().state
    assert against.reference in {drop for entry in state.slot("term") for drop in entry.seen}
    assert [entry.event.ground for entry in state.slot("term").line] == ["1"]


def test_a_case_of_two_desks_reads_the_same_in_another_process_place_and_language(
    tmp_path: Path,
) -> None:
    stream = a_registered_stream(NoteAdded(text="Өмүр\n№ 5"))
    begun = list(stream.entries)
    stream.write(ClockPaused(from_on=MONDAY, category="court", ground="сот"), after=begun)
    stream.write(ClockPaused(from_on=MONDAY, category="court", ground="суд"), after=begun)
    stream.write(ClockResumed(on=MONDAY))
    stream.write(CaseRegistered(**msgspec.structs.asdict(a_registration())), after=())
    file = tmp_path / "entries"
    file.write_bytes(msgspec.msgpack.encode(stream.entries))
    here = sha256(stream.fold().canonical()).hexdigest()
    for zone, language, seed in (("America/New_York", "C", "1"), ("Asia/Tokyo", "C.UTF-8", "7")):
        there = subprocess.run(
            [sys.executable, "-c", _ELSEWHERE, str(file)],
            env={
                **os.environ,
                "TZ": zone,
                "LC_ALL": language,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(HOUSE),
            },
            capture_output=True,
            text=True,
            check=True,
        )
        assert json.loads(there.stdout) == here


_ELSEWHERE = """
import hashlib, json, pathlib, sys, msgspec
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import fold
entries = msgspec.msgpack.decode(pathlib.Path(sys.argv[1]).read_bytes(), type=list[Entry])
print(json.dumps(hashlib.sha256(fold(reversed(entries)).canonical()).hexdigest()))
"""


def test_an_offices_stream_reads_as_the_office_it_tells_of() -> None:
    office = an_office()
    stream = Stream("office")
    for key in sorted(office.slots):
        stream.write(office.slots[key].entries[0].event)
    folded = stream.fold()
    assert folded.kind == codec.OFFICE
    assert [one.login for one in folded.state.staff()] == [one.login for one in office.staff()]
