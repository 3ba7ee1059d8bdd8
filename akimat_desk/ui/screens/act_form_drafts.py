"""Papers that were begun and not issued: kept every two seconds, as those of the counter."""

import uuid
from typing import Final

from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.ui.screens.register_drafts import DraftKeeper

ACT: Final = "act"


class ActDrafts(DraftKeeper):
    """Each account has its own."""

    def begin(self, draft_id: str = "") -> None:
        super().begin(draft_id or f"{ACT}-{who(self._desk)}-{uuid.uuid4().hex}")


def who(desk: Desk) -> str:
    me = desk.core.actor
    return "" if me is None else me.id


def begun(desk: Desk, case_id: str) -> tuple[Draft, ...]:
    """Off the window's thread: those of whoever is signed in, of one case where it is named."""
    mine = (one for one in desk.drafts.all(ACT) if one.id.startswith(f"{ACT}-{who(desk)}-"))
    return tuple(one for one in mine if not case_id or one.form.get("case") == case_id)
