"""What the centre published and the office has not adopted: a line for each, and a way to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.services.offered import Offer
from akimat_desk.text.catalogue import tr
from akimat_desk.text.rule_words import offer_words
from akimat_desk.ui.labels import plain, secondary, wrapped
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.theme import Tone, look


class OfferedLines(QWidget):
    """Hidden while nothing waits. `asked` carries the offer; who may not adopt only reads."""

    asked = Signal(object)

    def __init__(self, *, may_look: bool) -> None:
        super().__init__()
        self._may_look = may_look
        self._lines: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(look().px(4))
        self.hide()

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(offer) for offer in offers]
        for line in self._lines:
            self._layout.addWidget(line)
        self.setVisible(bool(offers))

    def _line(self, offer: Offer) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(12))
        words = offer_words(named(offer.name), offer.release, offer.published_on)
        row.addWidget(wrapped(plain(words, Tone.WARN)), 1)
        if self._may_look:
            button = secondary(tr("See what changes"), "eye-outline")
            button.setAccessibleName(f"{tr('See what changes')}: {named(offer.name)}")
            button.clicked.connect(lambda: self.asked.emit(offer))
            row.addWidget(button)
        return line
