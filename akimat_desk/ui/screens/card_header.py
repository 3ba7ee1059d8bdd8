"""The head of the card: number, applicant, subject, the one big fact, and the term bar."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.services.card_readings import CardReading
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.case_words import stage_words
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import card as surface
from akimat_desk.ui.labels import fact, link, plain, soft
from akimat_desk.ui.screens.card_blocks import OneLine
from akimat_desk.ui.screens.card_words import (
    applicant_words,
    big_fact,
    joined,
    named,
    shown_day,
    signatories_words,
    through_words,
)
from akimat_desk.ui.term_bar_widget import TermBarWidget
from akimat_desk.ui.theme import Tone, look


class CardHeader(QFrame):
    """`small` leaves out the bar and the second line, for when a form needs the room."""

    def __init__(self, card: CardReading, explain: Callable[[], None]) -> None:
        super().__init__()
        self.bar = TermBarWidget(card.term.bar)
        self.bar.explained.connect(explain)
        self._more: list[QWidget] = []
        self._build(card, explain)

    def small(self, *, is_small: bool, is_low: bool = False) -> None:
        """Low is the screen: then only the second line goes."""
        self.bar.setVisible(not is_small)
        for widget in self._more:
            widget.setVisible(not is_small and not is_low)

    def _build(self, card: CardReading, explain: Callable[[], None]) -> None:
        inner = surface()
        layout = inner.layout()
        big = big_fact(card)
        self.big = fact(big.words, big.tone)
        words = joined(applicant_words(card), card.header.subject)
        under = _under(big.under, explain, has_term=bool(card.term.next) and card.end is None)
        origin = OneLine(_origin(card), "soft")
        self._more.append(origin)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addLayout(_row(self._number(card), self.big))
        lines.addLayout(_row(OneLine(words, "strong"), under))
        lines.addWidget(origin)
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(lines)
            layout.setSpacing(look().px(4))
            layout.addWidget(self.bar)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner)

    def _number(self, card: CardReading) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(12))
        number = fact(card.header.number)
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(number)
        for sign, words, tone in _badges(card):
            row.addWidget(_badge(sign, words, tone))
        row.addStretch(1)
        return whole


def _row(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look().px(16))
    row.addWidget(left, 1)
    row.addWidget(right)
    return row


def _origin(card: CardReading) -> str:
    header = card.header
    represented = header.representative
    return joined(
        named(header.kind),
        signatories_words(card),
        tr("represented by {name}", name=represented) if represented else "",
        through_words(card) or named(header.channel),
        "" if header.first_number == header.number else header.first_number,
    )


def _under(words: str, explain: Callable[[], None], *, has_term: bool) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look().px(4))
    row.addWidget(soft(words))
    if has_term:
        # Translators: link beside the due date, opens the day by day explanation
        why = link(tr("why?"))
        why.setFlat(True)
        why.setStyleSheet(f"min-height: {look().lines(1.15)}px")
        why.clicked.connect(lambda *_: explain())
        row.addWidget(why)
    return whole


def _badges(card: CardReading) -> list[tuple[str, str, Tone]]:
    found = [("", stage_words(card.stage), Tone.SOFT)] if card.end is None else []
    pause = card.term.pause
    if pause is not None and card.end is None:
        words = tr("term paused since {day}", day=shown_day(pause.from_on))
        found = [("pause-circle-outline", words, Tone.PAUSE)]
    if card.disputes:
        found.append(("alert-outline", tr("in dispute"), Tone.BAD))
    if card.open_controls:
        found.append(("eye-outline", tr("on control"), Tone.BAD))
    if card.is_read_only:
        found.append(("lock-outline", tr("read only: update the program"), Tone.WARN))
    return found


def _badge(sign: str, words: str, tone: Tone) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look().px(4))
    if sign:
        mark = QLabel()
        mark.setPixmap(icon(sign, tone).pixmap(look().px(18), look().px(18)))
        row.addWidget(mark)
    row.addWidget(plain(words, tone))
    return whole
