"""The tabs of the card, and the papers that are opened from them."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTabWidget

from akimat_desk.services.card_readings import ActLine, CardReading, FileLine, ReceiptLine
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import Place
from akimat_desk.ui.screens.card_history import history_tab
from akimat_desk.ui.screens.card_letters import acts_tab, letters, letters_tab
from akimat_desk.ui.screens.card_papers import as_paper, documents_count, documents_tab
from akimat_desk.ui.screens.card_questions import questions_tab
from akimat_desk.ui.screens.card_terms import terms_tab

TERMS: Final = 2


def build_tabs(card: CardReading, place: Place, deliver: Callable[[], None]) -> QTabWidget:
    tabs = QTabWidget()
    tabs.setDocumentMode(True)
    papers = Papers(card, place, tabs)
    may_deliver = "deliver" in card.offered
    documents = documents_tab(card, papers.open_file, papers.open_receipt)
    for page, words, count in (
        (questions_tab(card, place.ways.open_case), tr("Questions"), len(card.questions)),
        (documents, tr("Documents"), documents_count(card)),
        (terms_tab(card, place.background), tr("Terms"), 0),
        (letters_tab(card), tr("Correspondence"), len(letters(card))),
        (
            acts_tab(card, papers.open_act, deliver if may_deliver else None),
            tr("Acts"),
            len(card.acts),
        ),
        (history_tab(card), tr("History"), 0),
    ):
        tabs.addTab(page, f"{words} {count}" if count else words)
    return tabs


class Papers(QObject):
    """Fetches the bytes of a paper in the background and shows them."""

    def __init__(self, card: CardReading, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._card, self._place = card, place

    def open_file(self, file: FileLine) -> None:
        desk, digest, title = self._place.desk, file.digest, file.title
        self._place.background.run(
            lambda: desk.attachments.read(digest),
            lambda data: self._show_file(data, title),
            owner=self,
        )

    def open_act(self, act: ActLine) -> None:
        desk, case_id, act_id = self._place.desk, self._card.id, act.act
        name = tr("Answer {number}", number=act.number)
        self._place.background.run(
            lambda: desk.acts.paper(case_id, act_id),
            lambda paper: self._place.ways.show_paper(paper.data, name),
            owner=self,
        )

    def open_receipt(self, made: ReceiptLine) -> None:
        """The first one again; a further copy is made by its own action."""
        desk, case_id, form, language = self._place.desk, self._card.id, made.form, made.language
        name = tr("Receipt {number}", number=self._card.header.number)
        self._place.background.run(
            lambda: desk.papers.receipt(case_id, form=form, language=language),
            lambda paper: self._place.ways.show_paper(paper.data, name),
            owner=self,
        )

    def _show_file(self, data: bytes, title: str) -> None:
        pdf = as_paper(data)
        if pdf:
            self._place.ways.show_paper(pdf, title)
        else:
            words = tr("{title} cannot be shown here; the file is kept as it is.", title=title)
            self._place.ways.say(Weight.WARN, words)
