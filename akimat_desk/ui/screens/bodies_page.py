"""Settings: the directory of other bodies, and what was typed in cases and is not in it yet."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from akimat_desk.domain.bodies import Body
from akimat_desk.services.bodies import Learned
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import soft, wrapped
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.bodies_form import body_change, end_body_change
from akimat_desk.ui.screens.card_words import joined, named, shown_day
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.screens.settings_panel import Change, Turning
from akimat_desk.ui.screens.settings_words import read_only_words
from akimat_desk.ui.theme import Tone, look

KNOWN: Final = "known"
TYPED: Final = "typed"


class BodiesPage(Place):
    """What stands here is offered wherever a body is named."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._may = desk.office.book.may("directory")
        self._chips = _chips()
        known, typed = (self._known_actions(), self._typed_actions()) if self._may else ((), ())
        self.lists: Final[dict[str, ShortList[Any]]] = {
            KNOWN: ShortList(_columns(), background, known, tr("Directory of bodies")),
            TYPED: ShortList(_typed_columns(), background, typed, tr("Bodies typed in cases")),
        }
        self._stack = QStackedWidget()
        self._turning = Turning(self._build_page(), background, ways)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._turning)
        self._turning.turned.connect(self.ways.retitle)
        self._turning.written.connect(self.shown)

    def _build_page(self) -> QWidget:
        page = QWidget()
        group = QButtonGroup(self)
        for key, button in self._chips.items():
            group.addButton(button)
            button.clicked.connect(lambda *_, key=key: self.choose(key))
            self._stack.addWidget(self.lists[key])
        self._chips[KNOWN].setChecked(True)
        stop_at_chosen(group)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(flow(*self._chips.values()))
        layout.addWidget(self._stack, 1)
        if not self._may:
            who = self.desk.office.book.who_may("directory")
            layout.addWidget(wrapped(soft(read_only_words(who))))
        self.lists[TYPED].view.say_when_empty(
            tr("Every body that cases name is in the directory."),
            tr("What somebody types anew comes to stand here."),
        )
        return page

    def _known_actions(self) -> tuple[RowAction, ...]:
        return (
            RowAction(
                tr("Correct the entry"),
                "pencil-outline",
                lambda row: self._open(body_change(self.desk.bodies, row)),
                lambda row: row.ended_on is None,
            ),
            RowAction(
                # Translators: button: a body is not to be offered in lists any more
                tr("Offer no more"),
                "calendar-end",
                lambda row: self._open(end_body_change(self.desk, row)),
                lambda row: row.ended_on is None,
            ),
        )

    def _typed_actions(self) -> tuple[RowAction, ...]:
        return (
            RowAction(
                tr("Take into the directory"),
                "plus",
                lambda row: self._open(body_change(self.desk.bodies, None, row.name)),
                lambda _: True,
            ),
        )

    def _open(self, change: Change) -> None:
        self._turning.open(change)

    # The place

    @property
    def chosen(self) -> str:
        return next(key for key, button in self._chips.items() if button.isChecked())

    def choose(self, key: str) -> None:
        self._chips[key].setChecked(True)
        self._stack.setCurrentWidget(self.lists[key])
        self._ask()

    def title(self) -> str:
        return tr("Directory of bodies")

    def main_action(self) -> MainAction | None:
        if self._turning.panel is not None:
            return self._turning.panel.main_action()
        if not self._may:
            return None
        # Translators: main button: a new body for the directory
        return MainAction(
            tr("Record a body"), "F2", lambda: self._open(body_change(self.desk.bodies, None))
        )

    def shown(self) -> None:
        self._ask()

    def _ask(self) -> None:
        fetch: dict[str, Callable[[], Any]] = {
            KNOWN: self.desk.bodies.all,
            TYPED: self.desk.bodies.learned,
        }
        self.lists[self.chosen].ask(fetch[self.chosen])


def _chips() -> dict[str, QPushButton]:
    return {
        # Translators: a chip: the bodies that stand in the directory
        KNOWN: chip(tr("In the directory")),
        # Translators: a chip: names of bodies that were typed and are in no directory
        TYPED: chip(tr("Typed in cases")),
    }


def _columns() -> tuple[Column[Body], ...]:
    return (
        Column(
            title=lambda: tr("Body"),
            text=lambda row: named(row.name),
            note=_other_name,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Address, telephone"),
            text=lambda row: named(row.address) or row.phone,
            note=lambda row: row.phone if named(row.address) else "",
            chars=30,
            drops_under=700,
        ),
        Column(title=lambda: tr("Whose entry"), text=_whose, note=_ended, tone=_tone, chars=22),
    )


def _other_name(row: Body) -> str:
    return next((one for one in (row.name.ky, row.name.ru) if one != named(row.name)), "")


def _whose(row: Body) -> str:
    if row.is_in_programme:
        return tr("works with this program")
    return tr("our own entry") if row.is_own else tr("shipped list")


def _ended(row: Body) -> str:
    if row.ended_on is not None:
        return tr("until {day}", day=shown_day(row.ended_on))
    forms = ", ".join(row.forms.values())
    return joined(named(row.addressee), forms)


def _tone(row: Body) -> Tone | None:
    return Tone.SOFT if row.ended_on is not None else None


def _typed_columns() -> tuple[Column[Learned], ...]:
    return (
        Column(title=lambda: tr("As it was typed"), text=lambda row: row.name, is_strong=True),
        Column(
            title=lambda: tr("Where"),
            text=lambda row: tr_many("in {count} case", "in {count} cases", row.cases),
            chars=18,
        ),
    )
