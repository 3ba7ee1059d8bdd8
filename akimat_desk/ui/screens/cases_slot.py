"""Where a panel stands: beside the list of cases, or in its place where room is short."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from akimat_desk.ui.screens.cases_panel import SidePanel
from akimat_desk.ui.tab_chain import stops_in
from akimat_desk.ui.theme import look

WIDTH: Final = 400
NARROW_UNDER: Final = 820
LOW_UNDER: Final = 600
MOST: Final = 10_000


class PanelSlot(QWidget):
    """One panel at a time. What is being written is waited for: it keeps its place until then.

    `turned` when a panel came or went.
    """

    turned = Signal()

    def __init__(self, main: QWidget) -> None:
        super().__init__()
        self._main = main
        self.panel: SidePanel | None = None
        self._above: QWidget | None = None
        self._below: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look().px(12))
        self._row.addWidget(main, 1)

    def open(self, panel: SidePanel) -> None:
        if self.panel is not None and self.panel.is_busy:
            panel.deleteLater()
            return
        self._drop()
        self.panel = panel
        panel.put_away.connect(self.close_panel)
        self._row.addWidget(panel)
        # Only what is seen can take the focus, and layouts show what is new a moment later.
        panel.show()
        panel.order_tabs(() if self._below is None else stops_in(self._below))
        self._arrange()
        panel.start()
        self.turned.emit()

    def close_panel(self) -> None:
        self._drop()
        self._arrange()
        self._main.setFocus()
        self.turned.emit()

    def _drop(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
        self.panel = None

    def stand_between(self, above: QWidget, below: QWidget) -> None:
        """What is above makes room for a panel in a low window; Tab goes on to what is below."""
        self._above, self._below = above, below

    def _arrange(self) -> None:
        panel = self.panel
        is_narrow = self.width() < look().px(NARROW_UNDER)
        is_low = self.window().height() < look().px(LOW_UNDER)
        self._main.setVisible(panel is None or not is_narrow)
        if self._above is not None:
            self._above.setVisible(panel is None or not is_low)
        if panel is not None:
            panel.setMinimumWidth(0 if is_narrow else look().px(WIDTH))
            panel.setMaximumWidth(MOST if is_narrow else look().px(WIDTH))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
