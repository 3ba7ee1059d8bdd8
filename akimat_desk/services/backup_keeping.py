"""Which copies of a folder stay: a pure rule over the moments at which they were made."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date

import msgspec

from akimat_desk.domain.moments import legal_day

NEWEST, DAYS, WEEKS, MONTHS = 3, 7, 4, 12
ASIDE_DAYS, ASIDE_LONG_DAYS = 31, 366


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """What stood here before a copy was put in place. `is_good`: it opens; `is_all_here`: every
    entry of it is in the register as well."""

    name: str
    day: date
    is_good: bool
    is_all_here: bool


def asides_staying(asides: Iterable[Aside], today: date) -> set[str]:
    """The names that stay: the newest, the newest that is good, all of the last month, and for a
    year whatever is not proven to be in the register."""
    ordered = sorted(asides, key=lambda one: one.name, reverse=True)
    stay = {one.name for one in ordered[:1]}
    stay |= {one.name for one in [one for one in ordered if one.is_good][:1]}
    for one in ordered:
        days = ASIDE_DAYS if one.is_all_here else ASIDE_LONG_DAYS
        # One of a day to come was named by a wrong clock: it stays.
        if (today - one.day).days <= days:
            stay.add(one.name)
    return stay


def staying(made: Iterable[tuple[int, str]], newest: int = NEWEST, always: str = "") -> set[str]:
    """The names that stay of (UTC milliseconds, name): the newest ones; the last one of each of
    the seven days, four weeks and twelve months that have any; and the one named, which was just
    made: a clock that stood wrong for a day must not cost today's copy."""
    ordered = sorted(made, reverse=True)
    stay = {name for _, name in ordered[: max(1, newest)]}
    stay |= {name for _, name in ordered if name == always}
    for period, limit in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        stay |= _last_of_each(ordered, period, limit)
    return stay


def _last_of_each(
    ordered: list[tuple[int, str]], period: Callable[[int], Hashable], limit: int
) -> set[str]:
    last: dict[Hashable, str] = {}
    for at, name in ordered:
        key = period(at)
        if key not in last:
            if len(last) == limit:
                break
            last[key] = name
    return set(last.values())


def _day(at: int) -> Hashable:
    return legal_day(at)


def _week(at: int) -> Hashable:
    return legal_day(at).isocalendar()[:2]


def _month(at: int) -> Hashable:
    day = legal_day(at)
    return day.year, day.month
