"""What an applicant may be asked for, who may order it otherwise, and what never pauses."""

from datetime import date
from typing import Any

import pytest
from builders import ASANOV, HEAD, MONDAY, a_registered_case, a_situation, catalogues
from deciding import by_rule, do, refused
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain import case_events as events
from akimat_desk.domain.applications import told_as
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import CaseEnded, DateOutOfPlace, DeskError, FieldWrong
from akimat_desk.domain.request_figures import Counting
from akimat_desk.domain.requests import (
    OverrideNotByHead,
    PauseNotLawful,
    RequestNotListed,
    RequestUnknown,
    StateHoldsIt,
    judge,
    known,
    prevented,
    request,
)
from akimat_desk.domain.wishes import Request

ROWS = catalogues().documents
SERVICE = catalogues().services.row("land_use_change")
ORDER = {"article": "8-берене", "reason": "баш инспекция", "ground": "№ 5 токтом"}


def about_land(*told: Any) -> Case:
    return a_registered_case(events.FieldsCorrected(service="land_use_change"), *told)


def verdicts(*documents: str, service: Any = SERVICE) -> list[tuple[str, str]]:
    return [(one.document, one.verdict) for one in judge(documents, service, ROWS)]


def test_a_register_outweighs_the_list_and_the_list_outweighs_words() -> None:
    benefit = catalogues().services.row("family_benefit")
    assert "passport" in benefit.documents
    assert verdicts("passport", service=benefit) == [("passport", "state_holds")]
    assert verdicts("plot_description", "citizens_meeting", "акт осмотра") == [
        ("plot_description", "allowed"),
        ("citizens_meeting", "not_listed"),
        ("акт осмотра", "not_listed"),
    ]


def test_where_nothing_is_listed_the_clerk_names_the_ground() -> None:
    unlisted = catalogues().services.row("building_plot")
    for service in (None, unlisted):
        assert verdicts("акт", "council_decision", "passport", service=service) == [
            ("акт", "needs_ground"),
            ("council_decision", "needs_ground"),
            ("passport", "state_holds"),
        ]
    assert refused(FieldWrong, a_registered_case(), "request", ground=" ").field == "ground"


def test_each_paper_is_judged_once_with_its_article_and_register() -> None:
    passport, plot = judge(["passport", " passport ", "", "plot_description"], SERVICE, ROWS)
    assert passport.held_in == ROWS.row("passport").held_in
    assert passport.ground == ROWS.row("passport").ground
    assert (passport.is_blocked, passport.is_confirmed) == (True, True)
    assert (plot.ground, plot.is_blocked) == (SERVICE.ground, False)


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("Паспорт", "passport"),
        ("ПАСПОРТ или идентификационная карта (ID-карта)", "passport"),
        ("ишеним кат", "power_of_attorney"),
        ("сведения о", None),
        ("пас", None),
        ("паспортный стол", None),
        ("", None),
    ],
)
def test_typing_a_paper_of_the_catalogue_is_choosing_it(typed: str, row: str | None) -> None:
    found = known(typed, ROWS)
    assert (None if found is None else found.id) == row


def test_a_paper_of_the_list_is_asked_with_its_date() -> None:
    event = do(
        about_land(), "request", documents=["plot_description"], ground="", wanted_on="2026-06-10"
    )
    assert (event.documents, event.wanted_on) == (("plot_description",), date(2026, 6, 10))
    assert (event.overrides, event.override_by) == ((), "")
    told = refused(DateOutOfPlace, about_land(), "request", wanted_on="2026-05-31")
    assert (told.field, told.earliest) == ("wanted_on", MONDAY)


def test_what_the_state_holds_and_what_is_not_listed_is_refused_by_its_own_code() -> None:
    held = refused(StateHoldsIt, about_land(), "request", documents=["паспорт"])
    assert held.facts()["document"] == "passport"
    assert held.register[1] == "Единый государственный реестр населения"
    told = refused(RequestNotListed, about_land(), "request", documents=["акт осмотра"])
    assert (told.document, told.name) == ("акт осмотра", ("акт осмотра", "акт осмотра"))


