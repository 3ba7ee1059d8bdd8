"""Settings: the last verified copy, a new one now, and how a lost computer is put back."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError, WorkCancelled
from akimat_desk.domain.moments import local_time
from akimat_desk.services.backup_days import CopyStanding
from akimat_desk.services.backups import Backup
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui import kept
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.backup_runner import BackupRunner, standing_words
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import caption, card, plain, retone, scrolled, secondary, strong, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.progress import Progress, Tally
from akimat_desk.ui.screens.card_words import shown_moment
from akimat_desk.ui.screens.settings_facts import Facts
from akimat_desk.ui.screens.settings_words import number_words
from akimat_desk.ui.theme import Tone, look


class _Found(NamedTuple):
    last: Backup | None
    standing: CopyStanding
    copies: Sequence[int]
    before: Sequence[str]


class BackupsPage(Place):
    """Making one only reads: registering goes on meanwhile. `copy_asked`: a copy is to be put in
    place, for which the register is closed."""

    copy_asked = Signal()

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self.progress = Progress()
        self.folder = TextField(tr("another disk or a stick; empty: beside the register"))
        self.choose = secondary(tr("&Choose a folder"), "folder-open-outline")
        self.back = secondary(tr("&Open a copy"), "backup-restore")
        self._result = wrapped(plain())
        self._facts = Facts()
        self._may = desk.backups.may_make()
        self._named = ""
        self._is_daily = False
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        for widget in (
            self.progress,
            card(strong(tr("The last verified copy")), self._result, self._facts),
            self._build_folder(),
            self._build_back(),
            _guide(),
        ):
            column.addWidget(widget)
        column.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner))
        self.choose.clicked.connect(lambda *_: self._choose())
        self.folder.line.editingFinished.connect(lambda: self.keep(self.folder.raw()))
        self.setFocusProxy(self.folder.editor)
        self.back.clicked.connect(lambda *_: self.copy_asked.emit())
        for widget in (self.folder.editor, self.choose, self.back):
            widget.setEnabled(self._may)

    def _build_folder(self) -> QWidget:
        label = plain(tr("&Folder of the copies"))
        label.setBuddy(self.folder.editor)
        self.folder.editor.setAccessibleName(tr("Folder of the copies"))
        note = tr(
            "A copy is opened and checked from end to end before it counts. It opens only with the"
            " recovery key or an administrator's password. One is made every day, in a quiet"
            " moment, and one before every step that risks something. The newest three stay, and"
            " one of each of seven days, four weeks and twelve months."
        )
        told = note if self._may else tr("Copies are made by the administrator.")
        return card(label, self.folder, flow(self.choose), wrapped(caption(told)))

    def _build_back(self) -> QWidget:
        told = tr(
            "You are signed out, what is typed is kept. The next page tells what will happen,"
            " checks the copy and changes nothing before you say so. Back leads to the sign-in."
        )
        head = strong(tr("Put a copy in place here"))
        return card(head, wrapped(caption(told)), flow(self.back))

    def follow(self, runner: BackupRunner) -> None:
        """The copy of every day is seen here while it is made."""

        def began(tally: Tally) -> None:
            if not self.progress.is_running:
                self._is_daily = True
                self.progress.follow(tr("Making today's copy and checking it"), tally)
                self.ways.retitle()

        def ended() -> None:
            if self._is_daily:
                self._is_daily = False
                self.progress.end()
                self.ways.retitle()
            if self.isVisible():
                self.shown()

        runner.began.connect(began)
        runner.ended.connect(ended)
        if runner.tally is not None:
            began(runner.tally)

    def title(self) -> str:
        return tr("Copies of the data")

    def main_action(self) -> MainAction | None:
        if self.progress.is_running or not self._may:
            return None
        return MainAction(tr("Make a copy now"), "F2", self._make)

    def shown(self) -> None:
        desk, known = self.desk, kept.backup_folder() if self._may else ""

        def found() -> _Found:
            days = desk.backup_days
            if known and not days.standing().folder:
                # As this computer remembered it before the register itself did.
                days.name(known)
            standing = days.standing()
            copies = desk.backups.listed(days.place())
            return _Found(
                desk.backups.last(), standing, [one.made_at for _, one in copies], days.before_all()
            )

        self.background.run(found, self._show, owner=self, key="backups")

    def keep(self, folder: str) -> None:
        folder, days = folder.strip(), self.desk.backup_days
        if folder == self._named:
            return
        self._named = folder
        kept.keep_backup_folder("")
        self.background.run(
            lambda: days.name(folder),
            lambda _: self.shown(),
            failed=self._failed,
            owner=self,
            lane=Lane.WRITE,
        )

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Folder of the copies"), self._named or str(Path.home())
        )
        if chosen:
            self.folder.restore(chosen)
            self.keep(chosen)

    def _make(self) -> None:
        backups, days, typed = self.desk.backups, self.desk.backup_days, self.folder.raw().strip()

        def work(tally: Tally) -> Backup:
            folder = Path(typed) if typed else days.place()
            return backups.make(folder, report=tally.report, cancelled=tally.is_cancelled)

        self.progress.run(
            self.background,
            tr("Making a copy and checking it"),
            work,
            self._made,
            failed=self._failed,
        )
        self.ways.retitle()

    def _made(self, done: Backup) -> None:
        self.ways.retitle()
        self.ways.say(
            Weight.GOOD, tr("The copy is made and verified: {file}.", file=Path(done.file).name)
        )
        self.shown()

    def _failed(self, error: DeskError) -> None:
        self.ways.retitle()
        self._result.setText(sentence(error))
        retone(self._result, Tone.SOFT if isinstance(error, WorkCancelled) else Tone.BAD)

    def _show(self, found: _Found) -> None:
        self._named = found.standing.folder
        if not self.folder.editor.hasFocus() or not self.folder.raw():
            self.folder.restore(self._named)
        words, tone = _standing(found.standing)
        self._result.setText(words)
        retone(self._result, tone)
        self._facts.show_lines(_lines(found))


def _standing(found: CopyStanding) -> tuple[str, Tone]:
    if found.days is None:
        words = tr("There is no copy yet. What is only on this computer is lost with it.")
        return " ".join(filter(None, (words, standing_words(found)))), Tone.BAD
    if found.is_away or found.trouble is not None:
        return standing_words(found), Tone.WARN
    if found.days < 1:
        return tr("The copy is of today."), Tone.GOOD
    words = tr_many(
        "The last copy is {count} day old.", "The last copy is {count} days old.", found.days
    )
    return words, Tone.WARN if found.is_old else Tone.SOFT


def _lines(found: _Found) -> list[tuple[str, str | Path]]:
    lines: list[tuple[str, str | Path]] = []
    if found.last is not None:
        lines = [
            (tr("Made"), shown_moment(local_time(found.last.made_at))),
            (tr("File"), Path(found.last.file)),
            (tr("Entries"), number_words(found.last.entries)),
            (tr("Papers and scans"), number_words(found.last.files)),
        ]
        if found.last.lacking:
            lines.append((tr("Could not be read"), number_words(found.last.lacking)))
    standing = found.standing
    when = tr("today, in a quiet moment") if standing.is_due else tr("tomorrow, in a quiet moment")
    lines += [(tr("Next copy"), when), (tr("It goes to"), Path(standing.place))]
    if found.copies:
        lines.append((tr("Copies in the folder"), number_words(len(found.copies))))
    lines += [(tr("The register of before"), Path(one)) for one in found.before]
    return lines


def _guide() -> QWidget:
    steps = (
        tr("1. Install the program on the new computer and bring the folder of the copies there."),
        tr("2. Before signing in choose: Open a copy of the data. Or: {command}", command=_RESTORE),
        tr(
            "3. Register on at once: numbers bear a mark of their own, so that none is given twice."
        ),
        tr("4. Enter what was registered after the copy from its receipts, under the old numbers."),
        tr("5. Enrol the computer at the centre once more."),
    )
    return card(strong(tr("If this computer is lost")), *(wrapped(plain(one)) for one in steps))


_RESTORE = "akimat-desk --data DIR --login NAME restore FILE"
