"""The register: the paper at the left, the conversation at the right, a receipt at the end."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.services.foresight import Checked, Offers
from akimat_desk.text.catalogue import tr
from akimat_desk.text.dates import short_date
from akimat_desk.ui.background import Background
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.register_check import CheckPage
from akimat_desk.ui.screens.register_done import DonePage
from akimat_desk.ui.screens.register_drafts import DraftKeeper, unfinished
from akimat_desk.ui.screens.register_foresight import Foresight
from akimat_desk.ui.screens.register_form_page import FormPage
from akimat_desk.ui.screens.register_known import KnownApplicants
from akimat_desk.ui.screens.register_number import NumberTaking


class RegisterPlace(Place):
    """Three pages: the form, what the receipt will say, and the number with the receipt.

    `begin` opens a new form, a draft, or one filled from another case.
    """

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._today = date.min
        self._offers: Offers | None = None
        self._waiting: Mapping[str, Any] | None = None
        self.page: Final = FormPage(background, lambda: self._today)
        self.form: Final = self.page.form
        self.paper: Final = self.page.paper
        self.strip: Final = self.page.strip
        self.offer: Final = self.page.offer
        self.check_page: Final = CheckPage()
        self.done_page: Final = DonePage(background)
        self._pages = QStackedWidget()
        self._keeper = DraftKeeper(desk, background, self._draft, self)
        self._foresight = Foresight(desk, background, self.page)
        self._number = NumberTaking(self, self.page, self.done_page)
        self._build()
        self.known: Final = KnownApplicants(desk, background, self)
        self._follow()
        self._ask_offers()

    # Building

    def _build(self) -> None:
        for one in (self.page, self.check_page, self.done_page):
            self._pages.addWidget(one)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _follow(self) -> None:
        self.page.edited.connect(self._edited)
        self.page.check_asked.connect(self.check)
        self.paper.unread.connect(self._say_unread)
        self.paper.oral.toggled.connect(self._went_oral)
        for key in ("name", "pin", "phone", "org_name", "inn", "org_phone"):
            self.known.watch(self.form.field(key).line)
        self.known.chosen.connect(self.form.fill_applicant)
        self.strip.compare_asked.connect(self.ways.open_case)
        self.offer.taken_up.connect(self._take_up)
        self.offer.thrown_away.connect(lambda draft: self._keeper.drop_one(draft.id))
        self.offer.brought_back.connect(self._keeper.restore)
        self._number.checked.connect(self._show_checked)
        self._number.taken.connect(self._registered)
        self._number.not_taken.connect(partial(self._turn, 0))
        self.check_page.change_asked.connect(self._back_to)
        self.done_page.print_asked.connect(self._number.show_receipt)
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
        self._foresight.ask()

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
        self._number.forget()
        self.page.clear()
        if draft:
            self.page.fill(draft, is_kept=bool(draft_id))
        self._turn(0)
        self.form.start()
        self.shown()

    # What is asked of the services

    def _ask_offers(self) -> None:
        desk = self.desk
        self.background.run(desk.registration.offers, self._take_offers, owner=self)

    def _take_offers(self, offers: Offers) -> None:
        self._offers = offers
        self._foresight.begin()
        self.form.offer(offers)
        self.form.clear()
        waiting, self._waiting = self._waiting, None
        self.begin(waiting or None)

    def _take_day(self, known: tuple[date, tuple[Draft, ...]]) -> None:
        self._today, drafts = known
        self.offer.offer(tuple(draft for draft in drafts if draft.id != self._keeper.id))
        self.ways.retitle()

    # From page to page

    def check(self) -> None:
        self.known.put_away()
        self.page.put_in_shape()
        if self._pages.currentIndex() == 0:
            self._number.check()

    def _show_checked(self, checked: Checked) -> None:
        self.check_page.show_checked(checked)
        self._turn(1)
        self.check_page.setFocus()

    def register(self) -> None:
        if self._pages.currentIndex() == 1:
            self._number.take()

    def _registered(self) -> None:
        self._keeper.drop()
        self.ways.changed()
        self._turn(2)

    def _back_to(self, field: str) -> None:
        self._turn(0)
        self.form.go_to(field)

    def _turn(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.ways.retitle()

    # Typing

    def _edited(self) -> None:
        self.offer.forget_thrown()
        self._keeper.touch()

    def _draft(self) -> dict[str, Any] | None:
        return None if self._offers is None else self.page.raw()

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
        page = self._pages.currentIndex()
        if page == 1 and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F2):
            self._back_to("subject")
        elif page != 0 or not self.page.takes(event):
            super().keyPressEvent(event)
