"""What the house demands of every file, beyond what ruff and mypy see."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from akimat_desk.paths import RESOURCES

HOUSE = Path(__file__).resolve().parent.parent
SOURCE = HOUSE / "akimat_desk"
MODULES = sorted(SOURCE.rglob("*.py"))
CYRILLIC = re.compile("[\u0400-\u052f]")
SPEAKS_CYRILLIC = (SOURCE / "text", SOURCE / "domain" / "collation.py")
MACHINE = re.compile(r"(?<![\w.:/])/(?:home|root|work|Users|mnt)/\w|[A-Z]:\\\\?Users")
TRANSLATES = {"tr", "tr_many", "t", "many"}
FILE_LINES, FUNCTION_LINES, CLASS_LINES, WINDOW_LINES = 400, 50, 200, 20

type_of_function = ast.FunctionDef | ast.AsyncFunctionDef


def named(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def _lines(node: ast.AST) -> int:
    return (node.end_lineno or 0) - node.lineno + 1  # type: ignore[attr-defined]


def _too_long(parsed: ast.Module, kind: type[ast.AST] | object, limit: int) -> list[str]:
    return [
        f"{node.name}: {_lines(node)}"
        for node in ast.walk(parsed)
        if isinstance(node, kind) and _lines(node) > limit  # type: ignore[arg-type]
    ]


def read_in_one_sitting(module: Path, text: str, parsed: ast.Module) -> list[str]:
    lines = len(text.splitlines())
    return [f"{lines} lines"] if lines > FILE_LINES else []


def functions_fit_in_the_eye(module: Path, text: str, parsed: ast.Module) -> list[str]:
    return _too_long(parsed, type_of_function, FUNCTION_LINES)


def a_class_is_one_subject(module: Path, text: str, parsed: ast.Module) -> list[str]:
    return _too_long(parsed, ast.ClassDef, CLASS_LINES)


def a_windows_making_builds_nothing_itself(
    module: Path, text: str, parsed: ast.Module
) -> list[str]:
    if not module.is_relative_to(SOURCE / "ui"):
        return []
    return [
        f"{node.name}: {_lines(function)}"
        for node in ast.walk(parsed)
        if isinstance(node, ast.ClassDef)
        for function in node.body
        if isinstance(function, ast.FunctionDef) and function.name == "__init__"
        if _lines(function) > WINDOW_LINES
    ]


def says_in_one_sentence_what_lives_there(module: Path, text: str, parsed: ast.Module) -> list[str]:
    said = ast.get_docstring(parsed)
    if not said:
        return ["nothing"] if parsed.body and module.name != "__main__.py" else []
    first = said.splitlines()[0]
    return [] if first.endswith((".", "…", "?")) else [first]


def translates_nothing_while_it_is_imported(
    module: Path, text: str, parsed: ast.Module
) -> list[str]:
    return [
        f"line {call.lineno}"
        for call in _called_at_import(parsed)
        if _name(call.func) in TRANSLATES
    ]


def cyrillic_stands_only_where_the_house_speaks_it(
    module: Path, text: str, parsed: ast.Module
) -> list[str]:
    if module.is_relative_to(SPEAKS_CYRILLIC[0]) or module == SPEAKS_CYRILLIC[1]:
        return []
    lines = enumerate(text.splitlines(), 1)
    return [f"line {place}" for place, line in lines if CYRILLIC.search(line)]


DEMANDS = (
    read_in_one_sitting,
    functions_fit_in_the_eye,
    a_class_is_one_subject,
    a_windows_making_builds_nothing_itself,
    says_in_one_sentence_what_lives_there,
    translates_nothing_while_it_is_imported,
    cyrillic_stands_only_where_the_house_speaks_it,
)


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_is_what_the_house_demands(module: Path) -> None:
    text = module.read_text("utf-8")
    parsed = ast.parse(text)
    found = {demand.__name__: demand(module, text, parsed) for demand in DEMANDS}
    assert {name: told for name, told in found.items() if told} == {}


def test_each_demand_finds_what_it_looks_for() -> None:
    module = SOURCE / "ui" / "of_a_test.py"
    body = "    a = 1\n" * 401
    text = f'''"""No sentence"""
class Window:
    def __init__(self):
{body.replace("    ", "        ")}
B = tr("Ы")
'''
    found = [demand.__name__ for demand in DEMANDS if demand(module, text, ast.parse(text))]
    assert found == [demand.__name__ for demand in DEMANDS]


def _called_at_import(node: ast.AST) -> Iterator[ast.Call]:
    if isinstance(node, ast.Call):
        yield node
    for below in _run_at_import(node):
        yield from _called_at_import(below)


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Of a function only its decorators and the defaults of its arguments; of a lambda these."""
    if isinstance(node, type_of_function):
        yield from (*node.decorator_list, node.args)
    elif isinstance(node, ast.Lambda):
        yield node.args
    else:
        yield from ast.iter_child_nodes(node)


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def test_the_search_for_early_translation_finds_it() -> None:
    source = """
A = {"x": tr("early")}
B = lambda: tr("late")
def late(x=t.many("early", "early", 1)):
    return tr("late")
class C:
    d = tr("early")
    def e(self):
        return [tr("late")]
"""
    found = [call.lineno for call in _called_at_import(ast.parse(source))]
    assert sorted(found) == [2, 4, 7]


