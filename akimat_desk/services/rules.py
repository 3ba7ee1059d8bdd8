"""Rule packs: read, compared, adopted; and what the office itself says of a rule."""

from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.office_events import ReferenceAdopted, RuleLengthEntered
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rights import may
from akimat_desk.domain.rule_events import RuleConfirmed
from akimat_desk.domain.rules import (
    Finding,
    PackNotAdopted,
    RulePack,
    RuleWrong,
    brought_into_force,
    converted,
    lint_pack,
    pack_diff,
)
from akimat_desk.domain.rules_applied import newest_pack
from akimat_desk.services.calendar_moves import Watch, in_order
from akimat_desk.services.calendar_readings import Adopted, Moved
from akimat_desk.services.core import Core
from akimat_desk.services.errors import InputUnreadable
from akimat_desk.services.offered import Offer, offer, offers
from akimat_desk.services.references import PACK_ID, RULES, Missing, ReferenceObject
from akimat_desk.services.rule_moves import adopt_event, lens_after, rule_moves
from akimat_desk.services.rule_readings import PackRead, PackTold, RuleTold
from akimat_desk.services.rule_rows import pack_told

MOST_BYTES: Final = 1_000_000
MOST_DAYS: Final = 366
_TEXT: Final = 300


class Rules:
    """The rules this office works by. Nothing is adopted before it was shown what moves."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @property
    def may_change(self) -> bool:
        actor = self._core.actor
        return actor is None or may(actor.roles, "reference")

    def packs(self) -> tuple[PackTold, ...]:
        """The adopted release of each pack, those in force first."""
        with self._core.read() as (_, lens):
            office, packs = lens.office, lens.references.packs
        found = {pack.id: newest_pack(office, packs, pack.id) or pack for pack in packs.values()}
        digests = {pack: digest.hex() for digest, pack in packs.items()}
        told = (pack_told(one, digests[one], office, self._today()) for one in found.values())
        return tuple(sorted(told, key=lambda pack: (pack.is_prepared, pack.id)))

    def rule(self, rule_id: str) -> RuleTold:
        """As it holds now; of several releases or packs, the one in force. Raises FieldWrong."""
        found = [one for pack in self.packs() for one in pack.rules if one.rule.id == rule_id]
        if not found:
            raise FieldWrong("rule", "unknown")
        return next((one for one in found if one.in_force), found[0])

    def missing(self) -> tuple[Missing, ...]:
        """Adopted releases that this desk cannot read; until then older ones stand in."""
        with self._core.read() as (_, lens):
            return self._core.shelf.missing(lens.office)

    # A pack from a file

    def read(self, file: Path) -> PackRead:
        """What is wrong with it and what it would change; nothing is kept. Raises
        InputUnreadable."""
        try:
            with file.open("rb") as opened:
                body = opened.read(MOST_BYTES + 1)
        except OSError as wrong:
            raise InputUnreadable(str(file)) from wrong
        return self.look(body)

    def look(self, body: bytes) -> PackRead:
        """The same of bytes."""
        with self._core.read() as (_, lens):
            kinds = {row.id for row in self._core.shelf.catalogues(lens.office).kinds.rows}
            office, packs = lens.office, lens.references.packs
        pack, findings = _linted(body, kinds)
        over = None if pack is None else newest_pack(office, packs, pack.id)
        told = PackRead(
            body=body,
            digest=_object(body, pack).digest.hex(),
            pack=pack,
            over=None if over is None else over.release,
            findings=findings,
            changes=() if pack is None else pack_diff(over or _without_rules(pack), pack),
            refusal="",
        )
        return msgspec.structs.replace(told, refusal=_refusal(told, over, office))

    def offered(self) -> tuple[Offer, ...]:
        """Releases the centre published that are newer than what the office works by."""
        with self._core.read() as (_, lens):
            adopted: dict[str, tuple[int, bytes]] = lens.office.adopted
        return tuple(
            one
            for one in offers(self._core, RULES)
            if one.release > adopted.get(f"{RULES}:{one.id}", (0, b""))[0]
        )

    def look_offered(self, pack_id: str) -> PackRead:
        """What the centre offers under that name, seen like a file. Raises OfferUnknown."""
        return self.look(offer(self._core, RULES, pack_id).body)

    def preview(self, read: PackRead, watch: Watch = Watch()) -> tuple[Moved, ...]:
        """The open cases whose statutory date it would move, by their present date.

        Raises PackNotAdopted, WorkCancelled.
        """
        event, pack = _adoption(read)
        with self._core.read() as (connection, lens):
            after = lens_after(lens, event, pack)
            return in_order(list(rule_moves(connection, lens, after, watch)))

    def adopt(self, read: PackRead, watch: Watch = Watch()) -> Adopted:
        """One entry that carries the pack to every desk; the lists follow in the same transaction.

        Raises PackNotAdopted, NotAllowed, WorkCancelled.
        """
        # Another desk may have adopted more since the file was looked at.
        event, pack = _adoption(self.look(read.body))
        return adopt_event(self._core, event, watch, pack)

    def what_if(self, pack_id: str, on: date, watch: Watch = Watch()) -> tuple[Moved, ...]:
        """The open cases that would move if a prepared pack came into force on a day.

        Raises FieldWrong, WorkCancelled.
        """
        with self._core.read() as (connection, lens):
            prepared = newest_pack(lens.office, lens.references.packs, pack_id)
            if prepared is None or prepared.in_force:
                raise FieldWrong("pack", "unknown")
            base: RulePack = self._core.shelf.adopted(lens.office, RULES, PACK_ID)[1]
            pack = brought_into_force(base, prepared, on)
            event = _object(msgspec.json.encode(pack), pack).adopted()
            after = lens_after(lens, event, pack)
            return in_order(list(rule_moves(connection, lens, after, watch)))

    # What the office says of a rule

    def confirm(
        self, rule_id: str, *, by: str, on: date, source: str, is_start_too: bool = False
    ) -> RuleTold:
        """Somebody compared it with the official text. Raises FieldWrong, NotAllowed."""
        rule = self.rule(rule_id).rule
        if rule.length is None:
            raise FieldWrong("length", "missing")
        if on > self._today():
            raise FieldWrong("on", "in_the_future")
        event = RuleConfirmed(
            rule=rule_id,
            length=rule.length,
            unit=rule.unit,
            start=rule.start,
            by=_text("by", by),
            on=on,
            source=_text("source", source),
            is_start_too=is_start_too,
        )
        with self._core.write("reference") as writing:
            writing.append_office(event)
        return self.rule(rule_id)

    def preview_length(self, event: RuleLengthEntered, watch: Watch = Watch()) -> tuple[Moved, ...]:
        """The open cases that would move. Raises WorkCancelled."""
        with self._core.read() as (connection, lens):
            return in_order(list(rule_moves(connection, lens, lens_after(lens, event), watch)))

    def enter_length(self, event: RuleLengthEntered, watch: Watch = Watch()) -> Adopted:
        """One entry; a later one with its own ground changes it. Raises NotAllowed,
        WorkCancelled."""
        return adopt_event(self._core, event, watch)

    def length_of(
        self, rule_id: str, days: int, ground: Bilingual, *, from_on: date | None = None
    ) -> RuleLengthEntered:
        """The length of a rule that has none, as it would be entered. Raises FieldWrong.

        It holds for what is registered from that day on.
        """
        if not self.rule(rule_id).may_enter:
            raise FieldWrong("rule", "length_known")
        if not 1 <= days <= MOST_DAYS:
            raise FieldWrong("days", "out_of_range", MOST_DAYS)
        actor = self._core.actor
        ky = _text("ground", ground.ky or ground.ru)
        return RuleLengthEntered(
            rule=rule_id,
            length=days,
            from_on=from_on or self._today(),
            legal=Bilingual(ky=ky, ru=_text("ground", ground.ru or ky)),
            confirmed_by="" if actor is None else actor.short_name,
        )

    def _today(self) -> date:
        return legal_day(self._core.clock.now())


def _linted(body: bytes, kinds: set[str]) -> tuple[RulePack | None, tuple[Finding, ...]]:
    """Every finding; of what has not the shape of a pack the first one that shows it."""
    if len(body) > MOST_BYTES:
        return None, (Finding(code="too_big", rule_id=""),)
    try:
        pack = converted(msgspec.json.decode(body))
    except RuleWrong as wrong:
        return None, (Finding(code=_shape_code(wrong), rule_id=wrong.where),)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None, (Finding(code="no_json", rule_id=""),)
    return pack, lint_pack(pack, kinds)


def _shape_code(wrong: RuleWrong) -> str:
    """A value that the shape itself forbids is told as the linter would tell it."""
    last = wrong.where.rpartition(".")[2]
    known = ("unit", "start", "landing", "status")
    return f"unknown_{last}" if last in known else "no_pack"


def _refusal(read: PackRead, over: RulePack | None, office: Office) -> str:
    pack = read.pack
    if pack is None or any(not finding.is_note for finding in read.findings):
        return "faulty"
    known: tuple[int, bytes] | None = office.adopted.get(f"{RULES}:{pack.id}")
    if known is not None and known[1].hex() == read.digest:
        return "adopted"
    if known is not None and pack.release <= known[0]:
        return "older"
    is_weaker = over is not None and over.in_force and not pack.in_force
    return "prepared" if is_weaker else ""


def _adoption(read: PackRead) -> tuple[ReferenceAdopted, RulePack]:
    """Raises PackNotAdopted."""
    if read.refusal or read.pack is None:
        raise PackNotAdopted(read.refusal, "" if read.pack is None else read.pack.id)
    return _object(read.body, read.pack).adopted(is_carried=True), read.pack


def _object(body: bytes, pack: RulePack | None) -> ReferenceObject:
    named: Any = ("", 0) if pack is None else (pack.id, pack.release)
    return ReferenceObject(kind=RULES, id=named[0], release=named[1], body=body)


def _without_rules(pack: RulePack) -> RulePack:
    return msgspec.structs.replace(pack, rules=())


def _text(field: str, text: str) -> str:
    """Raises FieldWrong."""
    told = " ".join(text.split())
    if not told:
        raise FieldWrong(field, "empty")
    if len(told) > _TEXT:
        raise FieldWrong(field, "too_long", _TEXT)
    return told
