"""Which rule a term runs by: the packs an office adopted, and what it said of their rules."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import msgspec

from akimat_desk.domain.offices import Office
from akimat_desk.domain.rule_events import RuleConfirmed
from akimat_desk.domain.rules import Rule, RulePack, find_rule

RULES: Final = "rules"


def pack_of(
    office: Office, packs: Mapping[bytes, RulePack], own: bytes, rule_id: str, on: date
) -> RulePack | None:
    """The pack a term that began on a day under the pack `own` is reckoned by.

    A newer release corrects an older one where it has the rule for that very day; by its
    effective dates a case keeps the rule in force when it was registered. What is prepared, not
    in force, or not at this desk moves nothing.
    """
    pack = packs.get(own)
    if pack is None:
        return None
    newest = newest_pack(office, packs, pack.id)
    if newest is None or newest.release <= pack.release:
        return pack
    return pack if find_rule(newest, rule_id, on) is None else newest


def newest_pack(office: Office, packs: Mapping[bytes, RulePack], pack_id: str) -> RulePack | None:
    """The adopted release of a pack; None where it is not at this desk."""
    adopted = office.adopted.get(f"{RULES}:{pack_id}")
    return None if adopted is None else packs.get(adopted[1])


def applied_rule(office: Office, pack: RulePack | None, rule_id: str, on: date) -> Rule | None:
    """The rule in force on the registration day, with the length the office entered if it did,
    and confirmed where the office says so."""
    if pack is None or not rule_id:
        return None
    rule = find_rule(pack, rule_id, on)
    return None if rule is None else as_said(office, rule, on)


def as_said(office: Office, rule: Rule, on: date) -> Rule:
    """A rule of a pack with what the office said of it."""
    if rule.length is None:
        entered: Any = office.dated(f"length:{rule.id}", on)
        if entered is not None:
            rule = msgspec.structs.replace(rule, length=entered.length, legal=entered.legal)
    found = confirmations(office, rule)
    if not found:
        return rule
    last = found[-1]
    if not rule.is_confirmed:
        rule = msgspec.structs.replace(
            rule, status="confirmed", confirmed_by=last.by, confirmed_on=last.on
        )
    is_start_known = any(one.is_start_too for one in found)
    return msgspec.structs.replace(rule, start_status="confirmed") if is_start_known else rule


def confirmations(office: Office, rule: Rule) -> tuple[RuleConfirmed, ...]:
    """What the office confirmed of the rule as it reads now, the latest last.

    Several confirmations do not contradict each other: every entry of the slot counts.
    """
    slot = office.slots.get(f"confirmed:{rule.id}")
    said = () if slot is None else (entry.event for entry in slot)
    found = {one for one in said if isinstance(one, RuleConfirmed) and _is_of(one, rule)}
    return tuple(sorted(found, key=lambda one: (one.on, one.by, one.source)))


def _is_of(said: RuleConfirmed, rule: Rule) -> bool:
    is_start = not said.is_start_too or said.start == rule.start
    return is_start and (said.length, said.unit) == (rule.length, rule.unit)
