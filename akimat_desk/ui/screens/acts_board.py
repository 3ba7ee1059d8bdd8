"""The list of acts: narrowed by where they stand, by journal or form, and by words."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.domain.templates import Template
from akimat_desk.services.act_numbers import Pen
from akimat_desk.services.act_steps import ActRow
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import soft, wrapped
from akimat_desk.ui.screens.acts_columns import ALL, STAGES, Asked, act_columns, narrowed
from akimat_desk.ui.screens.acts_words import form_words, journal_words, pens_words
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.search_line import SearchLine
from akimat_desk.ui.theme import look

MOST: Final = 5000
"""So many of the newest acts are looked through."""


class ActsBoard(QWidget):
    """`actions` are the buttons under the list; the first that fits is what Enter does."""

    def __init__(self, desk: Desk, background: Background, actions: Sequence[RowAction]) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._forms: dict[str, Template] = {}
        self._chips: Final = {key: chip(words) for key, words in _chip_words()}
        self.kinds: Final = ChoiceField()
        self.search: Final = SearchLine()
        self._pens = wrapped(soft())
        self.list: Final[ShortList[ActRow]] = ShortList(
            act_columns(self._forms), background, actions, tr("Acts and letters")
        )
        self._build()

    def _build(self) -> None:
        group = QButtonGroup(self)
        for button in self._chips.values():
            group.addButton(button)
            button.clicked.connect(self.ask)
        self._chips[ALL].setChecked(True)
        stop_at_chosen(group)
        self.kinds.line.setPlaceholderText(tr("every journal and form"))
        self.kinds.line.setAccessibleName(tr("Journal or form"))
        self.kinds.changed.connect(self.ask)
        self.search.setPlaceholderText(tr("Number, subject, addressee"))
        self.search.searched.connect(self.ask)
        # Enter comes before the pause after typing is over.
        self.search.entered.connect(self.ask)
        self.search.entered.connect(lambda _: self.list.view.setFocus())
        narrow = QHBoxLayout()
        narrow.setSpacing(look().px(8))
        narrow.addWidget(self.kinds, 1)
        narrow.addWidget(self.search, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(flow(*self._chips.values()))
        layout.addLayout(narrow)
        layout.addWidget(self._pens)
        layout.addWidget(self.list, 1)
        self._pens.hide()
        self.list.view.say_when_empty(tr("No act fits."), tr("F2 makes a new one by a form."))

    # What is shown

    @property
    def chosen(self) -> str:
        return next(key for key, button in self._chips.items() if button.isChecked())

    def choose(self, key: str) -> None:
        self._chips[key].setChecked(True)
        self.ask()

    def current(self) -> ActRow | None:
        row: ActRow | None = self.list.view.current_row()
        return row

    def name_of(self, row: ActRow) -> str:
        return form_words(row.kind, self._forms)

    def read(self) -> None:
        """Forms and pens may be others by now; the list follows them."""
        desk = self._desk
        self._background.run(
            lambda: (desk.templates.all(), desk.act_desk.pens()),
            self._take,
            owner=self,
            key="forms",
        )

    def ask(self, *_: object) -> None:
        desk, forms = self._desk, dict(self._forms)
        asked = Asked(self.chosen, self.kinds.value(), self.search.text())
        self.list.ask(lambda: narrowed(desk.act_desk.newest(MOST), asked, forms))

    def _take(self, told: tuple[tuple[Template, ...], tuple[Pen, ...]]) -> None:
        templates, pens = told
        self._forms.clear()
        self._forms.update({one.id: one for one in templates})
        kept = self.kinds.raw()
        with QSignalBlocker(self.kinds):
            self.kinds.offer(_kinds(self._forms))
            self.kinds.restore(kept)
        self._show_pens([one for one in pens if one.station or one.waiting or one.is_disputed])
        self.ask()

    def _show_pens(self, pens: Sequence[Pen]) -> None:
        self._pens.setText(pens_words(pens))
        self._pens.setVisible(bool(pens))


def _chip_words() -> tuple[tuple[str, str], ...]:
    words = {
        # Translators: a chip: acts at every step
        ALL: tr("All acts"),
        "waiting": tr("Wait for a number"),
        "to_sign": tr("To be signed"),
        "to_deliver": tr("To be delivered"),
        "delivered": tr("Delivered"),
        "void": tr("No longer in force"),
    }
    return tuple((key, words[key]) for key in STAGES)


def _kinds(forms: Mapping[str, Template]) -> list[Choice]:
    journals = sorted({one.journal for one in forms.values() if one.journal})
    found = [Choice(one, tr("Journal: {name}", name=journal_words(one))) for one in journals]
    return found + [
        Choice(one.id, named(one.name), f"{one.name.ky} {one.name.ru}") for one in forms.values()
    ]
