"""How names, posts and bodies bend in Kyrgyz and Russian, for papers.

Every answer is a `Bent`: a text, and whether we are sure of it. A paper that is not sure words
itself so that no ending is needed: `addressee` does so for the dative ("кимге: …", "кому: …");
elsewhere the caller keeps the nominative behind a colon ("аткаруучу: …", "исполнитель: …").

Kyrgyz has no instrumental: the answer is the bare word and the sentence adds "менен". Russian
has no ablative: the answer is the genitive and the sentence adds "от"; its locative is the
prepositional. English does not bend.
"""

from typing import Final

from akimat_desk.text import kyrgyz_endings, russian_names, russian_phrases
from akimat_desk.text.bent import Bent, Case, Sex, tidy

__all__ = [
    "Bent",
    "Case",
    "Sex",
    "addressee",
    "name",
    "name_parts",
    "phrase",
    "short_name",
    "short_name_bent",
]

_TO_WHOM: Final = {
    "ky": "кимге: {nominative}",
    "ru": "кому: {nominative}",
    "en": "to: {nominative}",
}
_CHILD_OF: Final = ("уулу", "кызы")
# Azerbaijani and Uzbek words for son and daughter: how Kyrgyz bends them is not settled.
_FOREIGN_CHILD_OF: Final = ("оглы", "огли", "угли", "ўғли", "кизи", "гызы", "қизи")
_CHILDREN_OF: Final = (*_CHILD_OF, *_FOREIGN_CHILD_OF)


def name(
    surname: str,
    given: str,
    patronymic: str = "",
    *,
    case: Case,
    language: str,
    sex: Sex | None = None,
) -> Bent:
    """In the order of documents: surname, given name, patronymic. Kyrgyz bends the last word."""
    parts = [tidy(surname), tidy(given), tidy(patronymic)]
    whole = " ".join(part for part in parts if part)
    if case == "nominative" or language == "en":
        return Bent(whole, sure=True)
    if language == "ky":
        return _kyrgyz_name(whole, case)
    surname, given, patronymic = parts
    return russian_names.name(
        {"lastname": surname, "firstname": given, "middlename": patronymic}, case, sex
    )


def phrase(text: str, *, case: Case, language: str) -> Bent:
    """A post, a body, a place: "айыл өкмөтүнүн башчысы", "заместитель акима района"."""
    if language == "en":
        return Bent(tidy(text), sure=True)
    if language == "ky":
        return kyrgyz_endings.phrase(text, case)
    return russian_phrases.phrase(text, case)


def addressee(nominative: str, bent: Bent, language: str) -> str:
    """The dative where it is sure, and a wording that needs none where it is not."""
    return bent.text if bent.sure else _TO_WHOM[language].format(nominative=tidy(nominative))


def name_parts(whole: str) -> tuple[str, str, str]:
    """Surname, given name, patronymic of a name as documents write it; "Бакыт уулу" is one surname,
    and what stands behind the given name is the patronymic."""
    words = tidy(whole).split(" ")
    surname_words = 2 if len(words) > 1 and words[1].lower() in _CHILDREN_OF else 1
    surname, rest = " ".join(words[:surname_words]), words[surname_words:]
    return surname, " ".join(rest[:1]), " ".join(rest[1:])


def short_name(surname: str, given: str, patronymic: str = "") -> str:
    """Өмүрбеков Ч. Т.; of "Төлөгөн уулу" the father's letter stays."""
    return " ".join([tidy(surname), *_initials(given, patronymic)]).strip()


def short_name_bent(
    surname: str,
    given: str,
    patronymic: str = "",
    *,
    case: Case,
    language: str,
    sex: Sex | None = None,
) -> Bent:
    """Kyrgyz puts the letters first, for an ending cannot stand on one: Ч. Т. Өмүрбековго."""
    letters = " ".join(_initials(given, patronymic))
    if case == "nominative" or language == "en":
        return Bent(short_name(surname, given, patronymic), sure=True)
    if language == "ky":
        return _kyrgyz_name(f"{letters} {tidy(surname)}".strip(), case)
    parts: dict[russian_names.Part, str] = {
        "lastname": tidy(surname),
        "firstname": tidy(given),
        "middlename": tidy(patronymic),
    }
    bent = russian_names.name(
        {"lastname": parts["lastname"]}, case, sex or russian_names.sex_of(parts)
    )
    return Bent(f"{bent.text} {letters}".strip(), sure=bent.sure)


def _kyrgyz_name(whole: str, case: Case) -> Bent:
    last = whole.lower().rsplit(" ", 1)[-1]
    if last in _CHILD_OF:
        return kyrgyz_endings.possessive(whole, case)
    bent = kyrgyz_endings.plain(whole, case)
    is_settled = case == "instrumental" or last not in _FOREIGN_CHILD_OF
    return Bent(bent.text, sure=bent.sure and is_settled)


def _initials(given: str, patronymic: str) -> list[str]:
    return [f"{part[0].upper()}." for part in (tidy(given), tidy(patronymic)) if part]
