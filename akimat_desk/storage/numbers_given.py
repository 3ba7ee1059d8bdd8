"""Which numbers of the office's series the entries of a stream gave."""

from collections.abc import Iterator

from akimat_desk.domain.series_taken import TAKES, series_taken
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import Folded
from akimat_desk.storage import dossiers, erasing, projections
from akimat_desk.storage.projections import Given, Lens


def numbers(entries: list[Entry], folded: Folded, lens: Lens) -> Iterator[Given]:
    """Everything that this office numbered in the stream."""
    for entry in entries:
        if entry.envelope.type in TAKES and dossiers.counts_here(entry, lens.office_id):
            event = codec.find(entry.envelope.type, entry.envelope.schema, entry.body)
            taken = None if event is None else series_taken(event)
            if taken is not None:
                yield entry.origin, *taken
    if folded.is_erased:
        yield from erasing.taken(entries)
    if folded.kind in (codec.CASE, codec.ACT) and folded.state is not None:
        yield from projections.act_numbers(projections.own(folded, lens))
