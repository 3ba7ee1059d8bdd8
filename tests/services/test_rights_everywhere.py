"""Nothing is written into the journal, and no right is asked, but by an action of the table."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from rights_table import allowed

from akimat_desk.paths import RESOURCES
from akimat_desk.services.card_offers import RIGHT_OF

PACKAGE = RESOURCES.parent / "akimat_desk"
ASKING = {"write", "role_for", "may", "may_on", "who_may"}
SETUP = "setup"
# Where the action is a name that only the running program knows: who has looked that it is one.
KNOWN_WHEN_RUN = {
    ("domain/case_rights.py", "action"): "may_on, which is asked itself",
    ("domain/case_rights.py", "one"): "one of OF_ITS_EXECUTORS",
    ("services/cases.py", "action"): "one of ACTIONS, or ActionUnknown",
    ("services/bulk.py", "done.action"): "assign, release or label",
    ("services/bulk.py", "action"): "one of ACTIONS, or ActionUnknown",
    ("services/receptions.py", "action"): "reception or register",
    ("services/body_asks.py", "action"): "one of BODY_ACTIONS",
    ("services/office_book.py", "action"): "what the window asks about",
    (
        "services/card_offers.py",
        "RIGHT_OF.get(name, name)",
    ): "an offer; tested in test_rights_table",
    ("services/core.py", "action"): "the door itself",
    ("ui/case_words.py", "action"): "the next step of a row",
    ("ui/screens/acts.py", "_RIGHTS[step]"): "a step of an act",
    ("ui/screens/awaited_board.py", "action"): "a step of an ask",
    ("ui/screens/cases_bulk.py", "deed.name"): "a deed on marked rows",
    ("ui/screens/control_board.py", "right"): "a step of a control",
    ("ui/screens/files_tab.py", "self.right"): "nomenclature or volumes",
    ("ui/screens/settings_posts.py", "'office' if not self._may_posts else 'substitute'"): "posts",
}
# Who opens a transaction without a right: what is written there is local and never travels, or
# came with its author's own name and role, or is the program's own at set-up.
WITHOUT_A_RIGHT = {
    "access_log": "who looked at what, in an origin of its own; each in their own name",
    "access_push": "which openings the centre holds",
    "attachments": "scans beside a draft, before any case names them",
    "audit": "what a verification found",
    "backups": "when the last copy was made",
    "core": "the door itself",
    "desk": "a workspace is made; tables are brought up to date",
    "drafts": "a draft of this workstation",
    "enrolment": "the centre's address and keys",
    "erasing": "the sweeping behind an erasure; the right is asked before",
    "exchange": "what goes out and what came, each entry signed by its own author",
    "exchange_answer": "what came from the centre",
    "exports": "that a list, a journal or a report was taken out; the right is asked before",
    "file_exchange": "how far each file has gone",
    "integrity": "readings made anew; the right is asked before",
    "joining": "requests to join a share; the right is asked before",
    "outbox": "what is retried or withdrawn; the right is asked before",
    "prints": "what the clerk said of a paper",
    "restoring": "a copy is put back, before anybody is signed in",
    "salvaging": "what was saved of a damaged workspace, each entry signed by its own author",
    "saved_lists": "lists kept for oneself",
    "share": "which folder is shared; the right is asked before",
    "courier_files": "what the centre said it holds, by its own signed word",
    "share_files": "which files entries name, before they are put into the folder",
    "share_rounds": "what came from colleagues, each entry signed by its own author",
    "snippets": "words kept on this workstation",
}
# Who may make a pen at all: everybody else writes through `Core.write`.
PENS = {
    "services/core.py",
    "services/desk.py",
    "services/lineage.py",
    "services/exchange_answer.py",
    "services/trusted_time.py",
}


class Asked(NamedTuple):
    file: str
    line: int
    told: ast.expr
    name: str


@cache
def _sources() -> tuple[tuple[str, ast.Module], ...]:
    paths = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
    return tuple(
        (name, ast.parse(path.read_text(encoding="utf-8")))
        for name, path in paths.items()
        if not name.startswith("central/")
    )


@cache
def _calls() -> tuple[tuple[str, ast.Call], ...]:
    return tuple(
        (file, node)
        for file, tree in _sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    )


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _asked() -> Iterator[Asked]:
    for file, call in _calls():
        name = _called(call)
        if name not in ASKING or not call.args:
            continue
        told = ast.unparse(call.func)
        if name != "write" or told.endswith(("core.write", "_own.write")):
            place = 1 if name in ("role_for", "may", "may_on") and len(call.args) > 1 else 0
            yield Asked(file, call.lineno, call.args[place], name)


def _texts(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                yield name, text
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(text))):
                yield name, text


def _constants() -> dict[str, dict[str, str]]:
    """The texts that each module calls by a name, those that it takes from elsewhere too."""
    own = {file: dict(_texts(tree)) for file, tree in _sources()}
    found = {file: dict(names) for file, names in own.items()}
    for file, tree in _sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                there = f"{node.module.removeprefix('akimat_desk.').replace('.', '/')}.py"
                names = own.get(there, {})
                taken = [one for one in node.names if one.name in names]
                found[file] |= {one.asname or one.name: names[one.name] for one in taken}
    return found


def _action(asked: Asked, constants: dict[str, dict[str, str]]) -> str | None:
    match asked.told:
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name):
            return constants.get(asked.file, {}).get(name)
    return None


def test_every_right_that_is_asked_stands_in_the_table() -> None:
    constants, known = _constants(), set(allowed()) | {SETUP}
    unknown, unread = [], []
    for asked in _asked():
        action, words = _action(asked, constants), ast.unparse(asked.told)
        if action is None and (asked.file, words) not in KNOWN_WHEN_RUN:
            unread.append((asked.file, asked.line, words))
        elif action is not None and action not in known:
            unknown.append((asked.file, asked.line, action))
    assert not unknown, "actions that are no rows of domain/rights_table.csv"
    assert not unread, "say in KNOWN_WHEN_RUN which actions these can be"


def test_every_action_of_the_table_is_asked_somewhere_or_is_done_on_a_case() -> None:
    from akimat_desk.domain.actions import ACTIONS  # noqa: PLC0415

    constants = _constants()
    asked = {_action(one, constants) for one in _asked()} | set(ACTIONS) | set(RIGHT_OF.values())
    # Every role may read: there is nobody to refuse it to.
    assert set(allowed()) - asked <= {"read"}


def test_who_writes_without_a_right_is_known_with_the_reason() -> None:
    found = {
        Path(file).stem
        for file, call in _calls()
        if file.startswith("services/") and _called(call) == "write"
        if ast.unparse(call.func).endswith("database.write")
    }
    assert found <= set(WITHOUT_A_RIGHT), "does this write an entry? then through Core.write"


def test_a_pen_is_made_in_five_places_alone() -> None:
    makers = {
        file
        for file, call in _calls()
        if _called(call) == "Pen" and call.args and not file.startswith("storage/")
    }
    assert makers <= PENS


@pytest.mark.parametrize("offer", sorted(RIGHT_OF))
def test_what_the_card_calls_by_another_name_is_a_right_of_the_table(offer: str) -> None:
    assert RIGHT_OF[offer] in allowed()
