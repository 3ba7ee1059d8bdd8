"""What the register screen says of terms, officials and receipts, in the window's language."""

from collections.abc import Sequence
from datetime import date

from akimat_desk.domain.explanations import Explanation
from akimat_desk.domain.readings import Answerer, DueLine, TakenPaper
from akimat_desk.services.foresight import Foreseen
from akimat_desk.services.likely_repeats import (
    LIKE_NAME,
    SAME_APPLICANT,
    SAME_HOUSE,
    SAME_LETTER,
    Earlier,
)
from akimat_desk.text.catalogue import spoken, tr, tr_many
from akimat_desk.text.dates import short_date, weekday
from akimat_desk.ui.case_words import stage_words
from akimat_desk.ui.screens.card_words import joined, letter_words, named
from akimat_desk.ui.screens.register_told import BARRIER


def form_title(kind: str, today: date) -> str:
    """`today` is the earliest date there is while it is not known yet."""
    if today == date.min:
        return tr("Registration")
    if kind == BARRIER:
        return tr("Business barrier report, {day}", day=short_date(today))
    return tr("Registration, {day}", day=short_date(today))


def day_with_weekday(day: date) -> str:
    """11.12.2026, Friday."""
    return tr("{day}, {weekday}", day=short_date(day), weekday=weekday(day, spoken().language))


def due_fact(due: DueLine | None) -> str:
    """By when the answer is due: the earlier of law and control."""
    if due is None:
        return tr("choose the kind")
    days = [day for day in (due.due_on, due.control_on) if day is not None]
    return day_with_weekday(min(days)) if days else tr("no term is established")


def due_ground(due: DueLine | None) -> str:
    """Length, law, and the other date where there are two."""
    if due is None:
        return ""
    if due.due_on is None:
        return _control_words(due)
    length = "" if due.days is None else _length_words(due.days, due.unit)
    parts = [length, named(due.ground)]
    if due.control_on is not None:
        other = tr("by law {day}", day=short_date(due.due_on))
        parts.insert(0, other if due.control_on < due.due_on else _control_words(due))
    if due.to_confirm:
        parts.append(tr("to be confirmed"))
    return joined(*parts)


def control_is_first(due: DueLine | None) -> bool:
    if due is None or due.control_on is None:
        return False
    return due.due_on is None or due.control_on < due.due_on


def _control_words(due: DueLine) -> str:
    return tr("control date {day}", day=short_date(due.control_on)) if due.control_on else ""


def _length_words(days: int, unit: str) -> str:
    if unit == "working":
        return tr_many("{count} working day", "{count} working days", days)
    return tr_many("{count} calendar day", "{count} calendar days", days)


def why_words(explanation: Explanation) -> str:
    """The reckoning in two or three sentences: from when, how many days, which were passed over."""
    first = next((line.day for line in explanation.lines if line.is_counted), None)
    if first is None or explanation.due_on is None:
        return tr("The length of this term has not been established yet.")
    off = [line for line in explanation.lines if line.reason in ("holiday", "break", "extra")]
    weekends = sum(line.reason == "weekend" for line in explanation.lines)
    told = [
        tr(
            "The day after registration, {first}, is the first; {length} end on {last}.",
            first=short_date(first),
            length=_length_words(explanation.counted, explanation.rule.unit),
            last=short_date(explanation.due_on),
        )
    ]
    if weekends:
        told.append(
            tr_many(
                "{count} day off of the week is not counted.",
                "{count} days off of the week are not counted.",
                weekends,
            )
        )
    if off:
        days = ", ".join(
            joined(short_date(line.day), named(line.name) if line.name else "") for line in off
        )
        told.append(tr("Public holidays are not counted: {days}.", days=days))
    if explanation.doubts:
        told.append(tr("Part of this ground is still to be confirmed."))
    return " ".join(told)


def answerer_fact(answerer: Answerer | None) -> str:
    if answerer is None:
        return tr("nobody is named")
    return ", ".join(part for part in (answerer.name, named(answerer.post)) if part)


def answerer_ground(answerer: Answerer | None) -> str:
    if answerer is None:
        return tr("The table of responsibility has no row for this: choose the official.")
    if not answerer.executor_by_resolution:
        return tr("chosen here")
    order = named(answerer.ground) if answerer.ground else ""
    return joined(tr("table of responsibility"), order)


def answerer_place(answerer: Answerer) -> str:
    """Where to find and how to call."""
    return joined(
        tr("room {room}", room=answerer.room) if answerer.room else "",
        tr("phone {phone}", phone=answerer.phone) if answerer.phone else "",
    )


