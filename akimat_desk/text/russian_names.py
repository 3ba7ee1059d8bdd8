"""How Russian bends the names of people, by the package `petrovich` with its slips put right."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from petrovich.main import DEFAULT_RULES_PATH, Petrovich

from akimat_desk.text.bent import Bent, Case, Sex
from akimat_desk.text.russian_phrases import PLACE

Part = Literal["lastname", "firstname", "middlename"]

_SON: Final = ("уулу", "оглы", "огли", "угли", "ўғли", "оглу")
_DAUGHTER: Final = ("кызы", "кизи", "гызы", "қизи")
_BY_PATRONYMIC: Final[dict[Sex, re.Pattern[str]]] = {
    "male": re.compile(r"(ович|евич|ич|[аеиоуыьй]вич)$"),
    "female": re.compile(r"(овна|евна|ична|инична)$"),
}
_VOWELS: Final = "аеёиоуыэюяөү"
# Шин and Мин have one syllable and tell nothing: a woman bears them as a man does.
_BY_SURNAME: Final[dict[Sex, re.Pattern[str]]] = {
    "male": re.compile(rf"([оеё]в|[{_VOWELS}].*[иы]н|[сц]кий)$"),
    "female": re.compile(r"(ова|ева|ёва|ина|ына|ская|цкая)$"),
}
_BY_GIVEN: Final[dict[Sex, re.Pattern[str]]] = {
    "male": re.compile(r"((?<!жи)бек|бай|мырза)$"),
    "female": re.compile(r"(гүл|гуль|бүбү|бубу|айым)$"),
}
_UNBENDING_VOWEL = re.compile(r"[оеёиуыэюөү]$")
_ORDINARY_CONSONANT = re.compile(r"[бвгджзклмнңпрстфхцчшщ]$")
# Which of them drop their vowel, and whether it is Шином or Шиным, only the bearer knows.
_DOUBTFUL = re.compile(rf"(ок|ёк|(?<!б)ек|ец|^[^{_VOWELS}]+[иы]н)$")
# Stressed on the last letter they have another dative, Алие; the stress of these is known.
_GIVEN_IN_IYA = re.compile(
    r"^(агн|амел|анастас|валер|виктор|евген|евдок|камил|клавд|ксен|лид|лил|л|мар|натал|олив|соф"
    r"|стефан|эмил|юл)ия$"
)


def name(parts: dict[Part, str], case: Case, sex: Sex | None) -> Bent:
    """Surname, given name and patronymic, in this order; sure when every part is."""
    sex = sex or sex_of(parts)
    bent = [part_of_name(text, part, case, sex) for part, text in parts.items() if text]
    return Bent(" ".join(one.text for one in bent), sure=all(one.sure for one in bent))


def sex_of(parts: dict[Part, str]) -> Sex | None:
    """By the patronymic first: a woman may bear a surname of the man's form, and then her given
    name may say so. None, too, where the two tell against each other."""
    words = [word for text in parts.values() for word in text.lower().split()]
    if any(word in _SON for word in words):
        return "male"
    if any(word in _DAUGHTER for word in words):
        return "female"
    by_patronymic = _told(_BY_PATRONYMIC, parts.get("middlename", ""))
    by_surname = _told(_BY_SURNAME, parts.get("lastname", ""))
    by_given = _told(_BY_GIVEN, parts.get("firstname", ""))
    if by_patronymic or by_surname == "female":
        return by_patronymic or by_surname
    return None if {by_surname, by_given} == {"male", "female"} else by_surname or by_given


def _told(endings: dict[Sex, re.Pattern[str]], text: str) -> Sex | None:
    return next((sex for sex, ending in endings.items() if ending.search(text.lower())), None)


def part_of_name(text: str, part: Part, case: Case, sex: Sex | None) -> Bent:
    if any(word in _SON + _DAUGHTER for word in text.lower().split()):
        return Bent(text, sure=True)
    pieces = re.split(r"([\s-])", text)
    bent = [_piece(piece, part, case, sex) if piece.strip(" -") else None for piece in pieces]
    joined = "".join(one.text if one else piece for one, piece in zip(bent, pieces, strict=True))
    # Of a double given name one bearer bends both halves, another only the last.
    is_double_given = part == "firstname" and len(pieces) > 1
    return Bent(joined, sure=not is_double_given and all(one.sure for one in bent if one))


def _piece(text: str, part: Part, case: Case, sex: Sex | None) -> Bent:
    lower = text.lower()
    if not re.search(r"[а-яёңөү]$", lower):
        return Bent(text, sure=False)
    if part != "middlename" and _UNBENDING_VOWEL.search(lower):
        return Bent(text, sure=True)
    if sex is None:
        return Bent(text, sure=False)
    bends, sure = _CUSTOM[part](lower, sex)
    return Bent(_by_petrovich(text, part, case, sex) if bends else text, sure=sure)


def _patronymic_custom(lower: str, sex: Sex) -> tuple[bool, bool]:
    """Whether it bends, and whether that is certain."""
    is_ordinary = bool(_BY_PATRONYMIC[sex].search(lower))
    return is_ordinary, is_ordinary


def _surname_custom(lower: str, sex: Sex) -> tuple[bool, bool]:
    if _BY_SURNAME[sex].search(lower):
        return True, True
    if lower.endswith(("ых", "их")) or (sex == "female" and lower[-1] not in "ая"):
        return False, True
    is_ordinary = _ORDINARY_CONSONANT.search(lower) and not _DOUBTFUL.search(lower)
    return True, bool(is_ordinary) or lower.endswith(("ай", "ей", "уй", "цой"))


def _given_custom(lower: str, sex: Sex) -> tuple[bool, bool]:
    if sex == "male":
        return not lower.endswith("ң"), not lower.endswith("ң")
    if lower.endswith("ь"):
        # Kyrgyz names in -гуль stand; Russian ones like Любовь bend; of others we cannot know.
        is_russian = lower == "любовь"
        return is_russian, is_russian or lower.endswith(("гуль", "гүль"))
    return lower[-1] in "ая", not lower.endswith("ия") or bool(_GIVEN_IN_IYA.search(lower))


_CUSTOM: Final[dict[Part, Callable[[str, Sex], tuple[bool, bool]]]] = {
    "lastname": _surname_custom,
    "firstname": _given_custom,
    "middlename": _patronymic_custom,
}


def _by_petrovich(text: str, part: Part, case: Case, sex: Sex) -> str:
    lower = text.lower()
    form: str = getattr(_petrovich(sex), part)(lower, PLACE[case], None)
    kept = next(
        (i for i, pair in enumerate(zip(lower, form, strict=False)) if len({*pair}) > 1), None
    )
    kept = min(len(lower), len(form)) if kept is None else kept
    ending = form[kept:]
    return text[:kept] + (ending.upper() if len(text) > 1 and text.isupper() else ending)


@cache
def _petrovich(sex: Sex) -> Petrovich:
    """The package with the rules of one sex.

    WORKAROUND https://github.com/damirazo/Petrovich (2.0.1): asked for a sex it forgets the rules
    that hold for both; a rule that says "does not bend" is skipped, not obeyed; the rule for
    Андрей catches Юрий; Жеңиш has no rule; and the rules are opened in the encoding of the machine.
    """
    rules = json.loads(Path(DEFAULT_RULES_PATH).read_text("utf-8"))
    rules["firstname"]["suffixes"][:0] = _GIVEN_NAMES
    petrovich = Petrovich.__new__(Petrovich)
    petrovich.data = {
        part: {kind: _of_one_sex(listed, sex) for kind, listed in kinds.items()}
        for part, kinds in rules.items()
    }
    return petrovich


_GIVEN_NAMES: Final = [
    {"gender": "male", "test": ["ий"], "mods": ["-я", "-ю", "-я", "-ем", "-и"]},
    {"gender": "male", "test": list("жцчшщ"), "mods": ["а", "у", "а", "ем", "е"]},
]


def _of_one_sex(rules: list[dict[str, Any]], sex: Sex) -> list[dict[str, Any]]:
    return [
        {
            "gender": sex,
            "test": rule["test"],
            "mods": [mod.replace(".", "") for mod in rule["mods"]],
        }
        for rule in rules
        if rule["gender"] in {sex, "androgynous"} and "first_word" not in rule.get("tags", ())
    ]
