"""Which cases another rule pack or an entered length moves, and adopting it as one entry."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, Final

import msgspec

from akimat_desk.domain import duties
from akimat_desk.domain.cases import Case
from akimat_desk.domain.facts import Event, EverythingBefore, Fact
from akimat_desk.domain.office_events import ReferenceAdopted
from akimat_desk.domain.offices import apply
from akimat_desk.domain.rules import Rule, RulePack
from akimat_desk.domain.rules_applied import applied_rule, newest_pack
from akimat_desk.journal.fold import Folded
from akimat_desk.services.calendar_moves import Move, Watch, in_order
from akimat_desk.services.calendar_readings import Adopted
from akimat_desk.services.core import Core
from akimat_desk.storage import bulk
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens

_LATEST: Final = b"\xff" * 16
# What of a rule has a say in a date; the rest is words.
_DATING: Final = ("unit", "start", "length", "landing")


def lens_after(lens: Lens, event: Event, pack: RulePack | None = None) -> Lens:
    """As terms are reckoned once the event is on record; `pack` is the one it adopts."""
    office = apply(lens.office, Fact(_LATEST, EverythingBefore(), event))
    references = lens.references
    if pack is not None and isinstance(event, ReferenceAdopted):
        packs = {**references.packs, event.digest: pack}
        references = msgspec.structs.replace(references, packs=packs)
    return msgspec.structs.replace(lens, office=office, references=references)


def rule_moves(
    connection: Connection, before: Lens, after: Lens, watch: Watch = Watch()
) -> Iterator[Move]:
    """The open cases whose statutory date differs, in the order of their streams.

    Only cases that began on a day for which some rule dates otherwise are opened. Raises
    WorkCancelled.
    """
    is_other = _other_day(before, after)
    cases = bulk.open_cases(connection)
    streams = [stream for stream, began_on in cases if began_on is None or is_other(began_on)]
    watch.at(0, len(streams))
    for done, (stream, folded) in enumerate(bulk.folds(connection, streams), 1):
        watch.at(done, len(streams))
        found = _move(stream, folded, before, after)
        if found is not None:
            yield found


def adopt_event(
    core: Core, event: Event, watch: Watch = Watch(), pack: RulePack | None = None
) -> Adopted:
    """One entry of the office; the lists of the cases it moves follow in the same transaction,
    or nothing. Raises NotAllowed, WorkCancelled."""
    with core.write("reference") as writing:
        before = writing.lens
        foreseen = lens_after(before, event, pack)
        found = list(rule_moves(writing.connection, before, foreseen, watch))
        entry = writing.append_office(event).heads[0]
        after = writing.lens
        for move in found:
            bulk.redate(writing.connection, move.stream, move.case, after)
        watch.at(len(found), len(found))
    return Adopted(change=entry.hex(), moved=in_order(found))


def statutory_on(case: Case, lens: Lens) -> date | None:
    """As the lists show it: None without a term and while it stands in a pause."""
    found = duties.dates(case, lens.office, lens.office_id, lens.references)
    return next((duty.due_on for duty in found.of_kind("statutory") if duty.is_open), None)


def _other_day(before: Lens, after: Lens) -> Callable[[date], bool]:
    ids = {
        rule.id
        for lens in (before, after)
        for pack in lens.references.packs.values()
        for rule in pack.rules
    }

    @cache
    def is_other(day: date) -> bool:
        return any(_dating(before, one, day) != _dating(after, one, day) for one in ids)

    return is_other


def _dating(lens: Lens, rule_id: str, day: date) -> list[tuple[Any, ...]]:
    """What each pack of the office's says of a rule's dates; packs it replaced still date cases
    that it has no rule for."""
    packs = lens.references.packs
    newest = {pack.id: newest_pack(lens.office, packs, pack.id) for pack in packs.values()}
    found = [applied_rule(lens.office, newest[name], rule_id, day) for name in sorted(newest)]
    if all(rule is None for rule in found):
        older = sorted(packs.values(), key=lambda pack: (pack.id, pack.release))
        found = [applied_rule(lens.office, pack, rule_id, day) for pack in older if pack.in_force]
    return [_dated_by(rule) for rule in found if rule is not None]


def _dated_by(rule: Rule) -> tuple[Any, ...]:
    return tuple(getattr(rule, name) for name in _DATING)


def _move(stream: bytes, folded: Folded, before: Lens, after: Lens) -> Move | None:
    case: Case | None = folded.state
    if case is None or case.opened is None:
        return None
    was, will = statutory_on(case, before), statutory_on(case, after)
    return None if was == will else Move(stream, case, was, will)
