"""The words of a template filled in: sandboxed, by a small part of Jinja's language."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from jinja2 import StrictUndefined, TemplateError, nodes, pass_context
from jinja2 import Template as CompiledTemplate
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from akimat_desk.documents.refusals import PartMissing
from akimat_desk.documents.template_marks import shielded
from akimat_desk.documents.template_values import CASES, Bending, values
from akimat_desk.documents.typesetting import plain
from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.templates import Template, TemplateWrong
from akimat_desk.text.bent import Case
from akimat_desk.text.dates import short_date
from akimat_desk.text.numbers import count_words

_LINE: Final = re.compile(r"^[ \t]*%[ \t]*(\S.*?)[ \t]*(?:\n|\Z)", re.MULTILINE)
_BENDING: Final = "_bending"
FILTERS: Final = (*CASES, "short_date", "in_words", "lower_first", "no_stop")
# What may stand between braces: values, conditions and lists; nothing that calls or defines.
_ALLOWED: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.If,
    nodes.For,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)


def filled(template: Template, reading: ActReading, language: str) -> str:
    """The words with every gap filled; marks still stand in them.

    Raises PartMissing for a gap without words, or for words whose bent form is not sure.
    """
    bending = Bending(reading.forms, language)
    text = _rendered(template, reading, language, bending)
    if bending.unsure:
        raise PartMissing(bending.unsure[0])
    return text


def unsure_forms(template: Template, reading: ActReading) -> tuple[str, ...]:
    """Which bent forms the clerk has to enter, as "applicant|genitive|ky"."""
    found: list[str] = []
    for language in template.texts:
        if reading.language in (language, "both"):
            bending = Bending(reading.forms, language)
            _rendered(template, reading, language, bending)
            found += bending.unsure
    return tuple(dict.fromkeys(found))


def _rendered(template: Template, reading: ActReading, language: str, bending: Bending) -> str:
    made = _made(template.texts[language], language)
    try:
        return made.render({**values(template, reading, language), _BENDING: bending})
    except UndefinedError as wrong:
        raise PartMissing(str(wrong.message)) from None


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    """Braces hold values; a line that begins with % holds a condition or a list."""
    made = ImmutableSandboxedEnvironment(
        variable_start_string="{",
        variable_end_string="}",
        undefined=StrictUndefined,
        finalize=_printed,
    )
    made.globals.clear()
    made.tests = {}
    made.filters = {
        "short_date": short_date,
        "in_words": _in_words,
        "lower_first": lambda value: str(value)[:1].lower() + str(value)[1:],
        "no_stop": lambda value: plain(str(value)).rstrip("."),
        **{case: _bend(case) for case in CASES},
    }
    return made


@lru_cache(maxsize=256)
def _made(text: str, language: str) -> CompiledTemplate:
    """Reading a template's words costs more than filling them."""
    return _environment().from_string(_in_blocks(checked(text, language)))


@pass_context
def _printed(context: Context, value: object) -> str:
    bending: Bending = context[_BENDING]
    return shielded(bending.printed(value))


@pass_context
def _in_words(context: Context, value: object) -> str:
    bending: Bending = context[_BENDING]
    try:
        return count_words(int(str(value)), bending.language)
    except ValueError:
        raise PartMissing("in_words") from None


def _bend(case: Case) -> Callable[[Context, object], str]:
    @pass_context
    def bent(context: Context, value: object) -> str:
        bending: Bending = context[_BENDING]
        return bending.bent(value, case)

    return bent


def checked(text: str, where: str) -> str:
    """The same words; raises TemplateWrong where they are more than words, gaps and lists."""
    tree = parsed(text, where)
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            raise TemplateWrong(f"not_allowed: {type(node).__name__.lower()}", where)
        name = getattr(node, "attr", getattr(node, "name", ""))
        if str(name).startswith("_"):
            raise TemplateWrong(f"not_allowed: {name}", where)
        if isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.args):
            raise TemplateWrong(f"filter_unknown: {node.name}", where)
    return text


def parsed(text: str, where: str) -> nodes.Template:
    """Raises TemplateWrong with the line of the fault."""
    try:
        return _environment().parse(_in_blocks(text))
    except TemplateError as wrong:
        line = getattr(wrong, "lineno", 0)
        raise TemplateWrong("unbalanced", f"{where}, {line}") from None


def _in_blocks(text: str) -> str:
    """Lines that begin with % as blocks of Jinja that take their own line away and no other; the
    line's end stands inside the block, so that faults keep their line."""
    return _LINE.sub(r"{% \1\n%}", text)


def named(text: str, where: str) -> set[tuple[str, str]]:
    """Every (path, filter) the words name; the filter is "" where the value stands as it is.

    Rows of a list are named by the list: "rows[].name" for what `for row in rows` goes through.
    What a condition asks has the filter "if", what a list goes through "each".
    """
    found: set[tuple[str, str]] = set()
    _collect(parsed(text, where), {}, found)
    return found


def _collect(node: nodes.Node, rows: Mapping[str, str], found: set[tuple[str, str]]) -> None:
    match node:
        case nodes.For(target=nodes.Name(name=name)):
            over = _path(node.iter, rows)
            found.add((over, "each"))
            _collect_all(node.body, {**rows, name: f"{over}[]"}, found)
        case nodes.If():
            asked: set[tuple[str, str]] = set()
            _collect(node.test, rows, asked)
            found |= {(path, "if") for path, _ in asked}
            _collect_all((*node.body, *node.elif_, *node.else_), rows, found)
        case nodes.Filter():
            found.add((_path(node.node, rows), node.name))
        case nodes.Getattr() | nodes.Name():
            found.add((_path(node, rows), ""))
        case _:
            _collect_all(node.iter_child_nodes(), rows, found)


def _collect_all(
    several: Iterable[nodes.Node], rows: Mapping[str, str], found: set[tuple[str, str]]
) -> None:
    for node in several:
        _collect(node, rows, found)


def _path(node: nodes.Node | None, rows: Mapping[str, str]) -> str:
    match node:
        case nodes.Name():
            return rows.get(node.name, node.name)
        case nodes.Getattr():
            return f"{_path(node.node, rows)}.{node.attr}"
        case nodes.Filter():
            return _path(node.node, rows)
        case _:
            return ""


def literals(text: str, where: str) -> Iterator[str]:
    """The words that stand in the template itself."""
    for node in parsed(text, where).find_all(nodes.TemplateData):
        yield node.data
