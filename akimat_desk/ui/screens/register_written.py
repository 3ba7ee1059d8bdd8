"""What registering writes down beside what the receipt says."""

from collections.abc import Iterator
from typing import NamedTuple

from akimat_desk.domain.people import Address
from akimat_desk.services.addresses import territories
from akimat_desk.services.foresight import Checked
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.screens.card_words import joined, named, shown_day


class Written(NamedTuple):
    """`field` is where it is changed."""

    label: str
    words: str
    field: str


def written_down(checked: Checked) -> Iterator[Written]:
    """In the order of the form; an empty one is left out by whoever shows it."""
    event = checked.registered
    yield Written(tr("Address"), address_words(event.applicant.address), "soate")
    yield from _of_applicant(checked)
    yield Written(tr("Also signed"), ", ".join(event.also_signed), "also_signed")
    yield Written(tr("Repeats"), event.previous, "previous")
    yield Written(tr("About whom"), event.against, "against")
    yield Written(tr("Questions"), _questions(checked), "questions")
    yield Written(tr("By whose order"), event.ordered_by, "ordered_by")


def address_words(address: Address) -> str:
    """The district and its oblast before the parts that were typed."""
    known = territories().find(address.soate)
    if known is None:
        return address.line()
    above = [named(row.name) for row in territories().lineage(address.soate)]
    return ", ".join(part for part in (*above, address.line()) if part)


def _of_applicant(checked: Checked) -> Iterator[Written]:
    person = checked.registered.applicant.person
    if person is not None:
        born = shown_day(person.born_on) if person.born_on else ""
        yield Written(tr("Born on"), born, "born_on")
        yield Written(tr("Trade name"), person.trade_name, "trade_name")
    yield Written(tr("Category"), ", ".join(map(named, checked.categories)), "categories")


def _questions(checked: Checked) -> str:
    """Each with the one who is to answer it, where one was named."""
    asked = checked.registered.questions
    lines = []
    for number, text in enumerate(asked, start=1):
        who = checked.executors.get(number if len(asked) > 1 else 0, "")
        lines.append(joined(tr("{n}. {question}", n=number, question=text), who))
    return "\n".join(lines)
