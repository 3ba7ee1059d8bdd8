"""Two applicants side by side, and joining them once a person has decided."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from akimat_desk.domain.collation import folded
from akimat_desk.domain.same_person import is_body, pins_differ
from akimat_desk.services.desk import Desk
from akimat_desk.services.lists import CaseRow
from akimat_desk.services.person_cards import PersonCard
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.case_words import stage_words
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import caption, hairline, plain, soft, strong, wrapped
from akimat_desk.ui.screens.applicant_words import (
    counted,
    kind_words,
    labels,
    phone_words,
    pin_label,
    pin_words,
)
from akimat_desk.ui.screens.card_words import joined, shown_day
from akimat_desk.ui.screens.settings_panel import Change, Entered
from akimat_desk.ui.theme import Tone, look

MOST_CASES: Final = 4
# Of the rows of facts; the name stands there.
_FIRST: Final = 2
SAME, DIFFERS, ONE_SIDED, UNCOMPARED = "same", "differs", "one_sided", ""


class Side(NamedTuple):
    """An applicant with their latest cases."""

    card: PersonCard
    cases: tuple[CaseRow, ...]


class Row(NamedTuple):
    """One fact of both; `verdict` is one of the words above."""

    label: str
    mine: str
    theirs: str
    verdict: str


class Joining:
    """Joins, and takes back what it joined; both run off the window's thread, in this order."""

    def __init__(self, desk: Desk, mine: str, theirs: str) -> None:
        self._desk, self._mine, self._theirs = desk, mine, theirs
        self._join = ""

    def work(self, entered: Entered) -> Callable[[], object]:
        return partial(self._do, str(entered["reason"]))

    def undo(self) -> None:
        self._desk.people.part(self._join)

    def _do(self, reason: str) -> None:
        self._join = self._desk.people.join(self._mine, self._theirs, reason).join


def side_of(desk: Desk, person_id: str) -> Side:
    """Asks the services; off the window's thread."""
    card = desk.people.open(person_id)
    wanted = desk.cases.filter_of(person=card.id)
    return Side(card, desk.lists.page(wanted, with_bars=False).rows[:MOST_CASES])


def comparison(desk: Desk, mine: Side, theirs: Side) -> Change:
    """The verb joins them; what differs is marked by a sign and a word."""
    needs_reason = _pins_differ(mine, theirs)
    joining = Joining(desk, mine.card.id, theirs.card.id)
    return Change(
        title=tr("One and the same applicant?"),
        # Translators: button: two records are one applicant from now on
        verb=tr("Join"),
        fill=partial(_fill, mine=mine, theirs=theirs, needs_reason=needs_reason),
        work=joining.work,
        undo=joining.undo,
        said=tr("They are one applicant now, with all their cases."),
        codes={"pins_differ": "reason"},
    )


def _fill(form: Form, mine: Side, theirs: Side, *, needs_reason: bool) -> None:
    form.widget_row(Columns(mine, theirs))
    hint = tr("The personal numbers differ: a reason is needed.") if needs_reason else ""
    form.row(Entry("reason", tr("&Reason"), TextField(), is_required=needs_reason, hint=hint))


def _pins_differ(mine: Side, theirs: Side) -> bool:
    if is_body(mine.card.whole) != is_body(theirs.card.whole):
        return False
    return all(
        pins_differ(one.applicant, other.applicant)
        for one in mine.card.records
        for other in theirs.card.records
    )


def rows(mine: Side, theirs: Side) -> tuple[Row, ...]:
    """Facts that are told of neither are left out."""
    words, one, other = labels(), mine.card, theirs.card
    compared = (
        (words["name"], _names(one), _names(other)),
        (pin_label(one.whole), _pins(one), _pins(other)),
        (words["born_on"], _born(one), _born(other)),
        (words["phone"], _phones(one), _phones(other)),
        (words["address"], one.addresses, other.addresses),
        (words["trade_name"], _told(one, "trade_name"), _told(other, "trade_name")),
        (words["head"], _told(one, "head"), _told(other, "head")),
        (tr("Representatives"), _keepers(one), _keepers(other)),
    )
    found = [_row(*fact) for fact in compared if fact[1] or fact[2]]
    kinds = Row(tr("Kind"), kind_words(one.whole), kind_words(other.whole), UNCOMPARED)
    came = Row(tr("Cases"), counted(one.counts), counted(other.counts), UNCOMPARED)
    latest = Row(tr("The latest"), _cases(mine.cases), _cases(theirs.cases), UNCOMPARED)
    return (found[0], kinds, *found[1:], came, latest)


