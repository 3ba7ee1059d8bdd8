"""Words and columns of the volumes of a year and of the cases in one of them."""

from typing import NamedTuple

from akimat_desk.domain.archive_events import FiledCase
from akimat_desk.domain.volumes import Volume
from akimat_desk.services.volumes import VolumeReading
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.paged_table import Align, Column
from akimat_desk.ui.screens.card_words import joined, named, shown_day
from akimat_desk.ui.screens.files_words import term_words
from akimat_desk.ui.theme import Tone


class CaseLine(NamedTuple):
    """A case as it lies in a volume; `is_reopened` while it is worked on again."""

    place: int
    case: FiledCase
    is_reopened: bool


def index_words(index: str) -> str:
    # Translators: cases for which nobody named a file
    return index or tr("no file")


def volume_words(volume: Volume) -> str:
    if not volume.index:
        return tr("Cases without a file, volume {volume}", volume=volume.number)
    return tr("File No. {index}, volume {volume}", index=volume.index, volume=volume.number)


def holds_words(volume: Volume) -> str:
    return joined(
        tr_many("{count} case", "{count} cases", len(volume.cases)),
        tr_many("{count} sheet", "{count} sheets", volume.sheets),
    )


def days_words(volume: Volume) -> str:
    return tr(
        "{first} \N{EN DASH} {last}",
        first=shown_day(volume.first_on),
        last=shown_day(volume.last_on),
    )


def state_words(found: VolumeReading) -> str:
    volume = found.volume
    if found.archived_on is not None:
        return tr("in the archive since {day}", day=shown_day(found.archived_on))
    if volume.is_closed:
        # Translators: a volume whose cases are fixed
        return tr("closed volume")
    # Translators: a volume that is not closed; no further case fits into it
    return tr("full, to be closed") if volume.is_full else tr("being filled")


def _note(found: VolumeReading) -> str:
    count = len(found.reopened)
    return joined(
        tr("closed apart at two desks") if found.volume.is_disputed else "",
        tr_many("{count} case is worked on again", "{count} cases are worked on again", count)
        if count
        else "",
        tr("may be looked at by the commission") if found.may_be_selected else "",
    )


def _tone(found: VolumeReading) -> Tone:
    if found.volume.is_disputed:
        return Tone.BAD
    if found.archived_on is not None:
        return Tone.SOFT
    if found.volume.is_closed:
        return Tone.GOOD
    return Tone.WARN if found.volume.is_full else Tone.INK


def _icon(found: VolumeReading) -> str:
    if found.archived_on is not None:
        return "archive-outline"
    return "lock-outline" if found.volume.is_closed else "folder-open-outline"


def volume_columns() -> tuple[Column[VolumeReading], ...]:
    return (
        Column(
            title=lambda: tr("File, volume"),
            text=lambda one: tr(
                "{index}, vol. {volume}",
                index=index_words(one.volume.index),
                volume=one.volume.number,
            ),
            chars=18,
            is_strong=True,
            is_stiff=True,
        ),
        Column(
            title=lambda: tr("Title of the file"),
            text=lambda one: "" if one.row is None else named(one.row.title),
            note=_stored,
            drops_under=760,
        ),
        Column(
            title=lambda: tr("What is in it"),
            text=lambda one: holds_words(one.volume),
            note=lambda one: days_words(one.volume),
            chars=27,
        ),
        Column(
            title=lambda: tr("State"),
            text=state_words,
            note=_note,
            tone=_tone,
            icon=_icon,
            chars=28,
        ),
    )


def _stored(one: VolumeReading) -> str:
    """Who keeps it, and for how long."""
    if one.row is None:
        return ""
    stored = one.stored
    until = ""
    if stored.until is not None:
        until = tr("until the end of {year}", year=stored.until)
    sure = tr("to be confirmed") if stored.to_confirm else ""
    return joined(one.row.holder, term_words(one.row), until, sure)


def case_columns() -> tuple[Column[CaseLine], ...]:
    return (
        Column(
            title=lambda: tr("No. in the volume"),
            text=lambda one: str(one.place),
            chars=14,
            align=Align.RIGHT,
        ),
        Column(title=lambda: tr("Case"), text=lambda one: one.case.number, is_strong=True),
        Column(
            title=lambda: tr("Ended on"),
            text=lambda one: shown_day(one.case.closed_on),
            chars=16,
        ),
        Column(
            title=lambda: tr("Sheets"),
            text=lambda one: str(one.case.sheets) if one.case.sheets else tr("not counted"),
            tone=lambda one: Tone.INK if one.case.sheets else Tone.WARN,
            align=Align.RIGHT,
            chars=16,
        ),
        Column(
            title=lambda: tr("State"),
            text=lambda one: tr("worked on again") if one.is_reopened else "",
            tone=lambda _: Tone.WARN,
        ),
    )


def case_lines(found: VolumeReading) -> tuple[CaseLine, ...]:
    return tuple(
        CaseLine(place, one, one.case in found.reopened)
        for place, one in enumerate(found.volume.cases, start=1)
    )
