"""Forms of the journal of inspections: a new one, its beginning, its end, its dispute."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from akimat_desk.domain.errors import DateOutOfPlace, DeskError
from akimat_desk.domain.inspections import InspectionWithoutGround
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.fields import DateField, LongTextField, PinField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.screens.actions import beside
from akimat_desk.ui.screens.acts_steps import StepForm
from akimat_desk.ui.screens.card_words import shown_day

NEW, START, FINISH, STOP, OBJECT = "new", "start", "finish", "stop", "object"
_PARTS: Final = ("name", "post", "document")


class InspectionForm(StepForm):
    """A refusal stands beside the field it is about."""

    def refused(self, error: DeskError) -> bool:
        match error:
            case InspectionWithoutGround(field=field):
                self.form.show_problems({field: sentence(error)})
                return True
            case DateOutOfPlace():
                key, words = beside(error, {})
                is_here = key in self.form.values()
                if is_here:
                    self.form.show_problems({key: words})
                return is_here
            case _:
                return super().refused(error)


def inspection_form(step: str, number: str, today: date) -> InspectionForm:
    """`number` is that of the inspection, empty for a new one."""
    made: Mapping[str, Callable[[str, date], InspectionForm]] = {
        NEW: _new,
        START: _start,
        FINISH: _finish,
        STOP: _stop,
        OBJECT: _object,
    }
    return made[step](number, today)


def wish_of(entered: Mapping[str, Any]) -> dict[str, Any]:
    """A new inspection as the service takes it; an inspector a line, parted by commas."""
    lines = str(entered["inspectors"]).splitlines()
    people = []
    for line in lines:
        told = [part.strip() for part in line.split(",", 2)]
        if any(told):
            people.append(dict(zip(_PARTS, told, strict=False)))
    return {**entered, "inspectors": people}


def _new(_: str, today: date) -> InspectionForm:
    def fill(form: Form) -> None:
        form.row(
            Entry("entrepreneur", tr("&Who is inspected"), TextField(), is_required=True),
            Entry("inn", tr("&INN"), PinField()),
        )
        form.row(Entry("address", tr("&Address"), TextField()))
        form.row(
            Entry("body", tr("Which &body inspects"), TextField(), is_required=True),
            Entry("registry_number", tr("No. in the state &register"), TextField()),
        )
        hint = tr("A person a line: name, post, document.")
        people = LongTextField(2)
        form.row(Entry("inspectors", tr("Ins&pectors"), people, is_required=True, hint=hint))
        form.row(Entry("subject", tr("Wha&t is inspected"), TextField(), is_required=True))
        ground = TextField(tr("order or prescription: number and date"))
        form.row(Entry("ground", tr("&Ground"), ground, is_required=True))
        form.row(
            Entry("plan", tr("By which p&lan"), TextField()),
            Entry("reason", tr("or why &outside of a plan"), TextField()),
        )
        form.row(
            Entry("starts_on", tr("First da&y"), DateField(lambda: today), is_required=True),
            Entry("ends_on", tr("La&st day"), DateField(lambda: today), is_required=True),
        )

    return InspectionForm(
        tr("A new inspection"),
        tr("Without a ground no inspection is entered. Terms by law are not counted here."),
        fill,
        tr("Enter in the journal"),
    )


def _start(number: str, today: date) -> InspectionForm:
    def fill(form: Form) -> None:
        form.row(
            Entry("started_on", tr("&Began on"), DateField(lambda: today), is_required=True),
            Entry("at", tr("At what &time"), TextField("10:30")),
        )
        form.restore({"started_on": shown_day(today)})

    return InspectionForm(
        tr("Inspection {number}: it begins", number=number),
        tr("Ask the inspectors for the paper that lets them inspect."),
        fill,
        tr("Record"),
    )


def _finish(number: str, today: date) -> InspectionForm:
    def fill(form: Form) -> None:
        form.row(
            Entry("act_number", tr("&Act No."), TextField(), is_required=True),
            Entry("act_dated_on", tr("o&f"), DateField(lambda: today)),
        )
        form.row(Entry("findings", tr("What was f&ound"), LongTextField(4), is_required=True))
        form.row(
            Entry("finished_on", tr("&Ended on"), DateField(lambda: today), is_required=True),
            Entry("finished_at", tr("At what &time"), TextField("17:00")),
        )
        form.restore({"finished_on": shown_day(today)})

    return InspectionForm(
        tr("Inspection {number}: it ended", number=number),
        tr("As the inspectors' own act says."),
        fill,
        tr("Record the end"),
    )


def _stop(number: str, _: date) -> InspectionForm:
    def fill(form: Form) -> None:
        form.row(Entry("reason", tr("&Reason"), LongTextField(2), is_required=True))
        form.row(Entry("by", tr("&By whom"), TextField()))

    return InspectionForm(
        tr("Inspection {number}: it does not go on", number=number),
        tr("Its number stays taken, and the journal says why."),
        fill,
        tr("Record"),
    )


def _object(number: str, _: date) -> InspectionForm:
    def fill(form: Form) -> None:
        words = LongTextField(4)
        form.row(Entry("text", tr("What the entrepreneur &says"), words, is_required=True))

    return InspectionForm(
        tr("Inspection {number}: the entrepreneur does not agree", number=number),
        tr("In the entrepreneur's own words. A complaint is registered as a case."),
        fill,
        tr("Record"),
    )
