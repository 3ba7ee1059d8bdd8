"""Words that the papers of reception share: forms, outcomes, hours, promises."""

from datetime import date

from akimat_desk.documents.letters import Letter
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.text.dates import short_date, weekday


class Asked(Reading, frozen=True, kw_only=True):
    """A question and what came of it, as papers show it; `executor` is a name."""

    text: str
    outcome: str = ""
    words: str = ""
    executor: str = ""
    due_on: date | None = None
    case_number: str = ""


class Received(Reading, frozen=True, kw_only=True):
    """One card; an empty name is an anonymous person."""

    number: str
    name: str = ""
    address: str = ""
    phone: str = ""
    questions: tuple[Asked, ...] = ()


class Officer(Reading, frozen=True, kw_only=True):
    """Who receives."""

    name: str
    post: Bilingual = Bilingual(ky="")


def who(letter: Letter, name: str) -> str:
    return name or letter.t("anonymous")


def officer(letter: Letter, told: Officer) -> str:
    post = letter.either(told.post)
    return f"{post} {told.name}" if post else told.name


def form_words(letter: Letter, form: str) -> str:
    match form:
        case "field":
            return letter.t("field reception")
        case "hotline":
            return letter.t("hotline")
        case "remote":
            # Translators: by video link; check
            return letter.t("remote reception")
        case _:
            return letter.t("personal reception")


def outcome_words(letter: Letter, outcome: str) -> str:
    match outcome:
        case "settled_on_the_spot":
            return letter.t("settled on the spot")
        case "explained":
            return letter.t("explained")
        case "instruction":
            return letter.t("instruction given")
        case "written_appeal":
            return letter.t("written appeal taken")
        case _:
            return letter.t("not settled")


def promise_words(letter: Letter, state: str) -> str:
    match state:
        case "kept":
            return letter.t("promise kept")
        case "broken":
            # Translators: of a promised day that has passed; check
            return letter.t("promise broken")
        case "dropped":
            # Translators: the case was withdrawn or annulled; check
            return letter.t("instruction taken back")
        case _:
            return letter.t("promise in hand")


def until_words(letter: Letter, one: Asked) -> str:
    """By when, and in which case it goes on."""
    due = "" if one.due_on is None else letter.t("by {date}", date=short_date(one.due_on))
    case = letter.t("case {number}", number=one.case_number) if one.case_number else ""
    return ", ".join(part for part in (due, case) if part)


def when_words(letter: Letter, weekday_of: int | None, on: date | None, hours: str) -> str:
    """Every week, or on one day."""
    if on is not None:
        return f"{short_date(on)}, {weekday(on, letter.language)}, {hours}"
    # Any Monday will do to name the days of a week.
    day = date(2026, 11, 23 + (weekday_of or 0))
    return f"{weekday(day, letter.language)}, {hours}"
