"""The rules of terms: a list at the left, the rule one stands on in full at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.services.offered import Offer
from akimat_desk.services.references import Missing
from akimat_desk.services.rule_readings import PackTold, RuleTold
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import caption, head, plain, scrolled, soft, wrapped
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import Ways
from akimat_desk.ui.screens.card_words import joined, named
from akimat_desk.ui.screens.offered_lines import OfferedLines
from akimat_desk.ui.screens.rules_words import (
    confirmed_by,
    force_words,
    length_of,
    lines_of,
    missing_words,
    sure_icon,
    sure_sign,
    sure_tone,
)
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.theme import Tone, look

Known = tuple[tuple[PackTold, ...], tuple[Missing, ...], tuple[Offer, ...]]


class RuleFace(QWidget):
    """One rule in full: names of its facts over what they say."""

    def __init__(self) -> None:
        super().__init__()
        self._area: QScrollArea | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_rule(self, told: RuleTold | None) -> None:
        if self._area is not None:
            self._layout.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        self._area = scrolled(_facts(told))
        self._layout.addWidget(self._area)


def _facts(told: RuleTold | None) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(look().px(4), 0, look().px(8), 0)
    column.setSpacing(look().px(2))
    if told is not None:
        column.addWidget(wrapped(head(named(told.rule.title))))
        for line in lines_of(told):
            column.addSpacing(look().px(5))
            column.addWidget(caption(line.name))
            column.addWidget(wrapped(plain(line.words, line.tone)))
    column.addStretch()
    return page


class RulesBoard(QWidget):
    """Asks for what somebody wants to do; it changes nothing itself."""

    confirming_asked = Signal(object)
    length_asked = Signal(object)
    what_if_asked = Signal(object)

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__()
        self._desk, self._background, self._ways = desk, background, ways
        self.packs: tuple[PackTold, ...] = ()
        self.face = RuleFace()
        self._missing = wrapped(plain("", Tone.WARN))
        self.offered = OfferedLines(may_look=self.may_change)
        self.rules: ShortList[RuleTold] = ShortList(
            _columns(), background, self._actions(), tr("Rules of terms")
        )
        self._build()

    def _build(self) -> None:
        about = tr(
            "What is marked \u201cto confirm\u201d has not been seen in the official text yet:"
            " papers and screens say so."
        )
        beside = QHBoxLayout()
        beside.setSpacing(look().px(20))
        beside.addWidget(self.rules, 3)
        beside.addWidget(self.face, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(wrapped(soft(about)))
        layout.addWidget(self._missing)
        layout.addWidget(self.offered)
        if not self.may_change:
            layout.addWidget(wrapped(soft(tr("The head and the administrator adopt changes."))))
        layout.addLayout(beside, 1)
        self._missing.hide()
        self.rules.view.selectionModel().currentRowChanged.connect(lambda *_: self._follow())
        self.rules.shown.connect(self._begin)

    @property
    def may_change(self) -> bool:
        return self._desk.rules.may_change

    @property
    def current(self) -> RuleTold | None:
        return self.rules.view.current_row()

    def ask(self) -> None:
        rules, lists = self._desk.rules, self._desk.catalogues

        def known() -> Known:
            return rules.packs(), rules.missing(), (*rules.offered(), *lists.offered())

        self._background.run(known, self._show, failed=self._ways.refuse, owner=self, key="rules")

    def _show(self, known: Known) -> None:
        self.packs, missing, offered = known
        self.offered.show_offers(offered)
        self._missing.setText(missing_words(missing))
        self._missing.setVisible(bool(missing))
        kept = self.current
        self._kept = "" if kept is None else kept.rule.id
        told = [rule for pack in self.packs for rule in pack.rules]
        self.rules.ask(lambda: told)

    def _begin(self) -> None:
        """The rule that was stood on stays, also when what is said of it has changed."""
        rows = list(self.rules.table.rows())
        place = next((n for n, row in enumerate(rows) if row.rule.id == self._kept), 0)
        if rows:
            self.rules.view.setCurrentIndex(self.rules.table.index(place, 0))
        self._follow()

    def _follow(self) -> None:
        self.face.show_rule(self.current)

    def _actions(self) -> tuple[RowAction, ...]:
        look_ahead = RowAction(
            tr("If it came into force…"),
            "eye-outline",
            self.what_if_asked.emit,
            lambda row: row.is_prepared,
        )
        if not self.may_change:
            return (look_ahead,)
        return (
            RowAction(
                tr("Confirm…"),
                "check",
                self.confirming_asked.emit,
                lambda row: row.may_confirm and not row.is_prepared,
            ),
            RowAction(
                tr("Enter the length…"),
                "pencil-outline",
                self.length_asked.emit,
                lambda row: row.may_enter and not row.is_prepared,
            ),
            look_ahead,
        )


def _columns() -> tuple[Column[RuleTold], ...]:
    return (
        Column(
            title=lambda: tr("Term"),
            text=lambda row: named(row.rule.title),
            note=lambda row: joined(length_of(row), force_words(row)),
        ),
        Column(
            title=lambda: tr("Legal ground"),
            text=lambda row: named(row.rule.legal),
            drops_under=520,
        ),
        Column(
            title=lambda: tr("How sure"),
            text=sure_sign,
            note=confirmed_by,
            tone=sure_tone,
            icon=sure_icon,
            chars=29,
        ),
    )
