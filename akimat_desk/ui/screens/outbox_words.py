"""Refused entries in words: what was written, and why the centre did not take it."""

from collections.abc import Iterable

from akimat_desk.domain import case_events as events
from akimat_desk.domain.facts import Event
from akimat_desk.services.outbox import Outcome
from akimat_desk.text.catalogue import tr
from akimat_desk.text.entry_words import entry_words
from akimat_desk.text.trouble_words import why_quarantined

_TOLD = ("text", "subject", "resolution", "reason", "ground", "title", "name")


def kept_words(row: Outcome) -> str:
    """What kind of record it is, and the words its author wrote."""
    name = _kind(row.event, row.type)
    told = next(
        (words for key in _TOLD if isinstance(words := getattr(row.event, key, ""), str) and words),
        "",
    )
    return f"{name}: {told}" if told else name


def refusal_words(code: str) -> str:
    words = {
        "station_revoked": tr("the certificate of this workstation was taken back"),
        "actor_unknown": tr("the author is not of this office"),
        "number_outside_series": tr("the number is not of this workstation's series"),
        "body_wrong": tr("the record is not of the shape the centre knows"),
        "part_missing": tr("a part that this act must have is missing"),
    }
    return words.get(code) or tr("the centre did not take it ({code})", code=code)


def aside_words(reasons: Iterable[str]) -> str:
    """Each reason once; empty where nothing was set aside."""
    told = dict.fromkeys(why_quarantined(one) for one in reasons)
    return tr("Set aside as not genuine: {reasons}.", reasons="; ".join(told)) if told else ""


def _kind(event: Event | None, name: str) -> str:
    words = {
        events.CaseRegistered: tr("registration"),
        events.NoteAdded: tr("note"),
        events.ExecutorAssigned: tr("executor"),
        events.CaseClosed: tr("closing of the case"),
        events.FileAttached: tr("scan"),
        events.ActIssued: tr("act"),
    }
    return (None if event is None else words.get(type(event))) or entry_words(name)
