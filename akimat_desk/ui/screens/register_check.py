"""The check page: what the receipt will say, line by line, before anything is numbered."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from akimat_desk.domain.case_events import CaseRegistered
from akimat_desk.domain.moments import local_time
from akimat_desk.services.foresight import Checked
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.labels import caption, card, hairline, link, plain, scrolled, strong, wrapped
from akimat_desk.ui.screens.card_words import shown_moment
from akimat_desk.ui.screens.register_words import (
    answerer_fact,
    answerer_ground,
    answerer_place,
    due_fact,
    due_ground,
    findings_words,
    paper_words,
    papers_total,
    through_words,
)
from akimat_desk.ui.screens.register_written import written_down
from akimat_desk.ui.theme import Tone, look, restyle


class Said(NamedTuple):
    """A line of the receipt; `field` is where it is changed, "" where it cannot be.

    What is not `on_receipt` is written down all the same.
    """

    label: str
    words: str
    under: str = ""
    field: str = ""
    is_doubtful: bool = False
    on_receipt: bool = True


def said(checked: Checked) -> Iterator[Said]:
    """In the order of the receipt. Number, code and hour are the only things still to come."""
    event, foreseen = checked.registered, checked.foreseen
    yield _number(event)
    yield from _received(event)
    if event.secrecy:
        yield Said(tr("Mark on the paper"), event.subject, field="mark")
        yield Said(tr("Sheets in all"), str(event.sheets), field="sheets")
    else:
        yield from _people(event)
        yield Said(tr("About what"), event.subject, field="subject")
        yield _taken(event)
    answerer = foreseen.answerer
    ground = answerer_ground(answerer)
    under = "\n".join(part for part in (answerer and answerer_place(answerer), ground) if part)
    yield Said(tr("Who answers"), answerer_fact(answerer), under, "responsible", answerer is None)
    yield Said(tr("By when"), due_fact(foreseen.due), due_ground(foreseen.due), "kind")
    for label, words, field in written_down(checked):
        if words:
            yield Said(label, words, field=field, on_receipt=False)


def _number(event: CaseRegistered) -> Said:
    if event.pad:
        return Said(tr("Number"), event.number, tr("stands on the blank, with the code"))
    return Said(
        tr("Number"), tr("is given at registration"), tr("together with the code for the phone")
    )


def _received(event: CaseRegistered) -> Iterator[Said]:
    registered, received = local_time(event.registered_at), local_time(event.received_at)
    if received != registered:
        yield Said(tr("Received"), shown_moment(received), field="received_on")
    if event.pad:
        under = tr("on paper, as it was written by hand")
        yield Said(tr("Registered"), shown_moment(registered), under, "paper_on")
        return
    yield Said(tr("Registered"), f"{registered:%d.%m.%Y}", tr("with the hour and minute"))


def _people(event: CaseRegistered) -> Iterator[Said]:
    applicant = event.applicant
    signed = ""
    if event.signatories > 1:
        signed = tr_many("{count} signature", "{count} signatures", event.signatories)
    field = "org_name" if applicant.organisation is not None else "name"
    name = tr("anonymous") if applicant.is_anonymous else applicant.name
    yield Said(tr("From whom"), name, signed, "who" if applicant.is_anonymous else field)
    if event.representative is not None:
        yield Said(
            tr("Represented by"),
            event.representative.person.full_name,
            event.representative.ground,
            "rep_name",
        )
    through = event.came_through
    if through is not None:
        words = through_words(through.body, through.number, through.dated_on)
        yield Said(tr("Through whom"), words, field="body")


def _taken(event: CaseRegistered) -> Said:
    lines = [paper_words(place, paper) for place, paper in enumerate(event.papers, start=1)]
    if not lines:
        return Said(tr("What was taken"), tr("no papers"), field="papers")
    return Said(tr("What was taken"), "\n".join(lines), papers_total(event.papers), "papers")


class CheckPage(QWidget):
    """`change_asked` carries the field to go back to."""

    change_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Check before registering"))
        self._warning = wrapped(plain())
        self._warned: Final = card(self._warning)
        self._card = card()
        self._lines: tuple[Said, ...] = ()
        self._area = scrolled(QWidget())
        self._build()

    def _build(self) -> None:
        self._warned.setProperty("strip", "warn")
        self._warned.setProperty("role", "")
        restyle(self._warned)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(12))
        layout.addWidget(self._warned)
        layout.addWidget(self._card, 1)

    def show_checked(self, checked: Checked) -> None:
        """Built anew: it is read once."""
        warning = findings_words(checked.foreseen)
        self._warning.setText(warning)
        self._warned.setVisible(bool(warning))
        self._lines = tuple(said(checked))
        is_more = any(not line.on_receipt for line in self._lines)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, look().px(8), 0)
        grid.setHorizontalSpacing(look().px(16))
        grid.setVerticalSpacing(look().px(5))
        grid.setColumnStretch(1, 1)
        for place, line in enumerate(self._lines):
            if is_more and not line.on_receipt:
                is_more = False
                grid.addWidget(strong(tr("Also written down")), place * 3, 0, 1, 2)
            self._place(grid, place * 3 + 1, line)
        grid.setRowStretch(len(self._lines) * 3, 1)
        said_of = tr("This is what the receipt will say")
        if checked.registered.secrecy:
            said_of = tr("This is what will be entered")
        self._replace(scrolled(inside), said_of)

    def text(self) -> str:
        """All that is said, for a reader and for tests."""
        return "\n".join(f"{line.label}: {line.words} {line.under}" for line in self._lines)

    def _replace(self, area: QScrollArea, heading: str) -> None:
        layout = self._card.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        layout.addWidget(strong(heading))
        layout.addWidget(area)
        self._area = area

    def _place(self, grid: QGridLayout, row: int, line: Said) -> None:
        top = Qt.AlignmentFlag.AlignTop
        label = caption(line.label)
        label.setContentsMargins(0, look().px(6), 0, 0)
        grid.addWidget(label, row, 0, top | Qt.AlignmentFlag.AlignRight)
        words = wrapped(strong(line.words))
        if line.is_doubtful:
            words.setProperty("tone", Tone.WARN.value)
        inside = QVBoxLayout()
        inside.setSpacing(0)
        inside.setContentsMargins(0, look().px(4), 0, look().px(4))
        inside.addWidget(words)
        if line.under:
            inside.addWidget(wrapped(caption(line.under)))
        grid.addLayout(inside, row, 1)
        if line.field:
            grid.addWidget(self._change(line), row, 2, top)
        grid.addWidget(hairline(), row + 1, 0, 1, 3)

    def _change(self, line: Said) -> QWidget:
        # Translators: link on the check page, goes back to the field
        button = link(tr("Change"))
        button.setAccessibleName(tr("Change: {label}", label=line.label))
        go: Callable[..., None] = partial(_emit, self, line.field)
        button.clicked.connect(go)
        return button

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        bar, key = self._area.verticalScrollBar(), Qt.Key(event.key())
        move = steps.get(key, 0) * look().row_height + pages.get(key, 0) * bar.pageStep()
        if move:
            bar.setValue(bar.value() + move)
        else:
            super().keyPressEvent(event)


def _emit(page: CheckPage, field: str, *_: object) -> None:
    page.change_asked.emit(field)
