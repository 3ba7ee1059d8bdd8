"""Whose pen a resolution is: who may enter one for the head, by what ground, on which day."""

from datetime import date

import pytest
from builders import HEAD, MONDAY, a_fact, a_registered_case, an_office
from deciding import by_rule, do, refused

from akimat_desk.domain.behalf import HeadNotNamed, PenNotOfHead
from akimat_desk.domain.case_events import FileAttached
from akimat_desk.domain.cases import apply
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.office_events import PostHeld
from akimat_desk.domain.rights import may

SCAN = b"\x07" * 32


def with_scan():
    attached = FileAttached(digest=SCAN, title="лист.png", media="image/png", size=9)
    return apply(a_registered_case(), a_fact(50, attached, (1,)))


def entering(login: str = "clerk", **changes):
    """What a registrar may look at; the akim has held the head's post for years."""
    return by_rule(login=login, **changes)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("registrar", True),
        ("head", True),
        ("executor", False),
        ("controller", False),
        ("administrator", False),
        ("auditor", False),
    ],
)
def test_a_resolution_is_entered_by_registrar_or_head(role: str, *, allowed: bool) -> None:
    assert may((role,), "assign") is allowed


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"on_behalf_of": "akim"}, ("ground", "empty")),
        ({"on_behalf_of": "head"}, ("ground", "empty")),
        ({"on_behalf_of": "akim", "ground": "  "}, ("ground", "empty")),
        ({"on_behalf_of": "akim", "scan": "00" * 32}, ("scan", "unknown")),
        ({"on_behalf_of": "akim", "scan": "лист"}, ("scan", "unknown")),
        ({"on_behalf_of": "akim", "ground": "лист", "resolved_on": "2026-06-02"},
         ("resolved_on", "out_of_range")),
        ({"on_behalf_of": "akim", "ground": "лист", "resolved_on": "2026-05-31"},
         ("resolved_on", "out_of_range")),
    ],
)  # fmt: skip
def test_without_a_ground_nothing_is_entered_for_the_head(told, refusal) -> None:
    found = refused(FieldWrong, with_scan(), "assign", entering(), **told)
    assert (found.field, found.reason) == refusal


@pytest.mark.parametrize(
    "told",
    [
        {"on_behalf_of": "akim", "ground": "барак № 1"},
        {"on_behalf_of": "head", "ground": "барак № 1"},
        {"on_behalf_of": "head", "scan": SCAN.hex()},
        {"on_behalf_of": "head", "scan": SCAN.hex(), "resolved_on": str(MONDAY)},
    ],
)
def test_with_a_sheet_or_a_scan_it_is_the_heads(told) -> None:
    event = do(with_scan(), "assign", entering(), **told)
    assert event.on_behalf_of == HEAD
    assert event.scan == bytes.fromhex(told.get("scan", ""))
    assert event.ground == told.get("ground", "")


def test_the_head_needs_no_ground_for_an_own_word() -> None:
    event = do(a_registered_case(), "assign", entering("akim"), on_behalf_of="head")
    assert event.on_behalf_of == HEAD


def test_without_a_head_on_that_day_it_is_refused() -> None:
    later = PostHeld(post="head", staff=HEAD, from_on=date(2026, 6, 2))
    now = entering(office=an_office(later, has_head=False))
    found = refused(
        HeadNotNamed, a_registered_case(), "assign", now, on_behalf_of="head", ground="барак"
    )
    assert found.facts() == {"day": "2026-06-01"}


def test_nobody_elses_pen_is_entered() -> None:
    found = refused(
        PenNotOfHead, a_registered_case(), "assign", entering(), on_behalf_of="asanov", ground="-"
    )
    assert found.login == "asanov"
