"""Walks every widget of a window and writes down what a person could not use, hear or read."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QAbstractTableModel, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from akimat_desk.ui.sidebar import SectionButton

MOST_TABS = 150
CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QPlainTextEdit,
    QTextEdit,
    QTabBar,
)
# Keys, formats, names of programs and letters that law itself writes in Latin.
LATIN = {
    "Ctrl", "Shift", "Alt", "Ins", "Tab",
    "Enter", "Esc", "Space", "Insert", "Delete", "Home", "End",
    "PgUp", "PgDn", "Page", "Up", "Down", "PDF", "PNG", "JPEG", "TIFF", "XLSX", "CSV", "ODS",
    "QR", "ID", "PIN", "SMS", "Excel", "Akimat", "Desk", "akimat", "desk", "central", "SQLite",
    "A4", "A5", "MB", "GB", "dpi", "USB", "Windows", "Linux", "Qt", "Python", "PT", "Sans",
    "English", "sync", "https", "http", "SOATE", "json", "backup", "db",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]{2,}")
_KEY = re.compile(r"^F\d+$")
# Mark-up, addresses, folders, ids and commands to be typed are not words of a language.
_NO_WORDS = re.compile(
    r"<[^>]+>|\S+@\S+|\w+://\S+|(?<!\w)/\S+|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
    r"|\b\d{14}-[a-z]+-\d+|akimat-(desk|central)( [A-Za-z-]+)*|\bAlt\+(Left|Right)"
)


def shown(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            yield widget


def named(widget: QWidget) -> str:
    """How a finding names a widget."""
    words = getattr(widget, "text", lambda: "")() if not isinstance(widget, QTextEdit) else ""
    return f"{type(widget).__name__}({str(words)[:40]!r}) in {type(widget.parentWidget()).__name__}"


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says first."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found is not None else ""


def without_name(window: QWidget) -> list[str]:
    """Controls that a screen reader would call "button button button"."""
    return [
        named(widget)
        for widget in shown(window)
        if isinstance(widget, CONTROLS)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not _is_inner(widget)
        and not spoken_name(widget).strip()
    ]


def _is_inner(widget: QWidget) -> bool:
    """The line of a combo box or of a spin box speaks with the name of its box."""
    return isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)


def texts(widget: QWidget) -> list[str]:
    """All that is read on a widget, in its bubble or by a screen reader."""
    found = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    if isinstance(widget, QAbstractButton | QLabel):
        found.append(widget.text())
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        found.append(widget.placeholderText())
    if isinstance(widget, QTabBar):
        found += [widget.tabText(place) for place in range(widget.count())]
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        across = Qt.Orientation.Horizontal
        count = model.columnCount() if isinstance(model, QAbstractTableModel) else 0
        found += [str(model.headerData(n, across) or "") for n in range(count)]
    return [_NO_WORDS.sub(" ", text).replace("&", "") for text in found if text]


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def latin_words(window: QWidget, allowed: set[str]) -> list[str]:
    """Words of another alphabet that are neither keys nor formats nor of the data."""
    found = set()
    for widget in shown(window):
        for text in texts(widget):
            known = LATIN | allowed
            left = [word for word in words(text) if word not in known]
            if any(not _KEY.match(word) for word in left):
                found.add(f"{left} in {text[:80]!r}")
    return sorted(found)


def doubled_mnemonics(window: QWidget) -> list[str]:
    """Alt and a letter must mean one thing on a screen."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for widget in shown(window):
        if isinstance(widget, QLabel) and widget.buddy() is None:
            continue
        for text in _mnemonic_texts(widget):
            keys = QKeySequence.mnemonic(text).toString()
            if keys:
                bearers[keys].append(text)
    return [f"{keys}: {texts}" for keys, texts in bearers.items() if len(texts) > 1]


def _mnemonic_texts(widget: QWidget) -> list[str]:
    if isinstance(widget, QAbstractButton | QLabel):
        return [widget.text()]
    if isinstance(widget, QTabBar):
        return [widget.tabText(place) for place in range(widget.count())]
    return []


def out_of_order(window: QWidget) -> list[str]:
    """Neighbours in the tab order that stand in one box but against the reading direction."""
    found = []
    for before, after in pairwise(_chain(window)):
        if before.parentWidget() is not after.parentWidget():
            continue
        one, other = _place(before, window), _place(after, window)
        is_above = other.bottom() <= one.top()
        is_left = other.right() <= one.left() and not other.top() >= one.bottom()
        if is_above or is_left:
            found.append(f"{named(before)} -> {named(after)}")
    return found


def unreached(window: QWidget) -> list[str]:
    """Controls that Tab, pressed until it comes round, never meets."""
    first = window.focusWidget()
    met: set[int] = set()
    for _ in range(MOST_TABS):
        widget = window.focusWidget()
        if widget is None or (widget is first and len(met) > 1):
            break
        met.add(id(widget))
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return [
        f"{named(one)} is not met in {len(met)} stops"
        for one in _chain(window)
        if id(one) not in met and not _has_a_stop_elsewhere(one)
    ]


def _has_a_stop_elsewhere(widget: QWidget) -> bool:
    """Of buttons that exclude each other the chosen one is the stop; arrows move between them."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    return (group is not None and group.exclusive()) or widget.autoExclusive()


def _chain(window: QWidget) -> Iterator[QWidget]:
    widget = window.nextInFocusChain()
    while widget is not window:
        # The other screens of the window are in its chain too, and far the most of it.
        if widget.isVisible() and widget.isEnabled() and _takes_tab(widget):
            yield widget
        widget = widget.nextInFocusChain()


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(policy) and widget.focusProxy() is None


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def cut(window: QWidget) -> list[str]:
    """Words that do not fit into what shows them."""
    return [
        f"{named(widget)}: {widget.width()}x{widget.height()}"
        for widget in shown(window)
        if (isinstance(widget, QLabel) and _is_label_cut(widget))
        or (isinstance(widget, QAbstractButton) and _is_button_cut(widget))
    ]


def _is_label_cut(label: QLabel) -> bool:
    if not label.text() or label.textFormat() == Qt.TextFormat.RichText or "<" in label.text():
        return False
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    metrics = label.fontMetrics()
    plain = label.text().replace("&", "")
    widest = max(metrics.horizontalAdvance(line) for line in plain.split("\n"))
    return widest > label.contentsRect().width() + 1


def _is_button_cut(button: QAbstractButton) -> bool:
    if not button.text() or _is_sign_alone(button):
        return False
    widest = button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))
    return widest > button.width() + 1


def _is_sign_alone(button: QAbstractButton) -> bool:
    if isinstance(button, SectionButton) and button.toolTip():
        return True  # the sidebar of a narrow window
    return (
        isinstance(button, QToolButton)
        and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        and not button.icon().isNull()
    )


def sideways(window: QWidget) -> list[str]:
    """Pages that would have to be pushed sideways to be read."""
    return [
        named(area)
        for area in window.findChildren(QScrollArea)
        if area.isVisible() and _scrolls(area.horizontalScrollBar())
    ]


def _scrolls(bar: QScrollBar) -> bool:
    return bar.maximum() > bar.minimum()
