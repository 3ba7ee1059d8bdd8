"""Who is to be answered beside the applicant."""

from builders import a_fact, a_registered_case
from deciding import CONTROL, apart, do, refused
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain import case_events as events
from akimat_desk.domain.also_answers import (
    AnswerNotAwaited,
    AnswersAwaited,
    answerees,
    awaited,
)
from akimat_desk.domain.cases import Case, apply
from akimat_desk.domain.copy_events import AnswerAlsoAwaited, AnswerAlsoSent, AnswerSpared
from akimat_desk.domain.errors import FieldWrong

DEPUTY = "Депутат Асанов К."


def with_more(case: Case, *told: events.Event) -> Case:
    for number, event in enumerate(told, start=50):
        case = apply(case, a_fact(number, event, (1,)))
    return case


def test_a_case_is_not_closed_before_each_of_them_is_answered() -> None:
    case = with_more(a_registered_case(), do(a_registered_case(), "also-answer"))
    assert refused(AnswersAwaited, case, "close").awaited == (DEPUTY,)
    answered = with_more(case, do(case, "answer-sent", number="5"))
    assert awaited(answered) == ()
    assert do(answered, "close").outcome == "explained"
    assert refused(AnswerNotAwaited, answered, "answer-sent").to == DEPUTY


def test_a_ground_spares_the_answer() -> None:
    case = with_more(a_registered_case(), do(a_registered_case(), "also-answer"))
    event = do(case, "answer-sent", ground="телефон аркылуу айтылды")
    assert isinstance(event, AnswerSpared)
    (one,) = answerees(with_more(case, event))
    assert (one.is_open, one.ground) == (False, "телефон аркылуу айтылды")


def test_a_name_that_stands_there_is_not_named_twice() -> None:
    case = with_more(a_registered_case(), do(a_registered_case(), "also-answer"))
    more = do(case, "also-answer", whom=[DEPUTY.upper(), "Прокуратура", "прокуратура"])
    assert more.whom == ("Прокуратура",)
    assert refused(FieldWrong, case, "also-answer").reason == "already_there"
    assert refused(FieldWrong, case, "also-answer", whom=[]).reason == "empty"


def test_the_report_to_a_controlling_body_answers_that_body() -> None:
    case = with_more(
        a_registered_case(CONTROL), do(a_registered_case(), "also-answer", whom=["өкмөт"])
    )
    assert awaited(case) == ("өкмөт",)
    reported = apply(case, a_fact(60, do(case, "report", number="8"), tuple(range(1, 60))))
    assert [(one.number, one.is_open) for one in answerees(reported)] == [("8", False)]
    lifted = apply(case, a_fact(60, do(case, "lift"), tuple(range(1, 60))))
    assert [one.ground for one in answerees(lifted)] == ["кат"]


def test_a_day_that_has_not_come_is_no_day_of_sending() -> None:
    case = with_more(a_registered_case(), do(a_registered_case(), "also-answer"))
    assert refused(FieldWrong, case, "answer-sent", sent_on="2099-01-01").field == "sent_on"


def test_two_desks_that_answered_apart_leave_one_answer() -> None:
    day = a_registered_case().registered.registered_on
    case = apart(
        AnswerAlsoAwaited(whom=(DEPUTY,)),
        AnswerAlsoSent(to=DEPUTY, sent_on=day, number="5"),
        AnswerAlsoSent(to=DEPUTY.upper(), sent_on=day, number="6"),
    )
    assert [one.number for one in answerees(case)] == ["5"]
    assert case.disputes == ()


@given(st.lists(st.lists(st.sampled_from(("А", "а", "Б", " ", "")), max_size=4), max_size=4))
def test_each_is_listed_once_however_often_named(told: list[list[str]]) -> None:
    case = with_more(a_registered_case(), *(AnswerAlsoAwaited(whom=tuple(one)) for one in told))
    names = [one.to.lower() for one in answerees(case)]
    assert len(set(names)) == len(names)
    assert set(names) == {name.lower() for one in told for name in one if name.strip()}
