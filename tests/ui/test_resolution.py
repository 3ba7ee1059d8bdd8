"""The heap of matters is worked off by keys: whom, in what words, and on to the next one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot
from services.working_desks import MONDAY_MORNING, GoingClock
from ui.driving_card import HOUR, Card, a_case, an_office, signed_in_as
from ui.driving_window import ALT, own_settings, press

from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.desk import Desk
from akimat_desk.services.staff import StaffTold
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.card import CardPlace
from akimat_desk.ui.screens.card_words import shown_day
from akimat_desk.ui.screens.resolution import SECTION, ResolutionPlace

CONTROL = Qt.KeyboardModifier.ControlModifier
LONGEST = ("Турсуналиев-Абдыкалыков", "Кенжебек-Султан", "Токтогулович")


@pytest.fixture(autouse=True)
def _russian(tmp_path: Path) -> None:
    own_settings(tmp_path)
    speak("ru")


@pytest.fixture
def clock() -> GoingClock:
    return GoingClock(MONDAY_MORNING)


@pytest.fixture
def desk(tmp_path: Path, clock: GoingClock) -> Desk:
    return an_office(tmp_path / "desk", clock=clock)


@pytest.fixture
def heap(qtbot: QtBot, desk: Desk) -> Iterator["Heap"]:
    found = Heap(qtbot, desk)
    yield found
    found.close()


class Heap(Card):
    """The resolutions in the real window over a real desk."""

    def go(self) -> "Heap":
        """By the key of its place at the side."""
        self.settle()
        number = list(self.window._sections).index(SECTION) + 1
        press(Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        self.settle()
        return self

    @property
    def waiting(self) -> list[str]:
        return [row.number for row in self.resolution._list.table.rows()]

    @property
    def in_hand(self) -> str:
        sheet = self.resolution._sheet
        return "" if sheet is None else sheet.form.seat.card.header.number

    @property
    def count(self) -> str:
        """As a screen reader says it."""
        return self.window.sidebar._buttons[SECTION].accessibleName()

    @property
    def words(self) -> str:
        place = self.resolution
        labels = [one.text() for one in place.findChildren(QLabel) if one.isVisible()]
        buttons = [one for one in place.findChildren(QAbstractButton) if one.isVisible()]
        return "\n".join([*labels, *(one.accessibleName() or one.text() for one in buttons)])


def told(desk: Desk, case_id: str) -> dict[str, Any]:
    """The last entry of a case, as it was written."""
    last = desk.cases.history(case_id)[-1]
    return {"type": last.type, **last.event}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ru", "Рассмотреть и ответить в срок."), ("ky", "Карап чыгып, мөөнөтүндө жооп бериңиз.")],
    ids=["ru", "ky"],
)
def test_the_head_resolves_three_matters_in_a_row_with_one_sentence(
    qtbot: QtBot, desk: Desk, language: str, sentence: str
) -> None:
    speak(language)
    cases = [a_case(desk, place) for place in range(3)]
    heap = Heap(qtbot, desk).go()
    assert len(heap.waiting) == 3
    assert "3" in heap.count
    for _ in cases:
        press(Qt.Key.Key_1, ALT)
        assert heap.typed("resolution") == sentence
        heap.key(Qt.Key.Key_F9)
    assert heap.waiting == []
    assert heap.in_hand == ""
    assert "3" not in heap.count
    for case_id in cases:
        last = told(desk, case_id)
        assert last["type"] == "ExecutorAssigned"
        assert last["resolution"] == sentence
        # The head's own word needs nobody's name beside it.
        assert not last.get("on_behalf_of")
        assert desk.cards.card(case_id).assignment.executor.login == "tokton"
    heap.close()


def test_a_resolution_names_everybody_the_question_and_the_day(
    heap: Heap, desk: Desk, qtbot: QtBot
) -> None:
    case_id = a_case(desk, questions=["Суу", "Жол"])
    heap.go()
    heap.fill(
        executor="мамыт", co_executors="tokton", question="2. Жол", internal_on="30.11.2026"
    ).fill(resolution="Выехать с комиссией.")
    qtbot.waitUntil(lambda: "внутренний срок 30.11.2026" in heap.words)
    heap.submit()
    last = told(desk, case_id)
    assert (last["question"], last["internal_on"]) == (2, "2026-11-30")
    assert len(last["co_executors"]) == 1
    question = desk.cards.card(case_id).questions[1].assignment
    assert question.executor.login == "mamyt"
    # The case itself and its first question have nobody yet.
    assert len(heap.waiting) == 1


def test_an_internal_date_after_the_law_is_refused_beside_its_field(heap: Heap, desk: Desk) -> None:
    case_id = a_case(desk)
    latest = shown_day(desk.cases.open(case_id).dates.statutory.on)
    heap.go()
    assert f"Не позднее {latest}." in heap.beside("internal_on")
    heap.fill(internal_on="31.12.2026", resolution="Выехать").submit()
    assert heap.beside("internal_on") == f"Не позднее {latest}."
    assert heap.typed("resolution") == "Выехать"
    assert desk.cards.card(case_id).assignment is None


def test_skipping_keeps_what_was_begun(heap: Heap, desk: Desk) -> None:
    for place in range(2):
        a_case(desk, place)
    heap.go()
    first, second = heap.waiting
    heap.fill(resolution="Подумать ещё").key(Qt.Key.Key_F8)
    assert heap.in_hand == second
    heap.key(Qt.Key.Key_F8)
    assert heap.in_hand == first
    assert heap.typed("resolution") == "Подумать ещё"
    assert len(desk.drafts.all("card")) == 1


def test_a_resolution_is_taken_back_within_ten_seconds(heap: Heap, desk: Desk) -> None:
    case_id = a_case(desk)
    heap.go().key(Qt.Key.Key_F9)
    assert heap.waiting == []
    heap.key(Qt.Key.Key_Z, CONTROL)
    assert heap.strip == "Резолюция отменена."
    assert desk.cards.card(case_id).assignment is None
    assert len(heap.waiting) == 1
    assert heap.in_hand == heap.waiting[0]


def test_whoever_was_named_and_gave_it_back_is_seen_with_the_reason(heap: Heap, desk: Desk) -> None:
    case_id = a_case(desk)
    desk.cases.do(case_id, "assign", {"executor": "admin"})
    desk.cases.do(case_id, "decline", {"reason": "Не моя тема"})
    heap.go()
    assert heap.in_hand == desk.cards.card(case_id).header.number
    assert "admin: Не моя тема" in heap.words


def test_an_own_sentence_is_kept_and_dropped(heap: Heap, desk: Desk) -> None:
    a_case(desk)
    heap.go().fill(resolution="Сверить с кадастром.")
    heap.press_button("Запомнить эти слова")
    assert desk.cards.snippets.all("resolution") == ("Сверить с кадастром.",)
    heap.fill(resolution="")
    press(Qt.Key.Key_5, ALT)
    assert heap.typed("resolution") == "Сверить с кадастром."
    heap.press_button("Больше не хранить: Сверить с кадастром.")
    assert desk.cards.snippets.all("resolution") == ()


def test_the_registrar_writes_down_the_heads_word(
    qtbot: QtBot, tmp_path: Path, clock: GoingClock
) -> None:
    folder = tmp_path / "desk"
    desk = an_office(folder, clock=clock)
    first, second = a_case(desk), a_case(desk, 1)
    head = desk.office.me.id
    later = GoingClock(clock.now() + HOUR)
    heap = Heap(qtbot, signed_in_as(folder, desk, "asanova", later))
    heap.open(first).key(Qt.Key.Key_F7)
    assert isinstance(heap.window.shown_screen(), ResolutionPlace)
    heap.submit()
    assert heap.beside("ground") == "Укажите, где записано решение руководителя."
    heap.fill(ground="от руки, 23.11.2026", resolution="Разобраться").submit()
    assert isinstance(heap.window.shown_screen(), CardPlace)
    last = told(heap.desk, first)
    assert (last["on_behalf_of"], last["ground"]) == (head, "от руки, 23.11.2026")
    heap.open(second).key(Qt.Key.Key_F7)
    assert heap.typed("ground") == "от руки, 23.11.2026"
    heap.close()


def test_whoever_may_not_resolve_has_no_such_place(
    qtbot: QtBot, tmp_path: Path, clock: GoingClock
) -> None:
    folder = tmp_path / "desk"
    desk = an_office(folder, clock=clock)
    case_id = a_case(desk)
    heap = Heap(qtbot, signed_in_as(folder, desk, "tokton", GoingClock(clock.now() + HOUR)))
    assert SECTION not in heap.window._sections
    heap.open(case_id).key(Qt.Key.Key_F7)
    assert isinstance(heap.window.shown_screen(), CardPlace)
    assert heap.open_form == ""
    heap.close()


def test_the_figure_without_executor_on_today_leads_to_the_heap(heap: Heap, desk: Desk) -> None:
    a_case(desk)
    heap.window.show_section("today")
    heap.settle()
    heap.window.places.today.asked.emit("unassigned")
    heap.settle()
    assert heap.window.shown_screen() is heap.resolution
    assert len(heap.waiting) == 1


def test_the_longest_names_do_not_widen_the_form(heap: Heap, desk: Desk) -> None:
    surname, given, patronymic = LONGEST
    post = Bilingual(
        ky="айыл чарба, жер ресурстары жана кыймылсыз мүлк маселелери бөлүмүнүн башкы адиси",
        ru="главный специалист отдела сельского хозяйства, земельных ресурсов и недвижимости",
    )
    desk.office.add_staff(
        StaffTold(
            login="longest", surname=surname, given=given, patronymic=patronymic,
            post_ky=post.ky, post_ru=post.ru, roles=("executor",),
        )
    )  # fmt: skip
    desk.office.set_responsible("longest", order="№ 13")
    person = {"surname": surname, "given": given, "patronymic": patronymic}
    a_case(desk, subject="Жайыт жолун бөгөө " * 9, applicant={"person": person})
    heap.window.resize(911, 512)
    heap.go()
    sheet = heap.resolution._sheet
    assert sheet is not None
    inner = sheet.form.parentWidget()
    assert inner.width() <= inner.parentWidget().width()
    assert heap.typed("executor").startswith("Турсуналиев")
