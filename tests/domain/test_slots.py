"""Where concurrent facts meet: one holds, alike ones merge, differing ones are disputed."""

from builders import MONDAY, a_fact, reference
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.case_events import CaseWithdrawn, ClockPaused, TermExtended
from akimat_desk.domain.facts import Event
from akimat_desk.domain.slots import (
    EMPTY,
    DisputeSettled,
    Slot,
    held_event,
    put_in,
    settled_in,
)

SLOT = "outcome"


def withdrawn(ground: str) -> Event:
    return CaseWithdrawn(withdrawn_on=MONDAY, ground=ground)


def a_slot(*told: tuple[int, Event, tuple[int, ...]]) -> Slot:
    slot = EMPTY
    for number, event, seen in told:
        slot = slot.put(a_fact(number, event, seen))
    return slot


def settled(keeps: int, *drops: int, reason: str = "") -> Event:
    return DisputeSettled(
        slot=SLOT,
        keeps=reference(keeps),
        drops=tuple(reference(drop) for drop in drops),
        reason=reason,
    )


def ids(slot: Slot) -> list[int]:
    return [int.from_bytes(entry.id, "big") for entry in slot.line]


def test_an_empty_slot_says_nothing() -> None:
    assert (EMPTY.latest, EMPTY.held, EMPTY.shown, EMPTY.line, EMPTY.common) == (
        (),
        None,
        None,
        (),
        (),
    )
    assert not EMPTY.is_disputed
    assert held_event({}, SLOT) is None


def test_the_last_word_of_an_undivided_history_holds() -> None:
    slot = a_slot((1, withdrawn("a"), ()), (2, withdrawn("b"), (1,)))
    assert slot.held is not None
    assert slot.held.event == withdrawn("b")
    assert ids(slot) == [1, 2]


def test_several_that_say_the_same_are_merged() -> None:
    slot = a_slot((2, withdrawn("a"), ()), (1, withdrawn("a"), ()))
    assert not slot.is_disputed
    assert slot.held is not None
    assert slot.held.id == reference(1)
    assert len(slot.latest) == 2


def test_several_that_differ_are_in_dispute_and_none_holds() -> None:
    slot = a_slot((2, withdrawn("b"), ()), (1, withdrawn("a"), ()))
    assert slot.is_disputed
    assert slot.held is None
    assert (slot.line, slot.common) == ((), ())
    assert slot.shown is not None
    assert slot.shown.event == withdrawn("a")


@given(st.permutations(range(3)), st.lists(st.sampled_from("ab"), min_size=3, max_size=3))
def test_which_came_first_never_decides(order: list[int], grounds: list[str]) -> None:
    told = [(place + 1, withdrawn(ground), ()) for place, ground in enumerate(grounds)]
    slot = a_slot(*(told[place] for place in order))
    straight = a_slot(*told)
    assert slot.is_disputed == (len(set(grounds)) > 1)
    assert slot.shown == straight.shown
    assert slot.latest == straight.latest


def test_a_settlement_that_saw_all_ends_the_dispute() -> None:
    slot = a_slot((1, withdrawn("a"), ()), (2, withdrawn("b"), ()), (3, settled(2, 1), (1, 2)))
    assert slot.held is not None
    assert slot.held.event == withdrawn("b")
    assert ids(slot) == [2]


def test_a_settlement_that_missed_a_third_head_leaves_the_dispute() -> None:
    slot = a_slot(
        (1, withdrawn("a"), ()),
        (2, withdrawn("b"), ()),
        (3, withdrawn("c"), ()),
        (4, settled(1, 2), (1, 2)),
    )
    assert slot.is_disputed
    assert slot.shown is not None
    assert slot.shown.id == reference(3)
    slot = slot.put(a_fact(5, settled(4, 3), (1, 2, 3, 4)))
    assert slot.held is not None
    assert slot.held.event == withdrawn("a")


