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
from akimat_desk.ui.background import Background
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.register_address import AddressOffers
from akimat_desk.ui.screens.register_check import CheckPage
from akimat_desk.ui.screens.register_deciding import Deciding
from akimat_desk.ui.screens.register_done import DonePage
from akimat_desk.ui.screens.register_drafts import unfinished
from akimat_desk.ui.screens.register_envelope import OpenDraft
from akimat_desk.ui.screens.register_foresight import Foresight
from akimat_desk.ui.screens.register_form_page import FormPage
from akimat_desk.ui.screens.register_known import KnownApplicants
from akimat_desk.ui.screens.register_number import NumberTaking
from akimat_desk.ui.screens.register_words import form_title


class RegisterPlace(Place):
    """Three pages: the form, what the receipt will say, and the number with the receipt.

    `begin` opens a new form, a draft, or one filled from another case.
    """

    _today = date.min
    _titled = ""
    _offers: Offers | None = None
    _waiting: Mapping[str, Any] | None = None

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self.page: Final = FormPage(desk, background, lambda: self._today)
        self.form: Final = self.page.form
        self.paper: Final = self.page.paper
        self.strip: Final = self.page.strip
        self.offer: Final = self.page.offer
        self.check_page: Final = CheckPage()
        self.done_page: Final = DonePage(background, desk.prints.sent)
        self._pages = QStackedWidget()
        self._keeper = OpenDraft(self, self.page, self.begin)
        self._foresight = Foresight(desk, background, self.page)
        self._number = NumberTaking(self, self.page, self.done_page)
        self.deciding: Final = Deciding(self, self.page, self._keeper, self._turn)
        self._build()
        self.known: Final = KnownApplicants(desk, background, self)
        self.address: Final = AddressOffers(desk, background, self.form.talk)
        self._follow()
        self._ask_offers()

    # Building

    def _build(self) -> None:
        for one in (self.page, self.check_page, self.done_page, self.deciding.page):
            self._pages.addWidget(one)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _follow(self) -> None:
        self.page.edited.connect(self._edited)
        self.page.check_asked.connect(self.check)
        self.paper.said.connect(self.ways.say)
        self.paper.oral.toggled.connect(self.form.offers.hear)
        for key in ("name", "pin", "phone", "org_name", "inn", "org_phone"):
            self.known.watch(self.form.field(key).line)
        self.known.chosen.connect(self.form.fill_applicant)
        self.known.chosen.connect(lambda *_: self.address.ask_all())
        self._number.checked.connect(self._show_checked)
        self._number.taken.connect(self._registered)
        self._number.not_taken.connect(partial(self._turn, 0))
        self.check_page.change_asked.connect(self._back_to)
        self.done_page.print_asked.connect(self._number.show_receipt)
        self.done_page.stamp_asked.connect(self._number.show_stamp)
        self.done_page.case_asked.connect(self.ways.open_case)

    # The place

    def title(self) -> str:
        match self._pages.currentIndex():
            case 1:
                return tr("Check before registering")
            case 2:
                return tr("Registered")
            case 3:
                return self.deciding.title()
            case _:
                return form_title(self.form.field("kind").value(), self._today)

    def main_action(self) -> MainAction | None:
        match self._pages.currentIndex():
            case 0:
                # Translators: main button: look over what was typed
                return MainAction(tr("Check"), "Ctrl+Enter", self.check)
            case 1:
                return MainAction(self._number.verb(), "F9", self.register)
            case 3:
                return self.deciding.main_action()
            case _:
                return self._keeper.next_action()

    def shown(self) -> None:
        if self._pages.currentIndex() != 2:
            self._keeper.look_again()
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
        self._number.forget()
        self._keeper.open(draft)
        self._turn(0)
        self.form.start()
        self.shown()

    def forget_typed(self) -> None:
        """What stands there now is not worth keeping as a draft."""
        self._keeper.settle()

    # What is asked of the services

    def _ask_offers(self) -> None:
        desk = self.desk
        self.background.run(desk.registration.offers, self._take_offers, owner=self)

    def _take_offers(self, offers: Offers) -> None:
        self._offers = offers
        self._foresight.begin()
        self.form.offers.offer(offers)
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
            # Written before the number is taken, so that nothing writes the draft after it.
            self._keeper.keep()
            self._number.take(self._keeper.id)

    def _registered(self) -> None:
        self._keeper.registered()
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
        if self.title() != self._titled:
            self._titled = self.title()
            self.ways.retitle()

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        match self._pages.currentIndex():
            case 0:
                self.form.start()
            case 1:
                self.check_page.setFocus()
            case 3:
                self.deciding.page.setFocus()
            case _:
                self.done_page.print_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self._pages.currentIndex()
        if page == 1 and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F2):
            self._back_to("subject")
        elif page == 3 and self.deciding.takes(event):
            return
        elif page != 0 or not self.page.takes(event):
            super().keyPressEvent(event)
