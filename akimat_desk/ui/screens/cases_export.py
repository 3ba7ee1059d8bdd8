"""Writing the shown list to a file: what kind, why, and where."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QPushButton

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import Desk
from akimat_desk.services.list_export import Exported, ExportWish
from akimat_desk.text.catalogue import spoken, tr, tr_many
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.fields import CheckField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.forms import Entry
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import Ways
from akimat_desk.ui.progress import Tally
from akimat_desk.ui.screens.cases_panel import SidePanel
from akimat_desk.ui.screens.export_reason import reason_entry

FORMATS: Final = ("xlsx", "csv", "pdf")
# What a column of the window is in a file.
_IN_FILE: Final = {
    "number": ("number", "responsible"),
    "applicant": ("applicant", "subject"),
    "state": ("stage",),
    "term": ("due_on",),
    "left": ("due_on",),
    "registered": ("registered_on",),
    "kind": ("kind",),
    "channel": ("channel",),
    "topic": ("topic",),
    "through": ("came_through",),
    "labels": ("labels",),
    "result": ("answered", "ended_on"),
}
_PERSONAL: Final = ("pin", "phone")


class Shown(NamedTuple):
    """The list as it stands: `filter_of` runs off the window's thread."""

    filter_of: Callable[[], Any]
    columns: Sequence[str]
    title: str
    marked: int = 0


def file_columns(shown: Iterable[str], *, with_personal: bool) -> tuple[str, ...]:
    """In the order of the window, each once."""
    found = [column for one in shown for column in _IN_FILE.get(one, ())]
    return tuple(dict.fromkeys([*found, *(_PERSONAL if with_personal else ())]))


def _format_words(kind: str) -> str:
    words = {
        "xlsx": tr("Table (XLSX)"),
        "csv": tr("Plain table (CSV)"),
        "pdf": tr("To print (PDF)"),
    }
    return words[kind]


def _title(marked: int) -> str:
    if not marked:
        return tr("Export the list")
    return tr_many("Export {count} marked case", "Export {count} marked cases", marked)


class ExportPanel(SidePanel):
    """`done` when the whole file is there; half a file never is."""

    done = Signal()

    def __init__(self, shown: Shown, desk: Desk, background: Background, ways: Ways) -> None:
        # Translators: button: opens the system's own dialog that asks where to save
        super().__init__(_title(shown.marked), tr("Save to a file…"), ways)
        self._shown, self._desk, self._background = shown, desk, background
        self._chips: dict[str, QPushButton] = {}
        self._build_fields()
        self.submitted.connect(self._ask_where)

    def _build_fields(self) -> None:
        group = QButtonGroup(self)
        for kind in FORMATS:
            self._chips[kind] = chip(kind.upper())
            self._chips[kind].setAccessibleName(_format_words(kind))
            group.addButton(self._chips[kind])
        self._chips[FORMATS[0]].setChecked(True)
        stop_at_chosen(group)
        self.form.widget_row(flow(*self._chips.values(), gap=4))
        self.form.row(reason_entry(tr("&Reason")))
        personal = CheckField(tr("with PINs and phones"))
        self.form.row(Entry("personal", tr("&Personal"), personal))
        self.advise(tr("The file leaves the register: who took it, when and why is written down."))

    def format(self) -> str:
        return next(kind for kind, button in self._chips.items() if button.isChecked())

    def _ask_where(self) -> None:
        kind = self.format()
        dialog = QFileDialog(self, tr("Where to save the list"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.setNameFilter(f"{_format_words(kind)} (*.{kind})")
        dialog.selectFile(f"{self._shown.title}.{kind}")
        dialog.fileSelected.connect(self._write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, path: str) -> None:
        tally, desk, shown = Tally(), self._desk, self._shown
        entered = self.form.entered()
        columns = file_columns(shown.columns, with_personal=bool(entered["personal"]))
        wish = ExportWish(
            format=self.format(),
            reason=str(entered["reason"]),
            columns=columns,
            language=spoken().language,
            title=shown.title,
        )
        self.begin()
        self.progress.follow(tr("Writing the list to {name}", name=Path(path).name), tally)

        def work() -> Exported:
            return desk.list_export.write(
                Path(path), shown.filter_of(), wish,
                report=tally.report, cancelled=tally.is_cancelled,
            )  # fmt: skip

        self._background.run(work, self._written, failed=self._failed, owner=self, lane=Lane.LONG)

    def _written(self, found: Exported) -> None:
        self.end()
        words = tr_many(
            "{count} case is written to {name}.",
            "{count} cases are written to {name}.",
            found.rows,
            name=found.path.name,
        )
        self.ways.say(Weight.GOOD, words)
        self.done.emit()

    def _failed(self, error: DeskError) -> None:
        self.refuse(error, {})
