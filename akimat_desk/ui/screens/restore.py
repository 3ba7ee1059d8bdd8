"""Before anybody signs in: a copy is chosen, looked at and put in place; a damage is told."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.moments import local_time
from akimat_desk.paths import witness_folder
from akimat_desk.services.backup_words import restored_lines, salvaged_lines
from akimat_desk.services.putting_back import (
    CopyFacts,
    Known,
    Put,
    known_in,
    looked_at,
    restore_into,
    save_into,
)
from akimat_desk.services.restoring import Opening, Place
from akimat_desk.services.salvaging import Damaged
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import (
    card,
    head,
    plain,
    primary,
    scrolled,
    secondary,
    soft,
    wrapped,
    wrapped_in,
)
from akimat_desk.ui.message_strip import MessageStrip, Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.password_line import PasswordLine
from akimat_desk.ui.progress import Progress, Tally
from akimat_desk.ui.screens.card_words import shown_moment
from akimat_desk.ui.screens.settings_words import number_words
from akimat_desk.ui.theme import look

_WIDE = 560
_INSIDE = _WIDE - 2 * 16 - 2


class RestorePage(QWidget):
    """`left` to go to the sign-in, with or without a copy put in place."""

    left = Signal()

    def __init__(
        self, folder: Path, background: Background, damage: DeskError | None = None
    ) -> None:
        super().__init__()
        self._folder, self._background = folder, background
        self._damage = damage
        self.strip, self.progress = MessageStrip(), Progress()
        self._begin = ""
        self.file = TextField(tr("a file whose name ends in .backup"))
        self._facts, self._told = wrapped(soft()), wrapped(plain())
        self.login, self.secret, self.new = TextField(), PasswordLine(), PasswordLine()
        self.by_key = QCheckBox(tr("I have the &recovery key, not the password"))
        self.saves = QCheckBox(tr("&Save what the damaged file still holds, too"))
        self.put = primary(tr("Put the copy in place"))
        self._build()
        self._ask_known()

    def _build(self) -> None:
        self._secret_label, self._new_label = soft(), soft(tr("&New password"))
        choose = secondary(tr("Choose a &file"), "folder-open-outline")
        self._back = secondary(tr("&Back to the sign-in"))
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(look().px(8))
        for widget in (
            *_labelled(tr("The &copy"), self.file, self.file.editor), flow(choose), self._facts,
            *_labelled(tr("&Login of an administrator"), self.login, self.login.editor),
            self.by_key, self._secret_label, self.secret, self._new_label, self.new, self.saves,
            flow(self.put),
        ):  # fmt: skip
            form.addWidget(widget)
        self._secret_label.setBuddy(self.secret.line)
        self._new_label.setBuddy(self.new.line)
        self._told.hide()
        title = tr("Open a copy of the data") if self._damage is None else tr("A damaged register")
        lines = _about(is_damaged=self._damage is not None)
        self._steps = [wrapped_in(soft(line), look().px(_INSIDE)) for line in lines]
        box = card(head(title), self.strip, *self._steps, self.progress)
        box.setFixedWidth(look().px(_WIDE))
        for widget in (self._form, self._told, flow(self._back)):
            box.layout().addWidget(widget)  # type: ignore[union-attr]
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled(_in_the_middle(box)))
        self.setWindowTitle(tr("Akimat Desk"))
        self._connect(choose)
        self._show_secrets()
        self.saves.setChecked(self._damage is not None)
        self.saves.setVisible(self._damage is not None)

    def _connect(self, choose: QPushButton) -> None:
        choose.clicked.connect(lambda *_: self._choose())
        self._back.clicked.connect(lambda *_: self.left.emit())
        self.file.line.editingFinished.connect(self._look)
        self.by_key.toggled.connect(lambda *_: self._show_secrets())
        self.put.clicked.connect(lambda *_: self._put())
        self.new.line.returnPressed.connect(self._put)
        self.secret.line.returnPressed.connect(self._put)

    def _show_secrets(self) -> None:
        """The words of the one field that is a password or a key."""
        is_key = self.by_key.isChecked()
        words = tr("Recovery &key") if is_key else tr("&Password")
        self._secret_label.setText(words)
        self.secret.line.setAccessibleName(words.replace("&", ""))
        self.new.line.setAccessibleName(tr("New password"))
        for widget in (self._new_label, self.new):
            widget.setVisible(is_key)

    def _ask_known(self) -> None:
        folder = self._folder
        self._background.run(lambda: known_in(folder), self._offer, owner=self)

    def _offer(self, known: Known) -> None:
        if self._damage is not None:
            self.strip.say(Weight.BAD, sentence(self._damage))
        if known.last and not self.file.raw():
            self.file.restore(known.last)
            self._look()
        self._begin = known.folder
        self.file.setFocus()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("The copy"), self._begin, tr("Copies (*.backup)")
        )
        if chosen:
            self.file.restore(chosen)
            self._look()

    def _look(self) -> None:
        """What is in it, before anything is done with it."""
        name = self.file.raw().strip()
        self._facts.setText("")
        self._facts.setMinimumHeight(0)
        if not name:
            return
        self._background.run(
            lambda: looked_at(Path(name)), self._show_facts, failed=self._refuse, owner=self,
            lane=Lane.LONG, key="copy",
        )  # fmt: skip

    def _show_facts(self, found: CopyFacts) -> None:
        if self._damage is None:
            self.strip.put_away()
        self._facts.setText(
            tr(
                "{office} as it was on {moment}: {entries} entries, {files} papers and scans. The"
                " file is whole.",
                office=found.office,
                moment=shown_moment(local_time(found.made_at)),
                entries=number_words(found.entries),
                files=number_words(found.files),
            )
        )
        wrapped_in(self._facts, look().px(_INSIDE))

    def _put(self) -> None:
        name, saves = self.file.raw().strip(), self.saves.isChecked()
        if self.progress.is_running:
            return
        if not name and not saves:
            self.strip.say(Weight.WARN, tr("Choose a copy."))
            self.file.setFocus()
            return
        self.strip.put_away()
        self._form.setEnabled(False)
        work = self._saving(name) if saves else self._restoring(name)
        self.progress.run(
            self._background, tr("Putting the copy in place and checking it"), work, self.show_done,
            failed=self._refuse,
        )  # fmt: skip

    def _opening(self) -> Opening:
        login, secret = self.login.raw().strip(), self.secret.line.text()
        if self.by_key.isChecked():
            return Opening(login=login, recovery_key=secret, new_password=self.new.line.text())
        return Opening(login=login, password=secret)

    def _restoring(self, name: str) -> Callable[[Tally], Put]:
        folder, opening = self._folder, self._opening()
        place = Place(backup=Path(name), folder=folder, witness=witness_folder())

        def work(tally: Tally) -> Put:
            return restore_into(folder, place, opening, tally.report, tally.is_cancelled)

        return work

    def _saving(self, name: str) -> Callable[[Tally], Put]:
        folder, opening = self._folder, self._opening()
        damaged = Damaged(
            folder=folder, out=folder, witness=witness_folder(),
            backup=Path(name) if name else None,
        )  # fmt: skip

        def work(tally: Tally) -> Put:
            return save_into(folder, damaged, opening, tally.report, tally.is_cancelled)

        return work

    def show_done(self, done: Put) -> None:
        for widget in (self._form, *self._steps):
            widget.hide()
        self._told.setText("\n".join(_lines(done)))
        wrapped_in(self._told, look().px(_INSIDE))
        self._told.show()
        self.strip.say(Weight.GOOD, tr("The register is in place and verified. Sign in."))
        self._back.setFocus()

    def _refuse(self, error: DeskError) -> None:
        self._form.setEnabled(True)
        self.strip.say(Weight.BAD, sentence(error))


def _about(*, is_damaged: bool) -> tuple[str, ...]:
    """What will happen, step by step."""
    first = (
        tr(
            "1. A part of the file cannot be read. What can be proven of it is saved into a new"
            " register and joined with the copy; whatever is lost is named afterwards."
        )
        if is_damaged
        else tr("1. The copy is checked from end to end. Nothing is changed before it is proven.")
    )
    return (
        first,
        tr("2. The register that is here now is kept aside as it is, in a folder of its own."),
        tr(
            "3. The register goes on under a new key and with number series of its own; the"
            " former series are closed, so that no number is given twice."
        ),
        tr(
            "4. Enrol the computer at the centre once more. The two compare all they have, and"
            " what was sent there after the copy comes back."
        ),
        tr(
            "5. What was never sent is entered again from its receipts. The administrator gives"
            " the others new passwords."
        ),
    )


def _in_the_middle(box: QWidget) -> QWidget:
    inner = QWidget()
    middle = QVBoxLayout(inner)
    middle.addWidget(box)
    middle.setAlignment(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    return inner


def _labelled(words: str, field: QWidget, editor: QWidget) -> tuple[QLabel, QWidget]:
    label = soft(words)
    label.setBuddy(editor)
    editor.setAccessibleName(words.replace("&", ""))
    return label, field


def _lines(done: Put) -> Sequence[str]:
    lines = []
    if done.restored is not None:
        lines = restored_lines(done.restored)
    elif done.salvaged is not None:
        lines = salvaged_lines(done.salvaged)
    if done.aside:
        lines.append(tr("What was here before is kept in {folder}.", folder=done.aside))
    return lines
