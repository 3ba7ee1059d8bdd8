"""Audit: columns of its lists, and the words of what they are narrowed by."""

from typing import Any

from akimat_desk.domain.access_notes import WHATS
from akimat_desk.domain.moments import local_time
from akimat_desk.services.access_log import AccessRow
from akimat_desk.services.access_told import about_words, detail_words, reason_told
from akimat_desk.text.access_words import what_words
from akimat_desk.text.catalogue import tr
from akimat_desk.text.entry_words import entry_words
from akimat_desk.ui.choice import Choice
from akimat_desk.ui.paged_table import Align, Column
from akimat_desk.ui.screens.card_words import shown_day, shown_moment
from akimat_desk.ui.screens.settings_words import number_words

_NOTHING = "\N{EM DASH}"
_SHORT = 8


def entry_kinds() -> tuple[Choice, ...]:
    """What the journal can be narrowed to; the program itself writes of its own as well."""
    words = {
        "case": tr("cases"),
        "person": tr("applicants"),
        "office": tr("the office"),
        "act": tr("acts of the office"),
        "inspection": tr("inspections"),
        "reception": tr("receptions"),
        "sign_up": tr("sign-ups for a reception"),
    }
    return tuple(Choice(kind, shown) for kind, shown in words.items())


def what_choices() -> tuple[Choice, ...]:
    return tuple(Choice(what, what_words(what)) for what in WHATS)


def entry_columns() -> tuple[Column[Any], ...]:
    return (
        Column(title=lambda: tr("When"), text=lambda row: _moment(row.at), chars=17, is_stiff=True),
        Column(title=lambda: tr("Who"), text=_writer, chars=24),
        Column(
            title=lambda: tr("What"), text=lambda row: entry_words(row.type), note=_erased, weight=2
        ),
        Column(
            title=lambda: tr("Number"), text=lambda row: row.number or _NOTHING, is_strong=True,
            chars=18,
        ),
        Column(
            # Translators: head of a column: at which workstation, and the place of an entry there
            title=lambda: tr("Place in the journal"),
            text=lambda row: f"{row.mark or row.origin[:_SHORT]}, {row.seq}",
            chars=16,
            drops_under=1000,
        ),
    )  # fmt: skip


def access_columns() -> tuple[Column[Any], ...]:
    return (
        Column(title=lambda: tr("Day"), text=lambda row: shown_day(row.day), chars=11,
               is_stiff=True),
        Column(title=lambda: tr("Who"), text=lambda row: row.who, chars=24),
        Column(title=lambda: tr("What was done"), text=lambda row: what_words(row.what), chars=24),
        Column(title=lambda: tr("About what"), text=about_words, note=detail_words, weight=2),
        Column(title=lambda: tr("How many"), text=_times, align=Align.RIGHT, chars=10),
        Column(
            title=lambda: tr("Reason"), text=lambda row: reason_told(row) or _NOTHING,
            drops_under=1000,
        ),
    )  # fmt: skip


def _moment(at: int) -> str:
    return shown_moment(local_time(at))


def _writer(row: Any) -> str:
    return row.who or tr("the program")


def _erased(row: Any) -> str:
    return tr("its content was erased") if row.is_erased else ""


def _times(row: AccessRow) -> str:
    """Of an export, how many rows went out."""
    return number_words(row.rows) if row.rows else number_words(row.times)
