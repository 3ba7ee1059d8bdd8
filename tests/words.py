"""Keeps the words: `python tests/words.py [update|compile|check|tidy] [domain …]`.

update   collects the sentences of a room into both .po files; translations stay, sentences that
         are gone wait as obsolete and come back with their translation; then compiles
compile  writes the .mo files from the .po files
check    says what is missing, fuzzy, differently gapped or stale (exit code 1)
tidy     update, and drops what is obsolete
Without a domain all of them are meant. Calls are recognised by name: tr, t, tr_many, many.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po, write_po

HOUSE = Path(__file__).resolve().parent.parent
LOCALE = HOUSE / "resources" / "locale"
LANGUAGES = ("ky", "ru")
ROOMS = {
    "papers": ("documents",),
    "window": ("ui", "app.py"),
    "desk": ("cli", "services", "storage", "text", "__main__.py"),
    "pages": ("central",),
}
FORMS = {"tr": 1, "t": 1, "tr_many": 2, "many": 2}
TAG = "Translators:"


@dataclass(frozen=True)
class Said:
    """One sentence in the source: one msgid, or two for a counted one."""

    msgids: tuple[str, ...]
    gaps: frozenset[str] | None  # None: the call passes its gaps by **
    where: str
    line: int
    comment: str = ""


def sources(domain: str) -> Iterator[Path]:
    for room in ROOMS[domain]:
        path = HOUSE / "akimat_desk" / room
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.exists() else []


def said(domain: str) -> list[Said]:
    """Every sentence of a room, and nothing that is not a plain string (see `unreadable`)."""
    return [
        one for path in sources(domain) for one in said_in(path.read_text("utf-8"), where(path))
    ]


def where(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix() if path.is_relative_to(HOUSE) else path.name


def said_in(source: str, name: str) -> list[Said]:
    lines = source.splitlines()
    found = []
    for call, forms in calls(source):
        msgids = literal(call, forms)
        if msgids:
            comment = comment_above(lines, call.lineno)
            found.append(Said(msgids, gaps_given(call), name, call.lineno, comment))
    return found


def calls(source: str) -> Iterator[tuple[ast.Call, int]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in FORMS and len(node.args) >= FORMS[name]:
                yield node, FORMS[name]


def literal(call: ast.Call, forms: int) -> tuple[str, ...]:
    texts = tuple(
        arg.value
        for arg in call.args[:forms]
        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    )
    return texts if len(texts) == forms and all(texts) else ()


def gaps_given(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def comment_above(lines: list[str], line: int) -> str:
    """The comment right above the call, from its tag on; a call may begin a line or two later."""
    above = []
    for text in reversed(lines[: line - 1]):
        stripped = text.strip()
        if not stripped.startswith("#"):
            if above or len(stripped) == 0 or not stripped.endswith(("(", "[", "{", "=")):
                break
            continue
        above.append(stripped.lstrip("# "))
    words = " ".join(reversed(above))
    return words[words.index(TAG) :] if TAG in words else ""


def gaps(text: str) -> frozenset[str]:
    return frozenset(
        field.split(".")[0].split("[")[0]
        for _, field, _, _ in Formatter().parse(text)
        if field is not None
    )


# Files


def po_path(domain: str, language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def load(domain: str, language: str) -> Catalog:
    path = po_path(domain, language)
    if not path.exists():
        return Catalog(locale=language, domain=domain)
    with path.open("rb") as file:
        # Babel fills up missing plural forms with empty ones, and would cut off what is too many.
        return read_po(file, locale=language, domain=domain, abort_invalid=True)


def key(msgids: tuple[str, ...]) -> str | tuple[str, ...]:
    return msgids if len(msgids) > 1 else msgids[0]


def updated(domain: str, language: str, *, keep_obsolete: bool) -> Catalog:
    old = load(domain, language)
    known = {message.id: message for message in [*old.obsolete.values(), *old] if message.id}
    new = Catalog(locale=language, domain=domain)
    for one in said(domain):
        before = known.get(key(one.msgids))
        new.add(
            key(one.msgids),
            before.string if before else None,
            locations=[(one.where, 1)],
            auto_comments=[one.comment] if one.comment else [],
            user_comments=before.user_comments if before else [],
            flags=before.flags if before else (),
        )
    if keep_obsolete:
        for msgid, message in known.items():
            if message.string and new.get(msgid) is None:
                new.obsolete[msgid] = message
    return new


HEAD = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""


def po_text(catalog: Catalog, language: str) -> str:
    body = BytesIO()
    write_po(body, catalog, width=98, omit_header=True, sort_output=True, include_lineno=False)
    plural_forms = get_plural(language).plural_forms
    text = HEAD.format(language=language, plural_forms=plural_forms) + body.getvalue().decode()
    return text.rstrip() + "\n"


def mo_bytes(catalog: Catalog, language: str) -> bytes:
    """Only what is wholly translated: of a count with an open form the English is better."""
    finished = Catalog(locale=language)
    for msgid, strings in finished_in(catalog).items():
        finished.add(msgid, strings)
    # Fixed dates: a .mo changes when its words do and not each time it is written.
    finished.creation_date = finished.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    mo = BytesIO()
    write_mo(mo, finished)
    return mo.getvalue()


def finished_in(catalog: Catalog) -> dict[str | tuple[str, ...], str | tuple[str, ...]]:
    return {
        plain(message.id): plain(message.string)
        for message in catalog
        if message.id and not message.fuzzy and strings_of(message) and all(strings_of(message))
    }


def plain(text: str | list[str] | tuple[str, ...]) -> str | tuple[str, ...]:
    """Babel reads counted sentences as tuples from a .po and as lists from a .mo."""
    return text if isinstance(text, str) else tuple(text)


def write(path: Path, content: bytes) -> None:
    """Whole or not at all: several people may run this at once."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(path.suffix + ".part")
    part.write_bytes(content)
    part.replace(path)


