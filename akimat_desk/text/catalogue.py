"""Words in Kyrgyz, Russian and English: whole sentences with named gaps, looked up by gettext.

English is the source. Every room that speaks has a gettext domain of its own; `Texts` asks them
one after the other, so a sentence means the same wherever it is said. Nothing is translated
before it is asked for: a paper takes its own `t = Texts.of("ky")`, the window says `speak("ky")`
once after sign-in and then `tr(…)`. The files are kept by `python tests/words.py`.
"""

import gettext
from functools import cache, cached_property
from typing import Final

from akimat_desk.paths import RESOURCES

LANGUAGES: Final = ("ky", "ru", "en")
DOMAINS: Final = ("papers", "window", "desk", "pages")
LOCALE: Final = RESOURCES / "locale"


class Texts:
    """The words of one language; a missing domain or sentence stays English."""

    def __init__(self, language: str, words: gettext.NullTranslations) -> None:
        self.language = language
        self._words = words

    @staticmethod
    def of(language: str) -> "Texts":
        """Raises ValueError for a language that the desk does not speak."""
        return _texts_of(language)

    def __call__(self, msgid: str, /, **gaps: object) -> str:
        # gettext answers the empty msgid with the head of the file.
        return self._words.gettext(msgid).format(**gaps) if msgid else ""

    def many(self, singular: str, plural: str, n: int, /, **gaps: object) -> str:
        """The gap `count` is filled with n unless the caller words it itself."""
        return self._words.ngettext(singular, plural, n).format(**{"count": n, **gaps})


@cache
def _texts_of(language: str) -> Texts:
    if language not in LANGUAGES:
        raise ValueError(language)
    return Texts(language, _Domains(language, DOMAINS if language != "en" else ()))


class _Domains(gettext.NullTranslations):
    """Domains one after the other; each is read when those before it lack a sentence."""

    def __init__(self, language: str, domains: tuple[str, ...]) -> None:
        super().__init__()
        self._language, self._domains = language, domains

    @cached_property
    def _words(self) -> gettext.NullTranslations:
        if not self._domains:
            return gettext.NullTranslations()
        first, *others = self._domains
        words = gettext.translation(first, LOCALE, [self._language], fallback=True)
        words.add_fallback(_Domains(self._language, tuple(others)))
        return words

    def gettext(self, message: str) -> str:
        return self._words.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._words.ngettext(msgid1, msgid2, n)


class _Window:
    """The language belongs to the account, so there is one at a time and it is set at sign-in."""

    texts: Texts | None = None


def speak(language: str) -> None:
    """From now on `tr` and `tr_many` answer in this language; the window is built anew."""
    _Window.texts = Texts.of(language)


def spoken() -> Texts:
    """The window's words; Kyrgyz, the state language, until someone has signed in."""
    return _Window.texts or Texts.of("ky")


def tr(msgid: str, /, **gaps: object) -> str:
    return spoken()(msgid, **gaps)


def tr_many(singular: str, plural: str, n: int, /, **gaps: object) -> str:
    return spoken().many(singular, plural, n, **gaps)
