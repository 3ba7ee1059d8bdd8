"""Colours can be read, sizes follow the text, fonts and icons are there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from akimat_desk.ui.icons import icon
from akimat_desk.ui.theme import Shade, Theme, Tone, apply, dark, follow, light, look, wanted


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue, _ = colour.getRgbF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [light(), dark()], ids=["light", "dark"])
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_can_be_read_on_every_ground(theme: Theme, tone: Tone) -> None:
    grounds = [QColor(theme.ground), QColor(theme.surface), theme.tint(Tone.ACCENT, 0.10)]
    assert all(contrast(theme.colour(tone), ground) >= 4.5 for ground in grounds)


@pytest.mark.parametrize("theme", [light(), dark()], ids=["light", "dark"])
def test_ink_can_be_read_on_strips_and_on_the_accent(theme: Theme) -> None:
    strips = [theme.tint(tone, 0.12) for tone in (Tone.GOOD, Tone.WARN, Tone.BAD, Tone.PAUSE)]
    assert all(contrast(QColor(theme.ink), strip) >= 4.5 for strip in strips)
    assert contrast(QColor(theme.on_accent), QColor(theme.accent)) >= 4.5


def test_the_window_is_written_in_pt_sans_with_all_kyrgyz_letters(qapp: QApplication) -> None:
    apply(qapp, light())
    assert QFontInfo(qapp.font()).family() == "PT Sans"
    systems = QFontDatabase.writingSystems("PT Sans")
    assert QFontDatabase.WritingSystem.Cyrillic in systems


def test_larger_text_makes_rows_and_spaces_larger(qapp: QApplication) -> None:
    apply(qapp, light(), 1.0)
    row, space = look().row_height, look().px(12)
    apply(qapp, light(), 1.5)
    assert look().row_height > row
    assert look().px(12) == round(space * 1.5)
    apply(qapp, light(), 1.0)


def test_a_named_shade_overrides_the_system(qapp: QApplication) -> None:
    follow(qapp, Shade.DARK)
    assert look().theme == dark()
    assert wanted(Shade.LIGHT) == light()
    follow(qapp, Shade.LIGHT)
    assert look().theme == light()


def test_the_system_shade_is_one_of_the_two(qapp: QApplication) -> None:
    is_dark = QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert wanted(Shade.SYSTEM).is_dark == is_dark


def test_an_icon_changes_its_colour_with_the_theme(qapp: QApplication) -> None:
    apply(qapp, light())
    sign = icon("printer-outline", Tone.ACCENT)
    before = sign.pixmap(20, 20).toImage()
    apply(qapp, dark())
    after = sign.pixmap(20, 20).toImage()
    apply(qapp, light())
    assert before != after


def test_an_icon_that_the_set_lacks_is_a_mistake(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon")
