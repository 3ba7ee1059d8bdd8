"""What is recorded of an act after it was issued: its signature, its delivery, its annulment."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLineEdit

from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import DateField, LineField, LongTextField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.icons import icon
from akimat_desk.ui.place import MainAction
from akimat_desk.ui.screens.acts_words import act_ways
from akimat_desk.ui.screens.calendar_forms import ProposalForm
from akimat_desk.ui.screens.card_words import shown_day

SIGN, DELIVER, ANNUL = "sign", "deliver", "annul"
_FIELDS: Final = {"delivered_on": "on", "signed_on": "on"}


class FileField(LineField):
    """A file by its path: typed, pasted, or chosen."""

    def __init__(self) -> None:
        super().__init__(tr("the file that was signed"))
        choosing = QAction(icon("folder-open-outline"), tr("Choose the file"), self.line)
        choosing.triggered.connect(self._choose)
        self.line.addAction(choosing, QLineEdit.ActionPosition.TrailingPosition)

    def tidied(self, text: str) -> str:
        return text.strip()

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Which file was signed"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.line.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class StepForm(ProposalForm):
    """`asked` carries what was entered, by the names of the fields."""

    asked = Signal(dict)

    def __init__(self, title: str, advice: str, fill: Callable[[Form], None], verb: str) -> None:
        super().__init__(title, advice, fill, lambda entered: dict.fromkeys(entered, ""))
        self._verb = verb

    def main_action(self) -> MainAction:
        return MainAction(self._verb, "F9", self.submit)

    def submit(self) -> None:
        if self.form.check():
            self.asked.emit(self.form.entered())

    def refused(self, error: DeskError) -> bool:
        """Beside its field, where the form has it."""
        if not isinstance(error, FieldWrong):
            return False
        key = _FIELDS.get(error.field, error.field)
        return self.show_refused(FieldWrong(key, error.reason, error.limit))


def step_form(step: str, name: str, today: date) -> StepForm:
    """`name` is how the act is called."""
    made: Mapping[str, Callable[[str, date], StepForm]] = {
        SIGN: _sign_form,
        DELIVER: _delivery_form,
        ANNUL: _annul_form,
    }
    return made[step](name, today)


def _sign_form(name: str, today: date) -> StepForm:
    def fill(form: Form) -> None:
        form.row(Entry("on", tr("&Signed on"), DateField(lambda: today), is_required=True))
        hint = tr("Empty for a signature by hand; a file must hold the pages of this act.")
        form.row(Entry("file", tr("Signed &file"), FileField(), hint=hint))
        form.restore({"on": shown_day(today)})

    return StepForm(
        tr("Signed: {act}", act=name),
        tr("By hand on paper, or as a file of the signature site."),
        fill,
        tr("Record the signature"),
    )


def _delivery_form(name: str, today: date) -> StepForm:
    ways = [Choice(way, words) for way, words in act_ways()]

    def fill(form: Form) -> None:
        form.row(Entry("way", tr("&How"), ChoiceField(ways), is_required=True))
        form.row(Entry("on", tr("On which &day"), DateField(lambda: today), is_required=True))
        hint = tr("Signature, number of the list, power of attorney: what proves it.")
        form.row(Entry("proof", tr("&Proof"), TextField(), hint=hint))
        form.restore({"way": ways[0].words, "on": shown_day(today)})

    return StepForm(
        tr("Delivered: {act}", act=name),
        tr("From this day the term of appeal runs, unless the paper came back."),
        fill,
        tr("Record the delivery"),
    )


def _annul_form(name: str, _: date) -> StepForm:
    def fill(form: Form) -> None:
        form.row(Entry("reason", tr("&Reason"), LongTextField(2), is_required=True))

    return StepForm(
        tr("Annul: {act}", act=name),
        tr("The act holds no more. Its number stays taken, and the journal says why."),
        fill,
        tr("Annul"),
    )
