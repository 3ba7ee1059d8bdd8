"""A matter for official use only or secret: one choice hides what would tell of it."""

import pytest
from PySide6.QtCore import Qt
from ui.driving_register import (  # noqa: F401
    Clerk,
    Sit,
    a_background,
    a_clerk,
    a_seat,
    an_office_desk,
    the_case,
)

from akimat_desk.services.desk import Desk

HIDDEN = ("name", "pin", "soate", "subject", "text", "topic", "through", "earlier", "several")
SHOWN = ("who", "mark", "sheets", "kind", "channel")


@pytest.fixture
def secret(clerk: Clerk) -> Clerk:
    """At the choice of who applies, three steps to the right."""
    clerk.place.form.go_to("who")
    return clerk.press(Qt.Key.Key_Right, times=3)


def test_the_choice_hides_everything_that_would_tell_of_it(secret: Clerk) -> None:
    form, page = secret.place.form, secret.place.page
    assert [key for key in HIDDEN if form.talk.is_shown(key)] == []
    assert [key for key in SHOWN if not form.talk.is_shown(key)] == []
    assert form.papers.isHidden()
    assert page.paper.isHidden()
    secret.press(Qt.Key.Key_Left, times=3)
    assert [key for key in HIDDEN if not form.talk.is_shown(key)] == []
    assert not form.talk.is_shown("mark")
    assert not page.paper.isHidden()


def test_it_is_registered_with_the_keyboard_alone_and_no_receipt_is_made(
    secret: Clerk, desk: Desk
) -> None:
    secret.to("mark").press(Qt.Key.Key_Right).enter()
    assert secret.at() == "sheets"
    secret.fill("4").to("kind").fill("письмо").to("responsible").type("Токтоналиев").enter()
    secret.check()
    assert "4" in secret.place.check_page.text()
    secret.press(Qt.Key.Key_F9).wait_page(2).wait_idle()
    case = the_case(desk)
    assert (case.secrecy, case.sheets, case.applicant.is_anonymous) == ("secret", 4, True)
    assert secret.number() == case.number
    assert not secret.place.done_page.print_button.isEnabled()
    assert secret.place.done_page.state()


def test_what_was_typed_before_goes_into_no_draft_and_no_case(clerk: Clerk, desk: Desk) -> None:
    clerk.type("Мамытова Жаңыл")
    clerk.place.form.field("subject").restore("Окуу-жатыгуу жөнүндө")
    clerk.place._keeper.keep()
    clerk.wait_idle()
    assert "Мамытова" in str(desk.drafts.all())
    clerk.place.form.go_to("who")
    clerk.press(Qt.Key.Key_Right, times=3)
    clerk.place.form.field("sheets").restore("4")
    clerk.place._keeper.keep()
    clerk.wait_idle()
    kept = str(desk.drafts.all())
    assert "restricted" in kept
    assert "Мамытова" not in kept
    assert "Окуу" not in kept


def test_a_draft_of_it_comes_back_as_it_stood(secret: Clerk, desk: Desk) -> None:
    secret.to("sheets").type("7")
    secret.place._keeper.keep()
    secret.wait_idle()
    (draft,) = desk.drafts.all()
    secret.place.begin()
    secret.place.begin({"draft": draft.id})
    secret.wait_idle()
    assert (secret.value("who"), secret.value("sheets")) == ("restricted", "7")


def test_sheets_and_holder_are_asked_for_beside_their_fields(secret: Clerk) -> None:
    secret.to("kind").fill("письмо").press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert secret.page() == 0
    assert secret.said_beside("sheets")
    secret.to("sheets").type("2")
    secret.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier).wait_idle()
    assert secret.page() == 0
    assert secret.said_beside("responsible")


def test_sections_are_counted_as_they_are_shown_and_the_form_stays_at_its_top(
    clerk: Clerk,
) -> None:
    form = clerk.place.form
    clerk.place.window().resize(1366, 560)
    form.field("who").restore("restricted")
    clerk.wait_idle()
    assert clerk.at() == "who"
    assert form.area.verticalScrollBar().value() == 0
    assert form.answers_title.text() == "3  Кто отвечает"
    form.field("who").restore("person")
    assert form.answers_title.text() == "4  Кто отвечает"
