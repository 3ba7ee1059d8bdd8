"""Words and columns of the list of files of a year."""

from collections.abc import Iterator

import msgspec

from akimat_desk.domain.archive_events import FileListed
from akimat_desk.domain.nomenclature import FileChange, FileDiff
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.screens.card_words import joined, named
from akimat_desk.ui.theme import Tone


def file_name(row: FileListed) -> str:
    """As it is chosen: the index, then the title."""
    return f"{row.index} \N{EN DASH} {named(row.title)}"


def term_words(row: FileListed | None) -> str:
    if row is None or not (row.years or row.is_permanent):
        # Translators: nobody has established for how long a file is stored
        return tr("not established")
    if row.is_permanent:
        # Translators: a file is stored permanently
        return tr("permanently")
    return tr_many("{count} year", "{count} years", row.years)


def _to_confirm(row: FileListed) -> str:
    return tr("to be confirmed") if row.to_confirm else row.ground


def file_columns() -> tuple[Column[FileListed], ...]:
    return (
        Column(
            title=lambda: tr("File No."),
            text=lambda row: row.index,
            chars=12,
            is_strong=True,
            is_stiff=True,
        ),
        Column(
            title=lambda: tr("Title of the file"),
            text=lambda row: named(row.title),
            note=lambda row: row.note,
            weight=2,
        ),
        Column(
            title=lambda: tr("Stored"),
            text=term_words,
            note=_to_confirm,
            tone=lambda row: Tone.WARN if row.to_confirm else Tone.INK,
            chars=24,
        ),
        Column(
            title=lambda: tr("Who keeps it"),
            text=lambda row: row.holder,
            chars=24,
            drops_under=860,
        ),
    )


class ChangeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of what is shown before a list is written; `what` is new, dropped or changed."""

    what: str
    change: FileChange


def change_rows(diff: FileDiff) -> Iterator[ChangeRow]:
    for what in ("added", "dropped", "changed"):
        for change in getattr(diff, what):
            yield ChangeRow(what=what, change=change)


def _what_words(row: ChangeRow) -> str:
    words = {
        # Translators: a row of the list of files that was not there before
        "added": tr("new"),
        # Translators: a row that will not be in the list of files
        "dropped": tr("dropped"),
        "changed": tr("changed"),
    }
    return words[row.what]


def _title(row: ChangeRow) -> str:
    shown = row.change.after or row.change.before
    return "" if shown is None else named(shown.title)


def _was(row: ChangeRow) -> str:
    """What another row said before; only where it says something else now."""
    before, after = row.change.before, row.change.after
    if before is None or after is None:
        return ""
    was = []
    if before.title != after.title:
        was.append(named(before.title))
    if term_words(before) != term_words(after):
        was.append(term_words(before))
    return tr("was: {words}", words=joined(*was)) if was else ""


def change_columns() -> tuple[Column[ChangeRow], ...]:
    return (
        Column(title=lambda: tr("Change"), text=_what_words, tone=_tone, chars=14),
        Column(
            title=lambda: tr("File No."),
            text=lambda row: row.change.index,
            chars=12,
            is_strong=True,
        ),
        Column(title=lambda: tr("Title of the file"), text=_title, note=_was, weight=2),
        Column(
            title=lambda: tr("Stored"),
            text=lambda row: term_words(row.change.after or row.change.before),
            chars=22,
        ),
    )


def _tone(row: ChangeRow) -> Tone:
    tones = {"added": Tone.GOOD, "dropped": Tone.BAD, "changed": Tone.WARN}
    return tones[row.what]


def diff_words(diff: FileDiff) -> str:
    """How many rows of each kind."""
    added, dropped, changed = len(diff.added), len(diff.dropped), len(diff.changed)
    return joined(
        tr_many("{count} row as before", "{count} rows as before", len(diff.same)),
        tr_many("{count} new row", "{count} new rows", added) if added else "",
        tr_many("{count} row dropped", "{count} rows dropped", dropped) if dropped else "",
        tr_many("{count} row changed", "{count} rows changed", changed) if changed else "",
    )
