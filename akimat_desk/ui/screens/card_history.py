"""The tab of history, and what was set aside with its reason."""

from PySide6.QtWidgets import QWidget

from akimat_desk.services.card_readings import CardReading, HistoryEntry
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.screens.card_blocks import page, section, stacked, told
from akimat_desk.ui.screens.card_history_words import aside_words, entry_words
from akimat_desk.ui.screens.card_words import joined, role_words, signed_words


def history_tab(card: CardReading) -> QWidget:
    lines = [_line(card, entry) for entry in card.history if not entry.set_aside]
    parts = [section(tr("What was done"), stacked(lines, 10))]
    if card.set_aside:
        aside = [_line(card, entry) for entry in card.set_aside]
        parts.insert(0, section(tr("Set aside: kept, but not counted"), stacked(aside, 10)))
    return page(*parts)


def _line(card: CardReading, entry: HistoryEntry) -> QWidget:
    role = role_words(entry.signed.role) if entry.signed.who else ""
    under = joined(signed_words(entry.signed), role)
    if entry.set_aside:
        under = joined(under, tr("Not counted: {reason}", reason=aside_words(entry.set_aside)))
    return told("", entry_words(card, entry), under)
