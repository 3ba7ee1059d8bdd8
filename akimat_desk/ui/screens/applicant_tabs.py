"""The tabs of an applicant's card: all cases, what is known, what was joined and written."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from akimat_desk.domain.identifiers import phone_normal
from akimat_desk.domain.people import Representative
from akimat_desk.services.lists import CaseRow
from akimat_desk.services.person_cards import JoinLine, PersonCard, PersonEntry
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.case_list import (
    CaseList,
    left_column,
    number_column,
    state_column,
    term_column,
)
from akimat_desk.ui.labels import secondary
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.screens.applicant_words import (
    entry_words,
    kind_words,
    labels,
    phone_words,
    pin_label,
    pin_words,
    reason_of,
)
from akimat_desk.ui.screens.card_blocks import Pair, page, pairs, section, stacked, told
from akimat_desk.ui.screens.card_keys import turn_tabs
from akimat_desk.ui.screens.card_tabs import LatePage
from akimat_desk.ui.screens.card_words import joined, shown_day, signed_words

CASES, KNOWN, HISTORY = 0, 1, 2
_ROOMY = 900


def build_tabs(card: PersonCard, cases: CaseList, part: "Part") -> QTabWidget:
    """`part` is called with the join that is to be taken apart."""
    tabs = QTabWidget()
    tabs.setDocumentMode(True)
    tabs.setAccessibleName(tr("Applicant"))
    count = card.counts.every
    tabs.addTab(cases.view, f"{tr('Cases')} {count}" if count else tr("Cases"))
    # Translators: tab: everything that is known of an applicant
    known = LatePage(partial(known_tab, card), tabs)
    tabs.addTab(known, tr("What is known"))
    history = tr("Joins and history") if card.joins else tr("History")
    tabs.addTab(LatePage(partial(history_tab, card, part), tabs), history)
    turn_tabs(tabs)
    # Its bar takes the focus; were it a stop of its own, Tab would come back from the last button.
    tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return tabs


Part = Callable[[JoinLine], None]


def cases_of(background: Background, today: Callable[[], date]) -> CaseList:
    """The subject is what differs here; the name stands under it as the paper had it."""
    about = Column[CaseRow](
        title=lambda: tr("About what"),
        text=lambda row: row.subject,
        note=lambda row: row.applicant,
        is_strong=True,
    )
    term = replace(term_column(), drops_under=_ROOMY)
    columns = (number_column(), about, state_column(), term, left_column(today))
    # A list of one applicant is short: it has one order.
    cases = CaseList([replace(column, sort="") for column in columns], background)
    cases.view.setAccessibleName(tr("Cases of this applicant"))
    cases.view.say_when_empty(
        tr("No cases at this desk."), tr("F4 registers one for this applicant.")
    )
    return cases


def known_tab(card: PersonCard) -> QWidget:
    parts = [section(tr("What is known"), pairs(_known(card)))]
    if len(card.records) > 1:
        lines = [told(record.applicant.name, _record(record.applicant)) for record in card.records]
        parts.append(section(tr("Joined records"), stacked(lines, 8)))
    return page(*parts)


def _known(card: PersonCard) -> Iterator[Pair]:
    words, whole = labels(), card.whole
    known: Any = whole.person or whole.organisation
    yield words["name"], whole.name
    yield tr("Kind"), kind_words(whole)
    yield pin_label(whole), pin_words(whole.pin, is_whole=False)
    born_on = getattr(known, "born_on", None)
    yield words["born_on"], shown_day(born_on) if born_on is not None else ""
    for field in ("trade_name", "head"):
        yield words[field], getattr(known, field, "")
    if whole.person is not None:
        yield words["inn"], pin_words(whole.person.inn, is_whole=False)
    yield words["phone"], "\n".join(_phones(card))
    yield words["address"], "\n".join(card.addresses)
    # Translators: other ways in which the same name was written
    yield tr("Also written"), "\n".join(card.spellings)
    yield tr("Representatives"), "\n".join(map(_keeper, card.representatives))


def _phones(card: PersonCard) -> Iterator[str]:
    """Whose a phone is stands beside it, where the record says so."""
    owners = {
        phone_normal(record.applicant.person.phone): record.applicant.person.phone_of
        for record in card.records
        if record.applicant.person is not None
    }
    return (joined(phone_words(phone), owners.get(phone, "")) for phone in card.phones)


def _keeper(one: Representative) -> str:
    return joined(one.person.full_name, one.ground)


def _record(applicant: Any) -> str:
    pin = applicant.pin
    numbered = f"{pin_label(applicant)} {pin_words(pin, is_whole=False)}" if pin else ""
    return joined(numbered, phone_words(applicant.phone), applicant.address.line()) or tr(
        "nothing more"
    )


def history_tab(card: PersonCard, part: Part) -> QWidget:
    parts = []
    if card.joins:
        lines = [_join(card, line, part) for line in card.joins]
        parts.append(section(tr("Joined records"), stacked(lines, 10)))
    entries = [_entry(card, entry) for entry in card.history]
    parts.append(section(tr("What was written"), stacked(entries, 10)))
    return page(*parts)


def _join(card: PersonCard, line: JoinLine, part: Part) -> QWidget:
    words = tr(
        "{one} and {other} are one applicant",
        one=card.names[line.one],
        other=card.names.get(line.other, ""),
    )
    lines = [told("", words, joined(line.reason, signed_words(line.signed)))]
    if card.may_change and not card.is_read_only:
        # Translators: button: two joined records are two applicants again
        button = secondary(tr("Take apart"), "call-split")
        button.clicked.connect(lambda *_: part(line))
        button.setAccessibleDescription(words)
        whole = stacked([*lines, button], 4)
        layout = whole.layout()
        if layout is not None:
            layout.setAlignment(button, Qt.AlignmentFlag.AlignLeft)
        return whole
    return stacked(lines, 4)


def _entry(card: PersonCard, entry: PersonEntry) -> QWidget:
    reason = reason_of(entry)
    under = joined(tr("Reason: {reason}", reason=reason) if reason else "")
    return told("", entry_words(card, entry), joined(under, signed_words(entry.signed)))
