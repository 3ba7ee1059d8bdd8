"""Why a paper does not leave the room: no glyph, no place, no words."""

from dataclasses import dataclass

from akimat_desk.domain.errors import RuleBroken


@dataclass(eq=False)
class GlyphMissing(RuleBroken):
    """The paper would show an empty box, or its QR code cannot carry the character."""

    characters: tuple[str, ...]


@dataclass(eq=False)
class PaperOverflows(RuleBroken):
    """The part is larger than a page, or than its place on it, at the smallest readable size."""

    part: str


@dataclass(eq=False)
class PartMissing(RuleBroken):
    """A required part has no words; `part` is the path of the field in the reading."""

    part: str


@dataclass(eq=False)
class TemplateUnknown(RuleBroken):
    """The reading was frozen for another template; its paper is the stored bytes, not a new one."""

    template: str
