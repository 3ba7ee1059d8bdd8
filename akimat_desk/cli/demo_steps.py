"""Steps of a case of the demonstration that leave a paper: letters to bodies, visits, notices."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

import msgspec

from akimat_desk.domain.act_wishes import ActDelivery, ActTold
from akimat_desk.services.act_desk import IssuedAct
from akimat_desk.services.desk import Desk


class StepPaper(NamedTuple):
    """A paper for the folder; the act where it is one that is signed and sent."""

    form: str
    data: bytes
    number: str = ""
    language: str = "ky"


_Wish = Mapping[str, Any]
_Step = Callable[[Desk, str, _Wish], StepPaper | None]


def ask(desk: Desk, case_id: str, wish: _Wish) -> StepPaper | None:
    made = desk.body_asks.ask(case_id, wish)
    return None if made.letter is None else _sent(desk, case_id, "inquiry", made.letter)


def notice(desk: Desk, case_id: str, wish: _Wish) -> StepPaper:
    data = desk.course_notices.paper(case_id, wish["course"])
    return StepPaper("notice-forwarding", data, "", _language(desk, case_id))


def control_report(desk: Desk, case_id: str, wish: _Wish) -> StepPaper | None:
    """What the letter says by itself, and what the official adds."""
    told = desk.control_letters.report(case_id)
    letter = msgspec.structs.replace(told, told={**told.told, **wish})
    return _sent(desk, case_id, letter.template, desk.act_desk.issue(letter, case_id))


def covering(desk: Desk, case_id: str, wish: _Wish) -> StepPaper | None:
    told: ActTold = desk.control_letters.covering(case_id)
    letter = msgspec.structs.replace(told, told={**told.told, **wish})
    return _sent(desk, case_id, letter.template, desk.act_desk.issue(letter, case_id))


def visit_order(desk: Desk, case_id: str, wish: _Wish) -> StepPaper | None:
    issued, _ = desk.visits.issue_order(case_id, wish)
    return _signed(desk, case_id, "order", issued)


def visit_act(desk: Desk, case_id: str, _: _Wish) -> StepPaper | None:
    return _signed(desk, case_id, "survey-act", desk.visits.issue_act(case_id))


STEPS: Final[Mapping[str, _Step]] = {
    "ask-body-letter": ask,
    "course-notice": notice,
    "control-report": control_report,
    "covering": covering,
    "visit-order-act": visit_order,
    "visit-act": visit_act,
}


def _sent(desk: Desk, case_id: str, form: str, issued: IssuedAct) -> StepPaper | None:
    paper = _signed(desk, case_id, form, issued)
    if issued.number:
        desk.act_desk.deliver(issued.act, ActDelivery(way="post"))
    return paper


def _signed(desk: Desk, case_id: str, form: str, issued: IssuedAct) -> StepPaper | None:
    """What waits for its number has no paper yet."""
    if issued.paper is None:
        return None
    desk.act_desk.sign(issued.act)
    return StepPaper(form, issued.paper.data, issued.number, _language(desk, case_id))


def _language(desk: Desk, case_id: str) -> str:
    return "ru" if desk.cases.open(case_id).case.registered.language == "ru" else "ky"
