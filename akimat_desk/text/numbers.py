"""Numbers in words, for totals that must not be altered with one stroke of a pen."""

from typing import Literal

from kyrgyz.numbers import pronunciation

from akimat_desk.text.bent import forms

Gender = Literal["m", "f", "n"]


def count_words(n: int, language: str, ru_gender: Gender = "m") -> str:
    """From 0 to 9999: эки, двадцать одна (опись); English keeps its figures. Raises ValueError."""
    if not 0 <= n <= 9999:
        raise ValueError(n)
    match language:
        case "ky":
            return _kyrgyz(n)
        case "ru":
            return " ".join(_russian(n, ru_gender))
        case _:
            return str(n)


def _kyrgyz(n: int) -> str:
    # A hundred sheets are жүз барак; the package counts them as money, бир жүз.
    words = pronunciation(str(n))
    return words.removeprefix("бир ") if 100 <= n <= 199 else words


def _russian(n: int, gender: Gender) -> list[str]:
    words = forms("numbers_ru.json")
    thousands, rest = divmod(n, 1000)
    said = [*_russian(thousands, "f"), _of_thousands(thousands)] if thousands else []
    hundreds, rest = divmod(rest, 100)
    if hundreds:
        said.append(words["hundreds"][hundreds - 1])
    if rest >= 20:
        said.append(words["tens"][rest // 10 - 2])
        rest %= 10
    if rest or not said:
        said.append((words[gender] + words["to_nineteen"])[rest])
    return said


def _of_thousands(n: int) -> str:
    """одна тысяча, две тысячи, пять тысяч; there are nine at most."""
    one, few, many = forms("numbers_ru.json")["thousands"]
    return str(one if n == 1 else few if n < 5 else many)
