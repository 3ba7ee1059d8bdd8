"""Where there is no workspace yet: one plain sentence, and the command that makes one."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import plain, secondary, wrapped
from akimat_desk.ui.theme import look


class NoWorkspace(QWidget):
    """`asked_again` once somebody made one."""

    asked_again = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        again = secondary(tr("Look again"), "refresh")
        again.clicked.connect(self.asked_again)
        self.setFocusProxy(again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(wrapped(plain(tr("There is no register in this folder yet."))))
        layout.addWidget(wrapped(plain(tr("The administrator makes one with this command:"))))
        layout.addWidget(_command(f"akimat-desk init --office ID --data {folder}"))
        layout.addWidget(wrapped(plain(tr("To practise, a training register needs no password:"))))
        layout.addWidget(_command(f"akimat-desk init --office ID --training --data {folder}"))
        layout.addWidget(flow(again))
        self.hide()


def _command(words: str) -> QLabel:
    label = wrapped(plain(words))
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
