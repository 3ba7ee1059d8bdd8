"""Lines keep every word and their width."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.documents import fonts
from akimat_desk.documents.typesetting import Face, Lines, Run, plain, shortened, unparted, wrapped

SERIF = Face(fonts.SERIF, 9.5)
LABEL = Face(fonts.SANS, 8)
TEXTS = st.text("абвгҮүӨөңЖ -–0123456789№.,\u00a0", max_size=120)
WIDTHS = st.floats(20, 400)
RUNS = st.lists(st.builds(Run, TEXTS, st.sampled_from([SERIF, LABEL])), max_size=4)


@given(RUNS, WIDTHS)
def test_no_letter_is_lost_and_no_line_is_too_long(runs, width):
    lines = wrapped(runs, width)
    told = "".join(piece.text for line in lines for piece in line)
    assert told.replace(" ", "") == "".join(run.text for run in runs).replace(" ", "")
    for line in lines:
        last = line[-1]
        assert last.left + last.face.width(last.text) <= width + 0.02


@given(RUNS, WIDTHS)
def test_words_in_a_line_stand_after_one_another(runs, width):
    for line in wrapped(runs, width):
        for one, following in pairwise(line):
            assert one.left + one.face.width(one.text) <= following.left + 0.01


@given(TEXTS, WIDTHS)
def test_a_shortened_text_fits_and_says_that_it_was_shortened(text, width):
    line = shortened(text, SERIF, width)
    assert SERIF.width(line) <= width
    assert line == text or (line.endswith("…") and text.startswith(line[:-1]))


def test_a_double_name_parts_after_its_hyphen_and_a_number_does_not():
    name = wrapped([Run("Жумабаева-Сыдыкбекова", SERIF)], 80)
    assert [line[0].text for line in name] == ["Жумабаева-", "Сыдыкбекова"]
    number = wrapped([Run("аты К1-00042/26-7", SERIF)], 70)
    assert [line[0].text for line in number] == ["аты", "К1-00042/26-7"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("  Асан \n\t уулу  ", "Асан уулу"),
        ("Сеи\u0306ит", "Сейит"),
        ("№ 67 Мыйзам", "№\u00a067 Мыйзам"),
        ("03230\u00a05", "03230\u00a05"),
    ],
)
def test_white_space_and_accents_are_put_in_order(text, told):
    assert plain(text) == told


def test_two_phones_part_only_between_them():
    assert unparted("03943 4-21-36, 0555 12-34") == "03943\u00a04-21-36, 0555\u00a012-34"


def test_no_words_take_no_place():
    assert Lines([Run("", SERIF)], 100).height == 0
