"""What the centre publishes for all desks: rule packs, calendars, catalogues and forms, signed."""

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from akimat_desk.central import audit
from akimat_desk.central.audit import THE_MACHINE, Doer
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import (
    OfficeUnknown,
    PublicationFaulty,
    PublicationOlder,
    PublicationUnreadable,
)
from akimat_desk.central.store.database import Connection
from akimat_desk.central.store.publications import Line, Publications
from akimat_desk.central.store.register import Register
from akimat_desk.domain.calendars import CalendarWrong, parse_calendar
from akimat_desk.domain.catalogues import CatalogueWrong, gone, parse_catalogue
from akimat_desk.domain.rules import RuleWrong, converted, lint_pack
from akimat_desk.domain.templates import LANGUAGES, Template, TemplateWrong, parse_template
from akimat_desk.exchange.central_side import PAGE_BYTES
from akimat_desk.exchange.messages import MOST_PUBLISHED, Publication, SyncRequest
from akimat_desk.paths import RESOURCES

RULES, CALENDAR, CATALOGUE, TEMPLATE = "rules", "calendar", "catalogue", "template"
_KINDS = "kinds"
_JSON, _SAMPLE = "template.json", "sample.json"
# A kind of file shows itself by a field that no other has.
_SHOWN_BY = {"rules": RULES, "rows": CATALOGUE, "covers_from": CALENDAR}


class Found(NamedTuple):
    """What a file or folder holds: named, numbered, and every objection to it."""

    kind: str
    id: str
    release: int
    body: bytes
    findings: tuple[str, ...]


class Given(NamedTuple):
    """The next publications for one desk; `more`: others wait for its next call."""

    publications: tuple[Publication, ...] = ()
    more: bool = False


def publish(centre: Centre, path: Path, office: str = "", by: Doer = THE_MACHINE) -> Publication:
    """To every office, or to one. The same once more changes nothing.

    Raises PublicationUnreadable, PublicationFaulty, PublicationOlder, OfficeUnknown.
    """
    return publish_found(centre, examined(centre, _files(path), office, path.name), office, by)


def examined(centre: Centre, files: Mapping[str, bytes], office: str = "", name: str = "") -> Found:
    """What one file holds, or the files of a form; raises PublicationUnreadable, OfficeUnknown."""
    with centre.store.read() as connection:
        if office and office not in Register(connection).offices():
            raise OfficeUnknown(office)
        kinds = _kinds(connection, office)
    if _JSON in files:
        found = _of_form(files, name)
    elif len(files) == 1:
        found = _of_file(next(iter(files.values())), kinds)
        found = _against_present(centre, found, office)
    else:
        raise PublicationUnreadable("file")
    if len(found.body) > MOST_PUBLISHED:
        raise PublicationUnreadable("length")
    return found


def publish_found(
    centre: Centre, found: Found, office: str = "", by: Doer = THE_MACHINE
) -> Publication:
    """Raises PublicationFaulty, PublicationOlder."""
    if found.findings:
        raise PublicationFaulty(found.kind, found.id, found.findings)
    with centre.store.write() as connection:
        publications = Publications(connection)
        known = publications.newest(found.kind, found.id, office)
        if known is not None and known.release >= found.release:
            if (known.release, known.body) != (found.release, found.body):
                raise PublicationOlder(found.kind, found.id, known.release)
            if known.office in ("", office):
                return known
        fresh = Publication(
            number=publications.next_number(),
            kind=found.kind,
            id=found.id,
            release=found.release,
            office=office,
            at=centre.clock(),
            body=found.body,
        )
        signed = msgspec.structs.replace(fresh, signature=centre.key.sign(fresh.signed_part()))
        publications.add(signed)
        told = f"{found.kind} {found.id} {found.release}"
        audit.note(centre, connection, by, "published", (office, told))
    return signed


def present(centre: Centre, found: Found, office: str) -> int:
    """The release of it that the desks have now; 0 where it is new to them."""
    with centre.store.read() as connection:
        known = Publications(connection).newest(found.kind, found.id, office)
    return 0 if known is None else known.release


def published(centre: Centre) -> list[Line]:
    """All of it, in the order of publishing."""
    with centre.store.read() as connection:
        return Publications(connection).lines()


