"""One fold for all records that are no cases: total, and equal for every order of arrival."""

from datetime import date
from itertools import permutations

import pytest

from akimat_desk.domain.facts import Event, Fact
from akimat_desk.domain.records import Record, RecordKind, RecordLine
from akimat_desk.domain.slots import DisputeSettled


class Opened(Event, frozen=True, kw_only=True):
    number: str


class Named(Event, frozen=True, kw_only=True):
    official: str


class Remarked(Event, frozen=True, kw_only=True):
    text: str


class Foreign(Event, frozen=True, kw_only=True):
    text: str = ""


def told(record: Record) -> RecordLine:
    assert record.opened is not None
    return RecordLine(number=getattr(record.opened.event, "number", ""), on=date(2026, 3, 2))


KIND = RecordKind(
    name="trial",
    opening=Opened,
    slots={Named: lambda _: "official"},
    added=frozenset({Remarked}),
    line=told,
)


def fact(event: Event, name: bytes, *seen: bytes) -> Fact:
    return Fact(name.ljust(16, b"."), {one.ljust(16, b".") for one in seen}, event)


def folded(*facts: Fact) -> Record:
    state: Record | None = None
    for one in facts:
        state = KIND.apply(state, one)
    assert state is not None
    return state


OPEN = fact(Opened(number="1"), b"open")


def test_a_record_knows_its_beginning_its_slots_and_what_stands_beside() -> None:
    record = folded(
        OPEN,
        fact(Named(official="akim"), b"named", b"open"),
        fact(Remarked(text="came"), b"remark", b"open"),
    )
    assert record.opened is not None
    assert record.opened.event == Opened(number="1")
    held = record.slot("official").held
    assert held is not None
    assert held.event == Named(official="akim")
    assert [entry.event for entry in record.added] == [Remarked(text="came")]
    assert not record.disputes
    assert KIND.line(record).number == "1"


def test_two_desks_that_say_different_things_dispute_until_it_is_settled() -> None:
    first = fact(Named(official="akim"), b"a", b"open")
    second = fact(Named(official="deputy"), b"b", b"open")
    record = folded(OPEN, first, second)
    assert record.disputes == ("official",)
    settled = DisputeSettled(slot="official", keeps=second.id, drops=(first.id,))
    record = KIND.apply(record, fact(settled, b"s", b"open", b"a", b"b"))
    held = record.slot("official").held
    assert held is not None
    assert held.event == Named(official="deputy")


@pytest.mark.parametrize("order", list(permutations((b"x", b"y", b"z"))))
def test_of_several_beginnings_the_smallest_reference_counts(order: tuple[bytes, ...]) -> None:
    record = folded(*(fact(Opened(number=name.decode()), name) for name in order))
    assert record.opened is not None
    assert record.opened.event == Opened(number="x")
    assert {aside.reason for aside in record.set_aside} == {"opened_twice"}
    assert len(record.set_aside) == 2


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ([fact(Named(official="akim"), b"a")], "not_opened"),
        ([OPEN, fact(Foreign(), b"f", b"open")], "not_of_this_kind"),
        (
            [OPEN, fact(DisputeSettled(slot="official", keeps=b"k", drops=()), b"s", b"open")],
            "nothing_to_settle",
        ),
    ],
)
def test_what_makes_no_sense_is_set_aside_with_its_reason(facts: list[Fact], reason: str) -> None:
    assert [aside.reason for aside in folded(*facts).set_aside] == [reason]