def earlier_words(one: Earlier) -> str:
    """Enough to decide whether it is the same matter."""
    return joined(one.number, short_date(one.registered_on), one.subject)


def came_before(earlier: Sequence[Earlier]) -> str:
    """Under the applicant: how often, and the two latest matters."""
    if not earlier:
        return ""
    latest = sorted(earlier, key=lambda one: one.registered_on, reverse=True)[:2]
    cases = "; ".join(joined(one.number, short_date(one.registered_on)) for one in latest)
    return tr_many(
        "Came {count} time before: {cases}",
        "Came {count} times before: {cases}",
        len(earlier),
        cases=cases,
    )


def own_cases(earlier: Sequence[Earlier]) -> tuple[Earlier, ...]:
    """Those of the same applicant."""
    return tuple(one for one in earlier if one.why == SAME_APPLICANT)


def why_words_of(one: Earlier) -> str:
    """Why it is looked at beside the one at the counter."""
    words = {
        SAME_LETTER: tr("the same letter"),
        SAME_APPLICANT: tr("the same applicant"),
        LIKE_NAME: tr("a like name: {name}", name=one.applicant),
        SAME_HOUSE: tr("from the same house: {name}", name=one.applicant),
    }
    return words.get(one.why, "")


def earlier_state(one: Earlier) -> str:
    return stage_words(one.stage)


def finding_words(code: str) -> str:
    """What is worth a second look."""
    words = {
        "pin_first_digit_unusual": tr("The PIN begins with an unusual digit."),
        "pin_impossible_date": tr("The PIN holds no possible date of birth."),
        "pin_birth_date_differs": tr("The PIN and the date of birth differ."),
        "pin_sex_differs": tr("The PIN and the patronymic tell of different sexes."),
        "phone_unusual": tr("This is not a usual phone number. Check it with the applicant."),
        "territory_not_listed": tr("The district is not in the list of territories."),
        "aimak_not_listed": tr("This aimak is in no list; it will be written as typed."),
        "village_not_listed": tr("This village is in no list; it will be written as typed."),
        "street_not_listed": tr("This street is in no list; it will be written as typed."),
        "oral_without_text": tr("It was spoken, but nothing is written down of what was said."),
        "anonymous_to_confirm": tr(
            "Whether an anonymous appeal is considered has still to be confirmed for this office."
        ),
        "secrecy_to_confirm": tr(
            "By which rules such papers are registered still has to be confirmed for this office."
            " Nothing of the content is typed or scanned."
        ),
        "answerer_is_accused": tr(
            "The complaint is about the very official who is to answer it: choose another one."
        ),
        "passed_up": tr(
            "The complaint is about the official whom the table names: the head of the office"
            " answers instead."
        ),
        "head_is_accused": tr(
            "The complaint is about the head of this office. Nobody here stands above the head:"
            " it may have to be forwarded to the higher body. Which one it is has still to be"
            " confirmed."
        ),
        "registered_late": tr(
            "It was received more than one working day ago: the term for registering is over."
        ),
        "previous_unknown": tr("No case with the number of the earlier one is known at this desk."),
        "nobody_named": tr(
            "The table of responsibility names nobody for this matter: without an official no"
            " receipt can be made."
        ),
        "clerk_post_missing": tr(
            "Your own post is not entered: without it no receipt can be made."
            " The administrator enters it."
        ),
        "letterhead_missing": tr(
            "The office's address and phone are not entered: without them no receipt can be made."
        ),
    }
    return words.get(code, "")


def findings_words(foreseen: Foreseen) -> str:
    return " ".join(words for words in map(finding_words, foreseen.findings) if words)


def paper_words(place: int, paper: TakenPaper) -> str:
    """One line of the inventory as the receipt prints it."""
    kind = tr("original") if paper.original else tr("copy")
    sheets = tr_many("{count} sheet", "{count} sheets", paper.sheets)
    return tr(
        "{n}. {title}, {kind}, {sheets}", n=place, title=paper.title, kind=kind, sheets=sheets
    )


def papers_total(papers: Sequence[TakenPaper]) -> str:
    sheets = sum(paper.sheets for paper in papers)
    return tr(
        "in all: {papers}, {sheets}",
        papers=tr_many("{count} paper", "{count} papers", len(papers)),
        sheets=tr_many("{count} sheet", "{count} sheets", sheets),
    )


def through_words(body: str, number: str, dated_on: date | None) -> str:
    return letter_words(body, number, dated_on).replace("\u2116 ", "\u2116\u00a0")
