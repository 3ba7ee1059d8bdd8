"""What is done with many cases at once: naming an executor, releasing one, labels; and undoing."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.rights import may
from akimat_desk.services.bulk import BulkDone
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.case_columns import ListWords
from akimat_desk.ui.choice import ChoiceField
from akimat_desk.ui.fields import CheckField, DateField, LongTextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.place import Ways
from akimat_desk.ui.progress import Tally
from akimat_desk.ui.screens.cases_panel import SidePanel


class Target(NamedTuple):
    """The cases that are meant; `number` names the one where it is one."""

    ids: tuple[str, ...]
    number: str = ""


class Bench(NamedTuple):
    """What the deeds have at hand."""

    desk: Desk
    background: Background
    ways: Ways
    owner: QObject
    words: ListWords
    today: date


class Order(NamedTuple):
    """What is asked of the services, made on the window's thread of what the fields mean."""

    ids: tuple[str, ...]
    wish: Mapping[str, Any]
    token: str
    tally: Tally


class Deed(NamedTuple):
    """`work` runs off the window's thread. `said(count, number, wish)` is past and names who."""

    name: str
    icon: str
    keys: str
    verb: Callable[[], str]
    title: Callable[[Target], str]
    fill: Callable[[Form, Bench], None]
    wish: Callable[[Form], dict[str, Any]]
    work: Callable[[Desk, Order], BulkDone]
    said: Callable[[int, str, Form], str]
    codes: dict[str, str]


