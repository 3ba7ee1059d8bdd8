"""Office-wide numbers: one keeper station for each journal, everybody else's papers wait for it."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from akimat_desk.domain import act_settings
from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.office_events import KeeperNamed
from akimat_desk.domain.offices import Office
from akimat_desk.domain.slots import EMPTY
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.trusted_time import demand_trusted
from akimat_desk.storage import act_lines, journal, queries, tables

_FIRST_MARK = "1"


@dataclass(eq=False)
class NotTheKeeper(RuleBroken):
    """Only the workstation that keeps a journal can hand its pen on."""

    journal: str


class Place(msgspec.Struct, frozen=True):
    """A number in its series."""

    number: str
    sequence: int
    year: int


class Pen(msgspec.Struct, frozen=True, kw_only=True):
    """Who gives the numbers of a journal; `station` is empty while nobody took the pen.

    `last` is the highest number known, `waiting` how many papers wait for one.
    """

    journal: str
    station: str
    mark: str
    is_ours: bool
    is_disputed: bool
    last: int
    waiting: int


def pens(core: Core, names: Iterable[str]) -> tuple[Pen, ...]:
    """One row for each journal."""
    year = legal_day(core.clock.now()).year
    with core.read() as (connection, lens):
        marks = {one.station: one.mark for one in lens.office.all("series") if one is not None}
        found = []
        for name in names:
            named = keeper_of(lens.office, name)
            station = "" if named is None else named.station
            known = queries.next_in_series(connection, tables.OFFICE_WIDE, name, year) - 1
            pen = Pen(
                journal=name,
                station=station,
                mark=marks.get(station, ""),
                is_ours=station == core.identity.station,
                is_disputed=lens.office.slots.get(f"keeper:{name}", EMPTY).is_disputed,
                last=max(known, 0 if named is None else named.last_number),
                waiting=len(act_lines.waiting(connection, name)),
            )
            found.append(pen)
    return tuple(found)


def keeper_of(office: Office, name: str) -> KeeperNamed | None:
    """Who keeps the journal; None while nobody is named, or while two desks named differently."""
    held = office.slots.get(f"keeper:{name}", EMPTY).held
    event = None if held is None else held.event
    return event if isinstance(event, KeeperNamed) else None


def keeps(core: Core, writing: Writing, name: str) -> bool:
    """Whether this station gives the numbers. The first of point 1 takes a pen nobody holds."""
    slot = writing.office.slots.get(f"keeper:{name}", EMPTY)
    if slot.is_disputed:
        return False
    named = keeper_of(writing.office, name)
    if named is not None:
        return named.station == core.identity.station
    if journal.own_origin(writing.connection).mark != _FIRST_MARK:
        return False
    writing.append_office(KeeperNamed(journal=name, station=core.identity.station))
    return True


def next_place(core: Core, writing: Writing, name: str, pattern: str, year: int) -> Place:
    """The next number of the series, which goes on from the last one known.

    Raises ClockBehind, ClockBehindServer, ClockAhead: a date must be evidence.
    """
    own = writing.pen.own
    demand_trusted(writing.connection, core.clock.now(), own.newest_at)
    named = keeper_of(writing.office, name)
    last = 0 if named is None or named.year not in (0, year) else named.last_number
    found = queries.next_in_series(writing.connection, tables.OFFICE_WIDE, name, year)
    sequence = max(found, last + 1)
    chosen = act_settings.pattern(writing.office, name, pattern)
    number = chosen.replace("{sequence}", str(sequence)).replace("{year}", f"{year % 100:02d}")
    return Place(number, sequence, year)


def hand_pen(
    core: Core, name: str, station: str, *, last_number: int = 0, reason: str = ""
) -> KeeperNamed:
    """Another workstation gives the numbers from now on, after the last one known.

    With a reason the pen is taken from a keeper that is dead: what it may have given after that
    number is not known, and the printed journal says so. Raises NotTheKeeper, NotAllowed.
    """
    with core.write("keeper") as writing:
        if not reason and not keeps(core, writing, name):
            raise NotTheKeeper(name)
        year = legal_day(core.clock.now()).year
        known = queries.next_in_series(writing.connection, tables.OFFICE_WIDE, name, year) - 1
        named = KeeperNamed(
            journal=name,
            station=station,
            last_number=max(last_number, known),
            reason=reason,
            year=year,
        )
        writing.append_office(named)
    return named
