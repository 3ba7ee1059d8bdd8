"""Commission visits on the card, by the keyboard: sent, reported, the act ready to be issued."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from services.test_visits import FOUND, SENT
from services.working_desks import HandClock, a_complaint, new_desk
from ui.driving_inspections import Keeper
from ui.driving_window import own_settings

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.actions import ActionPanel
from akimat_desk.ui.screens.card_history_words import entry_words

DAY = 24 * 3600 * 1000


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    own_settings(tmp_path)
    speak("ru")
    found = new_desk(tmp_path / "desk", clock=HandClock())
    found.office.hold_post("head", "admin", order="№ 1")
    return found


@pytest.fixture
def case(desk: Desk) -> str:
    return desk.registration.register(a_complaint()).case


@pytest.fixture
def secretary(qtbot: QtBot, desk: Desk, case: str) -> Iterator[Keeper]:
    found = Keeper(qtbot, desk)
    yield found
    found.close()


def opened(secretary: Keeper, case: str, action: str) -> ActionPanel:
    card = secretary.window.places.card
    card.open_when_read(action)
    secretary.window.open_case(case)
    secretary.settle()
    found = card.findChild(ActionPanel)
    assert found is not None
    return found


def test_a_commission_is_sent_from_the_card(secretary: Keeper, desk: Desk, case: str) -> None:
    panel = opened(secretary, case, "visit-order")
    secretary.fill(
        panel.form, on="25.11.2026", place="Кара-Таш", chair="Мамытова А., специалист",
        members="Осмонова Н. К., специалист айыл окмоту", order_number="61",
    )  # fmt: skip
    panel.submit()
    secretary.settle()
    (visit,) = desk.visits.of(case)
    assert visit.ordered.chair.staff
    assert [(one.name, one.post.ky) for one in visit.ordered.members] == [
        ("Осмонова Н. К.", "специалист айыл окмоту")
    ]
    assert visit.ordered.order_number == "61"


def test_what_was_found_is_written_and_the_act_opens_filled(
    secretary: Keeper, desk: Desk, case: str
) -> None:
    desk.cases.do(case, "visit-order", SENT)
    desk.core.clock.turn(2 * DAY)  # type: ignore[attr-defined]
    panel = opened(secretary, case, "visit-made")
    secretary.fill(panel.form, findings="Жол жабык", refused="Асанов К.", reason="макул эмес")
    panel.submit()
    secretary.settle()
    (visit,) = desk.visits.of(case)
    assert visit.made is not None
    assert len(visit.made.signed_by) == 3, "the commission stands in the form already"
    assert [one.name for one in visit.made.refused] == ["Асанов К."]
    card = secretary.window.places.card
    card.open_action("visit-act")
    secretary.settle()
    assert secretary.window.shown_screen() is secretary.making
    assert secretary.page.making.template.id == "survey-act"
    assert secretary.page.form.values()["told.findings"] == "Жол жабык"


def test_the_history_tells_of_a_visit_in_sentences(
    secretary: Keeper, desk: Desk, case: str
) -> None:
    desk.cases.do(case, "visit-order", SENT | {"order_number": "61"})
    desk.core.clock.turn(2 * DAY)  # type: ignore[attr-defined]
    desk.cases.do(case, "visit-made", FOUND)
    card = desk.cards.card(case)
    said = [entry_words(card, one) for one in card.history]
    assert "Комиссия выезжает 25.11.2026" in " ".join(said)
    assert "От подписи отказались: Асанов К. Ж." in " ".join(said)
    assert secretary.window.isVisible()


def test_a_visit_is_called_off_with_its_reason(secretary: Keeper, desk: Desk, case: str) -> None:
    desk.cases.do(case, "visit-order", SENT)
    panel = opened(secretary, case, "visit-cancelled")
    secretary.fill(panel.form, reason="жол жабык")
    panel.submit()
    secretary.settle()
    (visit,) = desk.visits.of(case)
    assert visit.stage == "cancelled"
