"""Rules and packs of rules, the shipped ones first."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from terms import WORDS, a_rule, any_day, kyrgyz_rules, prepared_rules, shipped

from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rules import (
    Finding,
    NoRuleInForce,
    Rule,
    RulePack,
    RuleWrong,
    brought_into_force,
    confirmed,
    find_rule,
    lint_pack,
    pack_diff,
    parse_pack,
    rule_in_force,
)

TODAY = date(2026, 11, 21)


def a_pack(*rules: Rule, release: int = 1, in_force: bool = True) -> RulePack:
    return RulePack(id="test", release=release, title=WORDS, in_force=in_force, rules=rules)


@pytest.mark.parametrize(
    ("rule_id", "length"), [("registration", 1), ("appeal", 14), ("pretrial-appeal", 30)]
)
def test_the_three_terms_that_are_established(rule_id: str, length: int) -> None:
    rule = rule_in_force(kyrgyz_rules(), rule_id, TODAY)
    assert (rule.length, rule.unit, rule.status) == (length, "working", "confirmed")
    assert (rule.start, rule.start_status) == ("day_after", "to_confirm")


def test_no_other_shipped_number_is_called_confirmed() -> None:
    others = [rule for rule in kyrgyz_rules().rules if rule.is_confirmed]
    assert {rule.id for rule in others} == {"registration", "appeal", "pretrial-appeal"}


@pytest.mark.parametrize(
    "rule_id",
    [
        "appeal-extension",
        "appeal-forwarding",
        "appeal-anonymous",
        "appeal-repeated",
        "complaint-not-to-accused",
        "service-request",
    ],
)
def test_what_is_not_established_ships_without_a_number(rule_id: str) -> None:
    rule = rule_in_force(kyrgyz_rules(), rule_id, TODAY)
    assert rule.length is None
    assert not rule.is_confirmed


def test_the_paper_names_the_law_in_both_languages() -> None:
    legal = rule_in_force(kyrgyz_rules(), "appeal", TODAY).legal
    assert legal["ky"].endswith("№ 67 мыйзам, 8-берене")
    assert legal["ru"].endswith("№ 67, ст. 8")


def test_the_prepared_pack_is_in_force_for_nobody() -> None:
    packs = [kyrgyz_rules(), prepared_rules()]
    assert find_rule(packs, "appeal-10", TODAY) is None
    with pytest.raises(NoRuleInForce):
        rule_in_force(packs, "appeal-10", TODAY)
    prepared = find_rule(packs, "appeal-10", TODAY, is_prepared_too=True)
    assert prepared is not None
    assert prepared.length == 10


@pytest.mark.parametrize("catalogue", ["kinds", "services"])
def test_every_rule_that_a_catalogue_names_is_shipped(catalogue: str) -> None:
    rows = shipped(f"catalogue/{catalogue}.json")["rows"]
    named = {row["rule"] for row in rows if row.get("rule")}
    assert "appeal" in named
    assert named <= {rule.id for rule in kyrgyz_rules().rules}


def test_a_rule_applies_to_kinds_that_exist() -> None:
    kinds = {row["id"] for row in shipped("catalogue/kinds.json")["rows"]}
    for pack in (kyrgyz_rules(), prepared_rules()):
        assert all(set(rule.applies_to) <= kinds for rule in pack.rules)


def test_a_case_keeps_the_rule_of_its_registration_day() -> None:
    begins = date(2027, 1, 1)
    old = a_rule(14, valid_to=date(2026, 12, 31))
    packs = [kyrgyz_rules(), a_pack(old, a_rule(10, valid_from=begins), release=2)]
    days = [date(2026, 12, 31), begins]
    assert [rule_in_force(packs, "appeal", day).length for day in days] == [14, 10]


def test_a_rule_holds_from_its_first_to_its_last_day() -> None:
    rule = a_rule(valid_from=date(2026, 1, 1), valid_to=date(2026, 1, 31))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1)]
    assert [rule.holds_on(day) for day in days] == [False, True, True, False]


@given(any_day, st.permutations([1, 2, 3]))
def test_the_newest_release_is_asked_first_in_whatever_order_packs_come(
    day: date, releases: list[int]
) -> None:
    packs = [a_pack(a_rule(10 + release), release=release) for release in releases]
    assert rule_in_force(packs, "appeal", day).length == 13


def test_shipped_packs_are_without_fault() -> None:
    for pack in (kyrgyz_rules(), prepared_rules()):
        assert [finding for finding in lint_pack(pack) if not finding.is_note] == []


def test_what_is_open_in_a_pack_is_listed() -> None:
    found = lint_pack(kyrgyz_rules())
    expected = Finding(code="length_not_established", rule_id="service-request", is_note=True)
    assert expected in found


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"id": " "}, "no_id"),
        ({"unit": "hours"}, "unknown_unit"),
        ({"start": "noon"}, "unknown_start"),
        ({"landing": "previous"}, "unknown_landing"),
        ({"status": "perhaps"}, "unknown_status"),
        ({"title": Bilingual(ky="", ru="Срок")}, "missing_ky"),
        ({"legal": Bilingual(ky="Мыйзам")}, "missing_ru"),
        ({"legal": Bilingual(ky="", ru=" ")}, "no_legal"),
        ({"source": ""}, "no_source"),
        ({"status": "confirmed", "confirmed_by": "Асанов А."}, "confirmed_by_or_on_missing"),
        ({"confirmed_on": TODAY}, "confirmed_by_or_on_missing"),
        ({"length": None, "note": Bilingual(ky=" ")}, "no_note_of_missing_length"),
        ({"length": None, "status": "confirmed"}, "no_length_but_confirmed"),
        ({"length": 0}, "length_below_one"),
        ({"warning": -1}, "warning_below_zero"),
        ({"extension_cap": 0}, "cap_below_one"),
        (
            {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)},
            "ends_before_it_begins",
        ),
    ],
)
def test_a_fault_in_a_rule_is_found(changes: dict[str, object], code: str) -> None:
    pack = a_pack(a_rule(**{"length": 14, **changes}))
    assert code in {finding.code for finding in lint_pack(pack) if not finding.is_note}


def test_a_rule_for_a_kind_of_case_that_does_not_exist_is_a_fault() -> None:
    pack = a_pack(a_rule(14, applies_to=("complaint", "petition")))
    fault = Finding(code="unknown_kind", rule_id="appeal")
    assert fault in lint_pack(pack, {"complaint"})
    assert fault not in lint_pack(pack, {"complaint", "petition"})
    assert fault not in lint_pack(pack)


def test_a_rule_that_warns_nobody_is_told_and_stops_nothing() -> None:
    told = Finding(code="no_warning", rule_id="appeal", is_note=True)
    assert told in lint_pack(a_pack(a_rule(14, warning=0)))
    assert told not in lint_pack(a_pack(a_rule(1, warning=0)))


@given(any_day, any_day)
def test_a_bill_brought_into_force_leaves_every_day_before_as_it_was(
    begins: date, on: date
) -> None:
    if begins == date.min:
        return
    seen = brought_into_force(kyrgyz_rules(), prepared_rules(), begins)
    now = rule_in_force(kyrgyz_rules(), "appeal", on)
    then = rule_in_force(seen, "appeal", on)
    assert then.length == (10 if on >= begins else now.length)
    assert rule_in_force(seen, "registration", on) == rule_in_force(
        kyrgyz_rules(), "registration", on
    )
    assert "overlap" not in {finding.code for finding in lint_pack(seen)}


def test_two_versions_of_a_rule_for_one_day_are_a_fault() -> None:
    first = a_rule(14, valid_to=date(2026, 12, 31))
    second = a_rule(10, valid_from=date(2026, 12, 31))
    later = a_rule(10, valid_from=date(2027, 1, 1))
    other = msgspec.structs.replace(first, id="other")
    assert Finding(code="overlap", rule_id="appeal") in lint_pack(a_pack(first, second))
    assert "overlap" not in {finding.code for finding in lint_pack(a_pack(first, later, other))}


def test_a_difference_of_packs_names_what_changes() -> None:
    old = a_pack(a_rule(14), msgspec.structs.replace(a_rule(1), id="gone"))
    new = a_pack(a_rule(10), msgspec.structs.replace(a_rule(1), id="fresh"), release=2)
    told = [(change.rule_id, change.kind, change.fields) for change in pack_diff(old, new)]
    assert told == [
        ("appeal", "changed", (("length", 14, 10),)),
        ("fresh", "added", ()),
        ("gone", "removed", ()),
    ]


def test_a_pack_does_not_differ_from_itself() -> None:
    assert pack_diff(kyrgyz_rules(), kyrgyz_rules()) == ()


def test_an_office_confirms_a_rule_once_with_name_and_day() -> None:
    rule = rule_in_force(kyrgyz_rules(), "service-request", TODAY)
    told = confirmed(rule, by="Асанов А.", on=TODAY, length=15)
    assert (told.length, told.status, told.confirmed_by) == (15, "confirmed", "Асанов А.")
    assert confirmed(told, by="Асанов А.", on=TODAY).length == 15


@pytest.mark.parametrize("length", [None, 0])
def test_a_rule_without_a_number_cannot_be_confirmed(length: int | None) -> None:
    with pytest.raises(RuleWrong):
        confirmed(a_rule(None), by="Асанов А.", on=TODAY, length=length)


@pytest.mark.parametrize(
    ("changes", "reason", "where"),
    [
        ({"release": "one"}, "Expected `int`, got `str`", "$.release"),
        ({"rules": [{"id": "x"}]}, "Object missing required field `title`", "$.rules[0]"),
        (
            {"rules": [{"id": "x", "title": {"ky": "А", "ru": "А"}, "unit": "hours"}]},
            "Invalid enum value 'hours'",
            "$.rules[0].unit",
        ),
        ({"surprise": 1}, "Object contains unknown field `surprise`", ""),
        (
            {"rules": [{"id": "x", "title": {"ky": "А", "ru": "А"}}]},
            "missing_ky",
            "x",
        ),
    ],
)
def test_what_cannot_be_a_pack_is_refused(
    changes: dict[str, object], reason: str, where: str
) -> None:
    with pytest.raises(RuleWrong) as refused:
        parse_pack(shipped("rules/kg-1.json") | changes)
    assert (refused.value.reason, refused.value.where) == (reason, where)
