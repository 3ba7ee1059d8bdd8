"""A written appeal and the reception it was taken at: its draft leads back to the card."""

from typing import Any, Final

import msgspec

from akimat_desk.domain.receptions import KIND, card_of, registered
from akimat_desk.services import records
from akimat_desk.services.core import Writing
from akimat_desk.services.drafts import Draft
from akimat_desk.storage import drafts

LINK: Final = "reception"
"""The key of a draft's form: the id of the card and the number of the question."""


def link_of(card_id: str, question: int) -> str:
    return f"{card_id} {question}"


def leads_to(draft: Draft, card_id: str) -> bool:
    """Whether the draft was begun for a question of this card."""
    return str(draft.form.get(LINK, "")).partition(" ")[0] == card_id


def tell_card(writing: Writing, draft_id: str, case: str, number: str) -> None:
    """The card says which case its question became, in the registration's own transaction.

    A link that leads nowhere any more never stands in the way of a registration.
    """
    row = drafts.find(writing.connection, draft_id) if draft_id else None
    form: Any = {} if row is None else msgspec.msgpack.decode(row[2])
    card_id, _, question = str(form.get(LINK, "")).partition(" ")
    if not question.isdigit():
        return
    try:
        card = card_of(records.load(writing.connection, KIND, card_id))
    except records.RecordNotFound:
        return
    settled = registered(card, int(question), case, number)
    if settled is not None:
        records.append(writing, card_id, settled)
