"""The post: one key an envelope, and what was taken in waits here to be registered."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.domain.catalogues import Row
from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.services.post import Envelope
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.pasting import PasteWatch
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.post_line import PostLine
from akimat_desk.ui.screens.post_list import PostList, Waiting
from akimat_desk.ui.screens.post_scan import PostScan
from akimat_desk.ui.screens.register_paper_side import Beside, PaperSide
from akimat_desk.ui.sections import POST
from akimat_desk.ui.theme import look
from akimat_desk.ui.thumbnails import Thumbnails
from akimat_desk.ui.watch_folder_look import NewScan

SECTION: Final = POST


class PostPlace(Place):
    """`counted` carries how many envelopes wait."""

    counted = Signal(int)

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._waiting: int | None = None
        self._shown = ""
        self.line: Final = PostLine()
        thumbnails = Thumbnails(desk.attachments.read, background, self)
        self.list: Final = PostList(background, thumbnails)
        self.paper: Final = PaperSide(desk.attachments, background, beside=Beside.ENVELOPE)
        self._scan = PostScan(desk, background, self.paper, self)
        self._build()
        self._follow()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(look().px(12))
        left.addWidget(self.line)
        left.addWidget(self.list, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(14))
        layout.addLayout(left, 7)
        layout.addWidget(self.paper, 4)
        stops = [self.list, *self.paper.stops()]
        QWidget.setTabOrder(self.line.form.field("about").editor, self.list)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        PasteWatch(self).pasted.connect(self._scan.bring)

    def _follow(self) -> None:
        self.line.finished.connect(self.take_in)
        self.list.chosen.connect(lambda row: self.ways.open_register({"draft": row.id}))
        self.list.acted.connect(lambda row: self.ways.open_register({"draft": row.id}))
        self.list.thrown.connect(self._throw_away)
        self.list.settled.connect(self._show_scans)
        self.paper.said.connect(self.ways.say)
        self.paper.changed.connect(self._keep_scans)
        self._scan.put_in.connect(self._ask)

    # The place

    def title(self) -> str:
        if not self._waiting:
            return tr("Mail")
        return tr_many(
            "Mail: {count} envelope to register", "Mail: {count} envelopes to register",
            self._waiting,
        )  # fmt: skip

    def main_action(self) -> MainAction:
        # Translators: main button: take in the next envelope of the morning's post
        return MainAction(tr("Take in an envelope"), "Ins", self.take_in)

    def shown(self) -> None:
        post = self.desk.post
        self.background.run(post.channels, self._offer, owner=self, key="channels")
        self._ask()

    def ask_count(self) -> None:
        """For the figure at the side; the list follows."""
        self._ask()

    def take_in(self) -> None:
        """The instant of receipt is that of the key; the scan follows when it has been read."""
        noted = self.line.noted()
        if noted is None:
            return
        post = self.desk.post
        scan = self._scan.claim()
        self.background.run(
            lambda: post.take(noted.channel, from_whom=noted.from_whom, about=noted.about),
            lambda envelope: self._taken(envelope, scan),
            owner=self,
            lane=Lane.WRITE,
        )
        self.line.clear()
        self.line.start()

    # What is asked of the services

    def _ask(self, chosen: str = "") -> None:
        """After what was written before: the answer comes from the same lane."""
        post = self.desk.post
        self.background.run(post.waiting, partial(self._show, chosen), owner=self, lane=Lane.WRITE)

    def _offer(self, channels: Sequence[Row]) -> None:
        self.line.offer(channels)

    def _show(self, chosen: str, waiting: Sequence[Envelope]) -> None:
        self._waiting = len(waiting)
        self.list.show_waiting(Waiting(waiting), chosen)
        self.counted.emit(len(waiting))
        if self.isVisible():
            self.ways.retitle()

    def _taken(self, envelope: Envelope, scan: NewScan | None) -> None:
        self._scan.put_into(envelope.id, scan)
        self._ask(envelope.id)

    # Scans

    def _show_scans(self) -> None:
        row = self.list.envelope()
        self._shown = "" if row is None else row.id
        self.paper.setEnabled(row is not None)
        self.paper.show_held(() if row is None else row.files)

    def _keep_scans(self) -> None:
        if self._shown:
            work = partial(self.desk.post.lay, self._shown, self.paper.scans)
            self.background.run(work, lambda _: self._ask(), owner=self, lane=Lane.WRITE)

    # Throwing away

    def _throw_away(self, row: Envelope) -> None:
        work = partial(self.desk.post.throw_away, row.id)
        self.background.run(work, self._thrown, owner=self, lane=Lane.WRITE)

    def _thrown(self, draft: Draft | None) -> None:
        self._ask()
        if draft is not None:
            words = tr("The envelope is thrown away.")
            self.ways.say_undoable(words, partial(self._bring_back, draft))

    def _bring_back(self, draft: Draft) -> None:
        work = partial(self.desk.post.bring_back, draft)
        self.background.run(work, lambda _: self._ask(draft.id), owner=self, lane=Lane.WRITE)

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.line.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.paper.takes(event):
            super().keyPressEvent(event)
