"""What the window wears: tokens for light and dark, sizes in lines of text, fonts and palette."""

from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from string import Template
from typing import Final

import fontpkg_pt_sans
from PySide6.QtCore import QMetaObject, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from akimat_desk.paths import RESOURCES

TEXT_PT: Final = 10.5
CAPTION_PT: Final = 9.0
HEAD_PT: Final = 13.0
FACT_PT: Final = 18.0
_STYLE: Final = "style_worn"


class Tone(StrEnum):
    """What a colour says; it never says it alone: words, a pattern or a shape stand beside it."""

    INK = "ink"
    SOFT = "ink_soft"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    PAUSE = "pause"


class Shade(StrEnum):
    """Which theme the person wants; the system's wish is the default."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    is_dark: bool
    ground: str
    surface: str
    line: str
    ink: str
    ink_soft: str
    accent: str
    on_accent: str
    good: str
    warn: str
    bad: str
    pause: str

    def colour(self, tone: Tone) -> QColor:
        return QColor(getattr(self, tone.value))

    def tint(self, tone: Tone, share: float = 0.1) -> QColor:
        """The surface with a breath of a colour: selection, strips, badges."""
        return mixed(self.colour(tone), QColor(self.surface), share)


def light() -> Theme:
    return Theme(
        is_dark=False,
        ground="#F6F7F8",
        surface="#FFFFFF",
        line="#D8DDE3",
        ink="#1B2026",
        ink_soft="#59636E",
        accent="#0A5C97",
        on_accent="#FFFFFF",
        good="#1D7A48",
        warn="#9A5B00",
        bad="#B3261E",
        pause="#6B4FA3",
    )


def dark() -> Theme:
    return Theme(
        is_dark=True,
        ground="#14171A",
        surface="#1C2024",
        line="#323940",
        ink="#E9ECEF",
        ink_soft="#A3ADB8",
        accent="#66B2EE",
        on_accent="#14171A",
        good="#5CC98D",
        warn="#F0B14A",
        bad="#FF8A80",
        pause="#B9A2F0",
    )


def mixed(over: QColor, under: QColor, share: float) -> QColor:
    """`share` of the first colour laid over the second."""
    return QColor.fromRgbF(
        over.redF() * share + under.redF() * (1 - share),
        over.greenF() * share + under.greenF() * (1 - share),
        over.blueF() * share + under.blueF() * (1 - share),
    )


class Look(QObject):
    """The theme and the measures worn now; painters ask it at the moment they paint."""

    changed = Signal()

    def __init__(self, theme: Theme, scale: float) -> None:
        super().__init__()
        self.theme = theme
        self.scale = scale

    def font(self, points: float = TEXT_PT, *, is_bold: bool = False) -> QFont:
        font = QFont(fontpkg_pt_sans.FAMILY)
        font.setPointSizeF(points * self.scale)
        font.setBold(is_bold)
        return font

    def px(self, pixels: float) -> int:
        """A spacing of 4-8-12-16-24 at the size of text the person chose."""
        return round(pixels * self.scale)

    def lines(self, count: float) -> int:
        """The height of so many lines of text, in pixels."""
        return round(QFontMetricsF(self.font()).lineSpacing() * count)

    @property
    def row_height(self) -> int:
        return self.lines(1.7)

    @property
    def button_height(self) -> int:
        return self.lines(1.9)


class _Worn:
    look: Look | None = None
    fonts: tuple[int, ...] = ()
    follower: QMetaObject.Connection | None = None


def look() -> Look:
    """What is worn now; light at normal size until `apply` has been called."""
    if _Worn.look is None:
        _Worn.look = Look(light(), 1.0)
    return _Worn.look


def wanted(shade: Shade) -> Theme:
    """The theme for a wish; SYSTEM follows what the system prefers."""
    if shade is Shade.SYSTEM:
        scheme = QApplication.styleHints().colorScheme()
        return dark() if scheme is Qt.ColorScheme.Dark else light()
    return dark() if shade is Shade.DARK else light()


def application(name: str) -> QApplication:
    """A new one that wears Fusion from its first moment.

    Setting the style later, or asking for it, makes Python load all that QStyle knows: a tenth
    of the time to the first paint.
    """
    app = QApplication([name, "-style", "Fusion"])
    app.setProperty(_STYLE, "fusion")
    return app


def follow(app: QApplication, shade: Shade, scale: float = 1.0) -> None:
    """Wears what is wanted, now and whenever the system changes its mind."""
    hints = app.styleHints()
    if _Worn.follower is not None:
        QObject.disconnect(_Worn.follower)
        _Worn.follower = None
    match shade:
        case Shade.SYSTEM:
            hints.unsetColorScheme()
            _Worn.follower = hints.colorSchemeChanged.connect(
                lambda _: apply(app, wanted(shade), scale)
            )
        case Shade.LIGHT:
            hints.setColorScheme(Qt.ColorScheme.Light)
        case Shade.DARK:
            hints.setColorScheme(Qt.ColorScheme.Dark)
    apply(app, wanted(shade), scale)


def apply(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Dresses the whole program; call it before the first widget and again to change."""
    _load_fonts()
    worn = look()
    worn.theme, worn.scale = theme, scale
    if app.property(_STYLE) != "fusion":
        app.setStyle("Fusion")
        app.setProperty(_STYLE, "fusion")
    app.setFont(worn.font())
    app.setPalette(_palette(theme))
    app.setStyleSheet(_sheet(worn))
    worn.changed.emit()


