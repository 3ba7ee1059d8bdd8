"""The tabs of the card, and the papers that are opened from them."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.calendar_readings import CaseMove
from akimat_desk.services.card_readings import ActLine, CardReading, FileLine, ReceiptLine
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Lane
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import Place
from akimat_desk.ui.screens.acts_words import act_name
from akimat_desk.ui.screens.card_history import history_tab
from akimat_desk.ui.screens.card_letters import acts_tab, letters, letters_tab
from akimat_desk.ui.screens.card_papers import as_paper, documents_count, documents_tab
from akimat_desk.ui.screens.card_questions import questions_tab
from akimat_desk.ui.screens.card_terms import CLOCK_KEY, terms_tab
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.thumbnails import Thumbnails

Answer = TypeVar("Answer")
TERMS: Final = 2
TAB: Final = Qt.FocusPolicy.TabFocus


class LatePage(QWidget):
    """Built when it is first looked at: most tabs of most cases never are."""

    def __init__(self, build: Callable[[], QWidget], before: QWidget) -> None:
        """`before` is what Tab leaves when it comes here: the tabs, which pass the focus to their
        bar. The bar itself is not kept: a wrapper of a widget that Qt made outlives it, and stands
        for the next one at its place."""
        super().__init__()
        self._before = before
        self._build: Callable[[], QWidget] | None = build
        self._page: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    def _stand_in_line(self, page: QWidget) -> None:
        """What is built late would come last for Tab; to the eye it comes after the tabs."""
        stops = [self._before, page]
        following = page.nextInFocusChain()
        while following is not None and following is not page:
            if page.isAncestorOf(following) and following.focusPolicy() & TAB:
                stops.append(following)
            following = following.nextInFocusChain()
        for one, after in pairwise(stops):
            QWidget.setTabOrder(one, after)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        build, self._build = self._build, None
        layout = self.layout()
        if build is not None and layout is not None:
            self._page = build()
            layout.addWidget(self._page)
            # By itself the layout would show it a moment later, too late to take the focus.
            self._page.show()
            self._stand_in_line(self._page)
        super().showEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._page is not None:
            self._page.setFocus(event.reason())


def build_tabs(card: CardReading, place: Place, deliver: Callable[[], None]) -> QTabWidget:
    tabs = QTabWidget()
    tabs.setDocumentMode(True)
    tabs.setAccessibleName(tr("Case"))
    papers = Papers(card, place, tabs)
    desk, case_id = place.desk, card.id

    def open_clock() -> None:
        place.ways.open_clock(case_id)

    def moves() -> tuple[CaseMove, ...]:
        return desk.calendars.moves_of(case_id)

    QShortcut(QKeySequence(CLOCK_KEY), tabs).activated.connect(open_clock)
    may_deliver = deliver if "deliver" in card.offered else None
    for build, words, count in (
        (partial(questions_tab, card, place.ways.open_case), tr("Questions"), len(card.questions)),
        (partial(documents_tab, card, papers), tr("Documents"), documents_count(card)),
        (partial(terms_tab, card, place.background, open_clock), tr("Terms"), 0),
        (partial(letters_tab, card), tr("Correspondence"), len(letters(card))),
        (partial(acts_tab, card, papers.open_act, may_deliver), tr("Acts"), len(card.acts)),
        (partial(history_tab, card, place.background, moves), tr("History"), 0),
    ):
        page = LatePage(build, tabs)
        tabs.addTab(page, f"{words} {count}" if count else words)
    return tabs


class Papers(QObject):
    """Fetches the bytes of a paper in the background and shows them."""

    def __init__(self, card: CardReading, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._card, self._place = card, place
        self.thumbnails: Final = Thumbnails(place.desk.attachments.read, place.background, self)

    def open_file(self, file: FileLine) -> None:
        desk, digest, title = self._place.desk, file.digest, file.title
        self._read(
            lambda: desk.attachments.read(digest),
            lambda data: self._show_file(data, title),
        )

    def open_act(self, act: ActLine) -> None:
        desk, case_id, act_id = self._place.desk, self._card.id, act.act
        by_form = act.is_by_form
        name = tr("Answer {number}", number=act.number)
        if by_form:
            name = act_name(named(self._card.row("forms", act.kind)), act.number)
        self._read(
            lambda: desk.act_desk.paper(act_id) if by_form else desk.acts.paper(case_id, act_id),
            lambda paper: self._place.ways.show_paper(
                paper.data, name, lambda: desk.act_desk.copy(act_id)
            ),
        )

    def open_receipt(self, made: ReceiptLine) -> None:
        """The same pages again; of one that holds no more no further copy is made."""
        desk, case_id, form, language = self._place.desk, self._card.id, made.form, made.language
        name = tr("Receipt {number}", number=self._card.header.number)
        if made.is_replaced:
            self._read(
                lambda: desk.papers.issued_receipt(case_id, made.digest),
                lambda paper: self._place.ways.show_paper(paper.data, name),
            )
            return
        self._read(
            lambda: desk.papers.receipt(case_id, form=form, language=language),
            lambda paper: self._place.ways.show_paper(
                paper.data,
                name,
                lambda: desk.papers.receipt(case_id, form=form, language=language, is_copy=True),
            ),
        )

    def _read(self, work: Callable[[], Answer], done: Callable[[Answer], None]) -> None:
        """What lies at another desk comes by way of the server, where there is one."""
        place = self._place

        def fetch(error: DeskError) -> None:
            if error.code != "file_missing":
                place.background.refused.emit(error)
                return
            digest = bytes.fromhex(str(error.facts()["digest"]))
            place.ways.say(Weight.INFO, tr("The file lies at another desk; it is being fetched."))

            def fetched() -> Answer:
                place.desk.exchange.fetch(digest)
                return work()

            place.background.run(fetched, done, owner=self, lane=Lane.NETWORK)

        place.background.run(work, done, failed=fetch, owner=self)

    def _show_file(self, data: bytes, title: str) -> None:
        pdf = as_paper(data)
        if pdf:
            self._place.ways.show_paper(pdf, title)
        else:
            words = tr("{title} cannot be shown here; the file is kept as it is.", title=title)
            self._place.ways.say(Weight.WARN, words)