def test_bodies_are_asked_freely_but_by_name() -> None:
    event = do(about_land(), "request", of="body", body="Кадастр", documents=["passport", "акт"])
    assert (event.documents, event.overrides) == (("passport", "акт"), ())
    assert refused(FieldWrong, about_land(), "request", of="body").field == "body"


def test_the_head_orders_it_with_article_and_reason() -> None:
    wanted = {"documents": ["passport", "plot_description"], **ORDER}
    event = do(about_land(), "request", **wanted)
    assert (event.overrides, event.article) == (("passport",), "8-берене")
    assert (event.override_by, event.override_reason) == (HEAD, "баш инспекция")
    assert event.on_behalf_of == ""
    for one in ("article", "reason"):
        told = refused(FieldWrong, about_land(), "request", **{**wanted, one: " "})
        assert (told.field, told.reason) == (one, "empty")


def test_another_writes_it_down_for_the_head_and_names_the_order() -> None:
    clerk = by_rule(login="asanov")
    assigned = events.ExecutorAssigned(executor=ASANOV)
    wanted = {"documents": ["passport"], **ORDER}
    assert refused(OverrideNotByHead, about_land(assigned), "request", clerk, **wanted).document
    other = {**wanted, "on_behalf_of": "asanov"}
    assert refused(OverrideNotByHead, about_land(assigned), "request", clerk, **other)
    event = do(about_land(assigned), "request", clerk, **{**wanted, "on_behalf_of": "akim"})
    assert (event.override_by, event.on_behalf_of) == (HEAD, HEAD)
    blank = {**wanted, "on_behalf_of": "akim", "ground": ""}
    assert refused(FieldWrong, about_land(assigned), "request", clerk, **blank).field == "ground"


def test_an_ended_case_asks_nobody_and_prevents_nothing() -> None:
    ended = about_land(events.CaseWithdrawn(withdrawn_on=MONDAY, ground="арыз"))
    assert refused(CaseEnded, ended, "request")
    with pytest.raises(CaseEnded):
        prevented(ended, ["passport"], a_situation(), instead="withdrawn")


WISHES = st.fixed_dictionaries(
    {
        "documents": st.lists(
            st.sampled_from(
                [row.id for row in ROWS.rows]
                + [name for row in ROWS.rows for name in (row.name.ky, row.name.ru)]
                + ["паспорт", "Доверенность ", "акт", "ишеним кат"]
            ),
            min_size=1,
            max_size=4,
        ),
        "of": st.sampled_from(["applicant", "body"]),
        "body": st.sampled_from(["", "Каттоо"]),
        "ground": st.sampled_from(["", "67-мыйзам"]),
        "article": st.sampled_from(["", " ", "8-берене"]),
        "reason": st.sampled_from(["", "\n", "себеп"]),
        "on_behalf_of": st.sampled_from(["", "akim", "asanov"]),
    }
)


@given(
    WISHES,
    st.sampled_from(["akim", "asanov"]),
    st.sampled_from(["", *(row.id for row in catalogues().services.rows)]),
)
def test_without_article_and_reason_of_the_head_no_wish_asks_for_what_the_state_holds(
    wish: dict[str, Any], login: str, service: str
) -> None:
    case = a_registered_case(events.FieldsCorrected(service=service))
    try:
        event = request(case, told_as(wish, Request), a_situation(login))
    except DeskError:
        return
    held = [one for one in event.documents if (row := ROWS.find(one)) and row.held_in]
    if event.of == "applicant":
        assert set(held) <= set(event.overrides)
    if event.overrides:
        assert event.article.strip()
        assert event.override_reason.strip()
        assert event.override_by == HEAD
    if event.of == "applicant" and not (wish["article"].strip() and wish["reason"].strip()):
        assert held == []


