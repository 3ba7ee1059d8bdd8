"""Columns share the room: nothing is lost, and a stiff one is never pressed."""

from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.ui.column_widths import LEAST_PART, LEAST_SHARED, Wish, shared_out

LETTER = 7
wishes = st.lists(
    st.builds(
        Wish,
        fixed=st.one_of(st.just(0), st.integers(40, 300)),
        weight=st.integers(1, 3),
        is_stiff=st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@given(wishes, st.integers(300, 3000))
def test_every_column_has_its_least_and_a_stiff_one_all_it_wants(
    wanted: list[Wish], whole: int
) -> None:
    widths = shared_out(wanted, whole, LETTER)
    for wish, width in zip(wanted, widths, strict=True):
        if wish.fixed and wish.is_stiff:
            assert width == wish.fixed
        elif wish.fixed:
            assert int(wish.fixed * LEAST_PART) <= width <= wish.fixed
        else:
            assert width >= LEAST_SHARED * LETTER


@given(wishes, st.integers(300, 3000))
def test_what_can_fit_fits(wanted: list[Wish], whole: int) -> None:
    shared = sum(wish.weight * LEAST_SHARED * LETTER for wish in wanted if not wish.fixed)
    if sum(wish.fixed for wish in wanted) + shared <= whole:
        widths = shared_out(wanted, whole, LETTER)
        assert sum(widths) <= whole
        assert all(w == one.fixed for w, one in zip(widths, wanted, strict=True) if one.fixed)
