"""A clerk asks for papers by keys alone, and the guard turns what the state holds elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import CHEAP, MONDAY_MORNING, PASSWORD, GoingClock
from ui.driving_card import HOUR, Card, a_case, an_office, signed_in_as
from ui.driving_window import own_settings, words_on

from akimat_desk.domain.request_events import RequestPrevented
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.request import RequestPanel

REGISTER = "Единый государственный реестр населения"


@pytest.fixture(autouse=True)
def _russian(tmp_path: Path) -> None:
    own_settings(tmp_path)
    speak("ru")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return an_office(tmp_path / "desk", clock=GoingClock(MONDAY_MORNING))


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> Iterator[Card]:
    found = Card(qtbot, desk)
    yield found
    found.close()


def about_land(desk: Desk) -> str:
    case_id = a_case(desk, kind="service_request", service="land_use_change", language="ru")
    desk.cases.do(case_id, "assign", {"executor": "admin", "accepted": True})
    return case_id


def panel(card: Card) -> RequestPanel:
    found = card.place._panel
    assert isinstance(found, RequestPanel)
    return found


def looked(card: Card, qtbot: QtBot, words: str) -> None:
    """Until the panel says so: it looks ahead a moment after the last key."""
    qtbot.waitUntil(lambda: words in words_on(panel(card)), timeout=10_000)
    card.settle()


def test_the_passport_is_asked_of_the_register_in_one_key(
    card: Card, desk: Desk, qtbot: QtBot
) -> None:
    case_id = about_land(desk)
    card.open(case_id).more("request").fill(documents="паспорт")
    looked(card, qtbot, REGISTER)
    assert not panel(card).form.field("pauses").isVisible()
    card.key(Qt.Key.Key_F7)
    assert card.open_form == ""
    assert REGISTER in card.strip
    asked = card.reading.requests[0]
    assert (asked.of, asked.body, asked.documents) == ("body", REGISTER, ("passport",))
    kept = [one for _, one in desk.cases.open(case_id).case.each(RequestPrevented)]
    assert [(one.document, one.instead) for one in kept] == [("passport", "body")]


def test_what_may_be_asked_stays_when_the_rest_is_not_asked(
    card: Card, desk: Desk, qtbot: QtBot
) -> None:
    case_id = about_land(desk)
    card.open(case_id).more("request")
    card.fill(documents="акт осмотра").fill(documents="сведения об участке и его площади")
    looked(card, qtbot, "нет в перечне услуги")
    card.press_button("Не запрашивать")
    assert panel(card).form.papers.taken() == ("plot_description",)
    assert card.strip == "У заявителя это не запрашивается."
    card.fill(ground="12-статья").submit()
    assert card.reading.requests[0].documents == ("plot_description",)


def test_the_head_orders_it_and_the_term_goes_on(card: Card, desk: Desk, qtbot: QtBot) -> None:
    case_id = about_land(desk)
    card.open(case_id).more("request").fill(documents="паспорт")
    looked(card, qtbot, REGISTER)
    card.submit()
    assert card.open_form == "request"
    assert REGISTER in card.beside("documents")
    assert not panel(card).form.field("on_behalf_of").isVisible()
    card.fill(article="статья 8", reason="старый паспорт").submit()
    asked = desk.cases.open(case_id).case.added[-1].event
    assert getattr(asked, "overrides", ()) == ("passport",)
    assert card.reading.term.pause is None


def test_a_clerk_names_the_head_who_ordered_it(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    case_id = a_case(desk, kind="service_request", service="land_use_change", language="ru")
    desk.office.enable_account("tokton", PASSWORD, CHEAP)
    at = GoingClock(desk.core.clock.now() + HOUR)
    card = Card(qtbot, signed_in_as(tmp_path / "desk", desk, "tokton", at))
    card.open(case_id).more("request").fill(documents="паспорт")
    looked(card, qtbot, REGISTER)
    card.fill(article="статья 8", reason="старый паспорт").submit()
    assert "руководитель" in card.beside("on_behalf_of")
    card.fill(on_behalf_of="admin", ground="резолюция № 5").submit()
    event = card.desk.cases.open(case_id).case.added[-1].event
    assert getattr(event, "override_by", "") == event.on_behalf_of != ""
    card.close()


def test_a_lawful_request_pauses_the_term_and_shows_its_letter(
    card: Card, desk: Desk, qtbot: QtBot
) -> None:
    case_id = a_case(desk, language="ru")
    card.open(case_id).more("request").fill(documents="акт осмотра")
    looked(card, qtbot, "не установлено")
    card.fill(ground="жалоба, п. 2", wanted_on="01.12.2026")
    qtbot.waitUntil(lambda: panel(card).preview.page() == 0 and _pages(card) == 1, timeout=20_000)
    panel(card).form.field("pauses").setFocus()
    card.key(Qt.Key.Key_Space)
    looked(card, qtbot, "не ранее")
    card.submit()
    found = desk.cases.open(case_id)
    assert found.stage == "waiting_for_applicant"
    assert card.open_form == ""


def _pages(card: Card) -> int:
    return len(panel(card).preview._shape.sizes)


def test_a_body_is_asked_for_anything_and_by_its_name(card: Card, desk: Desk, qtbot: QtBot) -> None:
    case_id = about_land(desk)
    card.open(case_id).more("request").fill(of="другой орган", documents="паспорт")
    card.fill(body="Кадастр").submit()
    asked = card.reading.requests[0]
    assert (asked.of, asked.body, asked.documents) == ("body", "Кадастр", ("passport",))
