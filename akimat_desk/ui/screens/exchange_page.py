"""Settings: the exchange without a line - a shared folder, a stick, the courier to the centre."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from akimat_desk.domain.moments import local_time
from akimat_desk.services.desk import Desk
from akimat_desk.services.share import ShareState, Waiting
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.text.file_words import why_aside
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import caption, card, plain, scrolled, secondary, soft, strong, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.card_words import shown_moment
from akimat_desk.ui.screens.exchange_page_words import (
    asked_words,
    brought_words,
    held_words,
    joined_words,
    let_in_words,
    shared_words,
    written_words,
)
from akimat_desk.ui.screens.settings_facts import Facts
from akimat_desk.ui.screens.settings_list import ShortList
from akimat_desk.ui.theme import look

LOOK_NOW = "F5"
ROWS_SHOWN = 40


class _Standing(NamedTuple):
    state: ShareState
    code: str


class SharePage(Place):
    """The folder is chosen here; what lies in it is taken in by the window's runner."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self.folder = TextField(tr("no folder is shared"))
        self.stick = TextField(tr("the folder of the stick"))
        self.code = TextField()
        self._facts = Facts()
        self._waiting_code = wrapped(plain())
        self._is_on = False
        self._off = secondary(tr("Stop looking"))
        self._outbox: ShortList[Waiting] = ShortList(
            _columns(), background, (), tr("Not held by every workstation yet")
        )
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        for part in (self._build_share(), self._build_outbox(), self._build_stick()):
            column.addWidget(part)
        column.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner))
        self.begin_at(self.folder.line)

    def _build_share(self) -> QWidget:
        note = tr(
            "Workstations of the office exchange through a folder that all of them see, or a"
            " stick. What lies in it can be read by them alone."
        )
        choose = self._button(tr("Choose a folder"), partial(self._pick, self.folder, self._keep))
        choose_typed = self._button(tr("Share through this folder"), self._keep)
        self._off.clicked.connect(self._turn_off)
        return card(
            strong(tr("Shared folder")),
            wrapped(soft(note)),
            _labelled(tr("Folder"), self.folder),
            flow(choose_typed, choose, self._off),
            self._facts,
        )

    def _build_outbox(self) -> QWidget:
        self._outbox.view.say_when_empty(tr("Every workstation holds everything."))
        self._outbox.setFixedHeight(look().px(look().row_height * 5))
        return card(strong(tr("Not held by every workstation yet")), self._outbox)

    def _build_stick(self) -> QWidget:
        button, desk = self._button, self.desk
        return card(
            strong(tr("Stick")),
            _labelled(tr("Folder of the stick"), self.stick),
            flow(
                button(tr("Choose the stick"), partial(self._pick, self.stick, None)),
                button(
                    tr("Exchange by the stick"),
                    partial(self._by_stick, desk.share.exchange, shared_words),
                ),
            ),
            # Translators: other computers of the office join the exchange; check
            soft(tr("Let workstations in")),
            self._waiting_code,
            flow(
                button(
                    tr("Ask to be let in"),
                    partial(self._by_stick, desk.joining.ask, asked_words),
                ),
                button(
                    tr("Read the answer"),
                    partial(self._by_stick, desk.joining.take, joined_words),
                ),
            ),
            _labelled(tr("Code on the other screen"), self.code),
            flow(button(tr("Let it in"), self._let_in)),
            # Translators: who carries the stick to the centre; check the Kyrgyz word
            soft(tr("Courier to the centre")),
            flow(
                button(
                    tr("Write for the centre"),
                    partial(self._by_stick, desk.courier.write, written_words),
                ),
                button(
                    tr("Read the centre's answers"),
                    partial(self._by_stick, desk.courier.read, brought_words),
                ),
            ),
            wrapped(caption(tr("Any order is right, and doing it twice does no harm."))),
        )

    def title(self) -> str:
        return tr("Exchange without a line")

    def main_action(self) -> MainAction | None:
        return MainAction(tr("Look now"), LOOK_NOW, self._look) if self._is_on else None

    def shown(self) -> None:
        self._ask(self._show, "share")

    def follow(self) -> None:
        """Something came or went: what stands here is told anew, what is typed stays."""
        if self.isVisible():
            self._ask(self._tell, "share-told")

    def _ask(self, show: Callable[[_Standing], None], key: str) -> None:
        desk = self.desk
        self._outbox.ask(lambda: desk.share.outbox(ROWS_SHOWN) if _is_member(desk) else [])
        self.background.run(
            lambda: _Standing(desk.share.state(), desk.joining.waiting()),
            show,
            owner=self,
            key=key,
        )

    def _show(self, found: _Standing) -> None:
        if not self.folder.line.hasFocus():
            self.folder.restore(found.state.folder)
        self._tell(found)

    def _tell(self, found: _Standing) -> None:
        state = found.state
        self._is_on = state.is_on
        self._off.setEnabled(state.is_on)
        self._facts.show_lines(_lines(state))
        code = tr("The code of this workstation: {code}", code=found.code) if found.code else ""
        self._waiting_code.setText(code)
        self._waiting_code.setVisible(bool(code))
        self.ways.retitle()

    # What is asked

    def _keep(self) -> None:
        folder = Path(self.folder.raw().strip())
        self._run(lambda: self.desk.share.choose(folder), self._look)

    def _turn_off(self) -> None:
        self._run(lambda: self.desk.share.turn(is_on=False), self.shown)

    def _look(self) -> None:
        share = self.desk.share
        self._run_told(share.exchange, shared_words)

    def _let_in(self) -> None:
        at, code, desk = Path(self.stick.raw().strip()), self.code.raw(), self.desk
        self._run_told(lambda: desk.joining.let_in(at, code), let_in_words)

    def _by_stick(self, work: Callable[[Path], Any], words: Callable[[Any], str]) -> None:
        at = Path(self.stick.raw().strip())
        self._run_told(lambda: work(at), words)

    def _run_told(self, work: Callable[[], Any], words: Callable[[Any], str]) -> None:
        def done(found: Any) -> None:
            self.ways.say(Weight.INFO, words(found))
            self.ways.changed()
            self.shown()

        self.background.run(work, done, failed=self.ways.refuse, lane=Lane.NETWORK, owner=self)

    def _run(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        self.background.run(
            work, lambda _: then(), failed=self.ways.refuse, lane=Lane.NETWORK, owner=self
        )

    def _pick(self, field: TextField, then: Callable[[], None] | None) -> None:
        found = QFileDialog.getExistingDirectory(self, tr("Choose a folder"), field.raw())
        if found:
            field.restore(found)
            if then is not None:
                then()

    def _button(self, words: str, run: Callable[[], None]) -> QPushButton:
        button = secondary(words)
        button.clicked.connect(lambda *_: run())
        return button


def _is_member(desk: Desk) -> bool:
    return desk.share.state(0).is_member


def _labelled(words: str, field: TextField) -> QWidget:
    box = QWidget()
    label = soft(words)
    label.setBuddy(field.editor)
    field.editor.setAccessibleName(words)
    field.setMaximumWidth(look().px(560))
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(look().px(4))
    layout.addWidget(label)
    layout.addWidget(field)
    return box


def _lines(state: ShareState) -> Iterator[tuple[str, str]]:
    if not state.is_member:
        yield (
            tr("Standing"),
            tr("This workstation shares with no other one. It works all the same."),
        )
        return
    last = state.last_look
    yield (
        tr("Last look"),
        tr("none yet") if last is None else shown_moment(local_time(last)),
    )
    yield tr("On this computer alone"), _entries(state.unheld)
    for one in state.colleagues:
        yield (
            tr("Workstation {mark}", mark=one.mark),
            tr(
                "{moment}, lacks: {count}",
                moment=shown_moment(local_time(one.at)),
                count=_entries(one.lacks),
            ),
        )
    for trouble in state.troubles[:3]:
        yield tr("Left aside"), f"{trouble.file}: {why_aside(trouble.reason)}"


def _entries(count: int) -> str:
    if not count:
        # Translators: nothing waits, nothing is set aside
        return tr("nothing")
    return tr_many("{count} entry", "{count} entries", count)


def _columns() -> Sequence[Column[Waiting]]:
    return (
        Column(
            title=lambda: tr("Case"),
            text=lambda row: row.number or tr("records of the office and of applicants"),
            is_strong=True,
        ),
        Column(title=lambda: tr("Waits"), text=lambda row: _entries(row.entries), chars=11),
        Column(
            title=lambda: tr("Since when"),
            text=lambda row: shown_moment(local_time(row.since)),
            chars=16,
            is_stiff=True,
        ),
        Column(
            title=lambda: tr("Held by workstations"),
            text=lambda row: held_words(row.held_by, is_received=row.is_received),
            chars=19,
        ),
    )
