"""Why something is taken out to a file: a short list, or words of one's own; never remembered."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from akimat_desk.services.exports import offered_reasons
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.forms import Entry
from akimat_desk.ui.place import Ways
from akimat_desk.ui.screens.cases_panel import SidePanel

KEY: Final = "reason"


class ReasonField(ChoiceField):
    """Its value is the id of a reason that is offered, or what was typed."""

    def __init__(self) -> None:
        language = spoken().language
        super().__init__(
            [Choice(one.id, one.name[language]) for one in offered_reasons()], is_free=True
        )

    def value(self) -> str:
        return super().value() or " ".join(self.raw().split())

    def advice(self) -> str:
        """Words of one's own are as good as those of the list."""
        return ""


def reason_entry(label: str) -> Entry:
    hint = tr("From the list, or in your own words. Whoever audits the office sees it.")
    return Entry(KEY, label, ReasonField(), is_required=True, hint=hint)


class ReasonPanel(SidePanel):
    """Asks why before it is asked where; `chosen` carries the file and the reason."""

    chosen = Signal(object, str)

    def __init__(self, title: str, name: str, kind: tuple[str, str], ways: Ways) -> None:
        """`name` is what the file is called at first, `kind` its ending and what it is."""
        # Translators: button: opens the system's own dialog that asks where to save
        super().__init__(title, tr("Save to a file…"), ways)
        self._name, self._kind = name, kind
        self.form.row(reason_entry(tr("R&eason")))
        self.advise(tr("The file leaves the register: who took it, when and why is written down."))
        self.submitted.connect(self._ask_where)

    def _ask_where(self) -> None:
        ask_where(self, self._name, self._kind, self._tell)

    def _tell(self, path: str) -> None:
        self.chosen.emit(Path(path), str(self.form.entered()[KEY]))


def ask_where(
    beside: QWidget, name: str, kind: tuple[str, str], then: Callable[[str], None]
) -> None:
    """The system's own dialog."""
    ending, words = kind
    dialog = QFileDialog(beside, tr("Where to save"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending)
    dialog.setNameFilter(f"{words} (*.{ending})")
    dialog.selectFile(f"{name}.{ending}")
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
