"""What several pages of the settings say: roles, states in time, sizes, who may change."""

from collections.abc import Iterable
from datetime import date

from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.office_readings import REST, TOPIC, AnswerRow, When
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.screens.card_words import named, role_words, shown_day
from akimat_desk.ui.theme import Tone


def read_only_words(roles: Iterable[str]) -> str:
    """Why the buttons are missing."""
    return tr(
        "You see this, but only these roles change it: {roles}.",
        roles=", ".join(role_words(role) for role in roles),
    )


def roles_line(roles: Iterable[str]) -> str:
    return ", ".join(role_words(role) for role in roles)


def day_or_nothing(day: date | None) -> str:
    return "" if day is None else shown_day(day)


def span_words(first: date | None, last: date | None) -> str:
    """From one day to another; an open end says only since when."""
    if first is None:
        return "" if last is None else tr("until {day}", day=shown_day(last))
    if last is None:
        return tr("since {day}", day=shown_day(first))
    return tr("{first} \N{EN DASH} {last}", first=shown_day(first), last=shown_day(last))


def when_words(when: When) -> str:
    if when == "now":
        # Translators: a post or a substitution that holds today
        return tr("holds now")
    # Translators: a post or a substitution that begins on a later day, or is over
    return tr("begins later") if when == "later" else tr("is over")


def when_tone(when: When) -> Tone:
    return {"now": Tone.GOOD, "later": Tone.WARN, "past": Tone.SOFT}[when]


def post_words(post: str) -> str:
    """The posts that sign; another one is shown by its id."""
    words = {
        "head": tr("Head of the office"),
        "deputy": tr("Deputy head"),
        "apparatus": tr("Head of the apparatus"),
    }
    return words.get(post, post)


def matter_words(row: AnswerRow) -> str:
    """What an official answers for."""
    if row.kind == REST:
        return tr("Everything that has no line of its own")
    return capital(named(row.name))


def matter_kind_words(kind: str) -> str:
    if kind == REST:
        return ""
    return tr("topic") if kind == TOPIC else tr("service")


def both(words: Bilingual) -> str:
    """Kyrgyz and Russian, one under the other where both are told."""
    return "\n".join(dict.fromkeys(part for part in (words.ky, words.ru) if part))


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def size_words(count: int) -> str:
    """Bytes as people read them."""
    if count < 1024 * 1024:
        return tr("{size} KB", size=_tenths(count / 1024))
    if count < 1024**3:
        return tr("{size} MB", size=_tenths(count / 1024**2))
    return tr("{size} GB", size=_tenths(count / 1024**3))


def number_words(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")


def _tenths(value: float) -> str:
    mark = "." if spoken().language == "en" else ","
    return f"{value:.1f}".replace(".", mark)