def restyle(widget: QWidget) -> None:
    """Asks the stylesheet again after a dynamic property has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _load_fonts() -> None:
    if not _Worn.fonts:
        folder = Path(fontpkg_pt_sans.ROOT) / "files"
        _Worn.fonts = tuple(
            QFontDatabase.addApplicationFont(str(folder / f"PT_Sans-Web-{face}.ttf"))
            for face in ("Regular", "Bold")  # nothing in the window is set in italics
        )


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for colour, roles in (
        (theme.ground, (role.Window,)),
        (theme.surface, (role.Base, role.Button, role.ToolTipBase)),
        (theme.ink, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
        (theme.ink_soft, (role.PlaceholderText,)),
        (theme.accent, (role.Accent, role.Highlight, role.Link, role.LinkVisited)),
        (theme.on_accent, (role.HighlightedText, role.BrightText)),
        (theme.line, (role.Mid, role.Midlight, role.Dark, role.Light)),
        (theme.tint(Tone.INK, 0.03).name(), (role.AlternateBase,)),
    ):
        for one in roles:
            palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        faded = mixed(QColor(theme.ink_soft), QColor(theme.surface), 0.7)
        palette.setColor(QPalette.ColorGroup.Disabled, one, faded)
    return palette


def _sheet(worn: Look) -> str:
    theme = worn.theme
    gaps = {field.name: getattr(theme, field.name) for field in fields(theme)}
    tints = {
        "selected": theme.tint(Tone.ACCENT, 0.10),
        "hover": theme.tint(Tone.INK, 0.05),
        "pressed": theme.tint(Tone.INK, 0.10),
        "accent_hover": mixed(QColor(theme.ink), QColor(theme.accent), 0.15),
        "field_line": mixed(QColor(theme.ink_soft), QColor(theme.line), 0.25),
        "info_strip": theme.tint(Tone.ACCENT, 0.10),
        "good_strip": theme.tint(Tone.GOOD, 0.10),
        "warn_strip": theme.tint(Tone.WARN, 0.12),
        "bad_strip": theme.tint(Tone.BAD, 0.10),
    }
    sizes = {
        "text_pt": TEXT_PT * worn.scale,
        "caption_pt": CAPTION_PT * worn.scale,
        "head_pt": HEAD_PT * worn.scale,
        "fact_pt": FACT_PT * worn.scale,
        # The box model counts the border (1 px each side) outside min-height.
        "field": worn.row_height - 2,
        "button": worn.button_height - 2,
        "narrow": worn.px(4),
        "box": worn.px(12),
        "pad": worn.px(8),
        "wide": worn.px(12),
    }
    # With the focus the border is 2 px; what is inside gives way, so that nothing jumps.
    sizes |= {
        "field_focus": worn.row_height - 4,
        "button_focus": worn.button_height - 4,
        "narrow_focus": worn.px(4) - 1,
        "pad_focus": worn.px(8) - 1,
        "wide_focus": worn.px(12) - 1,
    }
    named = {name: colour.name() for name, colour in tints.items()}
    text = (RESOURCES / "app.qss").read_text(encoding="utf-8")
    return Template(text).substitute(gaps | named | sizes)