class BulkPanel(SidePanel):
    """The token is drawn when it opens: what is asked twice by a double press is done once.

    `done(result)` when something was written; the panel stays while some were refused.
    """

    done = Signal(object)

    def __init__(self, deed: Deed, target: Target, bench: Bench) -> None:
        super().__init__(deed.title(target), deed.verb(), bench.ways)
        self._deed, self._target, self._bench = deed, target, bench
        self._token = uuid.uuid4().hex
        deed.fill(self.form, bench)
        self.submitted.connect(self._send)

    def retarget(self, target: Target) -> None:
        """Other cases are marked while it is open: they are the ones that are meant now."""
        if not self.is_busy and target.ids and target.ids != self._target.ids:
            self._target, self._token = target, uuid.uuid4().hex
            self.set_title(self._deed.title(target))

    def _send(self) -> None:
        deed, bench, tally = self._deed, self._bench, Tally()
        order = Order(self._target.ids, deed.wish(self.form), self._token, tally)
        self.begin()
        self.progress.follow(deed.title(self._target), tally)
        desk = bench.desk
        bench.background.run(
            lambda: deed.work(desk, order),
            self._on_record,
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _refused(self, error: DeskError) -> None:
        self._token = uuid.uuid4().hex
        self.refuse(error, self._deed.codes)

    def _on_record(self, result: BulkDone) -> None:
        self.end()
        bench, refused = self._bench, result.refused
        self._token = uuid.uuid4().hex
        self.show_lines(
            tr_many("{count} case is refused:", "{count} cases are refused:", len(refused)),
            [f"{one.number}: {sentence(one.error)}" for one in refused if one.error is not None],
        )
        if result.done:
            number = result.done[0].number
            words = self._deed.said(len(result.done), number, self.form)
            undo = partial(take_back, bench, result)
            bench.ways.say_undoable(words, undo)
        elif not refused:
            bench.ways.say(Weight.INFO, tr("It was so already; nothing was changed."))
        self.done.emit(result)


def take_back(bench: Bench, result: BulkDone) -> None:
    """In one commit; what somebody went on with meanwhile stays and is named."""
    desk, ways = bench.desk, bench.ways

    def told(undone: BulkDone) -> None:
        refused, count = undone.refused, len(undone.done)
        words = tr_many("Taken back in {count} case.", "Taken back in {count} cases.", count)
        if refused:
            more = [sentence(one.error) for one in refused[:3] if one.error is not None]
            ways.say(Weight.WARN, " ".join([words, *more] if count else more))
        else:
            ways.say(Weight.INFO, words)
        ways.changed()

    bench.background.run(lambda: desk.bulk.undo(result), told, owner=bench.owner, lane=Lane.WRITE)


# The deeds


def _fill_assign(form: Form, bench: Bench) -> None:
    executor = ChoiceField(bench.words.executors)
    form.row(Entry("executor", tr("&Executor"), executor, is_required=True))
    form.row(Entry("resolution", tr("&Resolution"), LongTextField(3)))
    form.row(Entry("internal_on", tr("&Internal date"), DateField(lambda: bench.today)))
    head = bench.words.head
    if head is not None:
        field = HeadField(tr("it is the head's resolution"), head.id)
        form.row(Entry("on_behalf_of", tr("For the h&ead"), field, hint=head.words))


class HeadField(CheckField):
    """Its value is the head's login."""

    def __init__(self, words: str, login: str) -> None:
        super().__init__(words)
        self.login: Final = login


def _assign_wish(form: Form) -> dict[str, Any]:
    entered = form.entered()
    wish = {key: entered[key] for key in ("executor", "resolution", "internal_on")}
    if "on_behalf_of" in entered:
        head = form.field("on_behalf_of")
        if isinstance(head, HeadField) and head.value():
            wish["on_behalf_of"] = head.login
    return wish


def _assigned(count: int, number: str, form: Form) -> str:
    name = form.values()["executor"]
    if count == 1:
        return tr("Case {number} is assigned: {name}.", number=number, name=name)
    return tr_many(
        "{count} case is assigned: {name}.", "{count} cases are assigned: {name}.", count, name=name
    )


def _fill_release(form: Form, _: Bench) -> None:
    form.row(Entry("reason", tr("&Reason"), LongTextField(3), is_required=True))


def _released(count: int, number: str, _: Form) -> str:
    if count == 1:
        return tr("Case {number} has no executor now.", number=number)
    return tr_many(
        "{count} case has no executor now.", "{count} cases have no executor now.", count
    )


def _fill_label(form: Form, bench: Bench) -> None:
    label = ChoiceField(bench.words.labels, is_free=True)
    form.row(Entry("label", tr("&Label"), label, is_required=True))
    form.row(Entry("off", tr("&Take off"), CheckField(tr("take this label off"))))


def _label_wish(form: Form) -> dict[str, Any]:
    return {"label": form.values()["label"].strip(), "is_on": not form.entered()["off"]}


def _labelled(count: int, _: str, form: Form) -> str:
    label = form.values()["label"].strip()
    if form.entered()["off"]:
        return tr_many(
            "Label {label} taken off {count} case.",
            "Label {label} taken off {count} cases.",
            count,
            label=label,
        )
    return tr_many(
        "{count} case is labelled {label}.",
        "{count} cases are labelled {label}.",
        count,
        label=label,
    )


def _assign(desk: Desk, order: Order) -> BulkDone:
    tally = order.tally
    return desk.bulk.assign(
        order.ids, order.wish, token=order.token,
        report=tally.report, cancelled=tally.is_cancelled,
    )  # fmt: skip


def _release(desk: Desk, order: Order) -> BulkDone:
    tally = order.tally
    return desk.bulk.release(
        order.ids, order.wish["reason"], token=order.token,
        report=tally.report, cancelled=tally.is_cancelled,
    )  # fmt: skip


def _label(desk: Desk, order: Order) -> BulkDone:
    tally, wish = order.tally, order.wish
    return desk.bulk.label(
        order.ids, wish["label"], is_on=wish["is_on"], token=order.token,
        report=tally.report, cancelled=tally.is_cancelled,
    )  # fmt: skip


def _titled(one: Callable[[str], str], many: Callable[[int], str]) -> Callable[[Target], str]:
    def title(target: Target) -> str:
        is_one = len(target.ids) == 1
        return one(target.number) if is_one and target.number else many(len(target.ids))

    return title


def deeds(roles: Sequence[str]) -> tuple[Deed, ...]:
    """Those that this person may do."""
    return tuple(deed for deed in _all_deeds() if may(tuple(roles), deed.name))


def _all_deeds() -> tuple[Deed, ...]:
    return _assigning(), _releasing(), _labelling()


def _assigning() -> Deed:
    return Deed(
        "assign",
        "account-arrow-right-outline",
        "F7",
        verb=lambda: tr("Assign"),
        title=_titled(
            lambda number: tr("Assign case {number}", number=number),
            lambda count: tr_many("Assign {count} case", "Assign {count} cases", count),
        ),
        fill=_fill_assign,
        wish=_assign_wish,
        work=_assign,
        said=_assigned,
        codes={"staff_unknown": "executor", "executor_is_accused": "executor"},
    )


def _releasing() -> Deed:
    return Deed(
        "release",
        "account-off-outline",
        "",
        verb=lambda: tr("Release the executor"),
        title=_titled(
            lambda number: tr("Release the executor of {number}", number=number),
            lambda count: tr_many(
                "Release the executor of {count} case",
                "Release the executors of {count} cases",
                count,
            ),
        ),
        fill=_fill_release,
        wish=lambda form: dict(form.values()),
        work=_release,
        said=_released,
        codes={},
    )


def _labelling() -> Deed:
    return Deed(
        "label",
        "label-outline",
        "",
        # Translators: button: put a label on the marked cases; check the Kyrgyz
        verb=lambda: tr("Label"),
        title=_titled(
            lambda number: tr("Label case {number}", number=number),
            lambda count: tr_many("Label {count} case", "Label {count} cases", count),
        ),
        fill=_fill_label,
        wish=_label_wish,
        work=_label,
        said=_labelled,
        codes={},
    )
