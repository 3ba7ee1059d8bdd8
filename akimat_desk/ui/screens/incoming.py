"""Cases of other offices: they wait here, and are accepted under an own number or given back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from akimat_desk.domain.dossiers import own_incoming
from akimat_desk.domain.errors import DeskError
from akimat_desk.services.cases import OpenCase
from akimat_desk.services.desk import Desk
from akimat_desk.services.dossiers import Foretold, Offered
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import LongTextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.incoming_ways import may_accept
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.acts_steps import StepForm
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.screens.incoming_words import about_words, incoming_columns, term_words
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.theme import look

RETURN_KEY: Final = "F7"


class IncomingPlace(Place):
    """The list, and over it the form of accepting or of giving back."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._may = may_accept(desk)
        self.panel: StepForm | None = None
        self.read: Callable[[], Sequence[Offered]] = desk.dossiers.offered
        self.list: Final[ShortList[Offered]] = ShortList(
            incoming_columns(), background, self._actions(), tr("From other offices")
        )
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self.list.view.say_when_empty(
            tr("No case of another office waits here."),
            tr("They come with the exchange, when another office forwards one to this one."),
        )
        self._stack.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(self._stack)
        self.begin_at(self.list.view)
        shortcut = QShortcut(QKeySequence(RETURN_KEY), self.list)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.give_back_current)

    def _actions(self) -> tuple[RowAction, ...]:
        words = tr("{verb}  {keys}", verb=tr("Give back…"), keys=RETURN_KEY)
        return (
            RowAction(tr("Accept…"), "check", self.accept, lambda _: self._may),
            RowAction(words, "undo-variant", self.give_back, lambda _: self._may),
        )

    # The place

    def title(self) -> str:
        return tr("From other offices")

    def main_action(self) -> MainAction | None:
        if self.panel is not None:
            return self.panel.main_action()
        return MainAction(tr("Accept…"), "F9", self.accept_current) if self._may else None

    def keys(self) -> Sequence[KeyLine]:
        return (KeyLine(tr("On this screen"), RETURN_KEY, tr("Give back…")),)

    def shown(self) -> None:
        self.list.ask(self.read)

    # What is done

    def accept_current(self) -> None:
        row = self.list.view.current_row()
        if row is not None and self._may:
            self.accept(row)

    def give_back_current(self) -> None:
        row = self.list.view.current_row()
        if row is not None and self._may:
            self.give_back(row)

    def accept(self, row: Offered) -> None:
        """What it will say is asked first."""
        dossiers = self.desk.dossiers
        self.background.run(
            lambda: dossiers.foretell(row.id),
            partial(self.show_acceptance, row),
            failed=self._refused,
            owner=self,
            key="foretold",
        )

    def show_acceptance(self, row: Offered, foretold: Foretold) -> None:
        self._open(_accept_form(row, foretold), partial(self._accept, row))

    def give_back(self, row: Offered) -> None:
        self._open(_return_form(row), partial(self._give_back, row))

    def close_panel(self) -> None:
        panel, self.panel = self.panel, None
        if panel is None:
            return
        self._stack.setCurrentWidget(self.list)
        self._stack.removeWidget(panel)
        panel.deleteLater()
        self.list.view.setFocus()
        self.ways.retitle()

    def _open(self, panel: StepForm, asked: Any) -> None:
        self.close_panel()
        panel.put_away.connect(self.close_panel)
        panel.asked.connect(asked)
        self.panel = panel
        self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)
        panel.start()
        self.ways.retitle()

    def _accept(self, row: Offered, entered: dict[str, Any]) -> None:
        dossiers, wish = self.desk.dossiers, {"responsible": entered["responsible"] or ""}
        self.background.run(
            lambda: dossiers.accept(row.id, wish),
            self._accepted,
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _accepted(self, found: OpenCase) -> None:
        told = own_incoming(found.case, found.lens.office_id)
        number = "" if told is None else told.number
        self._written(tr("Accepted under number {number}.", number=number))

    def _give_back(self, row: Offered, entered: dict[str, Any]) -> None:
        dossiers, reason = self.desk.dossiers, str(entered["reason"])
        said = tr("Case {number} is given back to its sender.", number=row.number)
        self.background.run(
            lambda: dossiers.give_back(row.id, reason),
            lambda _: self._written(said),
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _written(self, words: str) -> None:
        self.close_panel()
        self.ways.say(Weight.GOOD, words)
        self.ways.changed()

    def _refused(self, error: DeskError) -> None:
        if self.panel is None or not self.panel.refused(error):
            self.ways.refuse(error)


def _accept_form(row: Offered, foretold: Foretold) -> StepForm:
    def fill(form: Form) -> None:
        field = ChoiceField(
            [
                Choice(one.login, _staff_words(one.short_name, named(one.post)), one.login)
                for one in foretold.staff
            ]
        )
        hint = tr("Empty: nobody yet; the head names one.")
        form.row(Entry("responsible", tr("&Who answers here"), field, hint=hint))
        if foretold.responsible:
            field.choose(foretold.responsible)

    own = tr("It gets the next number of this workstation.")
    return StepForm(
        tr("Accept {number}", number=row.number),
        " ".join((about_words(row), term_words(foretold), own)),
        fill,
        tr("Accept"),
    )


def _staff_words(name: str, post: str) -> str:
    return tr("{name}, {post}", name=name, post=post) if post else name


def _return_form(row: Offered) -> StepForm:
    def fill(form: Form) -> None:
        form.row(Entry("reason", tr("&Reason"), LongTextField(2), is_required=True))

    advice = tr("The sending office gets it back, open, with this reason.")
    return StepForm(
        tr("Give back {number}", number=row.number),
        " ".join((about_words(row), advice)),
        fill,
        tr("Give back"),
    )
