"""The form of a resolution: whom, together with whom, of which question, by when, in what words."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from akimat_desk.domain.duties import Dates
from akimat_desk.domain.errors import DeskError
from akimat_desk.services.card_readings import Official
from akimat_desk.services.cases import OpenCase
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Lane
from akimat_desk.ui.choice import ChoiceField
from akimat_desk.ui.fields import CheckField, DateField, LongTextField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import plain, wrapped
from akimat_desk.ui.screens.actions import WHAT_IF_PAUSE_MS, OneDoing, Seat, Wish, beside
from akimat_desk.ui.screens.actions_fields import ManyField
from akimat_desk.ui.screens.actions_people import WHOLE, question_choices, staff_choices
from akimat_desk.ui.screens.card_words import due_words, joined, shown_day
from akimat_desk.ui.screens.resolution_snippets import Snippets
from akimat_desk.ui.theme import look

ASSIGN: Final = "assign"
_CODES: Final = {"staff_unknown": "executor", "executor_is_accused": "executor"}


class Habits(NamedTuple):
    """What goes from one matter to the next: own snippets, and by what the head's word is known."""

    snippets: Sequence[str] = ()
    ground: str = ""


class ResolutionForm(QFrame):
    """`resolved(found)` when it is on record. Refused, it stays with its text.

    `what_if` is put where it is always seen by whoever shows the form.
    """

    resolved = Signal(object)

    def __init__(self, seat: Seat, habits: Habits) -> None:
        super().__init__()
        self.seat: Final = seat
        self.form: Final = Form()
        self._once: Final = OneDoing(seat)
        self._is_busy = False
        self.what_if: Final = wrapped(plain())
        self._pause = QTimer(self)
        self._fill(habits)
        self._build()

    @property
    def first(self) -> QWidget:
        """Where the form begins."""
        return self.form.field("executor").editor

    def start(self) -> None:
        """The name that the table gives is chosen whole: typing replaces it."""
        executor = self.form.field("executor")
        executor.editor.setFocus()
        if isinstance(executor, ChoiceField):
            # Backwards, so that the beginning of a long name and post is seen.
            executor.line.end(False)  # noqa: FBT003
            executor.line.home(True)  # noqa: FBT003

    def ground(self) -> str:
        """By what the head's word is known, as it stands in the form."""
        return self.form.values().get("ground", "")

    # Building

    def _fill(self, habits: Habits) -> None:
        form, seat = self.form, self.seat
        staff = staff_choices(seat)
        form.row(Entry("executor", tr("&Executor"), ChoiceField(staff), is_required=True))
        form.row(Entry("co_executors", tr("&Together with"), ManyField(staff)))
        if len(seat.card.questions) > 1:
            questions = question_choices(seat)
            form.row(Entry("question", tr("&Of what"), ChoiceField(questions)))
            form.restore({"question": questions[0].words})
        internal = DateField(lambda: seat.today)
        form.row(Entry("internal_on", tr("&Internal date"), internal, hint=_latest(seat)))
        text = LongTextField(2)
        form.row(Entry("resolution", tr("&Resolution"), text))
        self._snippets = Snippets(seat, text, habits.snippets)
        self._snippets.rebuilt.connect(self._order)
        form.widget_row(self._snippets)
        self._fill_behalf(habits.ground)
        self._name_by_table()

    def _fill_behalf(self, ground: str) -> None:
        """Whoever is not the head writes down what the head has decided, and says how."""
        head = _other_head(self.seat)
        if head is None:
            return
        field = CheckField(tr("it is the head's resolution"))
        self.form.row(Entry("on_behalf_of", tr("&For the head"), field, hint=head.name))
        hint = tr("For example: by hand on the paper, 17.11.2026")
        self.form.row(Entry("ground", tr("&Ground"), TextField(), hint=hint))
        me = self.seat.desk.office.me
        is_deputy = me is not None and "head" in me.roles
        self.form.restore({"on_behalf_of": "" if is_deputy else "1", "ground": ground})

    def _name_by_table(self) -> None:
        named = self.seat.card.by_table
        executor = self.form.field("executor")
        if named is not None and isinstance(executor, ChoiceField):
            known = {one.login for one in self.seat.choices.staff}
            if named.login in known:
                executor.choose(named.login)

    def _build(self) -> None:
        self.setAccessibleName(tr("Resolution"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(6))
        layout.addWidget(self.form)
        self.what_if.hide()
        self.form.finished.connect(self.submit)
        self.form.changed.connect(lambda _: self._pause.start())
        self._pause.setSingleShot(True)
        self._pause.setInterval(WHAT_IF_PAUSE_MS)
        self._pause.timeout.connect(self._ask_what_if)
        self._order()
        QTimer.singleShot(0, self, self._ask_what_if)

    def _order(self) -> None:
        """Tab follows the eye: the form knows only of its fields, not of the sentences between.

        The fields and not their editors, or Tab would come back to a field it has just left.
        """
        stops: list[QWidget] = []
        for key in self.form.values():
            stops.append(self.form.field(key))
            if key == "resolution":
                stops += self._snippets.stops()
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    # What is told

    def wish(self) -> Wish:
        form, entered = self.form, self.form.entered()
        co_executors = form.field("co_executors")
        wish: Wish = {
            "executor": entered["executor"],
            "resolution": entered["resolution"],
            "internal_on": entered["internal_on"],
            "question": int(str(entered.get("question") or WHOLE)),
        }
        if isinstance(co_executors, ManyField):
            wish["co_executors"] = list(co_executors.taken())
        head = _other_head(self.seat)
        if head is not None and entered.get("on_behalf_of"):
            wish |= {"on_behalf_of": head.login, "ground": entered["ground"]}
        return wish

    def submit(self) -> None:
        if self._is_busy or not self._check():
            return
        self._is_busy = True
        desk, case_id, wish = self.seat.desk, self.seat.card.id, self.wish()
        self.seat.background.run(
            self._once.doing(lambda: desk.cases.do(case_id, ASSIGN, wish)),
            self._on_record,
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _check(self) -> bool:
        problems = self.form.problems()
        entered = self.form.entered()
        if entered.get("on_behalf_of") and not str(entered["ground"]).strip():
            problems["ground"] = tr("Say where the head's word is to be found.")
        self.form.show_problems(problems)
        return not problems

    def _on_record(self, found: object) -> None:
        if isinstance(found, OpenCase):
            self.resolved.emit(found)

    def _refused(self, error: DeskError) -> None:
        self._is_busy = False
        key, words = beside(error, _CODES)
        if key in self.form.values():
            self.form.show_problems({key: words})
        self.seat.ways.refuse(error)

    # What if

    def _ask_what_if(self) -> None:
        if self.form.problems():
            self.what_if.hide()
            return
        desk, case_id, wish = self.seat.desk, self.seat.card.id, self.wish()
        self.seat.background.run(
            lambda: desk.cases.what_if(case_id, ASSIGN, wish),
            self._show_what_if,
            failed=lambda _: self.what_if.hide(),
            owner=self,
            key="what_if",
        )

    def _show_what_if(self, dates: tuple[Dates, Dates]) -> None:
        words = joined(*(due_words(duty) for duty in dates[1].duties if duty.is_open))
        self.what_if.setText(tr("Dates after this: {dates}.", dates=words))
        self.what_if.setVisible(bool(words))


def _latest(seat: Seat) -> str:
    until = seat.card.term.internal_until
    if until is None:
        return ""
    if until < seat.today:
        return tr("The term has passed: an internal date would be later than it.")
    return tr("At the latest {day}. Press = for today, + and - to step.", day=shown_day(until))


def _other_head(seat: Seat) -> Official | None:
    """Who holds the head's post, unless it is the one who writes."""
    head, me = seat.choices.head, seat.desk.office.me
    return None if head is None or (me is not None and me.id == head.id) else head


def in_hand(form: ResolutionForm, facts: QWidget) -> QWidget:
    """The facts above, the form under them, scrolled together on a small screen."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, look().px(10), 0)
    column.setSpacing(look().px(10))
    column.addWidget(facts)
    column.addWidget(form)
    column.addStretch(1)
    return whole
