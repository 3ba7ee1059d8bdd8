"""Pictures of the forms of absence and leaving, filled in; nothing is written."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from akimat_desk.services.desk import Desk
from akimat_desk.ui.choice import ChoiceField
from akimat_desk.ui.forms import Form
from akimat_desk.ui.places import SETTINGS
from akimat_desk.ui.screens.card_words import shown_day
from akimat_desk.ui.screens.leaving import LeavingPage
from akimat_desk.ui.screens.settings import HANDING, POSTS
from akimat_desk.ui.screens.settings_posts import PostsPage

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

Go = Callable[["MainWindow"], None]


def screens_of_absence(desk: Desk) -> Iterator[tuple[str, Go]]:
    yield "absence", partial(_shown, desk, POSTS, _absence)
    yield "leaving", partial(_shown, desk, HANDING, _leaving)


def _shown(
    desk: Desk, page: str, fill: Callable[[Desk, "MainWindow"], None], window: "MainWindow"
) -> None:
    window.places.settings.show_page(page)
    window.show_section(SETTINGS)
    fill(desk, window)


def _absence(desk: Desk, window: "MainWindow") -> None:
    page = window.places.settings.page()
    if not isinstance(page, PostsPage):
        return
    page.name_substitute()
    form = page.form()
    busy, other = _two(desk)
    if form is not None and other:
        last = desk.terms.calendar().nth_working_day(desk.cases.today(), 10)
        form.restore({"until_on": shown_day(last), "ground": "\N{NUMERO SIGN} 14"})
        _choose(form, absent=busy, substitute=other)


def _leaving(desk: Desk, window: "MainWindow") -> None:
    page = window.places.settings.page()
    if not isinstance(page, LeavingPage) or not page.may:
        return
    page.hand_over()
    form = page.form()
    busy, other = _two(desk)
    if form is not None and other:
        _choose(form, giver=busy, taker=other)


def _choose(form: Form, **logins: str) -> None:
    for key, login in logins.items():
        field = form.field(key)
        if isinstance(field, ChoiceField):
            field.choose(login)


def _two(desk: Desk) -> tuple[str, str]:
    """The logins of who has most cases, and of somebody else."""
    today = desk.cases.today()
    working = [one for one in desk.office.now.staff() if one.works_on(today)]
    by_cases = sorted(working, key=lambda one: -desk.cases.counts(one.id)["open"])
    if len(by_cases) < 2:
        return "", ""
    return by_cases[0].login, by_cases[1].login
