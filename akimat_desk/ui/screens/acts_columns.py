"""Columns of the list of acts, and which of them are shown."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from akimat_desk.domain.collation import folded
from akimat_desk.domain.templates import Template
from akimat_desk.services.act_steps import ActRow
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.screens.acts_words import (
    form_words,
    journal_words,
    number_words,
    stage_sign,
    stage_tone,
    stage_words,
)
from akimat_desk.ui.screens.card_words import shown_day

Forms = Mapping[str, Template]
ALL: Final = "all"
STAGES: Final[dict[str, tuple[str, ...]]] = {
    ALL: (),
    "waiting": ("waiting",),
    "to_sign": ("numbered",),
    "to_deliver": ("signed", "returned"),
    "delivered": ("delivered",),
    "void": ("annulled", "replaced"),
}
"""The chips above the list, and the stages each of them holds."""


class Asked(NamedTuple):
    """What the list is narrowed to; `kind` is a journal or a form, "" for all."""

    chip: str = ALL
    kind: str = ""
    words: str = ""


def act_columns(forms: Forms) -> list[Column[ActRow]]:
    return [
        Column(
            title=lambda: tr("Number, date"),
            text=number_words,
            note=lambda row: shown_day(row.issued_on),
            chars=17,
            is_strong=True,
            is_stiff=True,
        ),
        Column(
            title=lambda: tr("Form, about what"),
            text=lambda row: form_words(row.kind, forms),
            note=lambda row: "" if row.subject == form_words(row.kind, forms) else row.subject,
            weight=3,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Addressee, case"),
            text=lambda row: row.addressee or "\N{EM DASH}",
            note=lambda row: row.case_number,
            weight=2,
            drops_under=860,
        ),
        Column(
            title=lambda: tr("Where it stands"),
            text=lambda row: stage_words(row.stage),
            note=_appeal_or_signatory,
            tone=stage_tone,
            icon=stage_sign,
            chars=30,
        ),
    ]


def _appeal_or_signatory(row: ActRow) -> str:
    if row.appeal_until is None:
        return row.signatory
    return tr("can be appealed against until {day}", day=shown_day(row.appeal_until))


def narrowed(rows: Iterable[ActRow], asked: Asked, forms: Forms) -> tuple[ActRow, ...]:
    stages = STAGES[asked.chip]
    sought = folded(asked.words).split()
    return tuple(
        row
        for row in rows
        if (not stages or row.stage in stages)
        and (not asked.kind or asked.kind in (row.journal, row.kind))
        and _holds(row, sought, forms)
    )


def _holds(row: ActRow, sought: list[str], forms: Forms) -> bool:
    if not sought:
        return True
    said = (row.number, form_words(row.kind, forms), row.subject, row.addressee, row.case_number,
            row.signatory, journal_words(row.journal), row.office.ky, row.office.ru)  # fmt: skip
    whole = folded(" ".join(said))
    return all(one in whole for one in sought)
