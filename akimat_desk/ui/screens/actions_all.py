"""All that can be done on a case, by name, and the panel each one opens."""

from collections.abc import Mapping

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.screens.actions import Action, ActionPanel, Seat
from akimat_desk.ui.screens.actions_bodies import ASK_ACTIONS, ask_panel, body_actions
from akimat_desk.ui.screens.actions_dispute import DisputePanel
from akimat_desk.ui.screens.actions_endings import ending_actions
from akimat_desk.ui.screens.actions_erase import erase_action
from akimat_desk.ui.screens.actions_letters import letter_actions, outgoing_actions
from akimat_desk.ui.screens.actions_people import people_actions
from akimat_desk.ui.screens.actions_receipt import receipt_actions
from akimat_desk.ui.screens.actions_reply import ReplyPanel
from akimat_desk.ui.screens.actions_terms import control_actions, term_actions
from akimat_desk.ui.screens.actions_visits import visit_actions
from akimat_desk.ui.screens.control_actions import answer_actions
from akimat_desk.ui.screens.files_actions import filing_actions
from akimat_desk.ui.screens.request import RequestPanel

Panel = ActionPanel | DisputePanel | ReplyPanel | RequestPanel


def own_actions() -> tuple[Action, ...]:
    """Those whose panel is not a plain form, and the one that leads to another screen."""
    return (
        Action("reply", lambda: tr("Prepare the answer"), "email-edit-outline"),
        Action("act", lambda: tr("Paper by a form…"), "file-sign"),
        Action("request", lambda: tr("Ask for papers"), "file-question-outline"),
        Action("settle", lambda: tr("Settle the dispute"), "scale-balance"),
        Action("new", lambda: tr("New case from this one"), "file-plus-outline"),
    )


def all_actions() -> Mapping[str, Action]:
    found = (
        *people_actions(),
        *term_actions(),
        *control_actions(),
        *answer_actions(),
        *body_actions(),
        *visit_actions(),
        *letter_actions(),
        *receipt_actions(),
        *outgoing_actions(),
        *ending_actions(),
        *filing_actions(),
        *own_actions(),
        erase_action(),
    )
    return {action.name: action for action in found}


def panel_for(action: Action, seat: Seat, rule: str = "") -> Panel:
    """`rule` is the id of the one whose length is to be entered."""
    if action.name == "reply":
        return ReplyPanel(seat)
    if action.name == "request":
        return RequestPanel(seat)
    if action.name == "settle":
        return DisputePanel(seat)
    if action.name in ASK_ACTIONS:
        return ask_panel(action, seat, rule)
    return ActionPanel(action, seat, {"rule": rule} if rule else {})


def takes_whole_width(panel: Panel) -> bool:
    """A reply, a request and a dispute want two columns of their own."""
    return not isinstance(panel, ActionPanel)
