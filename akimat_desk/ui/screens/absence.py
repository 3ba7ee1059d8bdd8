"""The form of an absence: who, from when to when, who stands in, and which cases would pass."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QFrame, QVBoxLayout

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.absences import AbsencePreview, Absences, AbsenceTold, CaseAtHand
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import CheckField, DateField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import retone, soft, strong, wrapped
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.screens.card_words import shown_day
from akimat_desk.ui.screens.settings_panel import Change, Entered
from akimat_desk.ui.screens.settings_words import post_words
from akimat_desk.ui.theme import Tone

MOST_LISTED: Final = 12
_ASKS: Final = frozenset(("absent", "substitute", "from_on", "until_on"))


def absence_change(
    absences: Absences, background: Background, people: Sequence[Choice], absent: str = ""
) -> Change:
    """With `absent` (a login) that person stands in the form already."""

    def fill(form: Form) -> None:
        today = absences.today
        who = ChoiceField(people)
        form.row(Entry("absent", tr("&Who is away"), who, is_required=True))
        form.row(Entry("substitute", tr("Who &stands in"), ChoiceField(people), is_required=True))
        form.row(
            Entry("from_on", tr("&From"), DateField(today), is_required=True),
            Entry("until_on", tr("&To"), DateField(today), is_required=True),
        )
        form.row(Entry("ground", tr("&Order or reason"), TextField()))
        acting = CheckField(tr("also holds the post, as an acting one"))
        form.row(Entry("acts", tr("&Acting"), acting))
        form.restore({"from_on": shown_day(today())})
        if absent:
            who.choose(absent)
        form.widget_row(Foresight(absences, background, form))

    def work(entered: Entered) -> Callable[[], object]:
        told = _told(entered)
        return lambda: absences.record(told)

    return Change(
        tr("Absence"),
        tr("Record"),
        fill,
        work,
        tr("Recorded. Open cases pass on the first day and come back after the last."),
        advice=tr("Days already worked stay booked to whoever really held the case."),
        judge=_judge,
        codes={"absence_overlaps": "from_on", "substitutes_in_circle": "substitute"},
    )


class Told(QFrame):
    """Under the fields of a form: what would follow, a strong line and what it is made of."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._head = wrapped(strong())
        self._body = wrapped(soft())
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        layout = QVBoxLayout(self)
        layout.addWidget(self._head)
        layout.addWidget(self._body)
        self.hide()

    def tell(self, first: str, *lines: str) -> None:
        self._say(first, None, "\n".join(lines))

    def refuse(self, error: DeskError) -> None:
        self._say(sentence(error), Tone.BAD, "")

    def _say(self, first: str, tone: Tone | None, words: str) -> None:
        retone(self._head, tone)
        self._head.setText(first)
        self._body.setText(words)
        self._body.setVisible(bool(words))
        self.show()


class Foresight(Told):
    """What would pass, asked anew as the fields change; nothing is written."""

    def __init__(self, absences: Absences, background: Background, form: Form) -> None:
        super().__init__(tr("What would pass"))
        self._absences, self._background, self._form = absences, background, form
        form.changed.connect(self._changed)

    def _changed(self, key: str) -> None:
        if key not in _ASKS:
            return
        entered = self._form.entered()
        if not all(entered[one] for one in _ASKS) or _judge(entered):
            self.hide()
            return
        told, absences = _told(entered), self._absences
        self._background.run(
            lambda: absences.preview(told),
            self._show,
            failed=self.refuse,
            owner=self,
            key="preview",
        )

    def _show(self, seen: AbsencePreview) -> None:
        count = len(seen.cases)
        words = tr_many(
            "{count} open case would pass to {name}",
            "{count} open cases would pass to {name}",
            count,
            name=seen.to,
        )
        self.tell(words if count else tr("No open case would pass."), *_lines(seen))


def _lines(seen: AbsencePreview) -> Iterator[str]:
    if seen.to != seen.substitute:
        yield tr(
            "{substitute} is away as well on that day: the cases go to {to}",
            substitute=seen.substitute,
            to=seen.to,
        )
    yield from case_lines(seen.cases)
    if seen.kept:
        numbers = ", ".join(one.number for one in seen.kept)
        yield tr("These complain of {name} and stay: {numbers}", name=seen.to, numbers=numbers)
    if seen.up:
        yield tr(
            "These complain of {name} and go to {head}: {numbers}",
            name=seen.to,
            head=seen.up_to,
            numbers=", ".join(one.number for one in seen.up),
        )
    for post in seen.posts:
        yield tr(
            "{name} holds a post: {post}. Without an acting holder nobody signs.",
            name=seen.absent,
            post=post_words(post),
        )


def case_lines(cases: Sequence[CaseAtHand]) -> Iterator[str]:
    """A line a case, the most urgent first; of very many the first ones."""
    for one in cases[:MOST_LISTED]:
        due = "" if one.due_on is None else f", {shown_day(one.due_on)}"
        yield f"{one.number}{due} \N{EN DASH} {one.subject}"
    more = len(cases) - MOST_LISTED
    if more > 0:
        yield tr_many("and {count} more", "and {count} more", more)


def _told(entered: Entered) -> AbsenceTold:
    told: dict[str, Any] = {key: entered[key] for key in _ASKS}
    return AbsenceTold(**told, ground=str(entered["ground"]), acts=bool(entered["acts"]))


def _judge(entered: Entered) -> dict[str, str]:
    if entered["absent"] == entered["substitute"]:
        return {"substitute": tr("Nobody stands in for themselves.")}
    first, last = entered["from_on"], entered["until_on"]
    if isinstance(first, date) and isinstance(last, date) and last < first:
        return {"until_on": tr("Not before {day}.", day=shown_day(first))}
    return {}
