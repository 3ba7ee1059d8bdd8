"""The line for the next envelope: by which channel it came, from whom, about what."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from akimat_desk.domain.applications import SUBJECT_LIMIT
from akimat_desk.domain.catalogues import Row
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.forms import Entry
from akimat_desk.ui.labels import caption, wrapped
from akimat_desk.ui.screens.register_fields import FoldingForm
from akimat_desk.ui.theme import look

_ROOMY: Final = 560


class Noted(NamedTuple):
    """What is noted on opening an envelope; only the channel is needed."""

    channel: str
    from_whom: str
    about: str


class PostLine(QFrame):
    """`finished` is Enter in the last field; the channel stays for the next envelope."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form: Final = FoldingForm()
        self._channel = ChoiceField()
        self._hint = wrapped(caption())
        self._build()

    def _build(self) -> None:
        self.setProperty("role", "card")
        from_whom, about = TextField(), TextField()
        about.line.setMaxLength(SUBJECT_LIMIT)
        for field in (from_whom, about):
            field.line.setPlaceholderText(tr("may stay empty"))
        # Translators: labels of the line for the next envelope; & marks the Alt key
        self.form.row(Entry("channel", tr("&How it came"), self._channel, is_required=True))
        self.form.row(
            Entry("from_whom", tr("&From whom"), from_whom),
            Entry("about", tr("&About what"), about),
        )
        words = tr(
            "Insert takes an envelope in with the time of this minute and, if one new scan lies in"
            " the scanner's folder, with that scan. What is written here goes into the form."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(look().px(side) for side in (16, 10, 16, 10)))
        layout.setSpacing(look().px(4))
        layout.addWidget(self.form)
        self._hint.setText(words)
        layout.addWidget(self._hint)
        self.form.finished.connect(self.finished)
        self.form.check_asked.connect(self.finished)

    def offer(self, channels: Sequence[Row]) -> None:
        """The first of them stands there until another one is chosen."""
        language = spoken().language
        other = "ky" if language == "ru" else "ru"
        chosen = self._channel.value()
        self._channel.offer(
            [Choice(row.id, row.name[language], row.name[other]) for row in channels]
        )
        if channels:
            self._channel.choose(chosen or channels[0].id)

    def start(self) -> None:
        self.form.field("from_whom").setFocus()

    def noted(self) -> Noted | None:
        """None while no channel is chosen; the line says so itself."""
        self._channel.restore(self._channel.tidied(self._channel.raw()))
        if not self.form.check():
            return None
        values = self.form.values()
        return Noted(self._channel.value(), values["from_whom"], values["about"])

    def clear(self) -> None:
        """The words are taken; the next envelope most often came the same way."""
        self.form.restore({"from_whom": "", "about": ""})

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the envelopes need the room; the empty list says the same."""
        super().resizeEvent(event)
        self._hint.setVisible(self.width() >= look().px(_ROOMY))
