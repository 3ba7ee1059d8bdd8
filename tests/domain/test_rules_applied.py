"""By which release a term is reckoned, and what an office's own word adds to a rule."""

from datetime import date
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from terms import WORDS, a_rule, any_day

from akimat_desk.domain.facts import EverythingBefore, Fact
from akimat_desk.domain.office_events import ReferenceAdopted, RuleLengthEntered
from akimat_desk.domain.offices import Office, apply
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rule_events import RuleConfirmed
from akimat_desk.domain.rules import Rule, RulePack
from akimat_desk.domain.rules_applied import applied_rule, as_said, pack_of

TODAY = date(2026, 11, 23)
FIRST, SECOND = b"1" * 16, b"2" * 16


def a_pack(*rules: Rule, release: int = 1, in_force: bool = True) -> RulePack:
    return RulePack(id="kg", release=release, title=WORDS, in_force=in_force, rules=rules)


def an_office(*events: Any) -> Office:
    office = Office()
    for place, event in enumerate(events):
        fact = Fact(place.to_bytes(16), EverythingBefore(), event)
        office = apply(office, fact)
    return office


def adopted(release: int, digest: bytes) -> ReferenceAdopted:
    return ReferenceAdopted(kind="rules", id="kg", release=release, digest=digest)


def read(**changes: Any) -> RuleConfirmed:
    told = {"rule": "appeal", "length": 14, "unit": "working", "start": "day_after"}
    said = {"by": "Эсенов Т.", "on": TODAY, "source": "Бюллетень"}
    return RuleConfirmed(**told | said | changes)


BOTH = an_office(adopted(1, FIRST), adopted(2, SECOND))


def test_a_newer_release_corrects_the_one_a_case_was_registered_under() -> None:
    packs = {FIRST: a_pack(a_rule(14)), SECOND: a_pack(a_rule(20), release=2)}
    assert pack_of(BOTH, packs, FIRST, "appeal", TODAY) is packs[SECOND]
    assert pack_of(an_office(adopted(1, FIRST)), packs, FIRST, "appeal", TODAY) is packs[FIRST]


@given(any_day)
def test_a_rule_that_begins_later_leaves_earlier_cases_their_own(day: date) -> None:
    newer = a_pack(a_rule(20, valid_from=TODAY), release=2)
    packs = {FIRST: a_pack(a_rule(14)), SECOND: newer}
    rule = applied_rule(BOTH, pack_of(BOTH, packs, FIRST, "appeal", day), "appeal", day)
    assert rule is not None
    assert rule.length == (20 if day >= TODAY else 14)


def test_what_is_prepared_older_or_not_here_moves_nothing() -> None:
    own = a_pack(a_rule(14), release=2)
    prepared = a_pack(a_rule(10), release=3, in_force=False)
    older = a_pack(a_rule(9), release=1)
    for other in (prepared, older):
        packs = {FIRST: own, SECOND: other}
        assert pack_of(BOTH, packs, FIRST, "appeal", TODAY) is own
    assert pack_of(BOTH, {FIRST: own}, FIRST, "appeal", TODAY) is own
    assert pack_of(BOTH, {SECOND: prepared}, FIRST, "appeal", TODAY) is None


def test_bytes_that_are_not_what_the_entry_names_are_not_kept() -> None:
    forged = msgspec.structs.replace(adopted(2, SECOND), body=b"{}")
    assert list(an_office(forged).bodies()) == []


def test_a_confirmation_holds_while_the_rule_reads_as_it_was_read() -> None:
    office = an_office(read())
    rule = a_rule(14, status="to_confirm", start_status="to_confirm")
    said = as_said(office, rule, TODAY)
    assert (said.is_confirmed, said.confirmed_by, said.confirmed_on) == (True, "Эсенов Т.", TODAY)
    assert said.start_status == "to_confirm"
    for changes in ({"length": 15}, {"unit": "calendar"}):
        assert not as_said(office, msgspec.structs.replace(rule, **changes), TODAY).is_confirmed


def test_the_first_day_is_confirmed_only_by_who_read_of_it() -> None:
    rule = a_rule(14, status="to_confirm", start_status="to_confirm")
    office = an_office(read(is_start_too=True))
    assert as_said(office, rule, TODAY).start_status == "confirmed"
    other = msgspec.structs.replace(rule, start="day_of")
    assert as_said(office, other, TODAY).start_status == "to_confirm"


@given(st.permutations([read(by=name) for name in ("А", "Б", "В")]))
def test_confirmations_add_up_in_whatever_order_they_come(said: list[RuleConfirmed]) -> None:
    rule = a_rule(14, status="to_confirm")
    assert as_said(an_office(*said), rule, TODAY).confirmed_by == "В"


def test_an_entered_length_fills_only_what_the_pack_leaves_open() -> None:
    legal = Bilingual(ky="№ 139 Мыйзам")
    office = an_office(
        RuleLengthEntered(rule="appeal", length=9, from_on=TODAY, legal=legal, confirmed_by="")
    )
    assert as_said(office, a_rule(None), TODAY).length == 9
    assert as_said(office, a_rule(None), date(2026, 11, 22)).length is None
    assert as_said(office, a_rule(14), TODAY).length == 14
