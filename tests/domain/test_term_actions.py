"""Pauses, their end, and extensions: what moves a term, and what is refused."""

from datetime import date

import msgspec
import pytest
from builders import (
    HEAD,
    MONDAY,
    a_registered_case,
    a_situation,
    an_office,
    catalogues,
    references,
)
from deciding import CLOSED, PAUSED, apart, by_rule, do, refused
from terms import WORDS, a_calendar, a_rule

from akimat_desk.domain import case_events as events
from akimat_desk.domain.catalogues import PauseGround
from akimat_desk.domain.errors import (
    AlreadyPaused,
    DateOutOfPlace,
    DisputeOpen,
    ExtensionTooLong,
    FieldWrong,
    NotPaused,
    RuleLengthMissing,
    UnknownRow,
)
from akimat_desk.domain.office_events import RuleLengthEntered
from akimat_desk.domain.rules import RulePack


def test_a_pause_needs_a_ground_of_the_catalogue_and_stands_alone() -> None:
    event = do(
        a_registered_case(), "pause", category="body_reply", body="Сот", from_on="2026-06-03"
    )
    assert (event.waits_for, event.from_on, event.body) == ("body", date(2026, 6, 3), "Сот")
    assert do(a_registered_case(), "pause", category="applicant_documents").from_on == MONDAY
    assert refused(UnknownRow, a_registered_case(), "pause", category="nap").id == "nap"
    told = refused(AlreadyPaused, a_registered_case(PAUSED), "pause")
    assert told.from_on == MONDAY
    told = refused(DateOutOfPlace, a_registered_case(), "pause", from_on="2026-05-31")
    assert told.earliest == MONDAY


def test_a_pause_of_the_offices_own_waits_for_nobody_outside() -> None:
    own = PauseGround(id="own", name=WORDS, status="to_confirm", source="", holder="office")
    known = catalogues()
    rows = msgspec.structs.replace(known.pause_grounds, rows=(own,))
    now = by_rule(catalogues=msgspec.structs.replace(known, pause_grounds=rows))
    assert do(a_registered_case(), "pause", now, category="own").waits_for == "office"


def test_a_pause_ends_not_before_it_began() -> None:
    case = a_registered_case(PAUSED)
    assert do(case, "resume", on="2026-06-10", reason="келди").on == date(2026, 6, 10)
    assert do(case, "resume").on == MONDAY
    assert refused(DateOutOfPlace, case, "resume", on="2026-05-31").earliest == MONDAY
    refused(NotPaused, a_registered_case(), "resume")


def test_a_term_is_extended_within_its_cap_and_before_it_ends() -> None:
    event = do(a_registered_case(), "extend", days=30, notice_on="2026-06-02")
    assert (event.days, event.granted_by, event.notice_on) == (30, HEAD, date(2026, 6, 2))
    assert refused(FieldWrong, a_registered_case(), "extend", days=0).field == "days"
    told = refused(ExtensionTooLong, a_registered_case(event), "extend", days=1)
    assert told.facts() == {"cap": 30, "granted": 30}
    late = by_rule(today=date(2026, 6, 20))
    assert refused(DateOutOfPlace, a_registered_case(), "extend", late).latest == date(2026, 6, 19)
    assert do(a_registered_case(PAUSED), "extend", late).days == 3


def test_an_extension_needs_a_length_that_somebody_established() -> None:
    assert refused(RuleLengthMissing, a_registered_case(rule=""), "extend").rule == ""
    plain = a_rule()
    told = refused(RuleLengthMissing, a_registered_case(), "extend", by_rule(plain))
    assert told.rule == "appeal-extension"


@pytest.mark.parametrize(
    ("length", "from_on", "cap"), [(10, None, 10), (None, MONDAY, 7), (None, date(2026, 6, 2), 7)]
)
def test_the_length_of_an_extension_may_stand_in_the_pack_or_be_entered(
    length: int | None, from_on: date | None, cap: int
) -> None:
    rules = (a_rule(), a_rule(length, id="appeal-extension"))
    pack = RulePack(id="kg", release=1, title=WORDS, in_force=True, rules=rules)
    entered = RuleLengthEntered(
        rule="appeal-extension",
        length=7,
        from_on=from_on or MONDAY,
        legal=WORDS,
        confirmed_by="№ 5",
    )
    office = an_office(*([entered] if from_on else []))
    now = a_situation(
        office=office,
        references=references(pack, calendar=a_calendar()),
        today=date(2026, 6, 3),
    )
    assert do(a_registered_case(), "extend", now, days=cap).days == cap
    assert refused(ExtensionTooLong, a_registered_case(), "extend", now, days=cap + 1).cap == cap


def test_a_prepared_length_that_nobody_entered_is_none() -> None:
    rules = (a_rule(), a_rule(None, id="appeal-extension"))
    pack = RulePack(id="kg", release=1, title=WORDS, in_force=True, rules=rules)
    now = a_situation(references=references(pack, calendar=a_calendar()))
    refused(RuleLengthMissing, a_registered_case(), "extend", now)


@pytest.mark.parametrize("action", ["pause", "resume", "extend"])
def test_nobody_goes_on_over_a_term_in_dispute(action: str) -> None:
    other = events.ClockPaused(from_on=MONDAY, category="court", ground="суд")
    assert refused(DisputeOpen, apart(PAUSED, other), action).slot == "term"


@pytest.mark.parametrize("action", ["decide", "close", "withdraw", "annul", "forward"])
def test_nobody_goes_on_over_an_end_in_dispute(action: str) -> None:
    case = apart(CLOSED, events.CaseWithdrawn(withdrawn_on=MONDAY, ground="арыз"))
    assert refused(DisputeOpen, case, action).slot == "outcome"
