"""One number on several papers of an office: all stay valid, the receipt code tells them apart."""

import re
from collections.abc import Iterable, Mapping

from akimat_desk.domain.cases import Case
from akimat_desk.domain.clash_events import NumberClashSettled

_NUMBER_AND_CODE = re.compile(r"(?P<number>.*\S)\s+(?P<first>\d{3})[ -]?(?P<last>\d{3})\s*")


def number_and_code(typed: str) -> tuple[str, str] | None:
    """What was typed taken apart at its end, as receipts print it; None without a code.

    The six digits may be the end of a number that was typed with spaces: look that up first.
    """
    found = _NUMBER_AND_CODE.fullmatch(typed)
    return None if found is None else (found["number"], found["first"] + found["last"])


def settlements(case: Case) -> tuple[NumberClashSettled, ...]:
    """In fold order."""
    return tuple(event for _, event in case.each(NumberClashSettled))


def is_settled(cases: Mapping[str, Case]) -> bool:
    """Whether each of the cases, by stream, tells of all the others that they were looked at."""
    return all(cases.keys() - {own} <= _told(settlements(cases[own])) for own in cases)


def _told(events: Iterable[NumberClashSettled]) -> set[str]:
    return {other for event in events for other in event.others}