def test_settlements_that_keep_the_same_agree_whatever_their_reasons() -> None:
    slot = a_slot(
        (1, withdrawn("a"), ()),
        (2, withdrawn("b"), ()),
        (3, settled(1, 2, reason="x"), (1, 2)),
        (4, settled(1, 2, reason="y"), (1, 2)),
    )
    assert not slot.is_disputed
    assert slot.held is not None
    assert slot.held.id == reference(1)


def test_settlements_that_differ_are_a_dispute_that_can_still_be_read() -> None:
    slot = a_slot(
        (1, withdrawn("a"), ()),
        (2, withdrawn("b"), ()),
        (3, settled(1, 2), (1, 2)),
        (4, settled(2, 1), (1, 2)),
    )
    assert slot.is_disputed
    assert held_event({SLOT: slot}, SLOT) == withdrawn("a")
    slot = slot.put(a_fact(5, settled(3, 4), (1, 2, 3, 4)))
    assert ids(slot) == [1]
    assert held_event({SLOT: slot}, SLOT) == withdrawn("a")


def test_a_settlement_that_takes_back_an_earlier_one_by_its_entries_leaves_a_line() -> None:
    told = (
        (1, withdrawn("a"), ()),
        (2, withdrawn("b"), ()),
        (3, settled(1, 2), (1, 2)),
        (4, settled(2, 1), (1, 2, 3)),
    )
    assert ids(a_slot(*told)) == [2]
    assert ids(a_slot(*told, (5, withdrawn("c"), (1, 2, 3, 4)))) == [2, 5]


def test_a_settlement_that_names_two_of_three_goes_on_from_the_one_before() -> None:
    slot = a_slot(
        (1, withdrawn("a"), ()),
        (2, withdrawn("b"), ()),
        (3, withdrawn("c"), ()),
        (4, settled(1, 2), (1, 2)),
        (5, settled(1, 3), (1, 2, 3, 4)),
    )
    assert ids(slot) == [1]


def test_what_a_settlement_did_not_name_stays() -> None:
    slot = a_slot(
        (1, withdrawn("a"), ()),
        (2, withdrawn("b"), (1,)),
        (3, withdrawn("c"), (1,)),
        (4, withdrawn("d"), (1, 2, 3)),
        (5, settled(2, 3), (1, 2, 3, 4)),
    )
    assert ids(slot) == [1, 2, 4]


def test_what_adds_up_is_in_dispute_where_the_ways_to_one_last_word_differ() -> None:
    longer = TermExtended(days=5, granted_on=MONDAY, ground="")
    pause = ClockPaused(from_on=MONDAY, category="court", ground="")
    apart = a_slot((1, pause, ()), (2, longer, (1,)), (3, longer, ()))
    assert apart.is_disputed
    assert a_slot((1, longer, ()), (2, longer, ())).line != ()
    replaced = a_slot((1, withdrawn("a"), ()), (2, withdrawn("b"), (1,)), (3, withdrawn("b"), ()))
    assert not replaced.is_disputed


def test_what_all_readings_share_is_common_to_them() -> None:
    slot = a_slot((1, withdrawn("a"), ()), (2, withdrawn("b"), (1,)), (3, withdrawn("c"), (1,)))
    assert [entry.id for entry in slot.common] == [reference(1)]
    assert [len(line) for line in slot.lines()] == [2, 2]


def test_a_settlement_must_have_seen_what_it_names() -> None:
    slots = put_in({}, SLOT, a_fact(1, withdrawn("a")))
    slots = put_in(slots, SLOT, a_fact(2, withdrawn("b")))

    def settle(event: Event, *seen: int) -> dict[str, Slot] | None:
        assert isinstance(event, DisputeSettled)
        return settled_in(slots, event, a_fact(9, event, seen))

    assert settle(settled(1, 2), 1, 2) is not None
    assert settle(settled(1, 2), 1) is None
    assert settle(settled(1, 2), 2) is None
    assert settle(settled(7, 2), 1, 2, 7) is None
    assert settle(settled(1, 1, 2), 1, 2) is None
    assert settled_in({}, settled(1), a_fact(9, settled(1))) is None  # type: ignore[arg-type]
    assert list(slots[SLOT]) == list(slots[SLOT].entries)
