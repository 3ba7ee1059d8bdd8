"""What is asked before volumes are closed, or handed over to an archive."""

from collections.abc import Callable, Sequence
from functools import partial

from akimat_desk.domain.volumes import parts
from akimat_desk.services.archive_papers import ArchivePapers
from akimat_desk.services.volumes import VolumeReading, Volumes
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.card_words import joined
from akimat_desk.ui.screens.settings_panel import Change, Entered


def close_change(
    volumes: Volumes, found: VolumeReading, of_file: Sequence[VolumeReading]
) -> Change:
    """`of_file` are all volumes of the year; those of the same file that are open are closed."""
    year, index = found.volume.year, found.volume.index
    waiting = [
        one.volume for one in of_file if one.volume.index == index and not one.volume.is_closed
    ]
    cases = [case for one in waiting for case in one.cases]
    count, sheets = len(cases), sum(one.sheets for one in cases)
    advice = joined(
        tr_many("{count} case", "{count} cases", count),
        tr_many("{count} sheet", "{count} sheets", sheets),
        tr_many("{count} volume", "{count} volumes", len(parts(cases))),
    )
    return Change(
        _title(index, year),
        tr("Close"),
        lambda _: None,
        lambda _: partial(volumes.close, year, index),
        tr("Closed. The inventory and the certifying sheet can be printed."),
        advice=tr("{what}. A closed volume is not opened again.", what=advice),
    )


def _title(index: str, year: int) -> str:
    if not index:
        return tr("Close the volumes of cases without a file, {year}", year=year)
    return tr("Close the volumes of file No. {index}, {year}", index=index, year=year)


def ready_for_archive(found: Sequence[VolumeReading]) -> list[VolumeReading]:
    return [one for one in found if one.volume.is_closed and not one.act]


def hand_over_change(
    papers: ArchivePapers, found: Sequence[VolumeReading], keep: Callable[[str], None]
) -> Change:
    """All closed volumes of the year that are not in an archive; `keep` gets the act's id off
    the window's thread."""
    ready = [one.volume.place for one in ready_for_archive(found)]

    def fill(form: Form) -> None:
        form.row(Entry("archive", tr("&To which archive"), TextField(), is_required=True))
        form.row(Entry("taker", tr("&Who takes them"), TextField()))
        form.row(Entry("ground", tr("&Ground"), TextField()))

    def work(entered: Entered) -> Callable[[], object]:
        archive, taker, ground = (str(entered[key]) for key in ("archive", "taker", "ground"))

        def run() -> None:
            keep(papers.hand_over(ready, archive, taker=taker, ground=ground))

        return run

    return Change(
        tr("Hand over to the archive"),
        tr("Hand over and print the act"),
        fill,
        work,
        tr("The volumes are handed over; the act is in two copies."),
        advice=tr_many(
            "{count} closed volume is handed over by one act.",
            "{count} closed volumes are handed over by one act.",
            len(ready),
        ),
    )
