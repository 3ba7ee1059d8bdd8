"""Rules: what holds and how sure it is; a pack is read, compared, seen through and adopted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.domain.office_events import RuleLengthEntered
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.calendar_readings import Adopted
from akimat_desk.services.desk import Desk
from akimat_desk.services.offered import Offer
from akimat_desk.services.references import CATALOGUE
from akimat_desk.services.rule_readings import PackRead, RuleTold
from akimat_desk.text.catalogue import tr
from akimat_desk.text.rule_words import length_words
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.card_words import joined, named, shown_day
from akimat_desk.ui.screens.rules_board import RulesBoard
from akimat_desk.ui.screens.rules_forms import RuleForm, confirm_form, day_form, length_form
from akimat_desk.ui.screens.rules_lists import ListPanel
from akimat_desk.ui.screens.rules_moved import ChangePanel, PackPanel, Wanted

Panel = RuleForm | ChangePanel | ListPanel
Entered = dict[str, object]


class RulesPlace(Place):
    """A change goes from a form or a file over what it moves; Esc leaves without a trace."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self.board = RulesBoard(desk, background, ways)
        self.panel: Panel | None = None
        self._form: RuleForm | None = None
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self._stack.addWidget(self.board)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.begin_at(self.board.rules.view)
        self.board.confirming_asked.connect(self._open_confirming)
        self.board.length_asked.connect(self._open_length)
        self.board.what_if_asked.connect(self._open_what_if)
        self.board.offered.asked.connect(self.look_at_offered)

    def title(self) -> str:
        return tr("Rules of terms")

    def main_action(self) -> MainAction | None:
        if self.panel is not None:
            return self.panel.main_action()
        if not self.board.may_change:
            return None
        return MainAction(tr("Read a pack…"), "F2", self.choose_file)

    def shown(self) -> None:
        self.board.ask()

    # A pack from a file

    def choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Which rule pack"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{tr('Rule packs')} (*.json)")
        dialog.fileSelected.connect(self.read_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read_file(self, path: str) -> None:
        rules = self.desk.rules
        self._read(lambda: rules.read(Path(path)))

    def look_at_offered(self, offer: Offer) -> None:
        """What the centre published, seen and adopted like a file."""
        rules = self.desk.rules
        if offer.kind == CATALOGUE:
            self.open_moved(ListPanel(offer, self.desk, self.background, self.ways))
            return
        self._read(lambda: rules.look_offered(offer.id))

    def _read(self, work: Callable[[], PackRead]) -> None:
        refuse = self.ways.refuse
        self.background.run(work, self.show_pack, failed=refuse, owner=self, key="pack")

    def show_pack(self, read: PackRead) -> None:
        self.open_moved(PackPanel(read, self.desk, self.background, self.ways))

    # What the office says of a rule

    def _open_confirming(self, told: RuleTold) -> None:
        form = confirm_form(told, self.desk.cases.today())
        form.ready.connect(lambda entered: self._confirm(told, entered))
        self._open_form(form)

    def _confirm(self, told: RuleTold, entered: Entered) -> None:
        rules, on = self.desk.rules, entered["on"]
        if not isinstance(on, date):
            return

        def work() -> RuleTold:
            return rules.confirm(
                told.rule.id,
                by=str(entered["by"]),
                on=on,
                source=str(entered["source"]),
                is_start_too=bool(entered["is_start_too"]),
            )

        self.background.run(
            work, self._confirmed, failed=self._refused, owner=self, lane=Lane.WRITE
        )

    def _confirmed(self, told: RuleTold) -> None:
        self.ways.say(Weight.GOOD, tr("Confirmed: {rule}.", rule=named(told.rule.title)))
        self.ways.changed()
        self.close_panel()

    def _open_length(self, told: RuleTold) -> None:
        form = length_form(told, self.desk.cases.today())
        form.ready.connect(lambda entered: self._look_at_length(told, entered))
        self._open_form(form)

    def _look_at_length(self, told: RuleTold, entered: Entered) -> None:
        rules, days, from_on = self.desk.rules, entered["days"], entered["from_on"]
        if not isinstance(days, int) or not isinstance(from_on, date):
            return
        ground = Bilingual(ky=str(entered["ground"]), ru=str(entered["ground_ru"]))
        about = joined(
            named(told.rule.title),
            length_words(days, told.rule.unit),
            tr("for what is registered from {day}", day=shown_day(from_on)),
        )

        def length() -> RuleLengthEntered:
            return rules.length_of(told.rule.id, days, ground, from_on=from_on)

        wanted = Wanted(
            tr("What would move"),
            about,
            lambda watch: rules.preview_length(length(), watch),
            lambda watch: rules.enter_length(length(), watch),
        )
        self.open_moved(ChangePanel(wanted, self.desk, self.background, self.ways))

    def _open_what_if(self, told: RuleTold) -> None:
        pack = next((one for one in self.board.packs if one.id == told.pack), None)
        title = named(told.rule.title if pack is None else pack.title)
        form = day_form(title, self.desk.cases.today())
        form.ready.connect(lambda entered: self.look_ahead(told.pack, title, entered["on"]))
        self._open_form(form)

    def look_ahead(self, pack: str, title: str, on: object) -> None:
        """What would move if a prepared pack came into force on that day."""
        rules = self.desk.rules
        if isinstance(on, date):
            about = joined(title, tr("in force from {day}", day=shown_day(on)))
            wanted = Wanted(
                tr("What would move"), about, lambda watch: rules.what_if(pack, on, watch)
            )
            self.open_moved(ChangePanel(wanted, self.desk, self.background, self.ways))

    # Panels

    def _open_form(self, form: RuleForm) -> None:
        self._form = form
        form.put_away.connect(self.close_panel)
        self._turn_to(form)

    def open_moved(self, panel: ChangePanel | ListPanel) -> None:
        panel.adopted.connect(self._adopted)
        panel.refused.connect(self._refused)
        panel.put_away.connect(self._back)
        panel.turned.connect(self.ways.retitle)
        self._turn_to(panel)
        panel.look()

    def _adopted(self, found: Adopted | Offer) -> None:
        self.ways.say(Weight.GOOD, _adopted_words(found))
        self.close_panel()

    def _refused(self, error: DeskError) -> None:
        """Beside its field where the form has it."""
        self._back()
        form = self._form
        if form is None or not isinstance(error, FieldWrong) or not form.show_refused(error):
            self.ways.refuse(error)

    def _back(self) -> None:
        """From what was looked at to the form it came from: what was typed is still there."""
        if self._form is None:
            self.close_panel()
        elif self.panel is not self._form:
            self._turn_to(self._form)

    def _turn_to(self, panel: Panel) -> None:
        if self.panel is not None and self.panel is not self._form:
            self._drop(self.panel)
        self.panel = panel
        if self._stack.indexOf(panel) < 0:
            self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)
        panel.start()
        self.ways.retitle()

    def close_panel(self) -> None:
        """Back to the list; what was typed and not adopted is gone."""
        if self.panel is None:
            return
        if self.panel is not self._form:
            self._drop(self.panel)
        self._drop(self._form)
        self._form = self.panel = None
        self._stack.setCurrentWidget(self.board)
        self.board.rules.view.setFocus()
        self.shown()
        self.ways.retitle()

    def _drop(self, panel: QWidget | None) -> None:
        if panel is not None:
            self._stack.removeWidget(panel)
            panel.deleteLater()


def _adopted_words(found: Adopted | Offer) -> str:
    if isinstance(found, Offer):
        return tr(
            "The office now works by release {release} of {name}.",
            release=found.release,
            name=named(found.name),
        )
    return tr("Adopted. All terms are counted by it from now on.")
