"""Two matters side by side: the one at the counter and an earlier one; a person decides."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from akimat_desk.domain.applications import ThroughTold, read_applicant
from akimat_desk.domain.collation import folded
from akimat_desk.domain.people import Applicant
from akimat_desk.services.card_readings import CardReading
from akimat_desk.services.desk import Desk
from akimat_desk.services.likely_repeats import Earlier
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.case_words import stage_words
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import caption, card, plain, scrolled, secondary, soft, strong, wrapped
from akimat_desk.ui.scans import thumbnail
from akimat_desk.ui.screens.card_words import joined, shown_day, shown_moment
from akimat_desk.ui.screens.register_words import through_words, why_words_of
from akimat_desk.ui.screens.register_written import address_words
from akimat_desk.ui.theme import Tone, look

MOST_TEXT: Final = 600
_SCAN: Final = QSize(170, 230)


class Facts(NamedTuple):
    """What can be compared, in words; "" where nothing is told."""

    who: str = ""
    pin: str = ""
    phone: str = ""
    address: str = ""
    letter: str = ""
    subject: str = ""
    text: str = ""


def facts_of_form(told: Mapping[str, Any]) -> Facts:
    """From a form that may be half filled in."""
    applicant = read_applicant(told.get("applicant"))
    through = _through(told.get("came_through"))
    letter = "" if through is None else _letter(through)
    return _facts(applicant, letter, str(told.get("subject", "")), str(told.get("text", "")))


def facts_of_card(card: CardReading) -> Facts:
    header = card.header
    letter = "" if header.through is None else _letter(header.through)
    return _facts(header.applicant, letter, header.subject, header.text)


def _through(told: Any) -> ThroughTold | None:
    try:
        return msgspec.convert(told, ThroughTold)
    except msgspec.ValidationError:
        return None


def _letter(through: Any) -> str:
    return through_words(through.body, through.number, through.dated_on)


def _facts(applicant: Applicant, letter: str, subject: str, text: str) -> Facts:
    pin = applicant.pin
    return Facts(
        who=applicant.name,
        # Translators: only the last four digits are shown
        pin=tr("PIN ends in {digits}", digits=pin[-4:]) if pin else "",
        phone=applicant.phone,
        address=address_words(applicant.address),
        letter=letter,
        subject=subject,
        text=text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}\N{HORIZONTAL ELLIPSIS}",
    )


class ComparePage(QWidget):
    """Page Up and Page Down go from one earlier case to the next."""

    turned = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self._desk = desk
        self._background = background
        self._here = Facts()
        self._found: tuple[Earlier, ...] = ()
        self._place = 0
        self._read: CardReading | None = None
        self._head = wrapped(strong())
        self._scan = QLabel()
        self._rows = QWidget()
        self._surface = card()
        self._build()

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Translators: button; 2 is the key. The paper that came is registered already
        self.same = secondary(tr("2  The same paper: do not register it again"))
        # Translators: button; 3 is the key
        self.other = secondary(tr("3  Not the same"))
        # Translators: button; Esc is the key
        self.back = secondary(tr("Decide later  Esc"))
        # Translators: button; Page Down is the key
        self.next = secondary(tr("Next one  PgDn"))
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(10))
        layout.addLayout(head)
        layout.addWidget(self._surface, 1)
        layout.addWidget(flow(self.same, self.other, self.back))
        self.next.clicked.connect(partial(self.step, 1))
        self._scan.setAccessibleName(tr("Scan of the earlier case"))

    @property
    def shown(self) -> Earlier | None:
        """The earlier case that is looked at."""
        return self._found[self._place] if self._found else None

    @property
    def is_read(self) -> bool:
        """Nothing is decided about a case that has not been seen."""
        one = self.shown
        return one is not None and self._read is not None and self._read.id == one.id

    def compare(self, told: Mapping[str, Any], found: Sequence[Earlier]) -> None:
        """From the likest one on."""
        self._here, self._found = facts_of_form(told), tuple(found)
        self._place = 0
        self._ask()

    def step(self, step: int, *_: object) -> None:
        place = min(max(self._place + step, 0), len(self._found) - 1)
        if place != self._place:
            self._place = place
            self._ask()

    def text(self) -> str:
        """All that is said, for a reader and for tests."""
        labels = [self._head, *self._rows.findChildren(QLabel)]
        return "\n".join(label.text() for label in labels if label.text())

    def _ask(self) -> None:
        one = self.shown
        if one is None:
            return
        self._read = None
        place = tr("{n} of {count}", n=self._place + 1, count=len(self._found))
        self._head.setText(joined(place, why_words_of(one)))
        self.next.setVisible(len(self._found) > 1)
        self.setAccessibleName(tr("Compare with {number}", number=one.number))
        self.turned.emit()
        desk = self._desk
        self._background.run(
            partial(desk.cards.card, one.id), self._show, owner=self, key="compare"
        )

    def _show(self, read: CardReading) -> None:
        self._read = read
        self._scan.clear()
        layout = self._surface.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._scan = QLabel()
        self._rows = self._grid(read)
        layout.addWidget(scrolled(self._rows))
        if read.files:
            self._ask_scan(read.files[0].digest)
        self.setAccessibleDescription(self.text())

    def _ask_scan(self, digest: bytes) -> None:
        desk, room = self._desk, _SCAN * look().scale
        self._background.run(
            lambda: thumbnail(desk.attachments.read(digest), room),
            self._show_scan,
            owner=self,
            failed=lambda _: None,
            lane=Lane.LONG,
            key="scan",
        )

    def _show_scan(self, picture: QImage) -> None:
        if picture.isNull():
            return
        page = QPixmap.fromImage(picture)
        painter = QPainter(page)
        painter.setPen(QColor(look().theme.ink_soft))
        painter.drawRect(page.rect().adjusted(0, 0, -1, -1))
        painter.end()
        self._scan.setPixmap(page)

    def _grid(self, read: CardReading) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, look().px(8), 0)
        grid.setHorizontalSpacing(look().px(16))
        grid.setVerticalSpacing(look().px(6))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.addWidget(strong(tr("At the counter now")), 0, 1)
        grid.addWidget(strong(read.header.number), 0, 3)
        there = facts_of_card(read)
        pairs = list(zip(_labels(), self._here, there, strict=True))
        outcome = [(label, "", words) for label, words in _of_card(read)]
        # The text is long and comes last.
        for row, (label, here, other) in enumerate((*pairs[:-1], *outcome, pairs[-1]), start=1):
            is_compared = (label, here, other) in pairs
            _place(grid, row, label, here, other, is_compared=is_compared)
        row = grid.rowCount()
        grid.addWidget(self._scan, row, 3, Qt.AlignmentFlag.AlignLeft)
        grid.setRowStretch(row + 1, 1)
        return inside


def _labels() -> tuple[str, ...]:
    return (
        tr("From whom"),
        tr("PIN"),
        tr("Phone"),
        tr("Address"),
        tr("Through whom"),
        tr("About what"),
        tr("Text"),
    )


def _of_card(read: CardReading) -> tuple[tuple[str, str], ...]:
    """What the earlier one has come to."""
    due = read.term.next
    answered = ", ".join(act.number for act in read.acts if act.number)
    if not answered and read.end is not None:
        answered = tr("ended {day}", day=shown_day(read.end.on))
    return (
        (tr("Registered"), shown_moment(read.header.registered_at)),
        (tr("State"), stage_words(read.stage)),
        (tr("Who answers"), "" if read.holder is None else read.holder.name),
        (tr("By when"), shown_day(due.due_on) if due is not None and due.due_on else ""),
        (tr("Answer"), answered or tr("no answer yet")),
    )


def _place(
    grid: QGridLayout, row: int, label: str, here: str, there: str, *, is_compared: bool = True
) -> None:
    """A sign between two equal ones: what differs is what one looks for."""
    if not here and not there:
        return
    top = Qt.AlignmentFlag.AlignTop
    name = caption(label)
    name.setContentsMargins(0, look().px(3), 0, 0)
    grid.addWidget(name, row, 0, top | Qt.AlignmentFlag.AlignRight)
    grid.addWidget(wrapped(plain(here)), row, 1, top)
    if is_compared:
        is_same = bool(folded(here)) and folded(here) == folded(there)
        sign = "=" if is_same else "\N{NOT EQUAL TO}" if here and there else ""
        mark = soft(sign, None if is_same else Tone.WARN)
        mark.setAccessibleName(tr("the same") if is_same else tr("not the same"))
        grid.addWidget(mark, row, 2, top)
    grid.addWidget(wrapped(plain(there)), row, 3, top)