# What never pauses


def overridden() -> events.DocumentsRequested:
    event: events.DocumentsRequested = do(about_land(), "request", documents=["passport"], **ORDER)
    return event


def lawful() -> events.DocumentsRequested:
    event: events.DocumentsRequested = do(about_land(), "request", documents=["plot_description"])
    return event


WAIT = {"category": "applicant_documents", "ground": "документ"}


def test_a_request_that_was_overridden_pauses_nothing() -> None:
    case, asked = about_land(overridden()), overridden()
    for named in ({"request": asked.request}, {}):
        told = refused(PauseNotLawful, case, "pause", **WAIT, **named)
        assert told.document == "passport"
    clarified = {**WAIT, "category": "applicant_clarification"}
    assert refused(PauseNotLawful, case, "pause", **clarified)
    assert do(case, "pause").category == "court"


def test_a_lawful_request_pauses_and_is_named_by_the_pause() -> None:
    case = about_land(overridden(), lawful())
    event = do(case, "pause", **WAIT, request=lawful().request)
    assert event.request == lawful().request
    assert do(case, "pause", **WAIT).request == ""
    assert refused(RequestUnknown, case, "pause", **WAIT, request="ff").request == "ff"


def test_what_was_answered_is_awaited_no_more() -> None:
    came = events.DocumentReceived(papers=(), received_on=MONDAY, request=overridden().request)
    assert do(about_land(overridden(), came), "pause", **WAIT).waits_for == "applicant"


# What was prevented


def test_what_was_not_asked_is_kept_with_its_register() -> None:
    (one,) = prevented(about_land(), ["паспорт"], a_situation(), instead="body", request="ab")
    assert (one.document, one.verdict, one.instead) == ("passport", "state_holds", "body")
    assert (one.register, one.request) == ("Калктын бирдиктүү мамлекеттик реестри", "ab")
    (typed,) = prevented(about_land(), ["акт"], a_situation(), instead="withdrawn")
    assert (typed.document, typed.verdict, typed.register) == ("акт", "not_listed", "")


@pytest.mark.parametrize(
    ("documents", "instead"),
    [(["plot_description"], "withdrawn"), (["акт"], "body"), ([], "withdrawn"), ([" "], "body")],
)
def test_only_what_was_blocked_can_be_prevented(documents: list[str], instead: str) -> None:
    with pytest.raises(FieldWrong) as wrong:
        prevented(about_land(), documents, a_situation(), instead=instead)
    assert wrong.value.field == "documents"


def test_figures_count_each_paper_once_and_name_who_ordered() -> None:
    (one,) = prevented(about_land(), ["passport"], a_situation(), instead="withdrawn")
    (typed,) = prevented(about_land(), ["Акт"], a_situation(), instead="withdrawn")
    (again,) = prevented(about_land(), ["акт"], a_situation(), instead="withdrawn")
    free = do(about_land(), "request", of="body", body="Кадастр", documents=["passport"])
    case = about_land(one, one, typed, again, overridden(), lawful(), free)
    counting = Counting(MONDAY, MONDAY)
    counting.add(case)
    found = counting.figures()
    assert [(f.id, f.asked, f.of_bodies, f.prevented, f.overridden) for f in found.documents] == [
        ("passport", 1, 1, 1, 1),
        ("Акт", 0, 0, 1, 0),
        ("plot_description", 1, 0, 0, 0),
    ]
    assert (found.total.asked, found.total.prevented, found.total.overridden) == (2, 2, 1)
    assert next(f for f in found.people if f.id == HEAD).overridden == 1


def test_figures_of_another_period_are_empty() -> None:
    counting = Counting(date(2026, 6, 2), date(2026, 6, 30))
    counting.add(about_land(overridden()))
    assert counting.figures().total.asked == 0
    assert counting.figures().documents == ()
