"""Every code that can stand on the pages of the exchange has its sentence, in both languages."""

import ast
import inspect
from collections.abc import Iterator
from types import ModuleType

import pytest

from akimat_desk import transport
from akimat_desk.central import (
    access_logs,
    calls,
    enrolment,
    exchange,
    file_pages,
    refusing,
    streams,
)
from akimat_desk.central import errors as of_centre
from akimat_desk.central import files as kept_files
from akimat_desk.domain.errors import DeskError
from akimat_desk.exchange import batches, bundles, desk_side, forks, pages
from akimat_desk.services import access_push, carrying, courier, exchange_answer, share_taking
from akimat_desk.services import enrolment as joins
from akimat_desk.services import exchange as of_desk
from akimat_desk.services import file_exchange as files
from akimat_desk.storage import errors as of_disk
from akimat_desk.text.catalogue import speak
from akimat_desk.text.file_words import why_aside
from akimat_desk.text.refusals import refusal
from akimat_desk.text.trouble_words import why_quarantined, why_stuck
from akimat_desk.ui.screens.outbox_words import refusal_words

OVER_THE_LINE = (access_logs, calls, enrolment, exchange, file_pages, kept_files, streams)
AT_THE_DESK = (access_push, carrying, exchange_answer, files, joins, of_desk, transport)
# Said by the centre's own people, or before a desk has anything to do with it.
OWN = {"office_exists", "station_missing"}
# A workspace that is not open exchanges nothing.
CLOSED = {"workspace_missing", "workspace_exists", "workspace_in_use", "workspace_newer"}


def said(module: ModuleType, *calls_: str) -> Iterator[str]:
    """The stable words that the module hands to one of these."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in calls_:
            yield from (
                one.value
                for place in node.args
                for one in ast.walk(place)
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            )


def returned(function: object) -> Iterator[str]:
    for node in ast.walk(ast.parse(inspect.getsource(function))):  # type: ignore[arg-type]
        if isinstance(node, ast.Return) and node.value is not None:
            yield from (
                one.value
                for one in ast.walk(node.value)
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value
            )


def raised(module: ModuleType) -> Iterator[str]:
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Raise) and node.exc is not None:
            name = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            found = getattr(module, getattr(name, "id", ""), None)
            if isinstance(found, type) and issubclass(found, DeskError):
                yield code(found)


def code(refused: type[DeskError]) -> str:
    return refused.__new__(refused).code


def stuck() -> set[str]:
    """What can be noted as the last trouble of the exchange."""
    refused = {
        one
        for module in OVER_THE_LINE
        for one in raised(module)
        if one in {code(kind) for kind in of_centre.STATUS}
    }
    disk = {
        code(kind)
        for kind in vars(of_disk).values()
        if isinstance(kind, type) and issubclass(kind, DeskError)
        if kind.__module__ == of_disk.__name__
    }
    own = {one for module in AT_THE_DESK for one in raised(module)} - {"server_refused"}
    words = {"no_such_page", *said(access_push, "ServerRefused"), *returned(pages._problem)}
    return (refused | disk | own | words) - OWN - CLOSED - {"page_unusable"}


def aside() -> set[str]:
    """What can stand beside a part that was set aside."""
    return {
        *said(forks, "Forged"),
        *said(batches, "MessageUnreadable"),
        *returned(desk_side.publication_fault),
    }


def left() -> set[str]:
    """What can stand beside a file of a folder or a stick."""
    told = {one for module in (bundles, courier) for one in said(module, "FileFaulty")}
    return told | {share_taking.GAP, share_taking.UNKNOWN, share_taking.FORGED}


def refused_entries() -> set[str]:
    return {
        node.value.value
        for node in ast.parse(inspect.getsource(refusing)).body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and not node.target.id.startswith("_")
        and isinstance(node.value, ast.Constant)
    }


def test_the_walk_finds_what_is_known_to_be_there() -> None:
    assert {"station_revoked", "page_gap", "page_forged", "disk_full", "answer", "line_down",
            "server_not_genuine", "file_differs", "too_many_tries"} <= stuck()  # fmt: skip
    assert {"head", "columns", "publication_forged", "station_unknown"} <= aside()
    assert {"half_copied", "forged", "gap", "damaged"} <= left()
    assert {"actor_unknown", "body_wrong"} <= refused_entries()


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_code_has_a_sentence_of_its_own(language: str) -> None:
    speak(language)
    for words, codes in (
        (why_stuck, stuck()),
        (why_quarantined, aside()),
        (why_aside, left()),
        (refusal_words, refused_entries()),
    ):
        unknown = words("unheard")
        assert "unheard" in unknown
        assert unknown != "unheard"
        for one in codes:
            told = words(one).replace(f"({one})", "")
            assert told != unknown.replace("(unheard)", ""), f"{words.__name__}({one}) has no words"
            assert one not in told
            assert not any("a" <= letter <= "z" for letter in told), told


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_a_refusal_by_hand_says_the_same_sentence(language: str) -> None:
    speak(language)
    assert refusal("server_refused", {"refusal": "station_revoked"}) == why_stuck("station_revoked")
    assert refusal("page_unusable", {"reason": "page_gap"}) == why_stuck("page_gap")
