"""Words and columns of the journal of inspections."""

import uuid
from typing import Any, Final

import msgspec

from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.text.stage_words import inspection_stages
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.theme import Tone

ALL: Final = "all"
CHIPS: Final[dict[str, tuple[str, ...]]] = {
    ALL: (),
    "announced": ("announced",),
    "begun": ("begun",),
    "over": ("ended", "stopped"),
}
"""The chips above the list, and the stages each of them holds."""
_SIGNS: Final = {
    "announced": "clock-outline",
    "begun": "play-circle-outline",
    "ended": "check",
    "stopped": "cancel",
}


class InspectionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list. `is_late`: it should be over by now."""

    id: str
    number: str
    on: str
    until: str
    stage: str
    body: str
    who: str
    about: str
    is_late: bool


class InspectionPage(msgspec.Struct, frozen=True, kw_only=True):
    rows: tuple[InspectionRow, ...]
    next_cursor: Any | None


def row_of(line: Any, today: str) -> InspectionRow:
    return InspectionRow(
        id=str(uuid.UUID(bytes=line.stream)),
        number=line.number,
        on=line.on_day,
        until=line.until_day,
        stage=line.stage,
        body=line.belongs_to,
        who=line.who,
        about=line.about,
        is_late=line.stage in ("announced", "begun") and line.until_day < today,
    )


def chip_words() -> dict[str, str]:
    return {
        ALL: tr("All inspections"),
        "announced": tr("Announced"),
        "begun": tr("In progress"),
        "over": tr("Over"),
    }


def stage_words(stage: str) -> str:
    return inspection_stages(spoken()).get(stage, stage)


def inspection_columns() -> list[Column[InspectionRow]]:
    return [
        Column(
            title=lambda: tr("Number, date"),
            text=lambda row: row.number,
            note=lambda row: _day(row.on),
            chars=17,
            is_strong=True,
            is_stiff=True,
        ),
        Column(
            title=lambda: tr("Entrepreneur, what about"),
            text=lambda row: row.who,
            note=lambda row: row.about,
            weight=3,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Which body inspects"),
            text=lambda row: row.body,
            weight=2,
            drops_under=860,
        ),
        Column(
            title=lambda: tr("Where it stands"),
            text=_standing,
            note=lambda row: tr("until {day}", day=_day(row.until)),
            tone=lambda row: Tone.BAD if row.is_late else Tone.INK,
            icon=lambda row: _SIGNS.get(row.stage, ""),
            chars=31,
        ),
    ]


def _standing(row: InspectionRow) -> str:
    if row.is_late:
        return tr("{stage}, past its last day", stage=stage_words(row.stage))
    return stage_words(row.stage)


def _day(iso: str) -> str:
    """As it is written here."""
    return ".".join(reversed(iso.split("-")))
