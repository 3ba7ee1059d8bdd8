"""The words of three languages, and what stands where one is missing."""

import pytest

from akimat_desk.text import catalogue
from akimat_desk.text.catalogue import Texts

UNKNOWN = "A sentence about {what} that nobody has translated."


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_a_sentence_nobody_translated_stays_english_with_its_gaps_filled(language: str) -> None:
    t = Texts.of(language)
    assert t(UNKNOWN, what="пруд") == "A sentence about пруд that nobody has translated."
    assert (t.language, t("")) == (language, "")


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_a_counted_sentence_fills_its_count(language: str) -> None:
    t = Texts.of(language)
    one, two = "{count} untranslated pebble", "{count} untranslated pebbles"
    assert t.many(one, two, 2) == "2 untranslated pebbles"
    assert t.many(one, two, 1000, count="1 000") == "1 000 untranslated pebbles"
    assert Texts.of("en").many(one, two, 1) == "1 untranslated pebble"


def test_the_texts_of_a_language_are_made_once() -> None:
    assert Texts.of("ky") is Texts.of("ky")
    assert Texts.of("ky") is not Texts.of("ru")


def test_a_language_the_desk_does_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        Texts.of("de")


def test_a_gap_that_is_not_filled_is_a_mistake_and_not_a_blank() -> None:
    with pytest.raises(KeyError, match="what"):
        Texts.of("en")(UNKNOWN)


def test_the_window_speaks_kyrgyz_until_told_otherwise(window_language_restored: None) -> None:
    assert catalogue.spoken() is Texts.of("ky")
    catalogue.speak("en")
    assert catalogue.spoken() is Texts.of("en")
    assert catalogue.tr(UNKNOWN, what="x") == Texts.of("en")(UNKNOWN, what="x")
    assert catalogue.tr_many("{count} day", "{count} days", 3) == "3 days"


@pytest.fixture
def window_language_restored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue._Window, "texts", None)
