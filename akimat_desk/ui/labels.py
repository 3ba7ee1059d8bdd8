"""Words on the window in the few sizes and tones there are, and the surfaces they stand on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from akimat_desk.ui.icons import icon, icon_on_accent
from akimat_desk.ui.theme import Tone, look, restyle


def _label(text: str, role: str, tone: Tone | None = None) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    if tone is not None:
        label.setProperty("tone", tone.value)
    return label


def plain(text: str = "", tone: Tone | None = None) -> QLabel:
    return _label(text, "plain", tone)


def soft(text: str = "", tone: Tone | None = None) -> QLabel:
    return _label(text, "soft", tone)


def strong(text: str = "", tone: Tone | None = None) -> QLabel:
    return _label(text, "strong", tone)


def caption(text: str = "", tone: Tone | None = None) -> QLabel:
    return _label(text, "caption", tone)


def head(text: str = "") -> QLabel:
    return _label(text, "head")


def fact(text: str = "", tone: Tone | None = None) -> QLabel:
    """The one big fact of a screen: number, date, name."""
    return _label(text, "fact", tone)


def wrapped(label: QLabel) -> QLabel:
    """Lets long words run over several lines."""
    label.setWordWrap(True)
    return label


def wrapped_in(label: QLabel, width: int) -> QLabel:
    """The same in a box of fixed width: a box that is centred asks for too little height."""
    wrapped(label).ensurePolished()
    label.setMinimumHeight(label.heightForWidth(width))
    return label


def retone(label: QLabel, tone: Tone | None) -> None:
    label.setProperty("tone", tone.value if tone else None)
    restyle(label)


def hairline() -> QFrame:
    line = QFrame()
    line.setProperty("role", "hairline")
    line.setFixedHeight(1)
    return line


def card(*widgets: QWidget, role: str = "card") -> QFrame:
    """A surface with a hairline round it; further contents go into its layout."""
    frame = QFrame()
    frame.setProperty("role", role)
    layout = QVBoxLayout(frame)
    side = look().px(16)
    layout.setContentsMargins(side, look().px(12), side, look().px(12))
    layout.setSpacing(look().px(8))
    for widget in widgets:
        layout.addWidget(widget)
    return frame


def scrolled(widget: QWidget) -> QScrollArea:
    """For what may be higher than a small screen."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area


def primary(text: str, icon_name: str = "") -> QPushButton:
    """The one main button of a screen."""
    button = _button(text, "primary")
    # Said here and not in the stylesheet, so that the width is reckoned with it.
    button.setFont(look().font(is_bold=True))
    if icon_name:
        button.setIcon(icon_on_accent(icon_name))
    return button


def secondary(text: str, icon_name: str = "") -> QPushButton:
    button = _button(text, "secondary")
    if icon_name:
        button.setIcon(icon(icon_name))
    return button


def danger(text: str) -> QPushButton:
    """For what cannot be taken back; never the first focus of a window."""
    return _button(text, "danger")


def link(text: str) -> QPushButton:
    return _button(text, "link")


def quiet(text: str, icon_name: str = "") -> QPushButton:
    """A button that is only an icon to the eye; its words are for the reader and the tooltip."""
    button = _button("" if icon_name else text, "quiet")
    if icon_name:
        button.setIcon(icon(icon_name))
        button.setAccessibleName(text)
        button.setToolTip(text)
    return button


def _button(text: str, role: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", role)
    button.setAutoDefault(False)
    return button
