"""The rules by the keyboard: a length entered, a rule confirmed, a pack read, seen and adopted."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from central.direct_line import Direct, centre_in, join
from central.test_published_lists import BODY, a_list
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.test_rules import a_pack, the_bill
from services.working_desks import CHEAP, PASSWORD, HandClock, a_complaint, again, new_desk
from terms import shipped
from ui.driving_rules import RuleKeeper
from ui.driving_window import focused, own_settings, words_on

from akimat_desk.central import publishing
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.rules_forms import RuleForm
from akimat_desk.ui.screens.rules_lists import ListPanel
from akimat_desk.ui.screens.rules_moved import ChangePanel, PackPanel

F2, F9, ESCAPE, ENTER = Qt.Key.Key_F2, Qt.Key.Key_F9, Qt.Key.Key_Escape, Qt.Key.Key_Return
TODAY = date(2026, 11, 23)
DUE, LATER = date(2026, 12, 11), date(2026, 12, 21)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    own_settings(tmp_path)
    speak("ru")
    found = new_desk(tmp_path / "desk", clock=HandClock())
    for place in range(3):
        found.registration.register(a_complaint(place))
    return found


@pytest.fixture
def keeper(qtbot: QtBot, desk: Desk) -> Iterator[RuleKeeper]:
    found = RuleKeeper(qtbot, desk)
    yield found
    found.close()


def test_the_rule_one_stands_on_is_told_in_full(keeper: RuleKeeper) -> None:
    assert focused() is keeper.page.board.rules.view
    keeper.to_rule("appeal")
    face = keeper.face
    assert "14 рабочих дней" in face
    assert "Закон от 04.05.2007 № 67, ст. 8" in face
    keeper.to_rule("appeal-10")
    assert "подготовлен" in keeper.face


def test_a_missing_length_is_entered_seen_and_adopted(keeper: RuleKeeper) -> None:
    keeper.to_rule("service-request").press_button("Ввести продолжительность…")
    keeper.key(F9)
    assert isinstance(keeper.page.panel, RuleForm)
    keeper.fill(days="15", ground="№ 139 Мыйзам, 5-берене", ground_ru="Закон № 139, ст. 5")
    assert keeper.primary == "Показать, что сдвинется"
    keeper.key(F9)
    assert isinstance(keeper.page.panel, ChangePanel)
    assert keeper.moved == []
    assert keeper.desk.rules.rule("service-request").rule.length is None
    keeper.key(F9)
    assert keeper.strip.startswith("Принято")
    assert keeper.desk.rules.rule("service-request").rule.length == 15
    face = keeper.face
    assert "15 рабочих дней" in face
    assert "Закон № 139, ст. 5" in face


def test_a_rule_is_confirmed_with_name_day_and_text(keeper: RuleKeeper) -> None:
    keeper.to_rule("technical-conditions").press_button("Подтвердить…")
    assert keeper.primary == "Подтвердить"
    keeper.fill(by="Эсенов Т.", source="Бюллетень № 31").key(F9)
    assert "Подтверждено" in keeper.strip
    assert "подтверждено: Эсенов Т., 23.11.2026" in keeper.face
    (told,) = keeper.desk.rules.rule("technical-conditions").confirmations
    assert (told.by, told.on, told.source) == ("Эсенов Т.", TODAY, "Бюллетень № 31")
    assert focused() is keeper.page.board.rules.view


def test_escape_leaves_without_a_trace(keeper: RuleKeeper) -> None:
    keeper.to_rule("service-request").press_button("Ввести продолжительность…")
    keeper.fill(days="15", ground="№ 139 Мыйзам").key(F9)
    keeper.key(ESCAPE)
    assert isinstance(keeper.page.panel, RuleForm)
    assert keeper.page.panel.form.values()["days"] == "15"
    keeper.key(ESCAPE)
    assert keeper.page.panel is None
    assert keeper.desk.rules.rule("service-request").entered == ()


def test_a_pack_is_read_compared_seen_through_and_adopted(
    keeper: RuleKeeper, tmp_path: Path
) -> None:
    file = tmp_path / "kg-2.json"
    file.write_bytes(a_pack(length=20))
    assert keeper.primary == "Прочитать пакет…"
    keeper.choose_file(str(file))
    panel = keeper.page.panel
    assert isinstance(panel, PackPanel)
    differences = [(row.field, row.before, row.after) for row in panel.differences.table.rows()]
    assert differences == [("Продолжительность", "14", "20")]
    assert keeper.moved == [(DUE, LATER)] * 3
    assert keeper.desk.rules.packs()[0].release == 1
    keeper.key(F9)
    assert keeper.strip.startswith("Принято")
    assert keeper.desk.rules.packs()[0].release == 2
    rows = keeper.desk.cases.newest()
    assert {row.next_on for row in rows} == {LATER}


def test_the_list_of_what_moves_opens_the_case(keeper: RuleKeeper, tmp_path: Path) -> None:
    file = tmp_path / "kg-2.json"
    file.write_bytes(the_bill(TODAY))
    keeper.choose_file(str(file))
    panel = keeper.page.panel
    assert isinstance(panel, PackPanel)
    keeper._go_to(panel.view)
    keeper.key(ENTER)
    assert keeper.window.places.built("card") is not None


def test_a_faulty_pack_says_what_is_wrong_and_cannot_be_adopted(
    keeper: RuleKeeper, tmp_path: Path
) -> None:
    file = tmp_path / "kg-2.json"
    file.write_bytes(a_pack(length=0))
    keeper.choose_file(str(file))
    panel = keeper.page.panel
    assert isinstance(panel, PackPanel)
    assert "length_below_one" in [row.code for row in panel.findings.table.rows()]
    assert "нельзя" in panel.count.text()
    assert keeper.primary == ""
    keeper.key(ESCAPE)
    keeper.choose_file(str(tmp_path / "gone.json"))
    assert "gone.json" in keeper.strip


def test_the_bill_is_looked_at_as_if_it_were_in_force(keeper: RuleKeeper) -> None:
    keeper.to_rule("appeal-10").press_button("Если вступит в силу…")
    keeper.fill(on="24.11.2026").key(F9)
    assert keeper.moved == []
    assert keeper.primary == ""
    keeper.key(ESCAPE)
    keeper.fill(on="23.11.2026").key(F9)
    assert keeper.moved == [(DUE, date(2026, 12, 7))] * 3


def test_whoever_may_not_adopt_only_reads(qtbot: QtBot, tmp_path: Path) -> None:
    own_settings(tmp_path)
    speak("ru")
    found = new_desk(tmp_path / "desk", clock=HandClock())
    found.office.enable_account("tokton", PASSWORD, CHEAP)
    found.close()
    keeper = RuleKeeper(qtbot, again(tmp_path / "desk", clock=HandClock(), login="tokton"))
    assert keeper.primary == ""
    keeper.to_rule("service-request").key(ENTER)
    assert keeper.page.panel is None
    keeper.close()


def test_what_the_centre_published_is_seen_on_the_page_and_adopted_from_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    own_settings(tmp_path)
    speak("ru")
    desk = new_desk(tmp_path / "desk", clock=HandClock(), training=True)
    for place in range(3):
        desk.registration.register(a_complaint(place))
    line = Direct(centre_in(tmp_path / "centre"))
    join(desk, line)
    (tmp_path / "kg-2.json").write_bytes(a_pack(length=20))
    publishing.publish(line.centre, tmp_path / "kg-2.json")
    desk.exchange.sync()
    keeper = RuleKeeper(qtbot, desk)
    try:
        assert "центр опубликовал выпуск 2" in words_on(keeper.page.board.offered)
        keeper.press_button("Посмотреть, что изменится")
        assert isinstance(keeper.page.panel, PackPanel)
        assert keeper.moved == [(DUE, LATER)] * 3
        keeper.key(ESCAPE)
        assert desk.rules.packs()[0].release == 1
        keeper.press_button("Посмотреть, что изменится").key(F9)
        assert desk.rules.packs()[0].release == 2
        assert not keeper.page.board.offered.isVisible()
    finally:
        keeper.close()


def test_a_published_directory_of_bodies_is_compared_and_adopted_from_the_page(
    qtbot: QtBot, tmp_path: Path
) -> None:
    own_settings(tmp_path)
    speak("ru")
    desk = new_desk(tmp_path / "desk", clock=HandClock(), training=True)
    line = Direct(centre_in(tmp_path / "centre"))
    join(desk, line)
    dropped = shipped("catalogue/bodies.json")["rows"][0]["id"]
    publishing.publish(line.centre, a_list(tmp_path, "bodies", lambda rows: [*rows[1:], BODY]))
    desk.exchange.sync()
    keeper = RuleKeeper(qtbot, desk)
    try:
        keeper.press_button("Посмотреть, что изменится")
        panel = keeper.page.panel
        assert isinstance(panel, ListPanel)
        assert {one.row: one.what for one in panel.changes} == {"new-body": "new", dropped: "gone"}
        assert "Изменяются 2 строки" in words_on(panel)
        assert focused() is panel.rows.view
        assert keeper.primary == "Принять"
        keeper.key(ESCAPE)
        assert keeper.page.panel is None
        assert [one.id for one in desk.catalogues.offered()] == ["bodies"]
        keeper.press_button("Посмотреть, что изменится").key(F9)
        assert "new-body" in {one.id for one in desk.bodies.all()}
        assert not keeper.page.board.offered.isVisible()
        assert keeper.page.panel is None
    finally:
        keeper.close()


def test_a_list_that_another_desk_adopted_meanwhile_is_refused_in_words(
    qtbot: QtBot, tmp_path: Path
) -> None:
    own_settings(tmp_path)
    speak("ru")
    desk = new_desk(tmp_path / "desk", clock=HandClock(), training=True)
    line = Direct(centre_in(tmp_path / "centre"))
    join(desk, line)
    publishing.publish(line.centre, a_list(tmp_path, "bodies", lambda rows: [*rows, BODY]))
    desk.exchange.sync()
    keeper = RuleKeeper(qtbot, desk)
    try:
        keeper.press_button("Посмотреть, что изменится")
        desk.catalogues.adopt("bodies")
        keeper.key(F9)
        assert keeper.page.panel is None
        assert "Центр" in words_on(keeper.window)
        assert not keeper.page.board.offered.isVisible()
    finally:
        keeper.close()
