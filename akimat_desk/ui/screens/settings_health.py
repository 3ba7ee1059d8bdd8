"""Settings: proving that the data is whole, making the lists anew, what to do when it is not."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError, IntegrityBroken, WorkCancelled
from akimat_desk.services import selftest
from akimat_desk.services.desk import Desk
from akimat_desk.services.integrity import Verified
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import caption, card, plain, retone, scrolled, secondary, strong, wrapped
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.progress import Progress, Tally
from akimat_desk.ui.screens.settings_words import number_words
from akimat_desk.ui.theme import Tone, look

Answer = TypeVar("Answer")
STEPS = 5


class HealthPage(Place):
    """One long work at a time; its result stands here in words until the next one."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self.progress = Progress()
        self._result = wrapped(plain())
        self._more = wrapped(caption())
        self._rebuild = secondary(tr("Make the lists anew"), "table-refresh")
        self._selftest = secondary(tr("Test the program"), "clipboard-check-outline")
        self._may_rebuild = desk.office.book.may("rebuild")
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        column.addWidget(self.progress)
        column.addWidget(self._build_result())
        column.addWidget(self._build_works())
        column.addWidget(self._build_recovery())
        column.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner))
        self._rebuild.setEnabled(self._may_rebuild)
        self._rebuild.clicked.connect(self._make_anew)
        self._selftest.clicked.connect(self._test)
        self.setFocusProxy(self._rebuild if self._may_rebuild else self._selftest)
        self._result.setText(tr("Nothing has been checked since the program was started."))
        self._more.hide()

    def _build_result(self) -> QWidget:
        return card(strong(tr("What was found")), self._result, self._more)

    def _build_works(self) -> QWidget:
        checking = tr(
            "Checking looks at every entry of the journal, at the lists made from it and at every"
            " paper. It only reads: work goes on meanwhile."
        )
        anew = tr(
            "Making the lists anew builds them from the journal. Nothing can be registered until"
            " it is over; stopped, it leaves everything as it was."
        )
        return card(
            strong(tr("What can be done")),
            wrapped(plain(checking)),
            wrapped(plain(anew)),
            flow(self._rebuild, self._selftest),
        )

    def _build_recovery(self) -> QWidget:
        first = tr(
            "Go on with paper, write nothing over the data folder, and call whoever looks after the"
            " computers. They need the recovery key and the head's codes that were printed at the"
            " set-up: keep them locked away, never beside this computer."
        )
        second = tr(
            "Damaged lists are mended here: they are made anew from the journal. A damaged journal"
            " is restored from a copy."
        )
        return card(
            strong(tr("If something is damaged")), wrapped(plain(first)), wrapped(caption(second))
        )

    def title(self) -> str:
        return tr("Health of the data")

    def main_action(self) -> MainAction | None:
        if self.progress.is_running:
            return None
        return MainAction(tr("Check everything"), "F2", self._verify)

    def _verify(self) -> None:
        integrity = self.desk.integrity
        self._run(
            tr("Checking the journal, the lists and the papers"),
            lambda tally: integrity.verify(tally.report, tally.is_cancelled),
            lambda found: self._show(Tone.GOOD, *_whole(found)),
        )

    def _make_anew(self) -> None:
        integrity = self.desk.integrity
        self._run(
            tr("Making the lists anew"),
            lambda tally: integrity.rebuild(tally.report, tally.is_cancelled),
            self._made_anew,
            Lane.WRITE,
        )

    def _made_anew(self, streams: int) -> None:
        words = tr_many(
            "The lists were made anew from {count} record.",
            "The lists were made anew from {count} records.",
            streams,
        )
        self._show(Tone.GOOD, words)
        self.ways.changed()

    def _test(self) -> None:
        self._run(
            tr("Testing the program in a folder of its own"),
            _tested,
            lambda steps: self._show(
                Tone.GOOD,
                tr("The program can register, print and check on this computer."),
                tr_many("{count} step done.", "{count} steps done.", steps),
            ),
        )

    def _run(
        self,
        words: str,
        work: Callable[[Tally], Answer],
        done: Callable[[Answer], None],
        lane: Lane = Lane.LONG,
    ) -> None:
        if self.progress.is_running:
            return
        self._show(Tone.SOFT, words)

        def over(answer: Answer) -> None:
            self._go_on()
            done(answer)

        self.progress.run(self.background, words, work, over, failed=self._failed, lane=lane)
        self._set_busy(is_busy=True)

    def _failed(self, error: DeskError) -> None:
        self._go_on()
        if isinstance(error, WorkCancelled):
            self._show(Tone.SOFT, sentence(error))
        elif isinstance(error, IntegrityBroken):
            self._show(Tone.BAD, sentence(error), str(error))
        else:
            self._show(Tone.WARN, sentence(error))

    def _go_on(self) -> None:
        self._set_busy(is_busy=False)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._rebuild.setEnabled(self._may_rebuild and not is_busy)
        self._selftest.setEnabled(not is_busy)
        self.ways.retitle()

    def _show(self, tone: Tone, words: str, more: str = "") -> None:
        self._result.setText(words)
        retone(self._result, tone)
        self._more.setText(more)
        self._more.setVisible(bool(more))


def _whole(found: Verified) -> tuple[str, str]:
    words = tr("Everything is whole.")
    more = tr(
        "Entries: {entries}. Records: {streams}. Papers and scans: {files}. Digest: {digest}",
        entries=number_words(found.entries),
        streams=number_words(found.streams),
        files=number_words(found.files),
        digest=found.digest[:16],
    )
    if found.number_clashes:
        shared = tr_many(
            "{count} number stands on several papers; they are told apart by the receipt code.",
            "{count} numbers stand on several papers; they are told apart by the receipt code.",
            found.number_clashes,
        )
        return words, f"{more}\n{shared}"
    return words, more


def _tested(tally: Tally) -> int:
    """Each step proves one thing; between two of them it can be stopped."""
    done = 0
    for done, _ in enumerate(selftest.run(), 1):
        tally.report(done, STEPS)
        if tally.is_cancelled():
            raise WorkCancelled
    return done
