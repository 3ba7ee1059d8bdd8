"""What became of business barriers over a period: by topic and by the body that stands in the way.

How reports on barriers are laid out by the state was not found; what is counted is said here.
"""

from collections.abc import Iterable
from datetime import date
from statistics import median
from typing import Final

from akimat_desk.domain.readings import Reading

SOLVED: Final = frozenset({"granted", "partly_granted", "executed", "settled_on_the_spot"})
"""Outcomes after which the barrier is gone, at least in part; house classification."""


class BarrierCase(Reading, frozen=True, kw_only=True):
    """One report of a barrier, as far as the figures depend on it. `answered` is "in_time",
    "late" or empty; `days` are the working days it took, None while it is open."""

    topic: str
    body: str
    coordinator: str
    answered: str = ""
    outcome: str = ""
    ended_on: date | None = None
    days: int | None = None

    @property
    def is_solved(self) -> bool:
        return self.ended_on is not None and self.outcome in SOLVED


class BarrierFigure(Reading, frozen=True, kw_only=True):
    """One line. Every report is open, solved or not solved: the three make the count.

    `twice_median_days` is twice the median of those that ended, so that it stays whole.
    """

    topic: str
    body: str
    count: int
    in_time: int
    late: int
    is_open: int
    solved: int
    not_solved: int
    twice_median_days: int | None
    coordinators: tuple[str, ...]


def figures(cases: Iterable[BarrierCase]) -> tuple[BarrierFigure, ...]:
    """Each topic with each body, the most reports first."""
    found: dict[tuple[str, str], list[BarrierCase]] = {}
    for one in cases:
        found.setdefault((one.topic, one.body), []).append(one)
    made = [_figure(*key, group) for key, group in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.count, one.topic, one.body)))


def total(cases: Iterable[BarrierCase]) -> BarrierFigure:
    return _figure("", "", list(cases))


def _figure(topic: str, body: str, cases: list[BarrierCase]) -> BarrierFigure:
    days = [one.days for one in cases if one.days is not None]
    return BarrierFigure(
        topic=topic,
        body=body,
        count=len(cases),
        in_time=sum(one.answered == "in_time" for one in cases),
        late=sum(one.answered == "late" for one in cases),
        is_open=sum(one.ended_on is None for one in cases),
        solved=sum(one.is_solved for one in cases),
        not_solved=sum(one.ended_on is not None and not one.is_solved for one in cases),
        twice_median_days=round(2 * median(days)) if days else None,
        coordinators=tuple(sorted({one.coordinator for one in cases if one.coordinator})),
    )
