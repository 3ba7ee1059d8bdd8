"""The head of an applicant's card: who it is, how often they came, and who may be the same."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from akimat_desk.services.person_cards import MaybeSame, PersonCard
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import card as surface
from akimat_desk.ui.labels import link, plain, soft, strong
from akimat_desk.ui.one_line import OneLine
from akimat_desk.ui.screens.applicant_words import (
    counted,
    ground_words,
    kind_words,
    phone_words,
    pin_label,
    pin_words,
    records_words,
)
from akimat_desk.ui.screens.card_header import small_link
from akimat_desk.ui.screens.card_words import joined, shown_day
from akimat_desk.ui.theme import Tone, look

MOST_MAYBE: Final = 3


class ApplicantHeader(QFrame):
    """The personal number is whole only after a press, and only until the card is left.

    `unmasked` each time it is shown: the access log counts that.
    """

    unmasked = Signal()

    def __init__(self, card: PersonCard) -> None:
        super().__init__()
        self._card = card
        self._is_whole = False
        self._pin: QLabel = plain()
        # Translators: link beside a masked personal number
        self.show_pin: Final = small_link(tr("show"), self.turn_pin)
        self._build()

    def _build(self) -> None:
        card = self._card
        inner = surface()
        layout = inner.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setSpacing(look().px(2))
            layout.addWidget(OneLine(self._card.whole.name, "fact"))
            layout.addLayout(self._under_name())
            if card.is_disputed:
                words = tr("Two workstations corrected this record differently: correct it again.")
                layout.addWidget(_marked("alert-outline", words, Tone.WARN))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner)
        self._show_pin()

    def _under_name(self) -> QHBoxLayout:
        card = self._card
        row = QHBoxLayout()
        row.setSpacing(look().px(8))
        row.addWidget(soft(joined(kind_words(card.whole), records_words(len(card.records)))))
        if card.whole.pin:
            row.addWidget(self._pin)
            row.addWidget(self.show_pin, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(OneLine(joined(*_more(card)), "plain"), 1)
        row.addWidget(strong(counted(card.counts)))
        return row

    def hide_pin(self) -> None:
        self._is_whole = False
        self._show_pin()

    def turn_pin(self) -> None:
        if not self._card.whole.pin:
            return
        self._is_whole = not self._is_whole
        self._show_pin()
        if self._is_whole:
            self.unmasked.emit()

    def _show_pin(self) -> None:
        whole = self._card.whole
        words = pin_words(whole.pin, is_whole=self._is_whole)
        self._pin.setText(f"{pin_label(whole)} {words}")
        # Translators: link beside a personal number that is shown whole
        self.show_pin.setText(tr("hide") if self._is_whole else tr("show"))
        doing = tr("Hide the PIN") if self._is_whole else tr("Show the PIN")
        self.show_pin.setAccessibleName(doing)


def _more(card: PersonCard) -> tuple[str, ...]:
    """What is at hand beside the number; all of it stands in its own tab."""
    person = card.whole.person
    born_on = None if person is None else person.born_on
    return (
        # Translators: date of birth of an applicant
        tr("born {day}", day=shown_day(born_on)) if born_on is not None else "",
        "" if person is None else person.trade_name,
        phone_words(card.phones[0]) if card.phones else "",
        card.addresses[0] if card.addresses else "",
    )


def _marked(sign: str, words: str, tone: Tone) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look().px(4))
    mark = QLabel()
    mark.setPixmap(icon(sign, tone).pixmap(look().px(18), look().px(18)))
    row.addWidget(mark)
    row.addWidget(OneLine(words, "plain", tone), 1)
    return whole


def same_strip(card: PersonCard, compare: Callable[[str], None] | None) -> QWidget | None:
    """Who may be the same applicant, each with the reasons; None where nobody may be.

    Without `compare` they are only named.
    """
    if not card.maybe_same:
        return None
    strip = QFrame()
    strip.setProperty("role", "live")
    layout = QVBoxLayout(strip)
    layout.setContentsMargins(*(look().px(side) for side in (16, 6, 16, 6)))
    layout.setSpacing(look().px(2))
    layout.addWidget(strong(tr("These may be the same applicant")))
    for place, maybe in enumerate(card.maybe_same[:MOST_MAYBE]):
        layout.addLayout(_maybe(card, maybe, compare, is_first=place == 0))
    more = len(card.maybe_same) - MOST_MAYBE
    if more > 0:
        layout.addWidget(soft(tr_many("and {count} more", "and {count} more", more)))
    return strip


def _maybe(
    card: PersonCard, maybe: MaybeSame, compare: Callable[[str], None] | None, *, is_first: bool
) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look().px(8))
    words = joined(maybe.applicant.name, ground_words(card, maybe), counted(maybe.counts))
    row.addWidget(OneLine(words, "plain"), 1)
    if compare is None:
        return row
    # Translators: link: look at two applicants side by side
    verb = tr("compare")
    button = link(tr("{verb}  {keys}", verb=verb, keys="F6") if is_first else verb)
    button.setAccessibleName(tr("Compare with {name}", name=maybe.applicant.name))
    button.clicked.connect(partial(_asked, compare, maybe.id))
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
    return row


def _asked(compare: Callable[[str], None], person_id: str, *_: object) -> None:
    compare(person_id)
