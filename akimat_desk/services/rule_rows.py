"""The adopted packs as they are listed: each rule with what the office said of it."""

from collections.abc import Iterable, Iterator
from datetime import date

from akimat_desk.domain.office_events import RuleLengthEntered
from akimat_desk.domain.offices import Office
from akimat_desk.domain.rule_events import RuleConfirmed
from akimat_desk.domain.rules import Rule, RulePack
from akimat_desk.domain.rules_applied import as_said, confirmations
from akimat_desk.domain.slots import Slot, SlotEntry
from akimat_desk.services.rule_readings import Confirmation, Entered, PackTold, RuleTold


def pack_told(pack: RulePack, digest: str, office: Office, today: date) -> PackTold:
    return PackTold(
        id=pack.id,
        release=pack.release,
        title=pack.title,
        note=pack.note,
        digest=digest,
        is_prepared=not pack.in_force,
        rules=tuple(_rule_told(rule, pack, office, today) for rule in pack.rules),
    )


def _rule_told(rule: Rule, pack: RulePack, office: Office, today: date) -> RuleTold:
    said = as_said(office, rule, today)
    return RuleTold(
        rule=said,
        published=rule,
        pack=pack.id,
        release=pack.release,
        in_force=pack.in_force and rule.holds_on(today),
        is_prepared=not pack.in_force,
        entered=() if rule.length is not None else tuple(_entered(rule, office)),
        confirmations=tuple(_confirmed(said, office)),
    )


def _entered(rule: Rule, office: Office) -> Iterator[Entered]:
    """Every length that was ever entered, the latest first."""
    slots = (slot for key, slot in office.slots.items() if key.startswith(f"length:{rule.id}:"))
    entries = [entry for slot in slots for entry in slot]
    for entry in _latest_first(entries):
        event = entry.event
        if isinstance(event, RuleLengthEntered) and event.rule == rule.id:
            yield Entered(
                length=event.length,
                from_on=event.from_on,
                legal=event.legal,
                confirmed_by=event.confirmed_by,
                by=_author(entry, office),
                at=entry.at,
            )


def _confirmed(rule: Rule, office: Office) -> Iterator[Confirmation]:
    """Those that are about the rule as it reads now, the latest first."""
    holding = confirmations(office, rule)
    for entry in _latest_first(office.slots.get(f"confirmed:{rule.id}", Slot())):
        event = entry.event
        if isinstance(event, RuleConfirmed) and event in holding:
            yield Confirmation(
                by=event.by,
                on=event.on,
                source=event.source,
                is_start_too=event.is_start_too,
                said_by=_author(entry, office),
                at=entry.at,
            )


def _latest_first(entries: Iterable[SlotEntry]) -> list[SlotEntry]:
    """Of one instant, what saw the other comes first."""
    found = list(entries)
    found.sort(key=lambda one: one.at)
    return found[::-1]


def _author(entry: SlotEntry, office: Office) -> str:
    found = office.find_staff(entry.actor)
    return "" if found is None else found.short_name
