"""The setting of this computer: in which folder the scanner puts its files."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui import kept
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import plain, secondary, soft, wrapped
from akimat_desk.ui.theme import look


class WatchFolderSetting(QWidget):
    """Kept at once, as everything on this computer is; forms read it when they open next."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = TextField(tr("no folder is watched"))
        # Translators: button, opens the system's dialog for a folder
        self.choose_button = secondary(tr("Choose a folder"), "folder-open-outline")
        # Translators: button: no folder is watched any more
        self.stop_button = secondary(tr("Stop watching"))
        self._build()
        self._show()

    def _build(self) -> None:
        # Translators: label of the folder that the scanner saves into
        label = plain(tr("Folder of the scanner"))
        label.setBuddy(self.field.editor)
        self.field.editor.setAccessibleName(label.text())
        note = tr(
            "New files there are offered while a registration or the mail is open. They stay in"
            " the folder; what was taken is not offered again."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(4))
        for widget in (
            label,
            self.field,
            wrapped(soft(note)),
            flow(self.choose_button, self.stop_button),
        ):
            layout.addWidget(widget)
        self.field.line.editingFinished.connect(lambda: self.keep(self.field.raw()))
        self.choose_button.clicked.connect(self._choose)
        self.stop_button.clicked.connect(lambda: self.keep(""))

    def keep(self, folder: str) -> None:
        folder = folder.strip()
        if folder != kept.watch_folder():
            kept.keep_watch_folder(folder)
            self._show()
            self.changed.emit(folder)

    def _show(self) -> None:
        self.field.restore(kept.watch_folder())
        self.stop_button.setEnabled(bool(kept.watch_folder()))

    def _choose(self) -> None:
        found = QFileDialog.getExistingDirectory(self, tr("Choose a folder"), kept.watch_folder())
        if found:
            self.keep(found)
