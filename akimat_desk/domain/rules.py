"""Rules of terms: how long, in which days, by which law, from when, and how sure we are."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Literal, get_args

import msgspec

from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.readings import Bilingual, Reading, Release

Unit = Literal["working", "calendar"]
Start = Literal["day_after", "day_of"]
Status = Literal["confirmed", "to_confirm"]
Landing = Literal["next_working"]

NO_WORDS = Bilingual(ky="")


@dataclass(eq=False)
class RuleWrong(RuleBroken):
    """What was published cannot be a pack of rules; `where` is the place in the data."""

    reason: str
    where: str


@dataclass(eq=False)
class PackNotAdopted(RuleBroken):
    """The office cannot adopt this pack; `reason` is a stable word."""

    reason: str
    pack: str


@dataclass(eq=False)
class NoRuleInForce(RuleBroken):
    """No pack names a rule for that day; nothing is assumed in its place."""

    rule: str
    on: date


class Rule(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One term. `length` None: not established, the office enters it once with its ground.

    `valid_from` None: the day it began is not established; it holds up to `valid_to`, that
    day included. Empty `extended_by` or `pause_grounds`, and `extension_cap` None, mean that
    nothing is established, not that nothing is allowed. `warning` is in working days and is
    the house's choice, not law. `applies_to` tells readers which kinds of case the law means;
    the catalogue of kinds names the rule of each.
    """

    id: str
    title: Bilingual
    unit: Unit = "working"
    start: Start = "day_after"
    start_status: Status = "to_confirm"
    length: int | None = None
    warning: int = 3
    extension_cap: int | None = None
    extended_by: tuple[str, ...] = ()
    pause_grounds: tuple[str, ...] = ()
    landing: Landing = "next_working"
    legal: Bilingual = NO_WORDS
    source: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    status: Status = "to_confirm"
    applies_to: tuple[str, ...] = ()
    confirmed_by: str = ""
    confirmed_on: date | None = None
    note: Bilingual = NO_WORDS

    @property
    def is_confirmed(self) -> bool:
        return self.status == "confirmed"

    def holds_on(self, day: date) -> bool:
        began = self.valid_from is None or self.valid_from <= day
        return began and (self.valid_to is None or day <= self.valid_to)


