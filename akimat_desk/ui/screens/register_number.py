"""From what was typed to the number: looked over, registered once, the receipt, the scans."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.foresight import Checked
from akimat_desk.services.papers import Paper
from akimat_desk.services.registration import Registered
from akimat_desk.text.catalogue import tr
from akimat_desk.ui import kept
from akimat_desk.ui.background import Lane
from akimat_desk.ui.place import CopyMaker, Place
from akimat_desk.ui.screens.actions_receipt import stamp_name
from akimat_desk.ui.screens.register_done import DonePage
from akimat_desk.ui.screens.register_form_page import FormPage


class NumberTaking(QObject):
    """A number is taken only for what was checked, and only once.

    `checked` carries what the receipt will say, `taken` comes before the last page is filled,
    `not_taken` when registration refused what had been checked.
    """

    checked = Signal(object)
    taken = Signal()
    not_taken = Signal()

    def __init__(self, place: Place, page: FormPage, done_page: DonePage) -> None:
        super().__init__(place)
        self._place = place
        self._page = page
        self._done_page = done_page
        self._told: dict[str, Any] = {}
        self._checked: Checked | None = None
        self._receipt: tuple[bytes, str, CopyMaker] | None = None
        self._is_asking = False

    def forget(self) -> None:
        """Another application begins."""
        self._receipt, self._checked = None, None

    def verb(self) -> str:
        """What the main button of the check page does."""
        if self._checked is not None and self._checked.registered.secrecy:
            # Translators: main button of the check page where no receipt is made
            return tr("Register")
        # Translators: main button of the check page
        return tr("Register and make the receipt")

    def check(self) -> None:
        """Everything that would be refused is refused now, before a number is taken."""
        if not self._page.form.check():
            return
        desk, told = self._place.desk, self._page.form.told()
        self._place.background.run(
            lambda: desk.registration.check(told),
            lambda checked: self._take_checked(told, checked),
            owner=self,
            failed=self._refused,
            key="check",
        )

    def take(self, draft_id: str) -> None:
        """Once: until the answer is there, another wish does nothing.

        The scans and the end of the draft are in the same commit as the number.
        """
        if self._is_asking or self._checked is None:
            return
        self._is_asking = True
        desk, told, scans = self._place.desk, self._told, self._page.scans()
        self._place.background.run(
            lambda: desk.registration.register(told, files=scans, draft=draft_id),
            self._registered,
            owner=self,
            failed=self._not_registered,
            lane=Lane.WRITE,
        )

    def show_receipt(self) -> None:
        if self._receipt is not None:
            pdf, name, copy = self._receipt
            self._place.ways.show_paper(pdf, name, copy, print_now=True)

    def show_stamp(self, case_id: str, number: str) -> None:
        desk, ways = self._place.desk, self._place.ways
        self._place.background.run(
            lambda: desk.papers.stamp(case_id),
            lambda label: ways.show_paper(label, stamp_name(number), print_now=True),
            owner=self,
            failed=ways.refuse,
        )

    def _take_checked(self, told: dict[str, Any], checked: Checked) -> None:
        if told == self._page.form.told():
            self._told, self._checked = told, checked
            self.checked.emit(checked)

    def _registered(self, registered: Registered) -> None:
        self._is_asking = False
        checked, self._checked = self._checked, None
        self.taken.emit()
        if checked is not None:
            self._done_page.show_registered(registered, checked)
        if checked is None or not checked.registered.secrecy:
            self._make_receipt(registered)

    def _make_receipt(self, registered: Registered) -> None:
        desk, form = self._place.desk, kept.receipt_form()
        self._place.background.run(
            lambda: desk.papers.receipt(registered.case, form=form),
            lambda paper: self._take_receipt(paper, registered),
            owner=self,
            failed=self._done_page.show_refusal,
            lane=Lane.WRITE,
        )

    def _take_receipt(self, paper: Paper, registered: Registered) -> None:
        desk, form, case_id = self._place.desk, kept.receipt_form(), registered.case
        name = tr("Receipt {number}", number=registered.number)
        copy = partial(desk.papers.receipt, case_id, form=form, is_copy=True)
        self._receipt = (paper.data, name, copy)
        self._done_page.show_receipt(paper.data, name)

    def _not_registered(self, error: DeskError) -> None:
        self._is_asking = False
        self.not_taken.emit()
        self._refused(error)

    def _refused(self, error: DeskError) -> None:
        if not self._page.form.show_refusal(error):
            self._place.ways.refuse(error)
