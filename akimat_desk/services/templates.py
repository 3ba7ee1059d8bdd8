"""The forms of papers an office works by: those that came with the program, and published ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk.domain.errors import FieldWrong, RuleBroken
from akimat_desk.domain.office_events import ReferenceAdopted
from akimat_desk.domain.offices import Office
from akimat_desk.domain.templates import Template, TemplateWrong, parse_template
from akimat_desk.paths import RESOURCES
from akimat_desk.services.core import Core
from akimat_desk.services.offered import Offer, offer, offers

KIND = "template"
_TEXTS = ("ky", "ru")
_SAMPLE = "sample.json"


@dataclass(eq=False)
class TemplateNotFound(RuleBroken):
    """No form of paper has this id."""

    template: str


@dataclass(eq=False)
class TemplateFaulty(RuleBroken):
    """A form with findings is not published; each is "code where"."""

    template: str
    findings: tuple[str, ...]


@dataclass(eq=False)
class TemplateOlder(RuleBroken):
    """The office works by this release or a later one already."""

    template: str
    release: int


class TemplateFinding(msgspec.Struct, frozen=True, kw_only=True):
    """What a careful reader objects to; a note does not stop publishing."""

    code: str
    where: str
    is_note: bool


class Templates:
    """Reads, tries and adopts forms of papers."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._seen: tuple[Office, dict[str, Template]] | None = None

    def all(self) -> tuple[Template, ...]:
        """What the office works by, in the order of groups and names."""
        with self._core.read() as (_, lens):
            return tuple(self.of(lens.office).values())

    def find(self, template_id: str) -> Template:
        """Raises TemplateNotFound."""
        with self._core.read() as (_, lens):
            return self.of_office(lens.office, template_id)

    def of_office(self, office: Office, template_id: str) -> Template:
        """Raises TemplateNotFound."""
        found = self.of(office).get(template_id)
        if found is None:
            raise TemplateNotFound(template_id)
        return found

    def of_digest(self, office: Office, template_id: str, digest: bytes) -> Template:
        """The very release a paper was made by; raises TemplateNotFound."""
        return of_digest(office, template_id, digest)

    def of(self, office: Office) -> dict[str, Template]:
        """By id: the shipped ones, or what the office adopted of a later release."""
        if self._seen is None or self._seen[0] is not office:
            found = dict(_shipped())
            for adopted in _adopted(office):
                known = found.get(adopted.id)
                if known is None or adopted.release > known.release:
                    found[adopted.id] = adopted
            self._seen = office, found
        return self._seen[1]

    def lint(self, folder: Path) -> tuple[Template, tuple[TemplateFinding, ...]]:
        """A form read from its folder, and every objection to it. Raises TemplateWrong."""
        template, own = read_template(folder)
        return template, _objections(template, own)

    def preview(self, folder: Path, language: str, size: str = "typical") -> bytes:
        """The paper with invented words, marked as training. Raises what documents refuses."""
        template, own = read_template(folder)
        return tried(template, language, size, own)

    def sample(self, template_id: str, language: str, size: str = "typical") -> bytes:
        """The same of a form the office works by."""
        template = self.find(template_id)
        return tried(template, language, size, _own_sample(template.id))

    def adopt(self, folder: Path) -> Template:
        """The office works by it from now on. Raises TemplateFaulty, TemplateOlder."""
        return self._adopt(*self.lint(folder))

    def offered(self) -> tuple[Offer, ...]:
        """Releases the centre published that are newer than what the office works by."""
        known = {one.id: one.release for one in self.all()}
        return tuple(one for one in offers(self._core, KIND) if one.release > known.get(one.id, 0))

    def adopt_offered(self, template_id: str) -> Template:
        """The same of what the centre offers. Raises OfferUnknown, TemplateWrong, TemplateFaulty,
        TemplateOlder."""
        template = parse_template(msgspec.json.decode(offer(self._core, KIND, template_id).body))
        return self._adopt(template, _objections(template, _own_sample(template.id)))

    def _adopt(self, template: Template, found: tuple[TemplateFinding, ...]) -> Template:
        faults = tuple(f"{one.code} {one.where}" for one in found if not one.is_note)
        if faults:
            raise TemplateFaulty(template.id, faults)
        with self._core.write("reference") as writing:
            known = self.of(writing.office).get(template.id)
            if known is not None and known.release >= template.release:
                raise TemplateOlder(template.id, known.release)
            body = msgspec.json.encode(template, order="sorted")
            writing.append_office(
                ReferenceAdopted(
                    kind=KIND,
                    id=template.id,
                    release=template.release,
                    digest=template.digest,
                    body=body,
                )
            )
        return template


