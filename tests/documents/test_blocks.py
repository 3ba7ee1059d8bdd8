"""The flow of blocks over columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.documents.blocks import Beside, Gap, Piece, Stack, flow, length
from akimat_desk.documents.refusals import PaperOverflows

AGAIN = Gap(12)
PIECES = st.lists(
    st.builds(Piece, st.just("papers"), st.builds(Gap, st.floats(1, 80)), st.floats(0, 8)),
    min_size=1,
    max_size=40,
)


@given(PIECES, st.floats(100, 300))
def test_every_piece_is_in_one_column_in_its_order(pieces, room):
    columns = flow(pieces, room, AGAIN)
    shown = [standing.block for column in columns for standing in column]
    assert [block for block in shown if block is not AGAIN] == [piece.block for piece in pieces]
    assert [column[0].block is AGAIN for column in columns] == [False] + [True] * (len(columns) - 1)


@given(PIECES, st.floats(100, 300))
def test_columns_hold_their_pieces_without_overlap(pieces, room):
    for column in flow(pieces, room, AGAIN):
        end = 0.0
        for block, down in column:
            assert down >= end - 0.001
            end = down + block.height
        assert end <= room + 0.001


@given(PIECES)
def test_a_column_of_their_length_holds_all_pieces(pieces):
    assert len(flow(pieces, length(pieces) + 0.001, AGAIN)) == 1


def test_a_piece_higher_than_a_column_is_refused_by_its_part():
    with pytest.raises(PaperOverflows) as refused:
        flow([Piece("office", Gap(10)), Piece("due", Gap(95))], 100, AGAIN)
    assert refused.value.facts() == {"part": "due"}


def test_blocks_add_up_under_one_another_and_not_beside():
    assert Stack(Gap(3), Gap(4)).height == 7
    assert Beside((0, Gap(3)), (10, Gap(4))).height == 4
