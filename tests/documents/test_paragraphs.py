"""Running text: no line alone at a page's end, no heading without its text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Gap, Piece, flow
from akimat_desk.documents.paragraphs import glued, kept_with, paragraph
from akimat_desk.documents.typesetting import Face, Run, bound, wrapped

FACE = Face(fonts.SERIF, 12)
LINE = FACE.leading


def lines_of(pieces: list[Piece]) -> list[int]:
    return [round(piece.block.height / LINE) for piece in pieces]


@pytest.mark.parametrize(
    ("count", "groups"), [(1, [1]), (3, [3]), (4, [2, 2]), (7, [2, 1, 1, 1, 2])]
)
def test_a_paragraph_begins_and_ends_with_two_lines(count, groups):
    words = " ".join(["Ноокатрайону"] * count)
    width = FACE.width("Ноокатрайону") + 1
    assert lines_of(paragraph("body", [Run(words, FACE)], width)) == groups


def test_an_empty_paragraph_is_none():
    assert paragraph("body", [Run("", FACE)], 200) == []


@given(st.integers(1, 60), st.integers(6, 30))
def test_no_page_holds_one_line_of_a_paragraph(count, room):
    words = " ".join(["Ноокатрайону"] * count)
    pieces = paragraph("body", [Run(words, FACE)], FACE.width("Ноокатрайону") + 1)
    columns = flow(pieces, room * LINE + 1, Gap(0.0))
    filled = [sum(round(one.block.height / LINE) for one in column) for column in columns]
    assert sum(filled) == count
    assert min(filled) >= min(2, count)


def test_a_heading_goes_to_the_next_page_with_its_text():
    pieces = [Piece("body", Gap(50)), *glued([Piece("head", Gap(10))], [Piece("body", Gap(45))])]
    assert [len(column) for column in flow(pieces, 100, Gap(0.0))] == [1, 2]


def test_what_is_kept_takes_no_more_than_it_must():
    pieces = [Piece("body", Gap(10), 3.0)] * 4
    kept = kept_with(pieces, Piece("end", Gap(30), 5.0), 20)
    assert [piece.block.height for piece in kept] == [10, 10, 10 + 3 + 10 + 5 + 30]
    assert [piece.above for piece in kept] == [3.0] * 3


def test_an_indent_moves_only_the_first_line_and_takes_its_room():
    first, second = wrapped([Run("Ноокат району", FACE)], FACE.width("Ноокат району"), 20)
    assert (first[0].text, first[0].left) == ("Ноокат", 20)
    assert (second[0].text, second[0].left) == ("району", 0)
    parted = wrapped([Run("Ө" * 30, FACE)], 100, 60)
    assert all(line[-1].left + FACE.width(line[-1].text) <= 100 for line in parted)


def test_a_short_word_with_a_stop_stays_with_what_follows():
    assert bound("с. Гулистан, ул. Ленина, д. 17") == (
        "с.\u00a0Гулистан, ул.\u00a0Ленина, д.\u00a017"
    )
