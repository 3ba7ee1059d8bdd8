"""A question outlives being saved, and a saved list of another kind hides nothing."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.services.list_filters import PlainFilter
from akimat_desk.ui.screens.cases_question import (
    DAYS,
    FIELDS,
    SORTS,
    STATES,
    Question,
    question_of,
)

words = st.text("абвгд ", min_size=1, max_size=8).filter(str.strip)
days = st.dates().map(lambda day: day.isoformat())
questions = st.builds(
    lambda state, query, sort, more: Question(state, query=query, sort=sort).narrowed_by(**more),
    state=st.sampled_from(sorted(STATES)),
    query=st.one_of(st.just(""), words),
    sort=st.sampled_from(SORTS),
    more=st.fixed_dictionaries(
        {}, optional={field: days if field in DAYS else words for field in FIELDS}
    ),
)


@given(questions)
def test_a_question_comes_back_as_it_was_saved(question: Question) -> None:
    told = question.plain()
    assert question_of(told, question.sort) == question
    assert set(told) <= set(PlainFilter.__struct_fields__)


@given(questions, st.sampled_from(FIELDS))
def test_taking_a_field_away_leaves_the_others(question: Question, field: str) -> None:
    less = question.narrowed_by(**{field: ""})
    assert less.value(field) == ""
    assert set(less.more) == {(key, value) for key, value in question.more if key != field}


@pytest.mark.parametrize(
    ("told", "sort", "meant"),
    [
        ({}, "due", Question("all")),
        ({"is_open": True, "responsible": "me"}, "sideways", Question("open")),
        ({"stages": ["decided"]}, "due", Question("all")),
        ({"kinds": []}, "due", Question("all")),
        ({"registered_from": "today-30", "is_open": False}, "number", Question("ended")),
    ],
)
def test_what_is_not_understood_does_not_narrow(
    told: Mapping[str, Any], sort: str, meant: Question
) -> None:
    found = question_of(told, sort)
    assert found.state == meant.state
    assert found.sort == (sort if sort in SORTS else "due")
    for field in ("responsible", "registered_from"):
        assert found.value(field) == told.get(field, "")
