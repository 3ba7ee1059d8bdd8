"""What can be done with a line of the day: receive, go on, show, other words, not coming."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.screens.reception_changes import sign_up_change, withdraw_change
from akimat_desk.ui.screens.reception_words import CARD, DRAFT, SIGN_UP, DayRow
from akimat_desk.ui.screens.settings_list import RowAction

if TYPE_CHECKING:
    from akimat_desk.ui.screens.reception import ReceptionPlace


def day_actions(place: "ReceptionPlace") -> Sequence[RowAction]:
    """Enter is the first that fits the row."""

    def correct(row: DayRow) -> None:
        told = row.what
        change = sign_up_change(place.desk, told.official, told.on, told.form, told)
        place.turning.open(change)

    return (
        # Translators: button: somebody who signed up has come, their card begins
        RowAction(tr("Receive"), "account-check-outline", place.begin, _is_waiting),
        RowAction(
            # Translators: button: go on with a card that was begun
            tr("Go on with the card"),
            "pencil-outline",
            lambda row: place.go_on(row.what),
            _is_draft,
        ),
        RowAction(
            tr("Show the card"),
            "card-account-details-outline",
            lambda row: place.work.open(row.id),
            lambda row: row.kind == CARD,
        ),
        RowAction(tr("Other words…"), "pencil-outline", correct, _is_waiting),
        RowAction(
            tr("Will not come…"),
            "account-off-outline",
            lambda row: place.turning.open(withdraw_change(place.desk, row.what)),
            _is_waiting,
        ),
        RowAction(
            tr("Throw away"),
            "trash-can-outline",
            lambda row: place.throw_away(row.id),
            _is_draft,
        ),
    )


def _is_waiting(row: DayRow) -> bool:
    return row.kind == SIGN_UP and row.stage == "waiting"


def _is_draft(row: DayRow) -> bool:
    return row.kind == DRAFT
