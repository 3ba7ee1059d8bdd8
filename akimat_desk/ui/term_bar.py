"""The term bar: days from registration to the due date, coloured by who held the case."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from akimat_desk.domain.term_bars import HeldBy, StopKind, TermBar, TermCell, TermStop
from akimat_desk.ui.theme import Theme, Tone, mixed

ROW_WIDTH: Final = 120
ROW_HEIGHT: Final = 10
# A run of days off is this part of a working day wide, however many days it has.
GAP_SHARE: Final = 0.4


def due_on(bar: TermBar) -> date | None:
    return next((stop.day for stop in bar.stops if stop.kind is StopKind.STATUTORY), None)


def persons(bar: TermBar) -> tuple[str, ...]:
    """Everyone who held the case, in the order in which they first did."""
    named = (cell.name for cell in bar.cells if cell.holder is HeldBy.PERSON)
    return tuple(dict.fromkeys(named))


def runs(bar: TermBar) -> list[tuple[TermCell, ...]]:
    """Days one after the other with one holder, up to today; days off do not part a run."""
    held = (c for c in bar.cells if c.day <= bar.today and c.holder is not HeldBy.DAY_OFF)
    return [tuple(cells) for _, cells in groupby(held, lambda c: (c.holder, c.name, c.is_paused))]


def cell_rects(bar: TermBar, band: QRectF) -> list[QRectF]:
    """Where each day stands in the band; days off share one thin gap."""
    working = sum(cell.holder is not HeldBy.DAY_OFF for cell in bar.cells)
    runs_off = [
        len(list(cells))
        for is_off, cells in groupby(bar.cells, lambda c: c.holder is HeldBy.DAY_OFF)
        if is_off
    ]
    unit = band.width() / max(1e-6, working + GAP_SHARE * len(runs_off))
    gaps = iter(runs_off)
    rects: list[QRectF] = []
    x = band.left()
    was_off = False
    off = 0.0
    for cell in bar.cells:
        is_off = cell.holder is HeldBy.DAY_OFF
        if is_off and not was_off:
            off = GAP_SHARE * unit / next(gaps)
        width = off if is_off else unit
        rects.append(QRectF(x, band.top(), width, band.height()))
        x += width
        was_off = is_off
    return rects


def edge_of(bar: TermBar, rects: list[QRectF], day: date) -> float | None:
    """The x where a day ends; a day beyond the strip stands at its end, an earlier one nowhere."""
    before = [r for cell, r in zip(bar.cells, rects, strict=True) if cell.day <= day]
    return before[-1].right() if before else None


class TermBarPainter:
    """Paints one bar into one band; lists and the card share it."""

    def __init__(self, painter: QPainter, theme: Theme, bar: TermBar, band: QRectF) -> None:
        self._painter = painter
        self._theme = theme
        self._bar = bar
        self._band = band
        self._persons = persons(bar)
        self._lift = band.height() * 0.3
        self._is_small = band.height() <= ROW_HEIGHT * 1.5
        rects = cell_rects(bar, band)
        self._rects = [_on_pixels(rect) for rect in rects] if self._is_small else rects

    def paint(self) -> None:
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for cell, rect in zip(self._bar.cells, self._rects, strict=True):
            if cell.holder is not HeldBy.DAY_OFF:
                self._cell(cell, rect)
        self._brackets()
        self._overdue()
        for stop in self._bar.stops:
            self._stop(stop)
        self._today()
        painter.restore()

    def _cell(self, cell: TermCell, rect: QRectF) -> None:
        space = 1.0 if rect.width() >= 4 else 0.0
        shape = rect.adjusted(0, 0, -space, 0)
        if cell.is_paused:
            shape.translate(0, -self._lift)
        if cell.day > self._bar.today:
            self._future(cell, shape)
        elif cell.holder is HeldBy.NOBODY:
            self._hatched(shape)
        else:
            self._held(cell, shape)

    def _future(self, cell: TermCell, shape: QRectF) -> None:
        if self._is_small:  # outlines this close together would flicker
            faint = self._theme.colour(Tone.INK)
            faint.setAlphaF(0.14)
            half = shape.height() / 2 if cell.is_extension else 0.0
            self._painter.fillRect(shape.adjusted(0, half, 0, 0), faint)
            return
        line = mixed(QColor(self._theme.ink_soft), QColor(self._theme.line), 0.35)
        pen = QPen(line, 1, Qt.PenStyle.DotLine if cell.is_extension else Qt.PenStyle.SolidLine)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(shape.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)

    def _hatched(self, shape: QRectF) -> None:
        bad = self._theme.colour(Tone.BAD)
        painter = self._painter
        painter.save()
        painter.setClipRect(shape)
        painter.setPen(QPen(bad, 1))
        step = 4.0 if self._is_small else 6.0
        start = shape.left() - shape.height()
        while start < shape.right():
            foot = QPointF(start, shape.bottom())
            painter.drawLine(foot, foot + QPointF(shape.height(), -shape.height()))
            start += step
        painter.restore()
        painter.setPen(QPen(bad, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(shape.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)

    def _held(self, cell: TermCell, shape: QRectF) -> None:
        theme = self._theme
        tone = _TONES[cell.holder]
        colour = theme.colour(tone)
        if cell.is_extension:
            colour = mixed(colour, QColor(theme.surface), 0.55)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawRoundedRect(shape, 1.5, 1.5)
        self._painter.setPen(QPen(QColor(theme.surface), 1.2))
        for start, end in self._pattern(cell, shape):
            self._painter.drawLine(start, end)

    def _pattern(self, cell: TermCell, shape: QRectF) -> Iterator[tuple[QPointF, QPointF]]:
        """Strokes that tell holders apart without colour: the second person is split across,
        the applicant along, another body crossed out at its corner."""
        middle = shape.center()
        is_second = cell.holder is HeldBy.PERSON and self._persons.index(cell.name) % 2 == 1
        if is_second:
            yield QPointF(middle.x(), shape.top()), QPointF(middle.x(), shape.bottom())
        elif cell.holder is HeldBy.APPLICANT:
            yield QPointF(shape.left(), middle.y()), QPointF(shape.right(), middle.y())
        elif cell.holder is HeldBy.BODY:
            yield (
                shape.bottomLeft(),
                QPointF(min(shape.right(), shape.left() + shape.height()), shape.top()),
            )

    def _brackets(self) -> None:
        """A pause stands on a bracket, lifted off the line of days."""
        pairs = list(zip(self._bar.cells, self._rects, strict=True))
        pen = QPen(self._theme.colour(Tone.PAUSE), 1.0 if self._is_small else 1.5)
        self._painter.setPen(pen)
        for is_paused, run in groupby(pairs, lambda p: p[0].is_paused):
            rects = [rect for _, rect in run]
            if is_paused:
                left, right = rects[0].left() + 0.5, rects[-1].right() - 1.5
                foot, top = self._band.bottom() - 0.5, self._band.bottom() - self._lift + 0.5
                corners = [(left, top), (left, foot), (right, foot), (right, top)]
                self._painter.drawPolyline(QPolygonF([QPointF(*c) for c in corners]))

    def _overdue(self) -> None:
        due = due_on(self._bar)
        if due is None:
            return
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour(Tone.BAD))
        for cell, rect in zip(self._bar.cells, self._rects, strict=True):
            if due < cell.day <= self._bar.today and cell.holder is not HeldBy.DAY_OFF:
                self._painter.drawRect(QRectF(rect.left(), rect.bottom() + 1, rect.width(), 2))

    def _stop(self, stop: TermStop) -> None:
        """Due: a full bar with a cap; control: a bar with a diamond; internal: a dotted bar."""
        x = edge_of(self._bar, self._rects, stop.day)
        if x is None:
            return
        over = self._band.height() * 0.45
        top, bottom = self._band.top() - over, self._band.bottom() + over * 0.6
        x -= 0.5
        tone, style = _STOPS[stop.kind]
        colour = self._theme.colour(tone)
        self._painter.setPen(QPen(colour, 2, style))
        self._painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        self._painter.setPen(QPen(colour, 2))
        wing = 3.0 if self._is_small else 4.5
        if stop.kind is StopKind.STATUTORY:
            self._painter.drawLine(QPointF(x - wing, top), QPointF(x + 0.5, top))
        elif stop.kind is StopKind.CONTROL:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(colour)
            self._painter.drawPolygon(_diamond(QPointF(x, top), wing))

    def _today(self) -> None:
        held = [
            rect
            for cell, rect in zip(self._bar.cells, self._rects, strict=True)
            if cell.day == self._bar.today
        ]
        if not held:
            return
        size = 4.0 if self._is_small else 5.5
        tip = QPointF(
            held[0].center().x() - 0.5, self._band.bottom() + (3.5 if self._is_small else 4)
        )
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour(Tone.INK))
        self._painter.drawPolygon(
            QPolygonF([tip, tip + QPointF(size, size * 1.1), tip + QPointF(-size, size * 1.1)])
        )


def _on_pixels(rect: QRectF) -> QRectF:
    left, right = round(rect.left()), round(rect.right())
    return QRectF(left, rect.top(), right - left, rect.height())


def _diamond(middle: QPointF, size: float) -> QPolygonF:
    around = ((0, -size), (size, 0), (0, size), (-size, 0))
    return QPolygonF([middle + QPointF(*step) for step in around])


_TONES: Final = {
    HeldBy.PERSON: Tone.ACCENT,
    HeldBy.APPLICANT: Tone.PAUSE,
    HeldBy.BODY: Tone.WARN,
    HeldBy.REGISTRY: Tone.SOFT,
}
_STOPS: Final = {
    StopKind.STATUTORY: (Tone.INK, Qt.PenStyle.SolidLine),
    StopKind.CONTROL: (Tone.BAD, Qt.PenStyle.SolidLine),
    StopKind.INTERNAL: (Tone.SOFT, Qt.PenStyle.DotLine),
}