def _written() -> list[Path]:
    kept = {".py", ".md", ".toml", ".json", ".csv", ".po", ".qss", ".txt", ".spec", ".yaml", ""}
    rooms = [SOURCE, RESOURCES, HOUSE / "tests", HOUSE / ".ci"]
    below = [path for room in rooms for path in room.rglob("*") if path.suffix in kept]
    beside = [path for path in HOUSE.iterdir() if path.suffix in kept and path.suffix]
    return [
        path for path in (*below, *beside) if path.is_file() and "__pycache__" not in path.parts
    ]


def test_no_file_names_a_path_of_one_machine() -> None:
    named_in = [
        f"{named(path)}:{place}"
        for path in _written()
        if path != Path(__file__)
        for place, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if MACHINE.search(line)
    ]
    assert named_in == []


def _pins() -> list[tuple[str, str]]:
    """Every pin with the whole line it stands on."""
    text = (HOUSE / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)
    told = list(project["build-system"]["requires"])
    told += project["project"]["dependencies"]
    for group in project["project"].get("optional-dependencies", {}).values():
        told += group
    for group in project.get("dependency-groups", {}).values():
        told += [pin for pin in group if isinstance(pin, str)]
    own = project["project"]["name"]
    lines = text.splitlines()
    return [
        (pin, next(line for line in lines if f'"{pin}"' in line))
        for pin in told
        if not pin.startswith(f"{own}[")
    ]


@pytest.mark.parametrize(("pin", "line"), _pins(), ids=lambda told: told.split(">")[0])
def test_every_pin_has_an_upper_bound(pin: str, line: str) -> None:
    assert re.search(r",<\d", pin.split(";", maxsplit=1)[0])
    assert ">=" in pin


@pytest.mark.parametrize(
    ("pin", "line"),
    [told for told in _pins() if not told[1].startswith("requires")],
    ids=lambda told: told.split(">")[0],
)
def test_every_pin_has_a_reason(pin: str, line: str) -> None:
    assert re.search(r"# reason: \w", line)


def test_python_has_an_upper_bound() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]
    assert re.fullmatch(r">=3\.\d+,<3\.\d+", project["requires-python"])


@pytest.mark.parametrize(
    "needed",
    [
        "rules/kg-1.json",
        "calendars/kg.json",
        "catalogue/kinds.json",
        "territories.json",
        "glossary.csv",
        "locale/ky/LC_MESSAGES/desk.mo",
        "locale/ru/LC_MESSAGES/desk.mo",
    ],
)
def test_resources_are_found_from_the_source_tree(needed: str) -> None:
    assert HOUSE / "resources" == RESOURCES
    assert (RESOURCES / needed).is_file()
