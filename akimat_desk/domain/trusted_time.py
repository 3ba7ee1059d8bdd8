"""How far this computer's clock is believed, and between which instants something was written."""

from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from akimat_desk.domain.errors import ClockBehind, RuleBroken
from akimat_desk.domain.moments import legal_day, local_time

MOST_AHEAD = 7 * 24 * 3600 * 1000
"""Past the newest entry; longer than that an office that works is seldom silent."""
MOST_BEHIND = 10 * 60 * 1000
"""Before the server's last word; so much the clock of an honest computer may lag."""


@dataclass(eq=False)
class ClockBehindServer(RuleBroken):
    """The computer's clock stands well before the last time the server told; numbering stops."""

    now: datetime
    server_at: datetime


@dataclass(eq=False)
class ClockAhead(RuleBroken):
    """The clock stands long after the newest entry of this desk: somebody confirms the date."""

    now: datetime
    newest_at: datetime


@dataclass(eq=False)
class ClockDateDiffers(RuleBroken):
    """The date that was confirmed is not the one the computer goes by."""

    told: date
    clock_on: date


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """An instant, and whose clock says so: `by` is "server" or "entry", this desk's own clock."""

    at: datetime
    by: str


class WrittenWithin(msgspec.Struct, frozen=True, kw_only=True):
    """Between which instants an entry surely was written; the law's day is another matter.

    `said_at` is what its own computer's clock showed. A bound is None where nothing bounds it.
    """

    said_at: datetime
    not_before: Bound | None = None
    not_after: Bound | None = None

    @property
    def is_consistent(self) -> bool:
        """Whether what the clock showed lies within; otherwise it stood wrong."""
        after = self.not_before is None or self.not_before.at <= self.said_at
        return after and (self.not_after is None or self.said_at <= self.not_after.at)


def demand_clock(at: int, newest_at: int, server_at: int | None = None) -> None:
    """Numbering stops while the clock cannot be right; entries of other desks never stop it.

    Raises ClockBehind (before the newest entry of the own open origin, 0 where it has none),
    ClockBehindServer, ClockAhead.
    """
    if at < newest_at:
        raise ClockBehind(local_time(at), local_time(newest_at))
    if server_at is not None and at < server_at - MOST_BEHIND:
        raise ClockBehindServer(local_time(at), local_time(server_at))
    if newest_at and at > newest_at + MOST_AHEAD:
        raise ClockAhead(local_time(at), local_time(newest_at))


def demand_date(told: date, at: int) -> None:
    """Raises ClockDateDiffers: then the computer's clock is to be put right, not the date."""
    if told != legal_day(at):
        raise ClockDateDiffers(told, legal_day(at))


def written_within(
    at: int,
    *,
    earlier: int | None = None,
    later: int | None = None,
    server_before: int | None = None,
    server_after: int | None = None,
) -> WrittenWithin:
    """From the newest entry before it and the first after it, and the server's times around it.

    The narrower bound counts; of equal ones the server's. Where the two clocks contradict each
    other so that nothing is left between, the server's bounds alone stand.
    """
    lower = _bound(earlier, server_before, later_counts=True)
    upper = _bound(later, server_after, later_counts=False)
    if lower is not None and upper is not None and lower[0] > upper[0]:
        lower = _bound(None, server_before, later_counts=True)
        upper = _bound(None, server_after, later_counts=False)
    return WrittenWithin(said_at=local_time(at), not_before=_told(lower), not_after=_told(upper))


def _bound(entry: int | None, server: int | None, *, later_counts: bool) -> tuple[int, str] | None:
    if entry is None or server is None:
        if server is not None:
            return server, "server"
        return None if entry is None else (entry, "entry")
    is_narrower = entry > server if later_counts else entry < server
    return (entry, "entry") if is_narrower else (server, "server")


def _told(bound: tuple[int, str] | None) -> Bound | None:
    return None if bound is None else Bound(at=local_time(bound[0]), by=bound[1])