def of_digest(office: Office, template_id: str, digest: bytes) -> Template:
    """The very release a paper was made by, as far as the office carries it; raises
    TemplateNotFound."""
    known = (*_shipped().values(), *_carried(office))
    found = next((one for one in known if (one.id, one.digest) == (template_id, digest)), None)
    if found is None:
        raise TemplateNotFound(template_id)
    return found


def tried(template: Template, language: str, size: str, own: Any) -> bytes:
    """Invented words in the form; raises what documents refuses, FieldWrong."""
    from akimat_desk.documents.template_paper import act  # noqa: PLC0415
    from akimat_desk.documents.template_samples import SIZES, sample  # noqa: PLC0415

    known = next((one for one in SIZES if one == size), None)
    if known is None:
        raise FieldWrong("size", "unknown")
    return act(template, sample(template, language, known, own))


def _objections(template: Template, own: Any) -> tuple[TemplateFinding, ...]:
    # reportlab and its fonts take a while to load, so only who tries papers pays for it.
    from akimat_desk.documents.template_lint import lint  # noqa: PLC0415

    return tuple(
        TemplateFinding(code=one.code, where=one.where, is_note=one.is_note)
        for one in lint(template, own)
    )


def read_template(folder: Path) -> tuple[Template, Any]:
    """A form and its own sample, from a folder. Raises TemplateWrong."""
    try:
        data = msgspec.json.decode((folder / "template.json").read_bytes())
        texts = {name: (folder / f"{name}.txt").read_text("utf-8") for name in _TEXTS}
        sample = folder / _SAMPLE
        own = msgspec.json.decode(sample.read_bytes()) if sample.exists() else {}
    except FileNotFoundError as wrong:
        raise TemplateWrong("file_missing", Path(str(wrong.filename)).name) from None
    except (msgspec.MsgspecError, UnicodeDecodeError, OSError, RecursionError):
        # The last of them: nested deeper than any form, though JSON allows it.
        raise TemplateWrong("unreadable", folder.name) from None
    if not isinstance(data, dict):
        raise TemplateWrong("unreadable", "template.json")
    return parse_template({**data, "texts": texts}), own


def _adopted(office: Office) -> Iterator[Template]:
    for template in _carried(office):
        known = office.adopted.get(f"{KIND}:{template.id}")
        if known is not None and known[1] == template.digest:
            yield template


def _carried(office: Office) -> Iterator[Template]:
    """Every release that came with an entry of the office."""
    for kind, _, body in office.bodies():
        template = _readable(body) if kind == KIND else None
        if template is not None:
            yield template


def _readable(body: bytes) -> Template | None:
    """None for a form of a newer program: the one before it stays."""
    try:
        return parse_template(msgspec.json.decode(body))
    except (TemplateWrong, msgspec.MsgspecError):
        return None


@cache
def _shipped() -> dict[str, Template]:
    found = (read_template(folder)[0] for folder in _folders())
    return {one.id: one for one in sorted(found, key=lambda one: (one.group, one.id))}


def _folders() -> Iterator[Path]:
    yield from sorted(path.parent for path in (RESOURCES / "templates").glob("*/template.json"))


def _own_sample(template_id: str) -> Any:
    folder = RESOURCES / "templates" / template_id
    return read_template(folder)[1] if (folder / "template.json").exists() else {}
