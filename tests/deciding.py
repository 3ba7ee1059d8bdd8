"""Deciding on a case in tests: what each action needs at least, done or refused."""

from datetime import date
from typing import Any

import pytest
from builders import (
    MONDAY,
    OFFICE_ID,
    a_fact,
    a_registered_case,
    a_situation,
    references,
)
from terms import WORDS, a_calendar, a_rule

from akimat_desk.domain import case_events as events
from akimat_desk.domain.actions import ACTIONS, Situation
from akimat_desk.domain.applications import told_as
from akimat_desk.domain.cases import Case, apply
from akimat_desk.domain.errors import (
    DeskError,
)
from akimat_desk.domain.facts import Event
from akimat_desk.domain.rules import Rule, RulePack

CLOSED = events.CaseClosed(outcome="explained", closed_on=MONDAY)
PAUSED = events.ClockPaused(from_on=MONDAY, category="court", ground="сот")
SENT_HERE = events.CaseForwarded(
    body="Каракол", forwarded_on=MONDAY, ground="27-ст.", to_office=OFFICE_ID
)
ISSUED = events.ActIssued(
    act="a1",
    kind="reply",
    language="ky",
    template="reply-1",
    issued_on=MONDAY,
    digest=b"",
    signatory="Токтогулов",
)
# What each action needs at least.
LEAST: dict[str, dict[str, Any]] = {
    "assign": {"executor": "asanov"},
    "release": {"reason": "ооруп калды"},
    "label": {"label": "жайыт"},
    "accept": {},
    "decline": {"reason": "эмес"},
    "pause": {"category": "court", "ground": "сот"},
    "resume": {},
    "extend": {"days": 3, "ground": "экспертиза"},
    "forward": {"body": "Айыл өкмөтү", "ground": "27-ст."},
    "return": {"reason": "бизге эмес"},
    "request": {"documents": ["акт осмотра"], "ground": "67-мыйзам"},
    "receive": {"papers": [{"title": "паспорт"}]},
    "decide": {"outcome": "granted"},
    "deliver": {"act": "a1", "way": "post"},
    "note": {"text": "эскертүү"},
    "notice": {"notice": "extension"},
    "close": {"outcome": "explained", "answer": "№ 5"},
    "withdraw": {"ground": "арыз"},
    "annul": {"reason": "ката"},
    "reopen": {"ground": "сот"},
    "settle": {"slot": "term", "keeps": "", "reason": "акт"},
    "control": {"body": "Өкмөт", "due_on": "2026-06-15"},
    "prolong": {
        "control": "a",
        "due_on": "2026-06-29",
        "letter_number": "16",
        "letter_dated_on": "2026-06-10",
    },
    "report": {"control": "a"},
    "lift": {"control": "a", "by": "Өкмөт", "ground": "кат"},
    "also-answer": {"whom": ["Депутат Асанов К."]},
    "answer-sent": {"to": "Депутат Асанов К."},
    "file": {"file_index": "02-14"},
    "correct": {"reason": "ката", "subject": "Суу"},
    "ask-body": {
        "body": "Кадастр",
        "about": "чек ара",
        "expected_on": "2026-06-15",
        "ground": "12-ст.",
    },
    "remind-body": {"expected_on": "2026-06-15"},
    "body-answered": {"number": "7"},
    "drop-ask": {"reason": "өзү алып келди"},
    "visit-order": {"on": "2026-06-05", "chair": {"login": "asanov"}, "place": "Көк-Жар"},
    "visit-made": {"findings": "Дубалда жарака бар"},
    "visit-cancelled": {"reason": "үйдө эч ким жок"},
}
CONTROL = events.ControlSet(control="a", body="Өкмөт", due_on=date(2026, 6, 15))


def do(case: Case, action: str, now: Situation | None = None, **wish: Any) -> Any:
    """The fact that the action makes of the least it needs and of what is said besides."""
    shape, decide = ACTIONS[action]
    return decide(case, told_as({**LEAST[action], **wish}, shape), now or by_rule())


def refused(kind: type[DeskError], *asked: Any, **wish: Any) -> Any:
    with pytest.raises(kind) as caught:
        do(*asked, **wish)
    return caught.value


def by_rule(rule: Rule | None = None, login: str = "akim", **changes: Any) -> Situation:
    """At a desk whose one rule is the one given, on a calendar without holidays."""
    pack = RulePack(
        id="kg", release=1, title=WORDS, in_force=True, rules=(rule or a_rule(extension_cap=30),)
    )
    known = references(pack, calendar=a_calendar())
    return a_situation(login, references=known, **changes)


def apart(*told: Event) -> Case:
    case = a_registered_case()
    for number, event in enumerate(told, start=2):
        case = apply(case, a_fact(number, event, (1,)))
    return case
