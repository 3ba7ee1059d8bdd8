"""Blackout pads: blank receipts with reserved numbers, and what became of each number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import msgspec

from akimat_desk.domain.errors import FieldWrong, RuleBroken
from akimat_desk.domain.moments import legal_day, local_time
from akimat_desk.domain.numbering import Number, number_key
from akimat_desk.domain.offices import Office
from akimat_desk.domain.pad_events import (
    PAD,
    BlankEntered,
    PadClosed,
    PadNumberAnnulled,
    PadReserved,
    blank_slot,
)
from akimat_desk.domain.slots import held_event

PAPER: Final = "paper"
"""The medium of a registration that was first written by hand."""
BLANK: Final = "blank-receipt"
"""What stands in the seal of a blank where a receipt names its rule."""
MOST_BLANKS: Final = 100
Stage = Literal["left", "entered", "spoiled", "not_used"]


@dataclass(eq=False)
class BlankUnknown(RuleBroken):
    """No pad of the office has this number."""

    number: str


@dataclass(eq=False)
class BlankTaken(RuleBroken):
    """The blank was entered before; the case has its number."""

    number: str


@dataclass(eq=False)
class BlankAnnulled(RuleBroken):
    """Spoiled, or not used when its pad was closed; `stage` tells which."""

    number: str
    stage: str
    on: date


@dataclass(eq=False)
class BlankOfAnotherJournal(RuleBroken):
    """Matters of this kind stand in a journal with another letter."""

    number: str
    journal: str


@dataclass(eq=False)
class BlankElsewhere(RuleBroken):
    """Only the workstation that reserved the numbers enters them: two apart could do it twice."""

    number: str
    point: str


@dataclass(eq=False)
class BlankTooEarly(RuleBroken):
    """The hand-written time is before the blank was printed."""

    number: str
    printed_at: str


@dataclass(eq=False)
class PadUnknown(RuleBroken):
    """The office has no such pad."""


@dataclass(eq=False)
class PadOver(RuleBroken):
    """The pad is closed already."""

    on: date


class Blank(msgspec.Struct, frozen=True, kw_only=True):
    """One number of a pad. `place` counts from 1; `on` and `at` tell when it came to its stage.

    `cases` has more than one id only where workstations that did not hear of each other entered
    the same paper.
    """

    pad: str
    place: int
    sequence: int
    number: str
    code: str
    stage: Stage = "left"
    cases: tuple[str, ...] = ()
    reason: str = ""
    on: date | None = None
    at: int = 0


class Pad(msgspec.Struct, frozen=True, kw_only=True):
    """A pad as it stands; closed from `closed_on` on."""

    id: str
    reserved: PadReserved
    blanks: tuple[Blank, ...]
    closed_on: date | None = None

    def count(self, *stages: Stage) -> int:
        return sum(blank.stage in stages for blank in self.blanks)

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


def pads(office: Office) -> tuple[Pad, ...]:
    """In the order of their printing. Total: an impossible reservation is a pad without blanks."""
    found = (_pad(office, event) for event in office.all(PAD) if isinstance(event, PadReserved))
    return tuple(sorted(found, key=lambda pad: (pad.reserved.reserved_at, pad.id)))


def annulled(found: Iterable[Pad]) -> Iterator[Blank]:
    """The numbers that nobody will ever get, in the order of their annulment."""
    gone = (
        blank for pad in found for blank in pad.blanks if blank.stage in ("spoiled", "not_used")
    )
    yield from sorted(gone, key=lambda blank: (blank.at, blank.sequence))


def reserve(event: PadReserved) -> PadReserved:
    """Raises FieldWrong for a pad of no blanks or of more than anybody writes."""
    count = event.last - event.first + 1
    if not 1 <= count <= MOST_BLANKS:
        raise FieldWrong("count", "out_of_range")
    return event


def find_pad(found: Sequence[Pad], typed: str) -> Pad:
    """By its id or its beginning, or by the number of one of its blanks. Raises PadUnknown."""
    wanted = typed.strip().lower()
    named = [pad for pad in found if wanted and pad.id.startswith(wanted)]
    key = number_key(typed)
    numbered = [pad for pad in found if any(number_key(one.number) == key for one in pad.blanks)]
    chosen = named if len(named) == 1 else numbered
    if len(chosen) != 1:
        raise PadUnknown
    return chosen[0]


def find_blank(found: Sequence[Pad], typed: str) -> tuple[Pad, Blank]:
    """By the whole number, or by its digits alone where one open pad has them. Raises
    BlankUnknown."""
    key, digits = number_key(typed), typed.strip()
    by_digits = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 0
    whole, short = [], []
    for pad in found:
        for blank in pad.blanks:
            if number_key(blank.number) == key:
                whole.append((pad, blank))
            elif pad.is_open and blank.sequence == by_digits:
                short.append((pad, blank))
    chosen = whole or short
    if len(chosen) != 1:
        raise BlankUnknown(typed)
    return chosen[0]


def demand_left(pad: Pad, blank: Blank, station: str) -> None:
    """Raises BlankTaken, BlankAnnulled, PadOver, BlankElsewhere."""
    if blank.stage == "entered":
        raise BlankTaken(blank.number)
    if blank.stage != "left":
        raise BlankAnnulled(blank.number, blank.stage, blank.on or pad.reserved.reserved_on)
    if pad.closed_on is not None:
        raise PadOver(pad.closed_on)
    if pad.reserved.station != station:
        raise BlankElsewhere(blank.number, pad.reserved.point)


def demand_written(pad: Pad, blank: Blank, written_at: int, now: int) -> None:
    """Not before the blank was there, and not later than now. Raises BlankTooEarly, FieldWrong."""
    if written_at > now:
        raise FieldWrong("registered_at", "in_the_future")
    # A clock on the wall shows whole minutes.
    if written_at < pad.reserved.reserved_at // 60_000 * 60_000:
        printed = local_time(pad.reserved.reserved_at)
        raise BlankTooEarly(blank.number, f"{printed:%d.%m.%Y %H:%M}")


def spoil(pad: Pad, blank: Blank, reason: str, station: str, on: date) -> PadNumberAnnulled:
    """Raises FieldWrong without a reason, and what `demand_left` raises."""
    if not reason.strip():
        raise FieldWrong("reason", "missing")
    demand_left(pad, blank, station)
    return PadNumberAnnulled(
        pad=pad.id,
        sequence=blank.sequence,
        number=blank.number,
        annulled_on=on,
        reason=" ".join(reason.split()),
    )


def close(pad: Pad, station: str, on: date) -> PadClosed:
    """What was not used is annulled with it. Raises PadOver, BlankElsewhere."""
    if pad.closed_on is not None:
        raise PadOver(pad.closed_on)
    if pad.reserved.station != station:
        raise BlankElsewhere(pad.blanks[0].number if pad.blanks else "", pad.reserved.point)
    unused = tuple(blank.sequence for blank in pad.blanks if blank.stage == "left")
    return PadClosed(pad=pad.id, closed_on=on, unused=unused)


def _pad(office: Office, reserved: PadReserved) -> Pad:
    closing = office.slots.get(f"pad-closed:{reserved.pad}")
    shown = None if closing is None else closing.shown
    closed = None if shown is None or not isinstance(shown.event, PadClosed) else shown.event
    # What a broken program wrote must not fill the memory.
    last = min(reserved.last, reserved.first + MOST_BLANKS - 1)
    sequences = range(max(reserved.first, 1), last + 1)
    return Pad(
        id=reserved.pad,
        reserved=reserved,
        closed_on=None if closed is None else closed.closed_on,
        blanks=tuple(
            _blank(office, reserved, closed, 0 if shown is None else shown.at, place, sequence)
            for place, sequence in enumerate(sequences, start=1)
        ),
    )


def _blank(
    office: Office,
    reserved: PadReserved,
    closed: PadClosed | None,
    closed_at: int,
    place: int,
    sequence: int,
) -> Blank:
    number = Number(
        journal=reserved.journal, mark=reserved.mark, sequence=sequence, year=reserved.year
    )
    blank = Blank(
        pad=reserved.pad,
        place=place,
        sequence=sequence,
        number=number.text(),
        code=reserved.codes[place - 1] if place <= len(reserved.codes) else "",
    )
    told = _told(office, reserved.pad, sequence)
    if told:
        return msgspec.structs.replace(blank, **told)
    if closed is None or sequence not in closed.unused:
        return blank
    return msgspec.structs.replace(blank, stage="not_used", on=closed.closed_on, at=closed_at)


def _told(office: Office, pad: str, sequence: int) -> dict[str, Any]:
    """What was entered stands, whatever else was said of the number."""
    slot = office.slots.get(blank_slot(pad, sequence))
    entries = () if slot is None else slot.entries
    used = [one for one in entries if isinstance(one.event, BlankEntered)]
    if used:
        first: Any = used[0].event
        cases = {one.event.case: None for one in used if isinstance(one.event, BlankEntered)}
        on = legal_day(first.registered_at)
        return {"stage": "entered", "cases": tuple(cases), "on": on, "at": used[0].at}
    gone: Any = held_event(office.slots, blank_slot(pad, sequence))
    if not isinstance(gone, PadNumberAnnulled):
        return {}
    at = entries[-1].at
    return {"stage": "spoiled", "reason": gone.reason, "on": gone.annulled_on, "at": at}