def _row(label: str, mine: Sequence[str], theirs: Sequence[str]) -> Row:
    """What agrees in one value agrees: people have two phones, and one office knows one of them."""
    if label in (tr("PIN"), tr("INN")):
        shown = [[pin_words(pin, is_whole=False) for pin in pins] for pins in (mine, theirs)]
    else:
        shown = [list(mine), list(theirs)]
    verdict = ONE_SIDED
    if mine and theirs:
        is_same = bool({folded(one) for one in mine} & {folded(one) for one in theirs})
        verdict = SAME if is_same else DIFFERS
    return Row(label, "\n".join(shown[0]), "\n".join(shown[1]), verdict)


def _names(card: PersonCard) -> tuple[str, ...]:
    return (card.whole.name, *card.spellings)


def _pins(card: PersonCard) -> tuple[str, ...]:
    pins = (card.whole.pin, *(record.applicant.pin for record in card.records))
    return tuple(dict.fromkeys(pin for pin in pins if pin))


def _phones(card: PersonCard) -> tuple[str, ...]:
    return tuple(map(phone_words, card.phones))


def _born(card: PersonCard) -> tuple[str, ...]:
    person = card.whole.person
    return () if person is None or person.born_on is None else (shown_day(person.born_on),)


def _told(card: PersonCard, field: str) -> tuple[str, ...]:
    value = getattr(card.whole.person or card.whole.organisation, field, "")
    return (value,) if value else ()


def _keepers(card: PersonCard) -> tuple[str, ...]:
    return tuple(one.person.full_name for one in card.representatives)


def _cases(cases: Sequence[CaseRow]) -> str:
    """Number, day, state, who answers and about what: enough to decide."""
    return "\n".join(
        joined(
            case.number,
            shown_day(case.registered_on),
            stage_words(case.stage),
            case.responsible,
            case.subject,
        )
        for case in cases
    )


class Columns(QWidget):
    """The facts of both, with a sign and a word between them."""

    def __init__(self, mine: Side, theirs: Side) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._build(mine, theirs)

    def _build(self, mine: Side, theirs: Side) -> None:
        grid = self._grid
        grid.setContentsMargins(0, 0, 0, look().px(8))
        grid.setHorizontalSpacing(look().px(12))
        grid.setVerticalSpacing(look().px(3))
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        grid.addWidget(soft(tr("This applicant")), 0, 1)
        grid.addWidget(soft(tr("The other one")), 0, 3)
        grid.addWidget(hairline(), 1, 0, 1, 4)
        for number, row in enumerate(rows(mine, theirs), _FIRST):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(soft(row.label), number, 0, top | Qt.AlignmentFlag.AlignRight)
            is_name = number == _FIRST
            grid.addWidget(_told_label(row.mine, is_strong=is_name), number, 1)
            if row.verdict:
                grid.addWidget(_verdict(row.verdict), number, 2, top)
            grid.addWidget(_told_label(row.theirs, is_strong=is_name), number, 3)


def _told_label(words: str, *, is_strong: bool) -> QLabel:
    label = wrapped(strong(words) if is_strong else plain(words or "\N{EM DASH}"))
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _verdict(verdict: str) -> QWidget:
    sign, words, tone = {
        # Translators: a fact of two records that agrees
        SAME: ("check", tr("agrees"), Tone.GOOD),
        # Translators: a fact of two records that does not agree
        DIFFERS: ("not-equal-variant", tr("differs"), Tone.WARN),
        # Translators: only one of two records tells this
        ONE_SIDED: ("help", tr("only one"), Tone.SOFT),
    }[verdict]
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look().px(4))
    mark = QLabel()
    mark.setPixmap(icon(sign, tone).pixmap(look().px(16), look().px(16)))
    row.addWidget(mark)
    row.addWidget(caption(words, tone))
    row.addStretch(1)
    return whole
