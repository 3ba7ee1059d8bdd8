"""Drafts on Today: what was begun or came by post, and by when it must be registered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from akimat_desk.domain.moments import legal_day, local_time
from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import POST, REGISTER, Draft
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import link, plain, soft
from akimat_desk.ui.one_line import OneLine
from akimat_desk.ui.theme import Tone, look

_LINES: Final = 4
_LINES_OF_LOW_WINDOW: Final = 1
"""What is urgent needs the room more; under Mail they all stand."""
_LOW: Final = 600
_WORDS_OF: Final = ("subject", "applicant", "surname", "name")
_NOTED_OF: Final = ("about", "from_whom")


class DraftLine(NamedTuple):
    """`saved_at` is UTC milliseconds; `register_by` is None where no rule says."""

    id: str
    form: dict[str, Any]
    saved_at: int
    register_by: date | None = None
    is_late: bool = False
    is_envelope: bool = False


def lines_to_register(desk: Desk) -> tuple[DraftLine, ...]:
    """Off the window's thread; what must be registered first comes first."""
    today = desk.cases.today()
    drafts = (draft for draft in desk.drafts.all() if draft.kind in (REGISTER, POST))
    lines = [_read(desk, draft, today) for draft in drafts]
    return tuple(sorted(lines, key=lambda line: (line.register_by or date.max, line.saved_at)))


def _read(desk: Desk, draft: Draft, today: date) -> DraftLine:
    """The term runs from the day of receipt; without one, from the day it was saved."""
    by = desk.terms.register_by(legal_day(draft.received_at))
    return DraftLine(
        draft.id,
        dict(draft.form),
        draft.received_at,
        by,
        is_late=by is not None and by < today,
        is_envelope=draft.kind == POST,
    )


class DraftLines(QWidget):
    """`chosen` carries the id of a draft under "draft"."""

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
        is_low = self.window().height() < look().px(_LOW)
        most = _LINES_OF_LOW_WINDOW if is_low else _LINES
        for draft in drafts[:most]:
            self._layout.addWidget(self._line(draft))
        left = len(drafts) - most
        if left > 0:
            words = tr_many(
                "and {count} more; letters stand under Mail",
                "and {count} more; letters stand under Mail",
                left,
            )
            self._layout.addWidget(soft(words))

    def _line(self, draft: DraftLine) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(12))
        words = told(draft.form) or _wordless(draft)
        # Translators: goes on with a draft
        button = link(tr("Continue"))
        button.setAccessibleName(tr("Continue the draft: {words}", words=words))
        button.clicked.connect(lambda: self.chosen.emit({**draft.form, "draft": draft.id}))
        layout.addWidget(button)
        if draft.is_late:
            layout.addWidget(_sign())
        layout.addWidget(OneLine(words, "plain"))
        layout.addWidget(plain(_when(draft), Tone.BAD) if draft.is_late else soft(_when(draft)))
        layout.addStretch()
        return row


def told(form: Mapping[str, Any]) -> str:
    """By what a draft is known again: its subject or its applicant, if anything was typed."""
    noted: Any = form.get("envelope") or {}
    typed = [str(form.get(key, "")).strip() for key in _WORDS_OF]
    typed += [str(noted.get(key, "")).strip() for key in _NOTED_OF]
    return next((words[:80] for words in typed if words), "")


def _sign() -> QLabel:
    """Beside the colour, for whoever does not see it; the words say it too."""
    sign = QLabel()
    side = look().px(16)
    sign.setPixmap(icon("alert-circle-outline", Tone.BAD).pixmap(side, side))
    return sign


def _wordless(draft: DraftLine) -> str:
    return tr("an envelope without words") if draft.is_envelope else tr("a draft without words")


def _when(draft: DraftLine) -> str:
    moment = f"{local_time(draft.saved_at):%d.%m.%Y %H:%M}"
    if draft.register_by is None:
        return (
            tr("received {moment}", moment=moment)
            if draft.is_envelope
            else tr("saved {moment}", moment=moment)
        )
    by = f"{draft.register_by:%d.%m.%Y}"
    if draft.is_late:
        return tr("received {moment}, was to be registered by {day}", moment=moment, day=by)
    if draft.is_envelope:
        return tr("received {moment}, to register by {day}", moment=moment, day=by)
    return tr("saved {moment}, to register by {day}", moment=moment, day=by)
