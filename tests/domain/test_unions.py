"""Unions of joined records: the laws that make them the same at every desk."""

from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.unions import leaders, unions

IDS = st.integers(0, 12).map(lambda number: f"{number:02d}")
JOINS = st.lists(st.tuples(IDS, IDS), max_size=14)


def reached(start: str, joins: list[tuple[str, str]]) -> set[str]:
    """By walking from neighbour to neighbour, as slowly as can be."""
    found = {start}
    while more := {
        there
        for one, other in joins
        for here, there in ((one, other), (other, one))
        if here in found and there not in found
    }:
        found |= more
    return found


@given(JOINS)
def test_a_union_holds_all_that_a_chain_of_joins_leads_to(joins) -> None:
    found = unions(joins)
    assert set(found) == {one for join in joins for one in join}
    for one, together in found.items():
        assert together == tuple(sorted(reached(one, joins)))


@given(st.data(), JOINS)
def test_neither_order_nor_direction_nor_repetition_matters(data, joins) -> None:
    mixed = data.draw(st.permutations([*joins, *joins[:3]]))
    turned = [join if data.draw(st.booleans()) else join[::-1] for join in mixed]
    assert unions(turned) == unions(joins)


@given(st.data(), JOINS)
def test_the_smallest_that_is_here_leads_and_leads_itself(data, joins) -> None:
    here = data.draw(st.sets(IDS))
    leading = leaders(joins, here)
    assert set(leading) == {one for join in joins for one in join} & here
    for one, leader in leading.items():
        assert leader == min(reached(one, joins) & here)
        assert leading[leader] == leader


@given(JOINS, st.tuples(IDS, IDS))
def test_a_join_more_only_brings_together(joins, more) -> None:
    before, after = unions(joins), unions([*joins, more])
    assert all(set(together) <= set(after[one]) for one, together in before.items())


@given(JOINS)
def test_who_is_alone_again_leads_alone(joins) -> None:
    """Without a join what hung on it alone is as it was before it."""
    for place in range(len(joins)):
        rest = joins[:place] + joins[place + 1 :]
        again = unions(rest)
        for one in joins[place]:
            assert again.get(one, (one,)) == tuple(sorted(reached(one, rest)))


def test_one_joined_with_itself_is_one() -> None:
    assert unions([("a", "a")]) == {"a": ("a",)}
    assert leaders([], {"a"}) == {}


def test_bytes_and_their_texts_are_led_alike() -> None:
    joins = [(b"\x02" * 16, b"\x01" * 16), (b"\x02" * 16, b"\xff" * 16)]
    assert unions(joins)[b"\xff" * 16] == (b"\x01" * 16, b"\x02" * 16, b"\xff" * 16)
