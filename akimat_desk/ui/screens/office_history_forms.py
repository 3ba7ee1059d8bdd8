"""Forms of succession: which office takes the place of which, and the cases that pass to it."""

from collections.abc import Callable
from typing import Final

from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.succession import MERGED_INTO, SPLIT, TOOK_OVER, Succeed
from akimat_desk.services.desk import Desk
from akimat_desk.services.succession import HandOn, HistoryLine
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import DateField, LongTextField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.card_words import named, shown_day
from akimat_desk.ui.screens.settings_panel import Change, Entered

_TEXT: Final = ("name_ky", "name_ru", "ground", "office")


def _kinds() -> list[Choice]:
    return [
        Choice(MERGED_INTO, tr("this office becomes part of it")),
        Choice(TOOK_OVER, tr("it becomes part of this office")),
        Choice(SPLIT, tr("a part of this office goes to it")),
    ]


def succeed_change(desk: Desk) -> Change:
    def fill(form: Form) -> None:
        day = DateField(lambda: desk.office.today)
        form.row(Entry("kind", tr("&What happens"), ChoiceField(_kinds()), is_required=True))
        form.row(Entry("name_ky", tr("Other office, &Kyrgyz"), TextField(), is_required=True))
        form.row(Entry("name_ru", tr("Other office, &Russian"), TextField()))
        code = tr("Of an office of the programme; else it stays empty.")
        form.row(Entry("office", tr("&Identifier"), TextField(), hint=code))
        form.row(Entry("from_on", tr("&From"), day, is_required=True))
        form.row(Entry("ground", tr("By which &act"), TextField(), is_required=True))

    def work(entered: Entered) -> Callable[[], object]:
        told = {key: str(entered[key]).strip() for key in _TEXT}
        wish = Succeed(
            kind=str(entered["kind"]),
            name=Bilingual(ky=told["name_ky"], ru=told["name_ru"]),
            from_on=entered["from_on"],
            ground=told["ground"],
            office=told["office"],
        )
        return lambda: desk.succession.succeed(wish)

    return Change(
        tr("Succession of offices"),
        tr("Record"),
        fill,
        work,
        tr("Recorded. Open cases pass by an act of hand-over."),
        advice=tr(
            "An office that becomes part of another one registers nothing from that day on. Its"
            " numbers stay what they are."
        ),
    )


def hand_on_change(desk: Desk, row: HistoryLine) -> Change:
    """To the office of that row; of a split the numbers are told, else all open cases pass."""
    is_split = row.detail == SPLIT

    def fill(form: Form) -> None:
        form.row(Entry("taker", tr("&Who takes over"), TextField(), is_required=True))
        form.row(Entry("post_ky", tr("Their post, &Kyrgyz"), TextField()))
        form.row(Entry("post_ru", tr("Their post, &Russian"), TextField()))
        if is_split:
            numbers = tr("A number in each line.")
            field = LongTextField(4)
            form.row(Entry("cases", tr("&Cases"), field, is_required=True, hint=numbers))

    def work(entered: Entered) -> Callable[[], object]:
        numbers = str(entered["cases"]).split("\n") if is_split else []
        post = Bilingual(ky=str(entered["post_ky"]), ru=str(entered["post_ru"]))
        to = row.who or row.words.ky

        def run() -> object:
            cases = tuple(desk.cases.find(one) for one in numbers if one.strip())
            told = HandOn(office=to, taker=str(entered["taker"]), taker_post=post, cases=cases)
            return desk.succession.hand_on(told)

        return run

    return Change(
        tr("Hand over to: {office}", office=named(row.words)),
        tr("Hand over"),
        fill,
        work,
        tr("Handed over. Print the act and let both offices sign it."),
        advice=tr(
            "The cases are forwarded there by the act of {day} ({ground}); each keeps its number.",
            day=shown_day(row.from_on),
            ground=row.ground,
        ),
    )
