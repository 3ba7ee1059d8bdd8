"""Forms of the rules: a confirmation, a length that is not established, a day to look ahead to."""

from collections.abc import Callable
from datetime import date

from akimat_desk.services.rule_readings import RuleTold
from akimat_desk.services.rules import MOST_DAYS
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.fields import CheckField, DateField, NumberField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.place import MainAction
from akimat_desk.ui.screens.calendar_forms import ProposalForm
from akimat_desk.ui.screens.card_words import named, shown_day


class RuleForm(ProposalForm):
    """`ready` carries what was entered, by the names of the fields."""

    def __init__(self, title: str, advice: str, fill: Callable[[Form], None], verb: str) -> None:
        super().__init__(title, advice, fill, lambda entered: dict.fromkeys(entered, ""))
        self._verb = verb

    def main_action(self) -> MainAction:
        return MainAction(self._verb, "F9", self.submit)

    def submit(self) -> None:
        if self.form.check():
            self.ready.emit(self.form.entered())


def confirm_form(told: RuleTold, today: date) -> RuleForm:
    """Who compared the rule with the official text, when, and what was read."""

    def fill(form: Form) -> None:
        form.row(Entry("by", tr("&Who compared it"), TextField(), is_required=True))
        form.row(Entry("on", tr("&On which day"), DateField(lambda: today), is_required=True))
        form.row(Entry("source", tr("&Which text was read"), TextField(), is_required=True))
        first = CheckField(tr("the text also says which day is counted first"))
        form.row(Entry("is_start_too", tr("&First day"), first))
        form.restore({"on": shown_day(today)})

    return RuleForm(
        tr("Confirm: {rule}", rule=named(told.rule.title)),
        tr("The name and the day are shown from now on wherever this term is explained."),
        fill,
        tr("Confirm"),
    )


def length_form(told: RuleTold, today: date) -> RuleForm:
    """The length of a rule that ships without one; first it is seen what it moves."""

    def fill(form: Form) -> None:
        days = NumberField(1, MOST_DAYS)
        unit = tr("working days") if told.rule.unit == "working" else tr("calendar days")
        form.row(Entry("days", tr("&Length"), days, is_required=True, hint=unit))
        form.row(Entry("ground", tr("Article, &Kyrgyz"), TextField(), is_required=True))
        form.row(Entry("ground_ru", tr("Article, &Russian"), TextField()))
        form.row(
            Entry("from_on", tr("For what is registered &from"), DateField(lambda: today),
                  is_required=True)
        )  # fmt: skip
        form.restore({"from_on": shown_day(today)})

    return RuleForm(
        tr("Length: {rule}", rule=named(told.rule.title)),
        tr("The law's number is not established. The office enters it with its article."),
        fill,
        tr("See what moves"),
    )


def day_form(title: str, today: date) -> RuleForm:
    """From which day a prepared pack is thought to be in force."""

    def fill(form: Form) -> None:
        form.row(Entry("on", tr("In force &from"), DateField(lambda: today), is_required=True))
        form.restore({"on": shown_day(today)})

    return RuleForm(
        tr("What if it came into force: {pack}", pack=title),
        tr("Nothing is changed by looking."),
        fill,
        tr("See what moves"),
    )
