"""Cards of reception: what may be done on them, and figures that equal a naive count."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.facts import EverythingBefore, Fact
from akimat_desk.domain.people import Applicant, Person
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.reception_events import (
    QuestionAsked,
    QuestionSettled,
    ReceptionAnnulled,
    ReceptionClosed,
    ReceptionCorrected,
    ReceptionOpened,
    ReceptionScheduled,
    SignedUp,
    SignUpWithdrawn,
)
from akimat_desk.domain.receptions import (
    FIGURES,
    INSTRUCTION,
    OUTCOMES,
    RECEPTION,
    Card,
    CardOver,
    Counted,
    QuestionHasCase,
    QuestionOpen,
    QuestionUnknown,
    annul,
    ask,
    card_of,
    close,
    demand_letter,
    figures,
    promise_state,
    settle,
)
from akimat_desk.domain.sign_ups import (
    SIGN_UP,
    demand_schedule,
    is_over,
    receives_on,
    sign_up_of,
    standing,
)

DAY = date(2026, 11, 23)
BEK = Applicant(person=Person(surname="Асанов", given="Бек"))


def opened(**changes: Any) -> ReceptionOpened:
    told: dict[str, Any] = {
        "number": "П1-00001/26-2", "journal": "П", "mark": "1", "sequence": 1, "year": 2026,
        "official": "akim", "on": DAY, "opened_at": 1, "place": Bilingual(ky="12-каана"),
        "form": "personal", "language": "ky", "receipt_code": "123456", "applicant": BEK,
    }  # fmt: skip
    return ReceptionOpened(**told | changes)


def folded(*events: Any) -> Any:
    state = None
    for place, event in enumerate(events):
        kind = RECEPTION if not isinstance(events[0], SignedUp) else SIGN_UP
        fact = Fact(place.to_bytes(16, "big"), EverythingBefore(), event, at=place)
        state = kind.apply(state, fact)
    return state


def a_card(*events: Any, **changes: Any) -> Card:
    return card_of(folded(opened(**changes), *events))


def settled(question: int, outcome: str, **more: Any) -> QuestionSettled:
    return QuestionSettled(question=question, outcome=outcome, **more)


def test_a_card_reads_as_it_was_corrected_last():
    card = a_card(
        QuestionAsked(question=1, text="Жол"),
        QuestionAsked(question=1, text="Көпүрө"),
        settled(1, "explained", words="Пландалган"),
        settled(1, "settled_on_the_spot"),
        ReceptionCorrected(applicant=Applicant(), place=Bilingual(ky="3-каана")),
    )
    (one,) = card.questions
    assert (one.text, one.outcome, one.words) == ("Көпүрө", "settled_on_the_spot", "")
    assert (card.applicant.is_anonymous, card.place.ky, card.stage) == (True, "3-каана", "open")


def test_the_line_finds_the_card_by_name_question_and_case():
    record = folded(
        opened(),
        QuestionAsked(question=1, text="Жол"),
        settled(1, INSTRUCTION, words="Оңдо", executor="x", case="c", case_number="К1-00007/26-1"),
    )
    line = RECEPTION.line(record)
    assert (line.who, line.about, line.case, line.group) == (
        "Асанов Бек", "Жол", "c", "2026-11-23 akim"
    )  # fmt: skip
    assert "К1-00007/26-1" in line.words


def test_a_closed_card_takes_nothing_more():
    card = a_card(
        QuestionAsked(question=1, text="Жол"),
        settled(1, "settled_on_the_spot"),
        ReceptionClosed(closed_at=5),
    )
    with pytest.raises(CardOver):
        ask(card, "дагы")
    with pytest.raises(CardOver):
        settle(card, settled(1, "explained", words="x"))
    with pytest.raises(CardOver):
        close(card, 9)
    assert annul(card, "ката", DAY).reason == "ката"


def test_a_card_is_closed_when_every_question_has_an_outcome():
    with pytest.raises(QuestionOpen):
        close(a_card(), 9)
    half = a_card(QuestionAsked(question=1, text="Жол"))
    with pytest.raises(QuestionOpen) as wrong:
        close(half, 9)
    assert wrong.value.facts() == {"question": 1}
    with pytest.raises(QuestionUnknown):
        settle(half, settled(2, "explained", words="x"))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"outcome": "flown"}, "outcome"),
        ({"outcome": "explained"}, "words"),
        ({"outcome": INSTRUCTION, "executor": "x", "due_on": DAY}, "words"),
        ({"outcome": INSTRUCTION, "words": "Оңдо", "due_on": DAY}, "executor"),
        ({"outcome": INSTRUCTION, "words": "Оңдо", "executor": "x"}, "due_on"),
    ],
)
def test_an_outcome_says_all_that_belongs_to_it(told, field):
    card = a_card(QuestionAsked(question=1, text="Жол"))
    with pytest.raises(FieldWrong) as wrong:
        settle(card, QuestionSettled(question=1, **told))
    assert wrong.value.field == field


def test_an_instruction_that_became_a_case_is_changed_there_alone():
    instruction = settled(1, INSTRUCTION, words="Оңдо", case="c", case_number="К1-00007/26-1")
    card = a_card(QuestionAsked(question=1, text="Жол"), instruction)
    with pytest.raises(QuestionHasCase):
        settle(card, settled(1, "settled_on_the_spot"))
    with pytest.raises(QuestionHasCase):
        annul(card, "ката", DAY)


@pytest.mark.parametrize("letter", ["П", "B", "ө"])
def test_a_letter_can_begin_a_number(letter):
    demand_letter(letter)


@pytest.mark.parametrize("letter", ["", "ПП", "1", "-"])
def test_other_signs_begin_no_number(letter):
    with pytest.raises(FieldWrong):
        demand_letter(letter)


@given(
    due=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    ended=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    today=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_a_promise_is_broken_exactly_when_its_day_passed_first(due, ended, today):
    state = promise_state(due, ended, today)
    is_late = due is not None and (ended or today) > due
    assert (state == "broken") == is_late
    assert (state == "open") == (ended is None and not is_late)
    assert promise_state(due, ended, today, is_dropped=True) == "dropped"


questions = st.lists(
    st.tuples(
        st.sampled_from(("", *OUTCOMES)), st.sampled_from(("open", "kept", "broken", "dropped"))
    ),
    max_size=5,
)
cards = st.lists(
    st.tuples(st.sampled_from(("", "p", "q")), st.booleans(), st.booleans(), questions), max_size=8
)


def counted(place: int, told: Any) -> Counted:
    person, is_anonymous, is_annulled, asked = told
    events: list[Any] = []
    promises: Any = {}
    for n, (outcome, promise) in enumerate(asked, start=1):
        events.append(QuestionAsked(question=n, text="Суу"))
        if outcome:
            events.append(settled(n, outcome, words="x", executor="e", due_on=DAY))
        if outcome == INSTRUCTION:
            promises[n] = promise
    if is_annulled:
        events.append(ReceptionAnnulled(annulled_on=DAY, reason="ката"))
    card = a_card(
        *events,
        number=f"П1-{place}",
        person=person,
        applicant=Applicant() if is_anonymous else BEK,
    )
    return Counted(card=card, promises=promises)


@given(cards)
def test_the_figures_are_those_of_a_naive_count(told):
    found = figures(counted(place, one) for place, one in enumerate(told))
    held = [one for one in told if not one[2]]
    asked = [(outcome, state) for *_, some in held for outcome, state in some]
    assert found.cards == len(held)
    assert found.annulled == len(told) - len(held)
    assert found.anonymous == sum(one[1] for one in held)
    assert found.questions == len(asked)
    for outcome in OUTCOMES:
        assert getattr(found, outcome) == sum(one == outcome for one, _ in asked)
    assert found.unsettled == sum(not one for one, _ in asked)
    for state in ("open", "kept", "broken", "dropped"):
        assert getattr(found, state) == asked.count((INSTRUCTION, state))
    named = {one[0] for one in held if one[0]}
    assert found.persons == len(named) + sum(not one[0] for one in held)


@given(cards, cards)
def test_figures_but_persons_add_up(one, other):
    first = [counted(place, told) for place, told in enumerate(one)]
    second = [counted(place + 100, told) for place, told in enumerate(other)]
    whole, parts = figures(first + second), (figures(first), figures(second))
    for name in set(FIGURES) - {"persons"}:
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts)


def test_two_desks_that_settle_one_question_differ_until_somebody_says():
    state = folded(opened(), QuestionAsked(question=1, text="Жол"))
    for place, outcome in ((7, "explained"), (8, "settled_on_the_spot")):
        event = settled(1, outcome, words="x")
        state = RECEPTION.apply(state, Fact(place.to_bytes(16, "big"), (), event))
    assert state.disputes == ("settled:1",)
    assert card_of(state).questions[0].outcome == "explained"


def a_row(**changes: Any) -> ReceptionScheduled:
    told: dict[str, Any] = {
        "schedule": "s", "official": "akim", "form": "personal", "opens": "09:00",
        "closes": "12:00", "place": Bilingual(ky="12-каана"), "from_on": DAY, "weekday": 0,
    }  # fmt: skip
    return ReceptionScheduled(**told | changes)


def test_a_weekday_is_of_every_week_while_the_row_holds():
    row = a_row(until_on=date(2026, 12, 7))
    held = [day for day in (date(2026, 11, n) for n in range(1, 31)) if receives_on(row, day)]
    assert held == [date(2026, 11, 23), date(2026, 11, 30)]
    assert receives_on(row, date(2026, 12, 7))
    assert not receives_on(row, date(2026, 12, 14))
    assert is_over(row, date(2026, 12, 8))
    assert is_over(a_row(until_on=date(2026, 11, 1)), date(2026, 10, 1))
    assert not is_over(a_row(), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"weekday": None}, "weekday"),
        ({"on": DAY}, "weekday"),
        ({"weekday": 7}, "weekday"),
        ({"opens": "9"}, "opens"),
        ({"closes": "08:00"}, "closes"),
        ({"closes": "25:00"}, "closes"),
        ({"form": "party"}, "form"),
        ({"place": Bilingual(ky=" ")}, "place"),
    ],
)
def test_a_row_of_the_schedule_says_when_and_where(changes, field):
    demand_schedule(a_row())
    with pytest.raises(FieldWrong) as wrong:
        demand_schedule(a_row(**changes))
    assert wrong.value.field == field


def test_who_has_no_card_when_the_day_is_over_did_not_come():
    one = sign_up_of(folded(SignedUp(official="akim", on=DAY, name="Асанов")))
    assert standing(one, DAY, has_card=False) == "waiting"
    assert standing(one, date(2026, 11, 24), has_card=False) == "did_not_come"
    assert standing(one, date(2026, 11, 24), has_card=True) == "came"
    gone = sign_up_of(
        folded(
            SignedUp(official="akim", on=DAY, name="Асанов"),
            SignUpWithdrawn(withdrawn_on=DAY, reason="чалды"),
        )
    )
    assert standing(gone, date(2026, 11, 24), has_card=False) == "withdrawn"
