"""One line of a name parted into surname, given name and patronymic, as papers write them."""

from typing import NamedTuple

# UULU, KYZY and OGLU stand after the father's name and belong to it.
_CHILD_OF = frozenset(
    (
        "\u0443\u0443\u043b\u0443",
        "\u043a\u044b\u0437\u044b",
        "\u043e\u0433\u043b\u0443",
        "\u043e\u0433\u043b\u044b",
    )
)


class FullName(NamedTuple):
    """What is missing is empty."""

    surname: str
    given: str = ""
    patronymic: str = ""


def parted(line: str) -> FullName:
    """Surname first, then the given name; the rest is the patronymic.

    A father's name with its "son of" or "daughter of" is one part: at the beginning it stands for
    the surname, elsewhere it is the patronymic. Commas part names that no rule parts rightly.
    """
    if "," in line:
        parts = [" ".join(part.split()) for part in line.split(",")]
    else:
        parts = _joined(line.split())
    surname, given, *rest = (*parts, "", "")[: max(3, len(parts))]
    return FullName(surname, given, " ".join(part for part in rest if part))


def _joined(words: list[str]) -> list[str]:
    parts: list[str] = []
    for word in words:
        if word.casefold() in _CHILD_OF and parts:
            parts[-1] = f"{parts[-1]} {word}"
        else:
            parts.append(word)
    return parts


def line_of(surname: str, given: str, patronymic: str = "") -> str:
    """A line that `parted` takes apart into the same names."""
    name = FullName(surname, given, patronymic)
    plain = " ".join(part for part in name if part)
    return plain if parted(plain) == name else ", ".join(name)
