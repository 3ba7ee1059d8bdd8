"""The fields of a request: whom, which papers, until when, the pause, and the head's order."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

from akimat_desk.domain.catalogues import Document, Service
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import CheckField, LongTextField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.actions import Seat, Wish
from akimat_desk.ui.screens.actions_fields import ManyField
from akimat_desk.ui.screens.actions_people import body_choices
from akimat_desk.ui.screens.actions_terms import day_field
from akimat_desk.ui.screens.card_words import named

APPLICANT: Final = "applicant"
BODY: Final = "body"
ORDER: Final = ("article", "reason", "on_behalf_of")


class RequestForm(Form):
    """What does not matter for what was chosen is not shown."""

    def __init__(self, seat: Seat, guard: QWidget) -> None:
        super().__init__()
        self._seat = seat
        self.papers: Final = ManyField(_papers(seat), is_free=True)
        self._is_blocked = False
        self._fill(guard)
        self.arrange(is_blocked=False)

    def _fill(self, guard: QWidget) -> None:
        seat = self._seat
        whom = [Choice(APPLICANT, tr("the applicant")), Choice(BODY, tr("another body"))]
        self.row(Entry("of", tr("&Of whom"), ChoiceField(whom), is_required=True))
        self.row(Entry("documents", tr("What &papers"), self.papers, is_required=True))
        self.widget_row(guard)
        self.row(Entry("body", tr("Which &body"), ChoiceField(body_choices(seat), is_free=True)))
        self.row(Entry("wanted_on", tr("&Until"), day_field(seat)))
        self.row(Entry("ground", tr("&Ground"), LongTextField(2)))
        pause = CheckField(tr("the term stands until the answer comes"))
        self.row(Entry("pauses", tr("Pau&se"), pause))
        hint = tr("By which the applicant must bring it all the same.")
        self.row(Entry("article", tr("&Article"), TextField(), hint=hint))
        self.row(Entry("reason", tr("&Reason of the head"), TextField()))
        self.row(Entry("on_behalf_of", tr("Or&dered by"), ChoiceField(_heads(seat))))
        self.restore({"of": whom[0].words})
        self.fill()

    @property
    def of(self) -> str:
        return str(self.entered()["of"])

    def arrange(self, *, is_blocked: bool) -> None:
        """`is_blocked`: a paper stands there that the applicant need not bring."""
        self._is_blocked = is_blocked
        is_head = "head" in _roles(self._seat)
        self._show_rows({"body"}, is_shown=self.of == BODY)
        self._show_rows({"pauses"}, is_shown=not is_blocked and not self._is_paused)
        self._show_rows({"article", "reason"}, is_shown=is_blocked)
        self._show_rows({"on_behalf_of"}, is_shown=is_blocked and not is_head)

    def wish(self) -> Wish:
        """As the services take it; what is not shown is not told."""
        entered = self.entered()
        told = {
            "of": entered["of"],
            "documents": list(self.papers.taken()),
            "body": self.values()["body"].strip() if self.of == BODY else "",
            "ground": entered["ground"],
            "wanted_on": entered["wanted_on"],
        }
        return told | {key: entered[key] if self._is_blocked else "" for key in ORDER}

    @property
    def pauses(self) -> bool:
        is_offered = not self._is_blocked and not self._is_paused
        return is_offered and bool(self.entered()["pauses"])

    def leave_out(self, papers: Iterable[str]) -> None:
        """These are not asked for any more; the others stay."""
        gone = set(papers)
        left = [one for one in self.papers.taken() if one not in gone]
        self.papers.restore("\n".join((*left, "")))
        self.changed.emit("documents")

    @property
    def _is_paused(self) -> bool:
        return self._seat.card.term.pause is not None

    def _show_rows(self, keys: Iterable[str], *, is_shown: bool) -> None:
        labels = {label.buddy(): label for label in self.findChildren(QLabel)}
        for key in keys:
            field = self.field(key)
            field.setVisible(is_shown)
            labels[field.editor].setVisible(is_shown)
            note = self._notes[key]
            note.setVisible(is_shown and bool(note.text()))


def _papers(seat: Seat) -> list[Choice]:
    """What the service itself asks for comes first, what a register holds comes last."""
    services = {one.id: one for one in seat.choices.services}
    service = services.get(seat.card.header.service)
    listed = service.documents if isinstance(service, Service) else ()
    rows = [one for one in seat.choices.documents if isinstance(one, Document)]
    rows.sort(key=lambda one: (one.held_in is not None, one.id not in listed))
    return [Choice(one.id, named(one.name), f"{one.name.ky} {one.name.ru}") for one in rows]


def _heads(seat: Seat) -> list[Choice]:
    staff = [one for one in seat.choices.staff if "head" in one.roles]
    return [Choice(one.login, one.name, named(one.post)) for one in staff]


def _roles(seat: Seat) -> tuple[str, ...]:
    actor = seat.desk.core.actor
    return () if actor is None else actor.roles