def due(connection: Connection, request: SyncRequest, epoch: bytes, taken: int) -> Given:
    """What fits beside a page of `taken` bytes; beside an empty one always the next.

    A desk that names no number does not know of publications. Numbers of another life of this
    database say nothing: then it hears of everything again.
    """
    if request.published is None:
        return Given()
    publications = Publications(connection)
    is_ours = request.epoch == epoch and request.published < publications.next_number()
    after = request.published if is_ours else 0
    room = min(request.max_bytes or PAGE_BYTES, PAGE_BYTES) - taken
    chosen: list[Publication] = []
    for line in publications.after(after, request.office):
        if line.size > room and (taken or chosen):
            return Given(tuple(chosen), more=True)
        chosen.append(publications.find(line.number))
        room -= line.size
    return Given(tuple(chosen))


def _files(path: Path) -> dict[str, bytes]:
    """Of a folder the files of a form. Raises PublicationUnreadable."""
    if not path.is_dir():
        return {path.name: _bytes(path)}
    named = [_JSON, *(f"{language}.txt" for language in LANGUAGES)]
    files = {name: _bytes(path / name) for name in named}
    if (path / _SAMPLE).exists():
        files[_SAMPLE] = _bytes(path / _SAMPLE)
    return files


def _of_file(body: bytes, kinds: Container[str]) -> Found:
    data = _object(body)
    kind = next((kind for field, kind in _SHOWN_BY.items() if field in data), "")
    named, release = data.get("id"), data.get("release")
    is_named = isinstance(named, str) and bool(named) and type(release) is int and release > 0
    if not kind or not is_named:
        raise PublicationUnreadable("kind" if not kind else "name")
    return Found(kind, str(named), int(str(release)), body, _findings(kind, data, kinds))


def _findings(kind: str, data: dict[str, Any], kinds: Container[str]) -> tuple[str, ...]:
    try:
        if kind == RULES:
            found = lint_pack(converted(data), kinds)
            return tuple(f"{one.code} {one.rule_id}" for one in found if not one.is_note)
        _ = parse_calendar(data) if kind == CALENDAR else parse_catalogue(data)
    except (RuleWrong, CalendarWrong) as wrong:
        return (f"{wrong.reason} {wrong.where}",)
    except CatalogueWrong as wrong:
        return (f"{wrong.reason} {wrong.row}",)
    return ()


def _against_present(centre: Centre, found: Found, office: str) -> Found:
    """No desk adopts a list that lost rows its entries may name."""
    if found.kind != CATALOGUE or found.findings:
        return found
    with centre.store.read() as connection:
        known = Publications(connection).newest(CATALOGUE, found.id, office)
    shipped = RESOURCES / "catalogue" / f"{found.id}.json"
    body = shipped.read_bytes() if known is None else known.body
    before = parse_catalogue(msgspec.json.decode(body))
    lost = gone(before, parse_catalogue(msgspec.json.decode(found.body)))
    return found._replace(findings=tuple(f"gone {row}" for row in lost))


def _of_form(files: Mapping[str, bytes], name: str) -> Found:
    """A form: its JSON, its words in both languages, and words to try it with where it has some."""
    data = _object(files[_JSON])
    own = _object(files[_SAMPLE]) if _SAMPLE in files else {}
    try:
        texts = {language: files[f"{language}.txt"].decode() for language in LANGUAGES}
        template = parse_template({**data, "texts": texts})
    except KeyError:
        raise PublicationUnreadable("file") from None
    except UnicodeDecodeError:
        raise PublicationUnreadable("words") from None
    except TemplateWrong as wrong:
        named = str(data.get("id", name))
        return Found(TEMPLATE, named, 0, b"", (f"{wrong.reason} {wrong.where}",))
    body = msgspec.json.encode(template, order="sorted")
    return Found(TEMPLATE, template.id, template.release, body, _objections(template, own))


def _objections(template: Template, own: dict[str, Any]) -> tuple[str, ...]:
    # Fonts and typesetting take a while to load, and a server that serves needs none of them.
    from akimat_desk.documents.template_lint import lint  # noqa: PLC0415

    return tuple(f"{one.code} {one.where}" for one in lint(template, own) if not one.is_note)


def _kinds(connection: Connection, office: str) -> frozenset[str]:
    """The kinds of cases there are: as last published, else as they came with the program."""
    known = Publications(connection).newest(CATALOGUE, _KINDS, office)
    shipped = RESOURCES / "catalogue" / "kinds.json"
    data = msgspec.json.decode(shipped.read_bytes() if known is None else known.body)
    return frozenset(row["id"] for row in data["rows"])


def _object(body: bytes) -> dict[str, Any]:
    try:
        data = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise PublicationUnreadable("json") from None
    if not isinstance(data, dict):
        raise PublicationUnreadable("json")
    return data


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            found = file.read(MOST_PUBLISHED + 1)
    except OSError:
        raise PublicationUnreadable("file") from None
    if len(found) > MOST_PUBLISHED:
        raise PublicationUnreadable("length")
    return found
