"""The journal of inspections by the keyboard: entered, begun, ended, its copy handed out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.test_inspections import TOLD
from services.working_desks import HandClock, new_desk
from ui.driving_inspections import Keeper
from ui.driving_window import CONTROL, own_settings, words_on

from akimat_desk.services.access_log import AccessFilter
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.inspections import InspectionsPlace
from akimat_desk.ui.screens.inspections_forms import InspectionForm

F2, F6, F7, F9, ESCAPE = (
    Qt.Key.Key_F2, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F9, Qt.Key.Key_Escape,
)  # fmt: skip
FIELDS = {
    "entrepreneur": "ЖИ Асанов Кубат", "body": "Салык кызматы",
    "inspectors": "Токтогулов А. Б., инспектор, № 218",
    "subject": "касса", "ground": "№ 14 буйрук", "plan": "IV квартал",
    "starts_on": "23.11.2026", "ends_on": "27.11.2026",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    own_settings(tmp_path)
    speak("ru")
    return new_desk(tmp_path / "desk", clock=HandClock())


@pytest.fixture
def secretary(qtbot: QtBot, desk: Desk) -> Iterator[Keeper]:
    found = Keeper(qtbot, desk)
    found.key(Qt.Key.Key_J, CONTROL)
    yield found
    found.close()


def place(secretary: Keeper) -> InspectionsPlace:
    return secretary.window.places.inspections


def panel(secretary: Keeper) -> InspectionForm:
    found = place(secretary).panel
    assert found is not None
    return found


def test_an_inspection_is_entered_with_its_ground(secretary: Keeper) -> None:
    assert secretary.window.shown_screen() is place(secretary)
    secretary.key(F2).fill(panel(secretary).form, **FIELDS).key(F9)
    (row,) = secretary.desk.inspections.page().rows
    card = secretary.desk.inspections.get(place(secretary).board.current().id)  # type: ignore[union-attr]
    (inspector,) = card.inspection.facts.inspectors
    assert (inspector.name, inspector.post, inspector.document) == (
        "Токтогулов А. Б.", "инспектор", "№ 218",
    )  # fmt: skip
    assert secretary.strip == f"Проверка {row.number}: объявлена."
    assert place(secretary).panel is None


def test_one_without_plan_and_reason_is_refused_beside_the_field(secretary: Keeper) -> None:
    fields = FIELDS | {"plan": ""}
    secretary.key(F2).fill(panel(secretary).form, **fields).key(F9)
    assert secretary.desk.inspections.page().rows == ()
    assert "не регистрируется без плана" in words_on(panel(secretary))
    secretary.fill(panel(secretary).form, reason="жалоба").key(F9)
    assert len(secretary.desk.inspections.page().rows) == 1


def test_it_begins_and_ends_by_two_keys(secretary: Keeper, desk: Desk) -> None:
    made = desk.inspections.register(TOLD)
    place(secretary).board.ask()
    secretary.settle().key(F7)
    assert place(secretary).panel is None, "what did not begin does not end"
    secretary.key(F6).key(F9)
    assert desk.inspections.get(made.id).inspection.stage == "begun"
    secretary.key(F7).fill(panel(secretary).form, act_number="7", findings="Жок").key(F9)
    assert desk.inspections.get(made.id).inspection.stage == "ended"
    assert secretary.strip.endswith("завершена.")


def test_the_copy_is_shown_and_recorded(secretary: Keeper, desk: Desk) -> None:
    made = desk.inspections.register(TOLD)
    place(secretary).board.ask()
    secretary.settle().key(F9)
    assert secretary.window.shown_screen() is secretary.window.places.paper
    (told,) = desk.inspections.get(made.id).inspection.informed
    assert told.language == "ru"


def test_escape_leaves_the_form_and_writes_nothing(secretary: Keeper) -> None:
    secretary.key(F2).key(ESCAPE)
    assert place(secretary).panel is None
    assert secretary.desk.inspections.page().rows == ()


def test_an_inspection_that_is_opened_stands_in_the_access_log_and_a_new_one_does_not(
    secretary: Keeper, desk: Desk
) -> None:
    made = desk.inspections.register(TOLD)
    place(secretary).board.ask()
    secretary.settle().key(F2).key(ESCAPE)
    assert not desk.access_log.is_waiting
    for times in (1, 2):
        secretary.key(F6).key(ESCAPE)
        (row,) = desk.access_log.rows(AccessFilter(what="opened"))
        assert (row.kind, row.subject, row.times) == ("inspection", made.id, times)
