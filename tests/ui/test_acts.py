"""Acts by the keyboard: made by a form, signed, delivered, corrected, annulled, and found."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import CHEAP, PASSWORD, HandClock, a_complaint, again, new_desk
from ui.driving_acts import Secretary
from ui.driving_window import CONTROL, focused, own_settings, type_words, words_on

from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.act_form_rows import RowsField
from akimat_desk.ui.screens.acts_steps import StepForm

F2, F6, F7, F8, F9 = (Qt.Key.Key_F2, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9)
ESCAPE, ENTER, DOWN = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Down
ALT = Qt.KeyboardModifier.AltModifier
TOLD = {
    "subject": "Жолду ачуу жөнүндө",
    "preamble": "Текшерүүнүн жыйынтыгы боюнча.",
    "points": ["Жол ачылсын.", "Жыйынтыгы билдирилсин."],
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    own_settings(tmp_path)
    speak("ru")
    found = new_desk(tmp_path / "desk", clock=HandClock())
    found.office.hold_post("head", "admin", order="№ 1")
    return found


@pytest.fixture
def secretary(qtbot: QtBot, desk: Desk) -> Iterator[Secretary]:
    found = Secretary(qtbot, desk)
    yield found
    found.close()


def an_order(desk: Desk, subject: str = "Жолду ачуу жөнүндө") -> str:
    return desk.act_desk.issue(ActTold(template="order", told={**TOLD, "subject": subject})).act


def points(secretary: Secretary) -> RowsField:
    field = secretary.page.form.field("told.points")
    assert isinstance(field, RowsField)
    return field


def test_an_order_is_made_by_its_form_and_issued(secretary: Secretary) -> None:
    secretary.choose_form("Прик")
    assert "Преамбула: не хватает" in secretary.parts
    secretary.fill(secretary.page.form, told__subject="Жолду ачуу жөнүндө")
    secretary.fill(secretary.page.form, told__preamble="Текшерүүнүн жыйынтыгы боюнча.")
    secretary.go_to(points(secretary).editor)
    type_words("Жол ачылсын.")
    secretary.key(ENTER)
    type_words("Жыйынтыгы билдирилсин.")
    secretary.looked()
    assert "Преамбула: не хватает" not in secretary.parts
    assert "Всё есть" in secretary.parts
    secretary.key(F9)
    assert secretary.strip == "Приказ № 1: выпущен документ."
    (row,) = secretary.desk.act_desk.newest()
    assert (row.number, row.stage, row.subject) == ("1", "numbered", "Жолду ачуу жөнүндө")
    assert secretary.window.shown_screen() is secretary.window.places.paper
    assert secretary.desk.drafts.all("act") == ()


def test_what_is_still_missing_cannot_be_issued(secretary: Secretary) -> None:
    secretary.choose_form("Прик").fill(secretary.page.form, told__subject="Эмне жөнүндө")
    secretary.key(F9)
    assert secretary.desk.act_desk.newest() == ()
    assert focused() is secretary.page.form.field("told.preamble").editor
    assert "обязательной части" in secretary.strip


def test_paragraphs_are_added_moved_and_taken_out_by_keys(secretary: Secretary) -> None:
    secretary.choose_form("Прик").go_to(points(secretary).editor)
    for words in ("бир", "эки", "үч"):
        type_words(words)
        secretary.key(ENTER)
    assert [row["text"] for row in points(secretary).told()] == ["бир", "эки", "үч"]
    secretary.key(ENTER)
    assert focused() is secretary.page.form.field("told.control_name").editor
    points(secretary).setFocus()
    secretary.key(DOWN, ALT)
    assert [row["text"] for row in points(secretary).told()] == ["эки", "бир", "үч"]
    secretary.key(Qt.Key.Key_Delete, ALT)
    assert [row["text"] for row in points(secretary).told()] == ["эки", "үч"]


def test_a_draft_outlives_the_window_and_is_taken_up_again(
    secretary: Secretary, qtbot: QtBot
) -> None:
    secretary.choose_form("Прик").fill(secretary.page.form, told__subject="Башталган буйрук")
    secretary.go_to(points(secretary).editor)
    type_words("бир")
    secretary.key(ESCAPE)
    (draft,) = secretary.desk.drafts.all("act")
    assert draft.form["about"] == "Башталган буйрук"
    secretary.window.close()
    later = Secretary(qtbot, secretary.desk)
    later.key(F2)
    rows = later.making.chooser.table.rows()
    assert [row.draft is not None for row in rows[:2]] == [True, False]
    later.key(DOWN).key(Qt.Key.Key_Home).key(ENTER)
    assert later.page.form.values()["told.subject"] == "Башталган буйрук"
    assert points(later).told() == [{"text": "бир"}]
    later.window.close()
    later.background.close()


def test_a_certificate_of_a_case_asks_for_the_form_it_cannot_be_sure_of(
    secretary: Secretary,
) -> None:
    case = secretary.desk.registration.register(a_complaint()).case
    secretary.window.open_case(case)
    secretary.settle()
    secretary.window.places.card.open_action("act")
    secretary.settle().find_form("составе семьи")
    form = secretary.page.form
    assert secretary.page.making.case_id == case
    secretary.fill(form, told__person="Шо Х.", told__address="Көк-Жар айылы")
    members = form.field("told.members")
    assert isinstance(members, RowsField)
    secretary.go_to(members.editor)
    for words in ("Асанов Бакыт", "атасы", "1960"):
        type_words(words)
        secretary.key(ENTER)
    secretary.fill(form, told__place_of_use="мектепке")
    bent = secretary.page.bent.form
    assert bent is not None
    assert "барыш жөндөмө" in words_on(secretary.page.bent)
    secretary.fill(bent, **{"person|dative|ky": "Шо Х.га"})
    assert "Всё есть" in secretary.parts
    secretary.key(ENTER, CONTROL)
    (row,) = secretary.desk.act_desk.newest()
    (act,) = secretary.desk.cards.card(case).acts
    assert (row.act, row.number) == (act.act, act.number)
    assert secretary.window.places.built("paper") is secretary.window.shown_screen()


def test_a_form_that_was_entered_for_another_name_does_not_count(secretary: Secretary) -> None:
    secretary.choose_form("составе семьи")
    form = secretary.page.form
    secretary.fill(form, told__person="Шо Х.", told__address="Көк-Жар", told__place_of_use="x")
    secretary.go_to(form.field("told.members").editor)
    type_words("Асанов Бакыт")
    secretary.looked()
    bent = secretary.page.bent.form
    assert bent is not None
    secretary.fill(bent, **{"person|dative|ky": "Шо Х.га"})
    assert secretary.page.told().forms == {"person|dative|ky": "Шо Х.га"}
    secretary.fill(form, told__person="Шо Ж.")
    assert secretary.page.told().forms == {}


def test_an_act_is_signed_delivered_and_found_by_where_it_stands(
    secretary: Secretary, desk: Desk
) -> None:
    an_order(desk)
    secretary.acts.shown()
    secretary.settle()
    assert secretary.stages == ["numbered"]
    secretary.key(F6)
    assert isinstance(secretary.acts.panel, StepForm)
    secretary.key(F9)
    assert "подписано" in secretary.strip
    secretary.key(F7)
    panel = secretary.acts.panel
    assert isinstance(panel, StepForm)
    secretary.go_to(panel.form.field("proof").editor)
    type_words("кол тамга")
    secretary.key(F9)
    assert secretary.stages == ["delivered"]
    state = desk.act_desk.state("1")
    assert [(one.way, one.proof) for one in state.deliveries] == [("hand", "кол тамга")]
    secretary.acts.board.choose("to_sign")
    assert secretary.settle().stages == []
    secretary.acts.board.choose("delivered")
    assert secretary.settle().stages == ["delivered"]


def test_a_signed_file_that_is_another_one_is_refused(
    secretary: Secretary, desk: Desk, tmp_path: Path
) -> None:
    act = an_order(desk)
    other = tmp_path / "other.p7s"
    other.write_bytes(b"nothing of ours")
    secretary.acts.shown()
    secretary.settle().key(F6)
    panel = secretary.acts.panel
    assert isinstance(panel, StepForm)
    secretary.go_to(panel.form.field("file").editor)
    secretary.replace(str(other)).key(F9)
    assert desk.act_desk.state(act).stage == "numbered"
    assert secretary.acts.panel is panel
    right = tmp_path / "right.p7s"
    right.write_bytes(b"<" + desk.act_desk.paper(act).data + b">")
    secretary.go_to(panel.form.field("file").editor)
    secretary.replace(str(right)).key(F9)
    signature = desk.act_desk.state(act).signed
    assert signature is not None
    assert signature.file == desk.core.files.digest(right.read_bytes())


def test_a_correction_is_a_new_act_with_the_words_of_the_old_one(
    secretary: Secretary, desk: Desk
) -> None:
    old = an_order(desk, "Туура эмес")
    secretary.acts.shown()
    secretary.settle().key(F8)
    assert secretary.page.form.values()["told.subject"] == "Туура эмес"
    assert [row["text"] for row in points(secretary).told()] == TOLD["points"]
    secretary.fill(secretary.page.form, told__subject="Туура").key(F9)
    assert desk.act_desk.state(old).stage == "replaced"
    new = desk.act_desk.newest()[0]
    assert (new.subject, new.number) == ("Туура", "2")


def test_an_act_is_annulled_with_a_reason(secretary: Secretary, desk: Desk) -> None:
    act = an_order(desk)
    secretary.acts.shown()
    secretary.settle().press_button("Аннулировать…")
    type_words("эки жолу даярдалган")
    secretary.key(F9)
    found = desk.act_desk.state(act)
    assert found.annulled is not None
    assert found.annulled.reason == "эки жолу даярдалган"


def test_the_list_is_narrowed_by_words_and_by_journal(secretary: Secretary, desk: Desk) -> None:
    for subject in ("Жол жөнүндө", "Көпүрө жөнүндө"):
        an_order(desk, subject)
    secretary.acts.shown()
    secretary.settle()
    board = secretary.acts.board
    board.search.setFocus()
    type_words("көпүрө")
    secretary.key(ENTER)
    secretary._qtbot.waitUntil(lambda: len(board.list.table.rows()) == 1)
    board.search.clear()
    board.kinds.restore("Журнал: Справки")
    assert secretary.settle().numbers == []
    board.kinds.restore("Журнал: Приказы")
    assert secretary.settle().numbers == ["2", "1"]
    assert "Номера даёт это рабочее место: Приказы (последний № 2)" in words_on(board)


def test_the_card_tells_of_its_acts_by_the_names_of_their_forms(
    secretary: Secretary, desk: Desk
) -> None:
    case = desk.registration.register(a_complaint()).case
    told = ActTold(
        template="residence-certificate",
        told={"person": "Асанова Гүлнара", "address": "Көк-Жар", "place_of_use": "мектепке"},
    )
    old = desk.act_desk.issue(told, case)
    desk.act_desk.sign(old.act)
    new = desk.act_desk.issue(msgspec.structs.replace(told, replaces=old.act), case)
    desk.act_desk.annul(new.act, "эки жолу")
    secretary.window.open_case(case)
    face = secretary.settle().window.places.card.face
    assert face is not None
    face.tabs.setCurrentIndex(face.tabs.count() - 2)
    acts = words_on(secretary.settle().window)
    assert "Справка с места жительства · № 1" in acts
    assert "исправлено другим актом" in acts
    face.tabs.setCurrentIndex(face.tabs.count() - 1)
    history = words_on(secretary.settle().window)
    for words in (
        "Выпущено: Справка с места жительства № 2. Взамен: Справка с места жительства № 1.",
        "Справка с места жительства № 1: подписано от руки 23.11.2026.",
        "№ 1: исправлено, новый документ: Справка с места жительства № 2.",
        "Справка с места жительства № 2: аннулировано. Причина: эки жолу",
    ):
        assert words in history


def test_the_card_lets_deliver_only_what_still_holds_and_tells_the_forms_apart(
    secretary: Secretary, desk: Desk
) -> None:
    case = desk.registration.register(a_complaint()).case
    told = {"person": "Асанова Гүлнара", "address": "Көк-Жар", "place_of_use": "мектепке"}
    void, held = (
        desk.act_desk.issue(ActTold(template="residence-certificate", told=told), case)
        for _ in range(2)
    )
    desk.act_desk.annul(void.act, "эки жолу")
    inventory = {"papers": [{"title": "Паспорт", "form": "көчүрмө", "sheets": "2"}], "total": "2"}
    desk.act_desk.issue(ActTold(template="inventory", told=inventory), case)
    card = desk.cards.card(case)
    assert "deliver" in card.offered
    secretary.window.open_case(case)
    place = secretary.settle().window.places.card
    place.open_action("deliver")
    panel = secretary.settle().window.places.card._panel
    assert panel is not None
    assert panel.form.values()["act"] == "Справка с места жительства · 2 · 23.11.2026"
    desk.cases.do(case, "deliver", {"act": held.act, "way": "post"})
    assert "deliver" not in desk.cards.card(case).offered
    # A certificate is no answer: the reply is still to come.
    desk.cases.do(case, "assign", {"executor": "admin", "accepted": True})
    assert desk.cards.card(case).next_action == "reply"


def test_a_letter_to_a_body_in_both_languages_asks_for_the_russian_words(
    secretary: Secretary,
) -> None:
    secretary.choose_form("Сопроводительное")
    form = secretary.page.form
    assert not form.field("ru.text").isVisible()
    secretary.fill(form, language="на двух языках")
    assert form.field("ru.text").isVisible()
    assert "адресат: не хватает" in secretary.parts
    secretary.fill(form, body="Ош шаарынын мэриясы", told__subject="Эмне", told__text="Текст")
    secretary.fill(form, ru__text="По-русски")
    told = secretary.page.told()
    assert (told.language, told.told_ru) == ("both", {"text": "По-русски"})
    assert told.addressee.body == "Ош шаарынын мэриясы"


def test_whoever_may_not_issue_only_reads(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    an_order(desk)
    desk.office.enable_account("asanova", PASSWORD, CHEAP)
    desk.close()
    reader = Secretary(qtbot, again(tmp_path / "desk", clock=HandClock(), login="asanova"))
    assert reader.acts.main_action() is None
    reader.key(F8)
    assert reader.making.page is None
    reader.key(F6)
    assert isinstance(reader.acts.panel, StepForm)
    reader.close()
