"""Term bars for lists: drawn from the folds of a page, kept until something moves them."""

import threading
import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from akimat_desk.domain import duties
from akimat_desk.domain.duties import References
from akimat_desk.domain.offices import Office
from akimat_desk.domain.term_bars import LONGEST, TermBar, term_bar
from akimat_desk.services.cases import Cases, OpenCase, booked_days
from akimat_desk.storage import held, journal
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens

MOST_KEPT: Final = 600
"""Some ten kilobytes each; who types into the search sees the same cases again and again."""

_Under = tuple[date, Office, References]


class Bars:
    """A bar depends on its stream's heads, on today, on the office and its calendar alone."""

    def __init__(self, cases: Cases) -> None:
        self._cases = cases
        self._lock = threading.Lock()
        self._under: _Under | None = None
        self._kept: dict[bytes, tuple[bytes, TermBar]] = {}

    def of(
        self, connection: Connection, lens: Lens, streams: Sequence[bytes], today: date
    ) -> dict[bytes, TermBar]:
        """By stream. One query for all entries: asking row by row costs more than the folds."""
        under = (today, lens.office, lens.references)
        heads = held.heads_of(connection, streams)
        found = self._known(under, heads)
        lacking = [stream for stream in streams if stream not in found]
        for stream, folded in journal.load_each(connection, lacking).items():
            seen = self._cases.seen(str(uuid.UUID(bytes=stream)), folded, lens)
            found[stream] = bar_of(seen, today)
        self._keep(under, {stream: (heads.get(stream, b""), found[stream]) for stream in lacking})
        return found

    def _known(self, under: _Under, heads: dict[bytes, bytes]) -> dict[bytes, TermBar]:
        with self._lock:
            if not _is_same(self._under, under):
                self._under, self._kept = under, {}
            kept = self._kept
            return {
                stream: kept[stream][1]
                for stream, now in heads.items()
                if stream in kept and kept[stream][0] == now
            }

    def _keep(self, under: _Under, drawn: dict[bytes, tuple[bytes, TermBar]]) -> None:
        """The newest stay; another lane may have begun another day meanwhile."""
        with self._lock:
            if not _is_same(self._under, under):
                return
            for stream in drawn:
                self._kept.pop(stream, None)
            self._kept |= drawn
            for stream in list(self._kept)[: max(0, len(self._kept) - MOST_KEPT)]:
                del self._kept[stream]


def bar_of(found: OpenCase, today: date) -> TermBar:
    """The term bar of one case."""
    start = duties.own_start(found.case, found.lens.office_id)
    calendar = found.lens.references.calendar
    # The bar ends with its longest day; who held the case in the years after is not on it.
    longest = start.registered_on + timedelta(days=LONGEST)
    booked = booked_days(found, today, calendar.on_or_after(longest))
    until = found.case.ended_on_at(found.lens.office_id) or today
    return term_bar(start.registered_on, found.dates, booked, calendar, until)


def _is_same(known: _Under | None, under: _Under) -> bool:
    """The office and its references are made anew only when an entry of the office came."""
    if known is None or known[0] != under[0]:
        return False
    return known[1] is under[1] and known[2] is under[2]
