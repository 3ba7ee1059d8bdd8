"""What is to be known before a resolution: who asks, about what, by when, who answers by table."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.services.card_readings import CardReading
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.case_words import stage_words
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import head, plain, soft, strong, wrapped
from akimat_desk.ui.screens.card_blocks import Pair, fluid, pairs, section, stacked
from akimat_desk.ui.screens.card_duties import duty_lines
from akimat_desk.ui.screens.card_header import SMALL, duty_badges, small_link
from akimat_desk.ui.screens.card_words import (
    applicant_words,
    big_fact,
    joined,
    named,
    official_words,
    shown_day,
    signatories_words,
    through_words,
)
from akimat_desk.ui.theme import look

MOST_REPEATS = 3


def facts(card: CardReading, open_case: Callable[[str], None]) -> QWidget:
    """The number opens the card itself."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look().px(4))
    big = big_fact(card)
    number = small_link(card.header.number, lambda: open_case(card.id))
    state = strong(big.words, big.tone)
    state.setFixedHeight(look().lines(SMALL))
    column.addWidget(flow(number, state, gap=12))
    column.addWidget(wrapped(head(card.header.subject)))
    column.addWidget(wrapped(plain(joined(applicant_words(card), signatories_words(card)))))
    column.addWidget(flow(*duty_badges(duty_lines(card)), gap=12))
    column.addWidget(pairs(_pairs(card)))
    if card.others:
        column.addWidget(_repeats(card, open_case))
    return whole


def _pairs(card: CardReading) -> list[Pair]:
    header = card.header
    given_back = card.assignment
    was = ""
    if given_back is not None and given_back.is_declined:
        name = "" if given_back.executor is None else given_back.executor.name
        was = tr("{name}: {reason}", name=name, reason=given_back.reason)
    return [
        (
            tr("Registered"),
            joined(
                shown_day(header.registered_at.date()),
                named(header.kind),
                through_words(card) or named(header.channel),
            ),
        ),
        (tr("By the table"), official_words(card.by_table) or tr("nobody is named")),
        (tr("Given back"), was),
    ]


def _repeats(card: CardReading, open_case: Callable[[str], None]) -> QWidget:
    """Earlier cases of the same applicant, the newest few."""
    links = [
        small_link(
            joined(one.number, shown_day(one.registered_on), stage_words(one.stage)),
            lambda case_id=one.id: open_case(case_id),  # type: ignore[misc]
        )
        for one in card.others[:MOST_REPEATS]
    ]
    count = len(card.others)
    words = tr_many(
        "{count} other case of this applicant", "{count} other cases of this applicant", count
    )
    whole = stacked([soft(words), *links], 0)
    for one in links:
        whole.layout().setAlignment(one, Qt.AlignmentFlag.AlignLeft)  # type: ignore[union-attr]
    return whole


def questions_and_text(card: CardReading) -> QWidget:
    """What was asked, where no scan shows it."""
    parts: list[QWidget] = []
    if len(card.questions) > 1:
        lines = [
            fluid(tr("{n}. {question}", n=one.number, question=one.text)) for one in card.questions
        ]
        parts.append(section(tr("Questions"), *lines))
    words = card.header.text or tr("The text was not typed in and no scan is attached.")
    parts.append(section(tr("Text of the appeal"), fluid(words)))
    return stacked(parts, is_pushed_up=True)
