"""Numbers of blackout pads that nobody got, as rows of the registration journal."""

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from akimat_desk.domain.offices import Office
from akimat_desk.domain.pads import Blank, annulled, pads
from akimat_desk.services.journal_cells import JournalCells, Row
from akimat_desk.services.list_cells import Cell
from akimat_desk.storage.database import Connection
from akimat_desk.storage.journal_lines import Period
from akimat_desk.text.catalogue import Texts


def annulled_within(office: Office, period: Period, letters: Collection[str]) -> tuple[Blank, ...]:
    """Annulled on a day of the period, in the journals with these letters."""
    found = [pad for pad in pads(office) if pad.reserved.journal in letters]
    return tuple(one for one in annulled(found) if one.on is not None and period.holds(one.on))


def with_annulled(
    connection: Connection,
    cells: JournalCells,
    lines: Iterable[Any],
    gone: Sequence[Blank],
    t: Texts,
) -> Iterator[Row]:
    """Cases by their registration, and between them what was annulled, when it was."""
    cases = ((line.registered_at, 0, line) for line in lines)
    blanks = ((blank.at, 1, blank) for blank in gone)
    merged = heapq.merge(cases, blanks, key=lambda one: one[:2])
    for is_blank, some in groupby(merged, key=lambda one: one[1] == 1):
        found = (one[2] for one in some)
        if is_blank:
            yield from (_row(blank, t) for blank in found)
        else:
            yield from cells.cases(connection, found)


def reason_words(blank: Blank, t: Texts) -> str:
    """Why nobody has the number."""
    if blank.stage == "spoiled":
        return t("Annulled: the blank was spoiled ({reason})", reason=blank.reason)
    return t("Annulled: the pad was not used")


def _row(blank: Blank, t: Texts) -> Row:
    said = reason_words(blank, t)
    row: dict[str, Callable[[], Cell]] = {
        "number": lambda: blank.number,
        "registered_on": lambda: blank.on,
        "subject": lambda: said,
        "stage": lambda: t("annulled number"),
        "remark": lambda: said,
    }
    return row