def update(domain: str, *, keep_obsolete: bool = True) -> None:
    for language in LANGUAGES:
        catalog = updated(domain, language, keep_obsolete=keep_obsolete)
        write(po_path(domain, language), po_text(catalog, language).encode())
    compile_(domain)


def compile_(domain: str) -> None:
    for language in LANGUAGES:
        write(
            po_path(domain, language).with_suffix(".mo"), mo_bytes(load(domain, language), language)
        )


# What is wrong


def check(domain: str) -> list[str]:
    sentences = said(domain)
    wrong = [*unreadable(domain), *badly_called(sentences)]
    for language in LANGUAGES:
        try:
            catalog = load(domain, language)
        except PoFileError as error:
            wrong.append(f"{domain}/{language}: line {error.lineno}: {error}")
            continue
        for one in sentences:
            wrong += untranslated(catalog, one, f"{domain}/{language}")
        wrong += stale(catalog, domain, language)
        wrong += said_differently(catalog, sentences, domain, language)
    return list(dict.fromkeys(wrong))


def unreadable(domain: str) -> list[str]:
    """Calls whose sentence is not a plain string: they would never be collected."""
    return [
        f"{where(path)}:{call.lineno}: the sentence is not a plain string"
        for path in sources(domain)
        for call, forms in calls(path.read_text("utf-8"))
        if not literal(call, forms) and looks_like_words(call)
    ]


def looks_like_words(call: ast.Call) -> bool:
    """`tr` is ours; `t` and `many` may be anything, so there an f-string or a sum gives it away."""
    name = getattr(call.func, "id", "")
    return name in {"tr", "tr_many"} or isinstance(call.args[0], ast.JoinedStr | ast.BinOp)


def badly_called(sentences: list[Said]) -> list[str]:
    wrong = []
    for one in sentences:
        counted = frozenset({"count"} if len(one.msgids) == 2 else ())
        needed = frozenset().union(*(gaps(text) for text in one.msgids)) - counted
        if one.gaps is not None and needed - counted != one.gaps - counted:
            wrong.append(f"{one.where}:{one.line}: gaps {sorted(needed)}, given {sorted(one.gaps)}")
    return wrong


def untranslated(catalog: Catalog, one: Said, at: str) -> list[str]:
    message = catalog.get(key(one.msgids))
    strings = strings_of(message)
    if not strings or not all(strings):
        return [f"{at}: missing: {one.msgids[0]}"]
    wrong = [f"{at}: fuzzy: {one.msgids[0]}"] if message and message.fuzzy else []
    # Every form of a counted sentence says the number: the Russian first form also counts 21.
    if any(safe_gaps(text) != gaps(one.msgids[-1]) for text in strings):
        wrong.append(f"{at}: different gaps: {one.msgids[0]}")
    return wrong


def strings_of(message: Message | None) -> tuple[str, ...]:
    if message is None or not message.string:
        return ()
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def safe_gaps(text: str) -> frozenset[str] | None:
    try:
        return gaps(text)
    except ValueError:
        return None


def stale(catalog: Catalog, domain: str, language: str) -> list[str]:
    path = po_path(domain, language).with_suffix(".mo")
    if not path.exists():
        return [f"{domain}/{language}: no .mo"]
    with path.open("rb") as file:
        compiled = finished_in(read_mo(file))
    return (
        [] if compiled == finished_in(catalog) else [f"{domain}/{language}: stale .mo, run compile"]
    )


def said_differently(
    catalog: Catalog, sentences: list[Said], domain: str, language: str
) -> list[str]:
    """The domains are asked one after the other, so the second translation would never be read."""
    wrong = []
    for earlier in list(ROOMS)[: list(ROOMS).index(domain)]:
        other = load(earlier, language)
        for one in sentences:
            ours, theirs = (strings_of(c.get(key(one.msgids))) for c in (catalog, other))
            if ours and theirs and ours != theirs:
                wrong.append(f"{domain}/{language}: said otherwise in {earlier}: {one.msgids[0]}")
    return wrong


def main(arguments: list[str]) -> int:
    command, domains = (arguments or ["check"])[0], arguments[1:] or list(ROOMS)
    wrong: list[str] = []
    for domain in domains:
        match command:
            case "update":
                update(domain)
            case "tidy":
                update(domain, keep_obsolete=False)
            case "compile":
                compile_(domain)
            case "check":
                wrong += check(domain)
            case _:
                print(__doc__)
                return 2
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
