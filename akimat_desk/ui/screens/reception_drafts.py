"""Cards that were begun and not written down: kept every two seconds, as the counter's forms."""

import uuid
from typing import Final

from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import REGISTER, Draft
from akimat_desk.services.reception_links import leads_to
from akimat_desk.ui.screens.act_form_drafts import who
from akimat_desk.ui.screens.register_drafts import DraftKeeper

RECEPTION: Final = "reception"


class CardDrafts(DraftKeeper):
    """Each account has its own."""

    def begin(self, draft_id: str = "") -> None:
        super().begin(draft_id or f"{RECEPTION}-{who(self._desk)}-{uuid.uuid4().hex}")


def begun(desk: Desk) -> tuple[Draft, ...]:
    """Off the window's thread: those of whoever is signed in."""
    start = f"{RECEPTION}-{who(desk)}-"
    return tuple(one for one in desk.drafts.all(RECEPTION) if one.id.startswith(start))


def appeals(desk: Desk, card_id: str) -> tuple[str, ...]:
    """Off the window's thread: the written appeals of a card that wait to be registered."""
    waiting = (one for one in desk.drafts.all(REGISTER) if leads_to(one, card_id))
    return tuple(one.id for one in sorted(waiting, key=lambda one: one.saved_at))
