"""The head of the card: number, applicant, who answers, every duty, and the term bar."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.services.card_readings import CardReading
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.flow import flow
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import card as surface
from akimat_desk.ui.labels import fact, link, plain
from akimat_desk.ui.one_line import OneLine
from akimat_desk.ui.screens.card_duties import Line, duty_lines
from akimat_desk.ui.screens.card_words import (
    applicant_words,
    big_fact,
    holder_line,
    joined,
    named,
    shown_day,
    signatories_words,
    stage_sign,
    through_words,
)
from akimat_desk.ui.screens.clashes_words import clash_words, other_words, others
from akimat_desk.ui.screens.incoming_words import leg_lines
from akimat_desk.ui.term_bar_widget import TermBarWidget
from akimat_desk.ui.theme import Tone, look

Open = Callable[[], None]
# The height of a line that has a link in it.
SMALL: Final = 1.3


class CardHeader(QFrame):
    """`small` leaves out the bar and the finer lines, for when a form needs the room."""

    def __init__(
        self,
        card: CardReading,
        explain: Open,
        open_applicant: Open | None,
        open_case: Callable[[str], None],
    ) -> None:
        """Without `open_applicant` the applicant is only named."""
        super().__init__()
        self.bar = TermBarWidget(card.term.bar)
        self.bar.explained.connect(explain)
        self._more: list[QWidget] = []
        self._build(card, explain, open_applicant, _same_number(card, open_case))

    def small(self, *, is_small: bool, is_low: bool = False) -> None:
        """Low is the screen: then only the finer lines go."""
        self.bar.setVisible(not is_small)
        for widget in self._more:
            widget.setVisible(not is_small and not is_low)

    def _build(
        self, card: CardReading, explain: Open, open_applicant: Open | None, same: QWidget
    ) -> None:
        inner = surface()
        big = big_fact(card)
        self.big = fact(big.words, big.tone)
        has_term = bool(card.term.next) and card.end is None
        duties = _duties(duty_lines(card), explain, has_term=has_term)
        finer = _finer(card)
        self._more += [finer]
        lines = QVBoxLayout()
        lines.setSpacing(look().px(1))
        lines.addLayout(_row(self._number(card), self.big))
        lines.addLayout(_who(card, open_applicant, big.under if card.end is not None else ""))
        lines.addWidget(finer)
        for words in leg_lines(card.legs):
            lines.addWidget(OneLine(words, "plain"))
        lines.addWidget(same)
        lines.addWidget(duties)
        layout = inner.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(lines)
            layout.setSpacing(look().px(2))
            layout.addWidget(self.bar)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner)

    def _number(self, card: CardReading) -> QWidget:
        whole, row = _line()
        row.setSpacing(look().px(12))
        number = fact(card.header.number)
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(number)
        for sign, words, tone in _badges(card):
            row.addWidget(badge(sign, words, tone))
        row.addStretch(1)
        return whole


def _line() -> tuple[QWidget, QHBoxLayout]:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    return whole, row


def _row(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look().px(16))
    row.addWidget(left, 1)
    row.addWidget(right)
    return row


def _who(card: CardReading, open_applicant: Open | None, under: str) -> QHBoxLayout:
    """The applicant, whose own card a press opens, and what it is about."""
    row = QHBoxLayout()
    row.setSpacing(look().px(8))
    subject = OneLine(joined(applicant_words(card), card.header.subject), "strong")
    if open_applicant is not None and card.header.person:
        row.addWidget(small_link(card.header.applicant.name, open_applicant))
        subject = OneLine(card.header.subject, "strong")
    row.addWidget(subject, 1)
    if under:
        row.addWidget(plain(under, Tone.SOFT))
    return row


def _finer(card: CardReading) -> QWidget:
    """Who answers, with post and phone; at the right how the case came."""
    whole, row = _line()
    row.setSpacing(look().px(16))
    row.addWidget(OneLine(holder_line(card), "plain"), 1)
    origin = OneLine(_origin(card), "soft")
    origin.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    # As wide as its words, but never so wide that who answers has no room.
    origin.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    origin.setMinimumWidth(look().px(80))
    origin.setMaximumWidth(look().px(460))
    row.addWidget(origin)
    return whole


def _origin(card: CardReading) -> str:
    header = card.header
    represented = header.representative
    return joined(
        named(header.kind),
        signatories_words(card),
        tr("represented by {name}", name=represented) if represented else "",
        through_words(card) or named(header.channel),
        "" if header.first_number in _told_numbers(card) else header.first_number,
    )


def _told_numbers(card: CardReading) -> set[str]:
    """Those that stand in the header already."""
    return {card.header.number, *(one.number for one in card.legs)}


def _duties(lines: list[Line], explain: Open, *, has_term: bool) -> QWidget:
    """Side by side, the first one in bold; the sign differs as well as the colour."""
    shown = duty_badges(lines)
    if has_term:
        # Translators: link beside the due date, opens the day by day explanation
        shown.append(small_link(tr("why?"), explain))
    whole = flow(*shown, gap=16)
    if not shown:
        whole.hide()
    return whole


def _same_number(card: CardReading, open_case: Callable[[str], None]) -> QWidget:
    """The other papers that bear this number, each a press away; nothing where there is none."""
    words, shown = clash_words(card), list[QWidget]()
    if words:
        shown = [
            badge("alert-outline", words, Tone.WARN),
            *(small_link(other_words(one), partial(open_case, one.id)) for one in others(card)[:3]),
        ]
        shown[0].setFixedHeight(look().lines(SMALL))
    whole = flow(*shown, gap=8)
    if not shown:
        whole.hide()
    return whole


def duty_badges(lines: list[Line]) -> list[QWidget]:
    """As high as a link, so that words stand on one line with one beside them."""
    shown = [badge(one.sign, one.words, one.tone, one.tip) for one in lines]
    for one in shown:
        one.setFixedHeight(look().lines(SMALL))
    return shown


def small_link(words: str, run: Open) -> QPushButton:
    """A link no higher than the line it stands in."""
    button = link(words)
    button.setProperty("role", "line")
    button.setFixedHeight(look().lines(SMALL))
    button.clicked.connect(lambda *_: run())
    return button


def _badges(card: CardReading) -> list[tuple[str, str, Tone]]:
    found = [] if card.end is not None else [(*stage_sign(card), Tone.SOFT)]
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
    if card.is_about_holder and card.end is None:
        found.append(("alert-outline", tr("is about the one who has it"), Tone.WARN))
    found += [("label-outline", label, Tone.ACCENT) for label in card.labels]
    return found


def badge(sign: str, words: str, tone: Tone, tip: str = "") -> QWidget:
    """A sign and words in one tone: colour never stands alone."""
    whole, row = _line()
    row.setSpacing(look().px(4))
    if sign:
        mark = QLabel()
        mark.setPixmap(icon(sign, tone).pixmap(look().px(18), look().px(18)))
        row.addWidget(mark)
    row.addWidget(plain(words, tone))
    whole.setToolTip(tip)
    return whole
