"""The part of the registration form that a blank of a blackout pad adds to it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from PySide6.QtCore import Qt

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.fields import DateField, TextField
from akimat_desk.ui.forms import Entry
from akimat_desk.ui.screens.register_fields import FoldingForm, TimeField

NUMBER, DAY, HOUR = "pad_number", "paper_on", "paper_at"
KEYS: Final = (NUMBER, DAY, HOUR)


def ask_blank(form: FoldingForm, today: Callable[[], date]) -> None:
    """Shown only where a blank was read; its number is not typed here."""
    number = TextField()
    number.line.setReadOnly(True)
    number.line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    # Translators: label: the blank receipt that was filled in by hand
    form.row(Entry(NUMBER, tr("Blank receipt"), number))
    form.row(
        # Translators: label: the day that was written on a blank by hand
        Entry(DAY, tr("Written on"), DateField(today), is_required=True),
        # Translators: label: the hour that was written on a blank by hand
        Entry(HOUR, tr("hour"), TimeField(), is_required=True),
    )


def fold_blank(form: FoldingForm) -> None:
    is_shown = bool(form.field(NUMBER).raw())
    form.show_rows(KEYS, is_shown=is_shown)


def written(meant: Mapping[str, Any]) -> dict[str, str]:
    """What registration is told of the blank."""
    number, day, hour = (meant.get(key) for key in KEYS)
    if not number:
        return {}
    told = {NUMBER: str(number)}
    if isinstance(day, date) and isinstance(hour, time):
        told["registered_at"] = datetime.combine(day, hour).isoformat()
    return told
