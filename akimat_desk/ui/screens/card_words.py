"""What the card of a case says in the window's language: stages, dates left, holders, roles."""

from datetime import date, datetime
from typing import NamedTuple

from akimat_desk.domain import case_events as events
from akimat_desk.domain.cases import RESPONSIBLE
from akimat_desk.domain.deadlines import Duty, Holder
from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.card_readings import CardReading, Official, Signed
from akimat_desk.text.catalogue import spoken, tr, tr_many
from akimat_desk.ui.case_words import days_words as left_words
from akimat_desk.ui.case_words import stage_words
from akimat_desk.ui.theme import Tone


class BigFact(NamedTuple):
    """The one big fact of the card and the small print under it."""

    words: str
    tone: Tone
    under: str


def shown_day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def shown_moment(at: datetime) -> str:
    return f"{at:%d.%m.%Y %H:%M}"


def named(words: Bilingual) -> str:
    """A catalogue's name in the window's language."""
    return words[spoken().language]


def joined(*parts: str) -> str:
    """Small facts one after the other, the empty ones left out."""
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def role_words(role: str) -> str:
    words = {
        "registrar": tr("registrar"),
        "executor": tr("executor"),
        "head": tr("head"),
        "controller": tr("controller"),
        "administrator": tr("administrator"),
        "auditor": tr("auditor"),
    }
    return words.get(role, role)


def language_words(language: str) -> str:
    words = {"ky": tr("Kyrgyz"), "ru": tr("Russian"), "en": tr("English")}
    return words.get(language, tr("another language"))


def duty_title(duty: Duty) -> str:
    words = {
        "statutory": tr("By law"),
        "control": tr("Control date"),
        "internal": tr("Internal date"),
    }
    return words[duty.kind]


def holder_words(holder: Holder | None) -> str:
    if holder is None:
        return ""
    if holder.name:
        return tr("{name} (head)", name=holder.name) if holder.kind == "head" else holder.name
    words = {
        "applicant": tr("applicant"),
        "body": tr("another body"),
        "head": tr("head"),
        "office": tr("nobody named"),
        "person": tr("executor"),
    }
    return words[holder.kind]


def days_words(count: int) -> str:
    return tr_many("{count} working day", "{count} working days", count)


def big_fact(card: CardReading) -> BigFact:
    """Days left by the earliest duty, or how it ended and whether in time."""
    if card.end is not None:
        return _ended(card)
    term = card.term
    if term.next is None or term.days_left is None:
        return _undated(card)
    tones = {"overdue": Tone.BAD, "today": Tone.WARN, "soon": Tone.WARN}
    tone = tones.get(term.warning or "", Tone.INK)
    is_late = term.warning == "overdue"
    return BigFact(left_words(term.days_left, is_late=is_late), tone, "")


def _ended(card: CardReading) -> BigFact:
    end = card.end
    if end is None:
        return BigFact("", Tone.SOFT, "")
    on = tr("{stage} {day}", stage=stage_words(ending_stage(end.event)), day=shown_day(end.on))
    outcome = named(end.outcome) if end.outcome is not None else ""
    if end.due_on is None:
        return BigFact(on, Tone.SOFT, outcome)
    late = end.on > end.due_on
    in_time = tr("late, due {day}", day=shown_day(end.due_on)) if late else tr("on time")
    return BigFact(on, Tone.BAD if late else Tone.GOOD, joined(outcome, in_time))


def stage_sign(card: CardReading) -> tuple[str, str]:
    """The state in words and the sign beside it."""
    signs = {
        "registered": "account-off-outline",
        "under_consideration": "account-clock-outline",
        "waiting_for_applicant": "account-question-outline",
        "waiting_for_body": "office-building-outline",
        "decided": "check-circle-outline",
    }
    return signs.get(card.stage, ""), stage_words(card.stage)


def official_words(one: Official | None) -> str:
    """Name, post, room and phone: who to ask and where."""
    if one is None:
        return ""
    room = tr("room {room}", room=one.room) if one.room else ""
    phone = tr("tel. {phone}", phone=one.phone) if one.phone else ""
    return ", ".join(part for part in (one.name, named(one.post), room, phone) if part)


def holder_line(card: CardReading) -> str:
    """Who answers now; of a case that has ended nobody does."""
    if card.end is not None:
        return ""
    if card.holder is None:
        return nobody_words(card)
    return tr("Answers: {who}", who=official_words(card.holder))


def nobody_words(card: CardReading) -> str:
    """Why nobody answers now."""
    if any(one.slot == RESPONSIBLE for one in card.disputes):
        return tr("two versions of who executes; until it is settled the days are the head's")
    return tr("nobody named; the days are the head's")


def ending_stage(event: Event) -> str:
    """The stage an ending leads to."""
    found: dict[type[Event], str] = {
        events.CaseForwarded: "forwarded",
        events.CaseReturned: "forwarded",
        events.CaseWithdrawn: "withdrawn",
        events.CaseAnnulled: "annulled",
    }
    return found.get(type(event), "closed")


def _undated(card: CardReading) -> BigFact:
    if card.term.pause is not None:
        return BigFact(tr("term paused"), Tone.PAUSE, "")
    return BigFact(tr("no term established"), Tone.SOFT, "")


def due_words(duty: Duty) -> str:
    if duty.due_on is None:
        return ""
    day = shown_day(duty.due_on)
    match duty.kind:
        case "statutory":
            return tr("by law {day}", day=day)
        case "control":
            return tr("control date {day}", day=day)
        case "internal":
            return tr("internal date {day}", day=day)
        case "visit" | "body":
            return day


def through_words(card: CardReading) -> str:
    """Through whom the case came, with their number and date."""
    through = card.header.through
    if through is None:
        return ""
    return tr(
        "through: {letter}", letter=letter_words(through.body, through.number, through.dated_on)
    )


def letter_words(body: str, number: str = "", dated_on: date | None = None) -> str:
    """A letter as its addressee names it: body, number, date."""
    number = tr("No. {number}", number=number) if number else ""
    parts = (body, number, shown_day(dated_on) if dated_on else "")
    return ", ".join(part for part in parts if part)


def signatories_words(card: CardReading) -> str:
    count = card.header.signatories
    return tr_many("{count} signature", "{count} signatures", count) if count > 1 else ""


def applicant_words(card: CardReading) -> str:
    applicant = card.header.applicant
    if card.header.secrecy:
        return "\N{EM DASH}"
    return tr("anonymous") if applicant.is_anonymous else applicant.name


def signed_words(signed: Signed) -> str:
    """Who, when, at which workstation."""
    who = signed.who or tr("the program")
    if signed.behalf:
        who = tr("{name} (resolution: {other})", name=who, other=signed.behalf)
    station = tr("workstation {mark}", mark=signed.station)
    return joined(who, shown_moment(signed.at), station)


def sheets_words(count: int) -> str:
    return tr_many("{count} sheet", "{count} sheets", count) if count else ""


def way_words(way: str) -> str:
    return dict(delivery_ways()).get(way, way)


def delivery_ways() -> tuple[tuple[str, str], ...]:
    """How an answer reaches its addressee; the first is the usual one."""
    return (
        ("post", tr("by post")),
        ("in_person", tr("handed over in person")),
        ("email", tr("by e-mail")),
        ("messenger", tr("by messenger")),
        ("other", tr("in another way")),
    )


def receipt_forms() -> tuple[tuple[str, str], ...]:
    return (
        ("a5", tr("A5, one copy")),
        ("a4x2", tr("A4, two copies")),
        ("roll80", tr("80 mm roll")),
        ("large", tr("large print")),
    )
