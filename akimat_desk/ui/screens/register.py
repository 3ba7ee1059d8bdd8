"""The register: the paper at the left, the conversation at the right, a receipt at the end."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from akimat_desk.domain.case_events import FileAttached
from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.people import Applicant
from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.services.foresight import Checked, Foreseen, Offers
from akimat_desk.services.papers import Paper
from akimat_desk.services.registration import Registered
from akimat_desk.text.catalogue import tr
from akimat_desk.text.dates import short_date
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.register_check import CheckPage
from akimat_desk.ui.screens.register_done import DonePage
from akimat_desk.ui.screens.register_drafts import DraftKeeper, UnfinishedOffer, unfinished
from akimat_desk.ui.screens.register_form import RegisterForm
from akimat_desk.ui.screens.register_known import KnownApplicants
from akimat_desk.ui.screens.register_paper_side import PaperSide
from akimat_desk.ui.screens.register_strip import LiveStrip
from akimat_desk.ui.screens.register_words import came_before
from akimat_desk.ui.theme import look

PREVIEW_MS: Final = 250


class RegisterPlace(Place):
    """Three pages: the form, what the receipt will say, and the number with the receipt.

    `begin` opens a new form, a draft, or one filled from another case.
    """

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._today = date.min
        self._offers: Offers | None = None
        self._waiting: Mapping[str, Any] | None = None
        self._checked: Checked | None = None
        self._told: dict[str, Any] = {}
        self._receipt: tuple[bytes, str] | None = None
        self._is_asking = False
        self.form: Final = RegisterForm(lambda: self._today)
        self.paper: Final = PaperSide(background)
        self.strip: Final = LiveStrip()
        self.offer: Final = UnfinishedOffer()
        self.check_page: Final = CheckPage()
        self.done_page: Final = DonePage(background)
        self._pages = QStackedWidget()
        self._live = QTimer(self)
        self._keeper = DraftKeeper(desk, background, self._draft, self)
        self._build()
        self._order_tabs()
        self.known: Final = KnownApplicants(desk, background, self)
        self._follow()
        self._ask_offers()

    # Building

    def _build(self) -> None:
        surface = QFrame()
        surface.setProperty("role", "card")
        inside = QVBoxLayout(surface)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.form)
        self._halves = QHBoxLayout()
        self._halves.setSpacing(look().px(14))
        self._halves.addWidget(self.paper, 3)
        self._halves.addWidget(surface, 4)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(10))
        layout.addWidget(self.offer)
        layout.addLayout(self._halves, 1)
        layout.addWidget(self.strip)
        for one in (page, self.check_page, self.done_page):
            self._pages.addWidget(one)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _order_tabs(self) -> None:
        """As the eye goes: the offer, the paper, the form, the strip."""
        form = self.form
        chain = (
            self.offer.go_on,
            self.offer.away,
            self.offer.back,
            self.paper.add_button,
            self.paper.oral,
            form.field("who").editor,
        )
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        ending = (form.field("responsible").editor, self.strip.why, self.strip.compare)
        for before, after in pairwise(ending):
            QWidget.setTabOrder(before, after)

    def _follow(self) -> None:
        self._live.setSingleShot(True)
        self._live.setInterval(PREVIEW_MS)
        self._live.timeout.connect(self._ask_preview)
        self.form.changed.connect(self._edited)
        self.form.check_asked.connect(self.check)
        self.paper.changed.connect(self._edited)
        self.paper.unread.connect(self._say_unread)
        self.paper.oral.toggled.connect(self._went_oral)
        for key in ("name", "pin", "phone", "org_name", "inn", "org_phone"):
            self.known.watch(self.form.field(key).line)
        self.known.chosen.connect(self._ask_known)
        self.strip.compare_asked.connect(self.ways.open_case)
        self.offer.taken_up.connect(self._take_up)
        self.offer.thrown_away.connect(lambda draft: self._keeper.drop_one(draft.id))
        self.offer.brought_back.connect(self._keeper.restore)
        self.check_page.change_asked.connect(self._back_to)
        self.done_page.print_asked.connect(self._show_receipt)
        self.done_page.case_asked.connect(self.ways.open_case)

    # The place

    def title(self) -> str:
        match self._pages.currentIndex():
            case 1:
                return tr("Check before registering")
            case 2:
                return tr("Registered")
            case _ if self._today == date.min:
                return tr("Registration")
            case _:
                return tr("Registration, {day}", day=short_date(self._today))

    def main_action(self) -> MainAction | None:
        match self._pages.currentIndex():
            case 0:
                # Translators: main button: look over what was typed
                return MainAction(tr("Check"), "Ctrl+Enter", self.check)
            case 1:
                # Translators: main button of the check page
                return MainAction(tr("Register and make the receipt"), "F9", self.register)
            case _:
                return MainAction(tr("New registration"), "F4", self.begin)

    def shown(self) -> None:
        desk, but = self.desk, self._keeper.id
        self.background.run(
            lambda: (desk.cases.today(), unfinished(desk, but)),
            self._take_day,
            owner=self,
            key="day",
        )
        self._ask_preview()

    def left(self) -> None:
        self.known.put_away()
        if self._pages.currentIndex() != 2:
            self._keeper.keep()

    def begin(self, draft: Mapping[str, Any] | None = None) -> None:
        """What stood there is kept as a draft. With `draft` the form is filled from it."""
        if self._offers is None:
            self._waiting = draft or {}
            return
        if self._pages.currentIndex() != 2:
            self._keeper.keep()
        draft_id = str(draft.get("draft", "")) if draft else ""
        self._keeper.begin(draft_id)
        self._receipt, self._checked = None, None
        self.form.clear()
        self.paper.clear()
        if draft:
            self._fill(draft, is_kept=bool(draft_id))
        self._turn(0)
        self.form.start()
        self.shown()

    # What is asked of the services

    def _ask_offers(self) -> None:
        desk = self.desk
        self.background.run(desk.registration.offers, self._take_offers, owner=self)

    def _take_offers(self, offers: Offers) -> None:
        self._offers = offers
        self.form.offer(offers)
        self.form.clear()
        waiting, self._waiting = self._waiting, None
        self.begin(waiting or None)

    def _take_day(self, known: tuple[date, tuple[Draft, ...]]) -> None:
        self._today, drafts = known
        self.offer.offer(tuple(draft for draft in drafts if draft.id != self._keeper.id))
        self.ways.retitle()

    def _ask_preview(self) -> None:
        if self._offers is None:
            return
        desk, told = self.desk, self.form.told()
        self.background.run(
            lambda: desk.registration.preview(told), self._take_preview, owner=self, key="preview"
        )

    def _take_preview(self, foreseen: Foreseen) -> None:
        self.strip.show_foreseen(foreseen)
        self.form.show_answerer(foreseen.answerer)
        self.form.show_history(came_before(foreseen.earlier))

    def _ask_known(self, person_id: str) -> None:
        desk = self.desk
        self.background.run(
            lambda: desk.registration.known(person_id),
            lambda applicant: self._take_known(person_id, applicant),
            owner=self,
            key="person",
        )

    def _take_known(self, person_id: str, applicant: Applicant) -> None:
        self.form.fill_applicant(person_id, applicant)

    # From page to page

    def check(self) -> None:
        """Everything that would be refused is refused now, before a number is taken."""
        self.known.put_away()
        self._put_in_shape()
        if self._pages.currentIndex() != 0 or not self.form.check():
            return
        desk, told = self.desk, self.form.told()
        self.background.run(
            lambda: desk.registration.check(told),
            lambda checked: self._take_checked(told, checked),
            owner=self,
            failed=self._refused,
            key="check",
        )

    def _take_checked(self, told: dict[str, Any], checked: Checked) -> None:
        if told != self.form.told():
            return
        self._told, self._checked = told, checked
        self.check_page.show_checked(checked)
        self._turn(1)
        self.check_page.setFocus()

    def register(self) -> None:
        """Once: until the answer is there, another F9 does nothing."""
        if self._is_asking or self._checked is None or self._pages.currentIndex() != 1:
            return
        self._is_asking = True
        desk, told = self.desk, self._told
        self.background.run(
            lambda: desk.registration.register(told),
            self._registered,
            owner=self,
            failed=self._not_registered,
            lane=Lane.WRITE,
        )

    def _registered(self, registered: Registered) -> None:
        self._is_asking = False
        checked, self._checked = self._checked, None
        self._keeper.drop()
        scans = self.paper.scans
        self.ways.changed()
        self._turn(2)
        if checked is not None:
            self.done_page.show_registered(registered, checked)
        desk, case_id, number = self.desk, registered.case, registered.number
        self.background.run(
            lambda: desk.papers.receipt(case_id),
            lambda paper: self._take_receipt(paper, number),
            owner=self,
            failed=self.done_page.show_refusal,
            lane=Lane.WRITE,
        )
        for scan in scans:
            self.background.run(
                partial(desk.attachments.attach, case_id, scan.data, scan.name),
                _attached,
                owner=self,
                failed=self.ways.refuse,
                lane=Lane.WRITE,
            )

    def _not_registered(self, error: DeskError) -> None:
        self._is_asking = False
        self._turn(0)
        self._refused(error)

    def _refused(self, error: DeskError) -> None:
        if not self.form.show_refusal(error):
            self.ways.refuse(error)

    def _take_receipt(self, paper: Paper, number: str) -> None:
        self._receipt = (paper.data, tr("Receipt {number}", number=number))
        self.done_page.show_receipt(*self._receipt)

    def _show_receipt(self) -> None:
        if self._receipt is not None:
            self.ways.show_paper(*self._receipt)

    def _back_to(self, field: str) -> None:
        self._turn(0)
        self.form.go_to(field)

    def _turn(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.ways.retitle()

    # Typing

    def _edited(self) -> None:
        self.offer.forget_thrown()
        self._live.start()
        self._keeper.touch()

    def _put_in_shape(self) -> None:
        """Ctrl+Enter comes before the field is left, so its words are still as they were typed."""
        for key in (*self.form.talk.keys(), *self.form.answer.keys()):
            field = self.form.field(key)
            if hasattr(field, "tidied") and field.tidied(field.raw()) != field.raw():
                field.restore(field.tidied(field.raw()))

    def _draft(self) -> dict[str, Any] | None:
        if self._offers is None or (self.form.is_blank() and not self.paper.scans):
            return None
        return {**self.form.raw(), **self.paper.raw()}

    def _fill(self, draft: Mapping[str, Any], *, is_kept: bool) -> None:
        if not is_kept:
            self.form.restore_told(draft)
            return
        self.form.restore(draft)
        self.paper.oral.setChecked(draft.get("oral") == "1")
        scans = draft.get("scans")
        self.paper.add([str(path) for path in scans] if isinstance(scans, list | tuple) else [])

    def _take_up(self, draft: Draft) -> None:
        self.begin({**draft.form, "draft": draft.id})

    def _went_oral(self, is_oral: bool) -> None:  # noqa: FBT001
        if is_oral and self.isVisible():
            self.form.go_to("text")

    def _say_unread(self, name: str) -> None:
        self.ways.say(
            Weight.WARN,
            tr("{name} was not taken: PDF, JPEG, PNG or TIFF up to 50 MB is needed.", name=name),
        )

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        match self._pages.currentIndex():
            case 0:
                self.form.start()
            case 1:
                self.check_page.setFocus()
            case _:
                self.done_page.print_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page, key = self._pages.currentIndex(), event.key()
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if page == 0 and is_ctrl and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.check()
        elif page == 0 and key in (Qt.Key.Key_F2, Qt.Key.Key_F6):
            (self.offer.take_up if key == Qt.Key.Key_F2 else self.strip.ask_compare)()
        elif page == 0 and is_ctrl and key == Qt.Key.Key_O:
            self.paper.choose()
        elif page == 1 and key in (Qt.Key.Key_Escape, Qt.Key.Key_F2):
            self._back_to("subject")
        else:
            super().keyPressEvent(event)


def _attached(_: FileAttached) -> None:
    """The case's card shows it."""
