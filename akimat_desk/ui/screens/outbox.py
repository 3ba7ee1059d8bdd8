"""What the centre refused, with its text kept, and what can be done about what did not arrive."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from akimat_desk.domain.moments import local_time
from akimat_desk.services.desk import Desk
from akimat_desk.services.outbox import Outcome, Quarantined
from akimat_desk.services.support_file import save
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import caption, secondary, strong, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import Ways
from akimat_desk.ui.screens.card_words import shown_moment
from akimat_desk.ui.screens.outbox_words import aside_words, kept_words, refusal_words
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.theme import look

SUPPORT_FILE: Final = "akimat-support.json"


class _Found(NamedTuple):
    refused: Sequence[Outcome]
    aside: Sequence[Quarantined]


class RefusedBox(QWidget):
    """The list takes no room while nothing was refused; the buttons always stand."""

    retry_asked = Signal()

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__()
        self._desk, self._background, self._ways = desk, background, ways
        self._title = strong(tr("Refused by the server"))
        self._kept = wrapped(
            caption(tr("The text stays here. Do it anew in the case, or take it off this list."))
        )
        self.list: Final[ShortList[Outcome]] = ShortList(
            _columns(), background, self._row_actions(), tr("Refused by the server")
        )
        self.why = wrapped(caption())
        self.retry = secondary(tr("&Ask again for what was set aside"), "refresh")
        self.support = secondary(tr("Save a &file for support"), "lifebuoy")
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        for widget in (self._title, self.list, self._kept, self.why):
            column.addWidget(widget)
        column.addWidget(flow(self.retry, self.support))
        self.retry.clicked.connect(self._retry)
        self.support.clicked.connect(lambda *_: self._choose_file())
        self._show(_Found((), ()))

    def refresh(self) -> None:
        outbox = self._desk.outbox
        self._background.run(
            lambda: _Found(outbox.refused(), outbox.aside()),
            self._show,
            owner=self,
            key="refused",
        )

    def save_support(self, path: Path) -> None:
        outbox = self._desk.outbox
        self._background.run(
            lambda: save(outbox, path),
            lambda _: self._ways.say(Weight.GOOD, tr("The file for support is {file}.", file=path)),
            owner=self,
        )

    def _row_actions(self) -> tuple[RowAction, ...]:
        return (
            RowAction(
                tr("Open the case"), "open-in-new", self._open_case, lambda row: bool(row.number)
            ),
            RowAction(tr("Take off the list"), "check", self._withdraw, lambda _: True),
        )

    def _show(self, found: _Found) -> None:
        rows = found.refused
        for widget in (self._title, self.list, self._kept):
            widget.setVisible(bool(rows))
        if rows:
            self.list.ask(lambda: rows)
        self.retry.setVisible(bool(found.aside))
        self.why.setText(aside_words([one.reason for one in found.aside]))
        self.why.setVisible(bool(found.aside))

    def _open_case(self, row: Outcome) -> None:
        self._ways.open_case(row.case)

    def _withdraw(self, row: Outcome) -> None:
        outbox = self._desk.outbox
        self._background.run(
            lambda: outbox.withdraw(row.id), lambda _: self.refresh(), owner=self, lane=Lane.WRITE
        )

    def _retry(self, *_: object) -> None:
        outbox = self._desk.outbox

        def forgotten(count: int) -> None:
            words = tr_many(
                "{count} part is asked for again.", "{count} parts are asked for again.", count
            )
            self._ways.say(Weight.GOOD, words)
            self.refresh()
            self.retry_asked.emit()

        self._background.run(outbox.retry, forgotten, owner=self, lane=Lane.WRITE)

    def _choose_file(self) -> None:
        start = str(Path.home() / SUPPORT_FILE)
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save a file for support"), start)
        if chosen:
            self.save_support(Path(chosen))


def _columns() -> tuple[Column[Outcome], ...]:
    return (
        Column(
            title=lambda: tr("Case"),
            text=lambda row: row.number or tr("records of the office and of applicants"),
            is_strong=True,
        ),
        Column(title=lambda: tr("Its words"), text=kept_words, chars=44),
        Column(title=lambda: tr("Why refused"), text=lambda row: refusal_words(row.refusal)),
        Column(
            title=lambda: tr("Written"),
            text=lambda row: f"{shown_moment(local_time(row.at))}, {row.by}".rstrip(", "),
            chars=28,
        ),
    )