class RulePack(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rules published together. A prepared pack (`in_force` False) is never applied to a case."""

    id: str
    release: Release
    title: Bilingual
    in_force: bool
    rules: tuple[Rule, ...]
    note: Bilingual = NO_WORDS


class Finding(Reading, frozen=True, kw_only=True):
    """What a careful reader of a pack would object to; a note does not stop publishing."""

    code: str
    rule_id: str
    is_note: bool = False


class RuleChange(Reading, frozen=True, kw_only=True):
    """What a newer pack does to one rule; `fields` holds (name, before, after) of a change."""

    rule_id: str
    kind: Literal["added", "removed", "changed"]
    valid_from: date | None = None
    fields: tuple[tuple[str, object, object], ...] = ()


def rule_in_force(packs: RulePack | Iterable[RulePack], rule_id: str, on: date) -> Rule:
    """The rule by that id on a day; raises `NoRuleInForce`."""
    rule = find_rule(packs, rule_id, on)
    if rule is None:
        raise NoRuleInForce(rule_id, on)
    return rule


def find_rule(
    packs: RulePack | Iterable[RulePack], rule_id: str, on: date, *, is_prepared_too: bool = False
) -> Rule | None:
    """None where `rule_in_force` refuses; packs not in force are read for a preview only.

    Of several that hold on the day: the highest release, in it the one that began last.
    """
    holding = [
        (pack.release, rule.valid_from or date.min, pack.id, rule)
        for pack in ((packs,) if isinstance(packs, RulePack) else packs)
        if pack.in_force or is_prepared_too
        for rule in pack.rules
        if rule.id == rule_id and rule.holds_on(on)
    ]
    return max(holding, key=lambda row: row[:3])[3] if holding else None


def confirmed(rule: Rule, *, by: str, on: date, length: int | None = None) -> Rule:
    """The rule after an office or the centre compared it with the official text."""
    told = rule.length if length is None else length
    if told is None or told < 1:
        raise RuleWrong("no_length", rule.id)
    return msgspec.structs.replace(
        rule, length=told, status="confirmed", confirmed_by=by, confirmed_on=on
    )


def converted(data: object) -> RulePack:
    """A pack of the right shape, whatever else may be wrong with it; raises `RuleWrong`."""
    try:
        return msgspec.convert(data, RulePack)
    except msgspec.ValidationError as wrong:
        what, _, where = str(wrong).partition(" - at ")
        raise RuleWrong(what, where.strip("`")) from wrong


def parse_pack(data: dict[str, object]) -> RulePack:
    """A pack from plain data; raises `RuleWrong`."""
    pack = converted(data)
    for finding in lint_pack(pack):
        if not finding.is_note:
            raise RuleWrong(finding.code, finding.rule_id)
    return pack


def lint_pack(pack: RulePack, kinds: Container[str] | None = None) -> tuple[Finding, ...]:
    """All that is wrong with a pack, and, as notes, all that is not established in it.

    `kinds` are the kinds of cases there are; without them nobody asks whether a rule names others.
    """
    found = [finding for rule in pack.rules for finding in _lint_rule(rule)]
    if kinds is not None:
        found += (
            Finding(code="unknown_kind", rule_id=rule.id)
            for rule in pack.rules
            if any(kind not in kinds for kind in rule.applies_to)
        )
    for one, other in combinations(pack.rules, 2):
        if one.id == other.id and _do_overlap(one, other):
            found.append(Finding(code="overlap", rule_id=one.id))
    return tuple(found)


def pack_diff(old: RulePack, new: RulePack) -> tuple[RuleChange, ...]:
    """What adopting the newer pack changes, rule by rule, in a fixed order."""
    before, after = _by_version(old), _by_version(new)
    changes = []
    for key in sorted(before.keys() | after.keys()):
        change = _change(before.get(key), after.get(key))
        if change is not None:
            changes.append(change)
    return tuple(changes)


def brought_into_force(base: RulePack, prepared: RulePack, on: date) -> RulePack:
    """What `base` would be if a prepared pack came into force on a day: for a preview only.

    A prepared rule takes the place of each rule that is for the same kinds of cases, from that
    day on; until the day before the old one holds.
    """
    rules: list[Rule] = []
    for rule in base.rules:
        follower = next((one for one in prepared.rules if _is_for_same(rule, one)), None)
        if follower is None or not rule.holds_on(on):
            rules.append(rule)
            continue
        if rule.valid_from is None or rule.valid_from < on:
            rules.append(msgspec.structs.replace(rule, valid_to=on - timedelta(days=1)))
        rules.append(
            msgspec.structs.replace(follower, id=rule.id, valid_from=on, valid_to=rule.valid_to)
        )
    return msgspec.structs.replace(base, release=base.release + 1, rules=tuple(rules))


def _is_for_same(rule: Rule, prepared: Rule) -> bool:
    return bool(set(rule.applies_to) & set(prepared.applies_to))


def _lint_rule(rule: Rule) -> Iterator[Finding]:
    for code, is_wrong in _faults(rule):
        if is_wrong:
            yield Finding(code=code, rule_id=rule.id)
    for code, is_open in _open_points(rule):
        if is_open:
            yield Finding(code=code, rule_id=rule.id, is_note=True)


def _faults(rule: Rule) -> Iterator[tuple[str, bool]]:
    yield "no_id", not rule.id.strip()
    yield "unknown_unit", rule.unit not in get_args(Unit)
    yield "unknown_start", rule.start not in get_args(Start)
    yield "unknown_landing", rule.landing not in get_args(Landing)
    yield "unknown_status", rule.status not in get_args(Status)
    yield "missing_ky", not (rule.title.ky.strip() and rule.legal.ky.strip())
    yield "missing_ru", not (rule.title.ru.strip() and rule.legal.ru.strip())
    yield "no_legal", not (rule.legal.ky.strip() or rule.legal.ru.strip())
    yield "no_source", not rule.source.strip()
    yield "confirmed_by_or_on_missing", bool(rule.confirmed_by) != bool(rule.confirmed_on)
    yield "no_note_of_missing_length", rule.length is None and not rule.note.ky.strip()
    yield "no_length_but_confirmed", rule.length is None and rule.is_confirmed
    yield "length_below_one", rule.length is not None and rule.length < 1
    yield "warning_below_zero", rule.warning < 0
    yield "cap_below_one", rule.extension_cap is not None and rule.extension_cap < 1
    yield (
        "ends_before_it_begins",
        bool(rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from),
    )


def _open_points(rule: Rule) -> Iterator[tuple[str, bool]]:
    yield "length_not_established", rule.length is None
    yield "to_confirm", not rule.is_confirmed
    yield "confirmed_by_nobody", rule.is_confirmed and not rule.confirmed_by
    yield "no_warning", rule.warning == 0 and (rule.length or 0) > 1
    yield "start_to_confirm", rule.start_status != "confirmed"
    yield "beginning_not_established", rule.valid_from is None


def _do_overlap(one: Rule, other: Rule) -> bool:
    return (one.valid_from or date.min) <= (other.valid_to or date.max) and (
        other.valid_from or date.min
    ) <= (one.valid_to or date.max)


def _by_version(pack: RulePack) -> dict[tuple[str, date], Rule]:
    return {(rule.id, rule.valid_from or date.min): rule for rule in pack.rules}


def _change(before: Rule | None, after: Rule | None) -> RuleChange | None:
    rule = after or before
    if rule is None or before == after:
        return None
    kind: Literal["added", "removed", "changed"] = "changed"
    if before is None or after is None:
        kind = "added" if before is None else "removed"
    told = RuleChange(rule_id=rule.id, kind=kind, valid_from=rule.valid_from)
    if before is None or after is None:
        return told
    fields = tuple(
        (name, getattr(before, name), getattr(after, name))
        for name in Rule.__struct_fields__
        if getattr(before, name) != getattr(after, name)
    )
    return msgspec.structs.replace(told, fields=fields)
