"""Pictures of the register filled in, beside an earlier case, and before it is registered."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from PySide6.QtCore import QTimer

from akimat_desk.services.desk import Desk
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.card_copy import draft_from
from akimat_desk.ui.screens.register import RegisterPlace

Go = Callable[[MainWindow], None]
_LOOK_EVERY_MS: Final = 20


def screens_of_register(desk: Desk) -> Iterator[tuple[str, Go]]:
    """Names and ways to come there; nothing where nobody with a name has applied yet."""
    draft = _draft(desk)
    if draft is None:
        return
    for name, act in (
        ("register-filled", lambda _: None),
        ("register-compare", lambda place: place.strip.ask_compare()),
        ("register-check", lambda place: place.check()),
    ):
        yield name, _then(draft, act)


def _draft(desk: Desk) -> dict[str, Any] | None:
    """The newest case with a named applicant, asked for once more in nearly the same words."""
    for row in desk.lists.page(desk.cases.filter_of(), with_bars=False).rows:
        card = desk.cards.card(row.id)
        header = card.header
        if not header.applicant.is_anonymous and header.through is None:
            kind = desk.cases.open(row.id).case.registered.kind
            told = {"kind": kind, "channel": "in_person", "subject": header.subject}
            return {**draft_from(card), **told, "previous": ""}
    return None


def _then(draft: dict[str, Any], act: Callable[[RegisterPlace], None]) -> Go:
    def go(window: MainWindow) -> None:
        window.open_register(draft)
        timer = QTimer(window)
        timer.setInterval(_LOOK_EVERY_MS)

        def look() -> None:
            place = window.places.register
            if place.background.is_idle and not place.form.is_blank():
                timer.stop()
                # A picture leaves no draft behind.
                place.forget_typed()
                act(place)

        timer.timeout.connect(look)
        timer.start()

    return go
