"""Every column that a list of cases can have, and the words that its ids stand for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from akimat_desk.domain.catalogues import Row
from akimat_desk.services.card_readings import Official
from akimat_desk.services.desk import Desk
from akimat_desk.services.lists import CaseRow
from akimat_desk.text.catalogue import tr
from akimat_desk.text.dates import short_date
from akimat_desk.ui.case_list import (
    applicant_column,
    left_column,
    number_column,
    state_column,
    term_column,
)
from akimat_desk.ui.choice import Choice
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.screens.card_words import named

USUAL: Final = ("number", "applicant", "state", "term", "left")
ALWAYS: Final = "number"


class ListWords(NamedTuple):
    """What lists are narrowed by, read once in the background and worded in the window's tongue.

    `staff` go by id; `executors` and `head` by login, as actions want them.
    """

    staff: tuple[Choice, ...] = ()
    executors: tuple[Choice, ...] = ()
    head: Choice | None = None
    kinds: tuple[Choice, ...] = ()
    channels: tuple[Choice, ...] = ()
    topics: tuple[Choice, ...] = ()
    labels: tuple[Choice, ...] = ()

    def word(self, group: str, id_: str) -> str:
        """What an id stands for; the id itself where the list has dropped it."""
        known: tuple[Choice, ...] = getattr(self, group)
        return next((one.words for one in known if one.id == id_), id_)


def read_words(desk: Desk) -> ListWords:
    """Off the window's thread."""
    offers, choices = desk.registration.offers(), desk.cards.choices()
    return ListWords(
        staff=tuple(Choice(one.id, one.short_name, one.full_name) for one in offers.staff),
        executors=tuple(_official(one) for one in choices.staff),
        head=None if choices.head is None else _official(choices.head),
        kinds=_choices(offers.kinds),
        channels=_choices(offers.channels),
        topics=_choices(offers.topics),
        labels=tuple(Choice(one.label, one.label) for one in desk.lists.labels()),
    )


def _official(one: Official) -> Choice:
    post = named(one.post)
    words = tr("{name}, {post}", name=one.name, post=post) if post else one.name
    return Choice(one.login, words, f"{one.post.ky} {one.post.ru} {one.login}")


def _choices(rows: Iterable[Row]) -> tuple[Choice, ...]:
    return tuple(Choice(row.id, named(row.name), f"{row.name.ky} {row.name.ru}") for row in rows)


def every_column(
    today: Callable[[], date], words: Callable[[], ListWords]
) -> Mapping[str, Column[CaseRow]]:
    """By id, in the order in which they are offered."""
    columns = (
        number_column(),
        applicant_column(),
        state_column(),
        term_column(),
        left_column(today),
        _registered(),
        _named("kind", tr("Kind"), "kinds", words, lambda row: row.kind, 20),
        _named("channel", tr("How it came"), "channels", words, lambda row: row.channel, 16),
        _named("topic", tr("Topic"), "topics", words, lambda row: row.topic, 22),
        _plain("through", tr("Came through"), lambda row: row.came_through, 22),
        _plain("labels", tr("Labels"), lambda row: ", ".join(row.labels), 18),
        _result(),
    )
    return {column.id: column for column in columns}


def chosen_columns(
    known: Mapping[str, Column[CaseRow]], wanted: Sequence[str]
) -> tuple[Column[CaseRow], ...]:
    """Those that are wanted, in that order; the usual ones when none of them is known."""
    found = [known[one] for one in dict.fromkeys(wanted) if one in known]
    if not any(column.id == ALWAYS for column in found):
        found = [known[one] for one in USUAL] if not found else [known[ALWAYS], *found]
    return tuple(found)


def _registered() -> Column[CaseRow]:
    return Column(
        title=lambda: tr("Registered"),
        text=lambda row: short_date(row.registered_on),
        # Translators: under the date of registration: first written by hand on a blank receipt
        note=lambda row: tr("registered on paper") if row.by_hand else "",
        chars=11,
        id="registered",
        is_stiff=True,
        sort="registered",
    )


def _named(
    id_: str,
    title: str,
    group: str,
    words: Callable[[], ListWords],
    value: Callable[[CaseRow], str],
    chars: int,
) -> Column[CaseRow]:
    def text(row: CaseRow) -> str:
        return words().word(group, value(row)) if value(row) else "\N{EM DASH}"

    return Column(title=lambda: title, text=text, chars=chars, id=id_)


def _plain(id_: str, title: str, value: Callable[[CaseRow], str], chars: int) -> Column[CaseRow]:
    def text(row: CaseRow) -> str:
        return value(row) or "\N{EM DASH}"

    return Column(title=lambda: title, text=text, chars=chars, id=id_)


def _result() -> Column[CaseRow]:
    return Column(
        title=lambda: tr("Result"),
        text=lambda row: answered_words(row.answered) if row.answered else "\N{EM DASH}",
        note=lambda row: "" if row.ended_on is None else short_date(row.ended_on),
        chars=16,
        id="result",
    )


def answered_words(answered: str) -> str:
    words = {"in_time": tr("answered in time"), "late": tr("answered late")}
    return words.get(answered, answered)
