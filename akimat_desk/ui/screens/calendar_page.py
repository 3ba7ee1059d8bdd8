"""The calendar of the office: a year at a glance, and changes from their preview to notices."""

from datetime import date

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from akimat_desk.domain.calendar_events import PUBLISHED, USUAL
from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.services.calendar_readings import Adopted, CalendarRow, Change, DayTold, Proposal
from akimat_desk.services.desk import Desk
from akimat_desk.services.offered import Offer
from akimat_desk.text.catalogue import tr
from akimat_desk.text.rule_words import offer_words
from akimat_desk.ui.background import Background
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.calendar_board import CalendarBoard
from akimat_desk.ui.screens.calendar_forms import ProposalForm, day_form, week_form
from akimat_desk.ui.screens.calendar_moved import MovedPanel, NoticesPanel, PreviewPanel
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.screens.rules_moved import ChangePanel, Wanted

Panel = ProposalForm | PreviewPanel | NoticesPanel | ChangePanel


class CalendarPage(Place):
    """A change goes from a form over its preview to the notices; Esc leaves without a trace."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self.board = CalendarBoard(desk, background, ways)
        self.panel: Panel | None = None
        self._form: ProposalForm | None = None
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self._stack.addWidget(self.board)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.begin_at(self.board.year)
        self.board.day_asked.connect(self._open_day)
        self.board.week_asked.connect(self._open_week)
        self.board.taking_back_asked.connect(self._take_back)
        self.board.striking_asked.connect(self._strike)
        self.board.notices_asked.connect(self.open_notices)
        self.board.offered.asked.connect(self.look_at_offered)

    def title(self) -> str:
        return tr("Working calendar")

    def main_action(self) -> MainAction | None:
        if self.panel is not None:
            return self.panel.main_action()
        if not self.board.may_change:
            return None
        return MainAction(tr("Add a day"), "F2", lambda: self._open_day(self.board.year.day))

    def shown(self) -> None:
        self.board.ask_all()

    # From a form over the preview to the notices

    def _open_day(self, day: date) -> None:
        if self.board.may_change:
            today, row = self.desk.cases.today(), self.board.row_of(day)
            self._open_form(day_form(today, day, row))

    def _open_week(self) -> None:
        if self.board.shown is not None:
            today = self.desk.cases.today()
            self._open_form(week_form(today, self.board.shown.calendar.week_on(today)))

    def _open_form(self, form: ProposalForm) -> None:
        self._form = form
        form.ready.connect(self.propose)
        form.put_away.connect(self.close_panel)
        self._turn_to(form)

    def _take_back(self, row: CalendarRow) -> None:
        self.propose(Proposal(days=(DayTold(day=row.day, what=PUBLISHED, name=row.name),)))

    def _strike(self, row: CalendarRow) -> None:
        self.propose(Proposal(days=(DayTold(day=row.day, what=USUAL, name=row.name),)))

    def propose(self, proposal: Proposal) -> None:
        """Shows what it would move; from there it is adopted or put away."""
        panel = PreviewPanel(proposal, self.desk.calendars, self.background, self.ways)
        panel.adopted.connect(self._adopted)
        self._look(panel)

    def look_at_offered(self, offer: Offer) -> None:
        """What the centre published: what it would move, and adopting it."""
        releases, words = self.desk.calendars.releases, tr("What would move")
        wanted = Wanted(
            words,
            offer_words(named(offer.name), offer.release, offer.published_on),
            lambda watch: releases.preview(offer.id, watch),
            lambda watch: releases.adopt(offer.id, watch),
            tr("Adopting the calendar"),
        )
        panel = ChangePanel(wanted, self.desk, self.background, self.ways)
        panel.adopted.connect(self._adopted_release)
        self._look(panel)

    def _look(self, panel: PreviewPanel | ChangePanel) -> None:
        panel.refused.connect(self._refused)
        panel.put_away.connect(self._back_to_form)
        self._turn_to(panel)
        panel.look()

    def _refused(self, error: DeskError) -> None:
        """Beside its field where the form has one; the preview was nothing to see."""
        self._back_to_form()
        form = self._form
        if form is None or not isinstance(error, FieldWrong) or not form.show_refused(error):
            self.ways.refuse(error)

    def _adopted(self, adopted: Adopted) -> None:
        self.ways.say(Weight.GOOD, tr("Adopted. All terms are counted by it from now on."))
        if adopted.moved:
            self.open_notices(adopted.change)
        else:
            self.close_panel()

    def _adopted_release(self, _: Adopted) -> None:
        self.ways.say(Weight.GOOD, tr("Adopted. All terms are counted by it from now on."))
        self.close_panel()

    def open_notices(self, change: Change | str) -> None:
        panel = NoticesPanel(change, self.desk.calendars, self.background, self.ways)
        panel.put_away.connect(self.close_panel)
        self._turn_to(panel)
        self._drop_form()
        panel.look()

    def _back_to_form(self) -> None:
        if self._form is None:
            self.close_panel()
        else:
            self._turn_to(self._form)

    def _turn_to(self, panel: Panel) -> None:
        """A form stays behind its preview: Esc comes back to what was typed."""
        if self.panel is not None and self.panel is not self._form:
            self._drop(self.panel)
        self.panel = panel
        if isinstance(panel, MovedPanel):
            panel.turned.connect(self.ways.retitle)
        if self._stack.indexOf(panel) < 0:
            self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)
        panel.start()
        self.ways.retitle()

    def close_panel(self) -> None:
        """Back to the year; what was typed and not adopted is gone."""
        if self.panel is None:
            return
        if self.panel is not self._form:
            self._drop(self.panel)
        self._drop_form()
        self.panel = None
        self._stack.setCurrentWidget(self.board)
        self.board.year.setFocus()
        self.shown()
        self.ways.retitle()

    def _drop_form(self) -> None:
        self._drop(self._form)
        self._form = None

    def _drop(self, panel: QWidget | None) -> None:
        if panel is not None:
            self._stack.removeWidget(panel)
            panel.deleteLater()
