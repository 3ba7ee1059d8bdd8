"""Drafts on Today: what was begun and by when it must be registered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.domain.moments import local_time
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.labels import link, plain, soft
from akimat_desk.ui.theme import look

MOST_LINES: Final = 4
_WORDS_OF: Final = ("subject", "applicant", "surname", "name")


class DraftLine(NamedTuple):
    """`saved_at` is UTC milliseconds; `register_by` is None where no rule says."""

    id: str
    form: dict[str, Any]
    saved_at: int
    register_by: date | None


class DraftLines(QWidget):
    """`chosen` carries the draft's fields, and its id under "draft"."""

    chosen = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(look().px(2))
        self.hide()

    def show_drafts(self, drafts: Sequence[DraftLine]) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(drafts))
        if not drafts:
            return
        head = tr_many("{count} draft to register", "{count} drafts to register", len(drafts))
        self._layout.addWidget(soft(head))
        for draft in drafts[:MOST_LINES]:
            self._layout.addWidget(self._line(draft))

    def _line(self, draft: DraftLine) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(12))
        words = told(draft.form) or tr("a draft without words")
        # Translators: goes on with a draft
        button = link(tr("Continue"))
        button.setAccessibleName(tr("Continue the draft: {words}", words=words))
        button.clicked.connect(lambda: self.chosen.emit({**draft.form, "draft": draft.id}))
        layout.addWidget(button)
        layout.addWidget(plain(words))
        layout.addWidget(soft(_when(draft)))
        layout.addStretch()
        return row


def told(form: Mapping[str, Any]) -> str:
    """By what a draft is known again: its subject or its applicant, if anything was typed."""
    typed = (str(form.get(key, "")).strip() for key in _WORDS_OF)
    return next((words[:80] for words in typed if words), "")


def _when(draft: DraftLine) -> str:
    saved = f"{local_time(draft.saved_at):%d.%m.%Y %H:%M}"
    if draft.register_by is None:
        return tr("saved {moment}", moment=saved)
    by = f"{draft.register_by:%d.%m.%Y}"
    return tr("saved {moment}, to register by {day}", moment=saved, day=by)
