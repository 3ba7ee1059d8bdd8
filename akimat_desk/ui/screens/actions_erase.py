"""The form that erases a matter: what goes is told first, and the number is typed once more."""

from collections.abc import Iterator
from typing import Any

from akimat_desk.domain.offices import Staff
from akimat_desk.services.desk import Desk
from akimat_desk.services.erasing import Erased, WhatGoes
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import LongTextField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import plain, wrapped
from akimat_desk.ui.progress import Tally
from akimat_desk.ui.screens.actions import Action, Lasting, Seat, Wish

_HEAD = "head"


class OnceMore(TextField):
    """The second step: only the very number of the case lets it be erased."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self.line.setPlaceholderText(number)

    def problem(self) -> str:
        typed = self.raw().strip()
        is_other = typed and typed != self._number
        return tr("This is not the number of this case.") if is_other else ""


def erase_action() -> Action:
    return Action(
        "erase",
        lambda: tr("Erase what it says"),
        "delete-forever-outline",
        verb=lambda: tr("Erase for ever"),
        advice=_advice,
        fill=_fill,
        wish=_wish,
        lasting=Lasting(lambda: tr("Copying the register before the case is erased"), _work),
        after=lambda seat, _: seat.ways.leave_case(),
        said=_said,
        codes={"staff_unknown": "ordered_by", "erasure_not_by_head": "ordered_by"},
        is_grave=True,
    )


def _advice(_: Seat) -> str:
    return tr(
        "This cannot be taken back. The number stays taken; papers that were printed and copies"
        " made before stay."
    )


def _fill(form: Form, seat: Seat) -> None:
    goes, heads = wrapped(plain(tr("One moment…"))), ChoiceField()
    form.widget_row(goes)
    hint = tr("The law or the order by which it is erased.")
    form.row(Entry("ground", tr("&Ground"), LongTextField(2), is_required=True, hint=hint))
    form.row(Entry("ordered_by", tr("Ordered b&y"), heads, is_required=True))
    number = OnceMore(seat.card.header.number)
    form.row(Entry("number", tr("&Number once more"), number, is_required=True))
    desk, case_id, today = seat.desk, seat.card.id, seat.today

    def found() -> tuple[WhatGoes, tuple[Staff, ...]]:
        staff = desk.office.now.staff()
        at_work = tuple(one for one in staff if _HEAD in one.roles and one.works_on(today))
        return desk.erasing.foresee(case_id), at_work

    def show(told: tuple[WhatGoes, tuple[Staff, ...]]) -> None:
        goes.setText("\n".join(goes_lines(told[0])))
        heads.offer([Choice(one.login, one.short_name, one.login) for one in told[1]])
        if len(told[1]) == 1 and not heads.raw():
            heads.choose(told[1][0].login)

    seat.background.run(found, show, owner=goes, key="goes")


def goes_lines(goes: WhatGoes) -> Iterator[str]:
    """What an erasure would take, and what it leaves."""
    yield tr_many("{count} entry goes.", "{count} entries go.", goes.entries)
    yield tr_many("{count} file is deleted.", "{count} files are deleted.", goes.files)
    if goes.with_person:
        yield tr("The applicant's record goes too: no other matter has it.")
    if goes.is_open:
        yield tr("The matter is still open.")
    if goes.records:
        yield tr_many(
            "{count} record that belongs to it stays, such as a reception card.",
            "{count} records that belong to it stay, such as reception cards.",
            goes.records,
        )


def _wish(form: Form, _: Seat) -> Wish:
    entered = form.entered()
    return {key: entered[key] for key in ("ground", "ordered_by")}


def _work(desk: Desk, case_id: str, wish: Wish, tally: Tally) -> object:
    head = str(wish["ordered_by"] or "")
    return desk.erasing.erase(case_id, wish["ground"], head, tally.report, tally.is_cancelled)


def _said(_: Seat, done: Any) -> str:
    assert isinstance(done, Erased)
    if done.is_swept:
        return tr("{number} is erased.", number=done.number)
    return tr(
        "{number} is erased. A part of the clearing up waits, and is done when the register opens"
        " again.",
        number=done.number,
    )
