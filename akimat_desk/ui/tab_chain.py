"""The way that Tab goes through widgets that came later than their neighbours."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain(*widgets: QWidget) -> None:
    """One after the other; the first keeps its place. All must stand in one window.

    Buttons may be moved about, fields not: the line inside one is its focus proxy, and Qt leads
    to it from wherever the field stayed.
    """
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def stops_in(root: QWidget) -> Iterator[QWidget]:
    """What can have the keyboard under a widget, as it was built; also what is no stop just now."""
    for widget in root.findChildren(QWidget):
        is_ours = widget.window() is root.window() and widget.focusProxy() is None
        if is_ours and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            yield widget
