"""The term bar: geometry, words, and that what differs looks different without colour."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from akimat_desk.domain.term_bars import HeldBy, StopKind, TermBar, TermCell, TermStop
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.term_bar import TermBarPainter, cell_rects, edge_of, runs
from akimat_desk.ui.term_bar_widget import TermBarWidget
from akimat_desk.ui.term_words import cell_words, spoken
from akimat_desk.ui.theme import light

MONDAY = date(2026, 11, 23)
BAND = QRectF(10, 10, 240, 18)


def bar_of(holders: list[HeldBy], **more: object) -> TermBar:
    cells = tuple(
        TermCell(
            MONDAY + timedelta(days=n), holder, name="A. B." if holder is HeldBy.PERSON else ""
        )
        for n, holder in enumerate(holders)
    )
    return TermBar(cells, MONDAY + timedelta(days=60), **more)


@given(st.lists(st.sampled_from(HeldBy), min_size=1, max_size=120))
def test_days_stand_in_order_inside_the_band(holders: list[HeldBy]) -> None:
    rects = cell_rects(bar_of(holders), BAND)
    assert len(rects) == len(holders)
    assert rects[0].left() == BAND.left()
    assert rects[-1].right() <= BAND.right() + 0.01
    for one, next_ in pairwise(rects):
        assert abs(one.right() - next_.left()) < 0.01


@given(st.lists(st.sampled_from(HeldBy), min_size=1, max_size=60))
def test_every_working_day_is_as_wide_as_any_other(holders: list[HeldBy]) -> None:
    rects = cell_rects(bar_of(holders), BAND)
    widths = [r.width() for h, r in zip(holders, rects, strict=True) if h is not HeldBy.DAY_OFF]
    assert not widths or max(widths) - min(widths) < 0.01


def test_a_stop_before_the_strip_stands_nowhere_and_one_after_it_at_its_end() -> None:
    bar = bar_of([HeldBy.PERSON] * 5)
    rects = cell_rects(bar, BAND)
    assert edge_of(bar, rects, MONDAY - timedelta(days=1)) is None
    assert edge_of(bar, rects, MONDAY + timedelta(days=90)) == rects[-1].right()


def test_a_person_holding_over_a_weekend_is_one_run() -> None:
    off = [HeldBy.DAY_OFF] * 2
    bar = bar_of([HeldBy.PERSON, *off, HeldBy.PERSON, HeldBy.NOBODY])
    assert [len(run) for run in runs(bar)] == [2, 1]


def grey(bar: TermBar) -> bytes:
    image = QImage(260, 40, QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    TermBarPainter(painter, light(), bar, BAND).paint()
    painter.end()
    two = image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    return bytes(two.constBits())


def test_holders_differ_in_black_and_white(qapp: object) -> None:
    held = [h for h in HeldBy if h not in (HeldBy.DAY_OFF, HeldBy.REGISTRY)]
    pictures = {grey(bar_of([holder] * 6)) for holder in held}
    assert len(pictures) == len(held)


def test_the_second_person_differs_from_the_first_in_black_and_white(qapp: object) -> None:
    def two(second: str) -> TermBar:
        names = ["A. B."] * 3 + [second] * 3
        days = (MONDAY + timedelta(days=n) for n in range(6))
        cells = (TermCell(d, HeldBy.PERSON, n) for d, n in zip(days, names, strict=True))
        return TermBar(tuple(cells), MONDAY + timedelta(days=9))

    assert grey(two("A. B.")) != grey(two("C. D."))


@pytest.mark.parametrize("kind", [StopKind.CONTROL, StopKind.INTERNAL])
def test_dates_differ_by_the_shape_of_their_mark(qapp: object, kind: StopKind) -> None:
    due = MONDAY + timedelta(days=3)
    one = bar_of([HeldBy.PERSON] * 6, stops=(TermStop(StopKind.STATUTORY, due),))
    other = bar_of([HeldBy.PERSON] * 6, stops=(TermStop(kind, due),))
    assert grey(one) != grey(other)


def test_the_drawing_is_said_in_words() -> None:
    speak("ru")
    cells = (
        TermCell(MONDAY, HeldBy.REGISTRY, ordinal=1),
        TermCell(MONDAY + timedelta(days=1), HeldBy.PERSON, "Токтоналиев Б.", ordinal=2),
        TermCell(MONDAY + timedelta(days=2), HeldBy.APPLICANT, is_paused=True),
    )
    bar = TermBar(
        cells, MONDAY + timedelta(days=2), (TermStop(StopKind.STATUTORY, date(2026, 12, 8)),)
    )
    assert spoken(bar).splitlines() == [
        "регистрация: 1 рабочий день (23.11.2026 – 23.11.2026)",
        "Токтоналиев Б.: 1 рабочий день (24.11.2026 – 24.11.2026)",
        "заявитель: 1 день (25.11.2026 – 25.11.2026), срок приостановлен",
        "срок 08.12.2026",
    ]
    assert cell_words(cells[1]) == "24.11.2026, рабочий день 2: Токтоналиев Б."


def test_the_widget_explains_by_key_and_by_click(qtbot: QtBot) -> None:
    widget = TermBarWidget(bar_of([HeldBy.PERSON] * 3))
    qtbot.addWidget(widget)
    widget.resize(400, 80)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(widget.explained):
            QTest.keyClick(widget, key)
    with qtbot.waitSignal(widget.explained):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    assert "A. B." in widget.accessibleDescription()
    assert widget.focusPolicy() is Qt.FocusPolicy.StrongFocus
