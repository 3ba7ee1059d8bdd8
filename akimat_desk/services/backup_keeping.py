"""Which copies of a folder stay: a pure rule over the moments at which they were made."""

from collections.abc import Callable, Hashable, Iterable

from akimat_desk.domain.moments import legal_day

NEWEST, DAYS, WEEKS, MONTHS = 3, 7, 4, 12


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
