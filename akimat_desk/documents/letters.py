"""What letters have in common: head in both languages, body in one, signature, foot."""

from dataclasses import dataclass
from typing import Final

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Rule, Stack
from akimat_desk.documents.both import Both
from akimat_desk.documents.emblem import Emblem
from akimat_desk.documents.typesetting import (
    DESCENT,
    INK_SOFT,
    SMALLEST,
    Block,
    Face,
    Lines,
    Run,
    bound,
    unparted,
)
from akimat_desk.domain.readings import Bilingual, Letterhead, Signatory
from akimat_desk.text import grammar

_HEAD_GAP: Final = 26.0


@dataclass(frozen=True, slots=True)
class Letter:
    """How a letter is set: its one language, its width, the size of its body (points)."""

    words: Both
    width: float
    size: float = 12.0

    def t(self, msgid: str, /, **gaps: object) -> str:
        return self.words.t(msgid, **gaps).lead

    def many(self, singular: str, plural: str, n: int, /, **gaps: object) -> str:
        return self.words.many(singular, plural, n, **gaps).lead

    def either(self, text: Bilingual) -> str:
        return self.words.words(text).lead

    @property
    def language(self) -> str:
        return self.words.language

    @property
    def text(self) -> Face:
        return Face(fonts.SERIF, self.size)

    @property
    def bold(self) -> Face:
        return Face(fonts.SERIF_BOLD, self.size)

    @property
    def italic(self) -> Face:
        return Face(fonts.SERIF_ITALIC, self.size)

    @property
    def soft(self) -> Face:
        return Face(fonts.SERIF, 9, INK_SOFT)

    @property
    def small(self) -> Face:
        return Face(fonts.SANS, SMALLEST, INK_SOFT)

    @property
    def air(self) -> float:
        """The white between two paragraphs."""
        return self.size * 0.5

    def line(
        self, text: str, face: Face | None = None, width: float = 0.0, align: str = "left"
    ) -> Block:
        return Lines([Run(text, face or self.text)], width or self.width, align=align)


def head(office: Letterhead, width: float, emblem: Emblem | None = None) -> Block:
    """The office in Kyrgyz at the left and in Russian at the right, over a hairline; the emblem
    between them, or over the one."""
    languages = ["ky", "ru"] if office.name.ru else ["ky"]
    gap = _HEAD_GAP if emblem is None else _HEAD_GAP + emblem.width
    column = (width - gap * (len(languages) - 1)) / len(languages)
    columns: list[tuple[float, Block]] = [
        (n * (column + gap), _office(office, language, column))
        for n, language in enumerate(languages)
    ]
    rule = Rule(width, 0.6, above=7)
    if emblem is None:
        return Stack(Beside(*columns), rule)
    middle = ((width - emblem.width) / 2, emblem)
    if len(languages) == 1:
        return Stack(Beside(middle), Gap(3), Beside(*columns), rule)
    return Stack(Beside(*columns, middle), rule)


def _office(office: Letterhead, language: str, width: float) -> Block:
    letter = Letter(Both(language), width, 11.5)
    about = [letter.either(office.address)]
    if office.phone:
        about.append(letter.t("tel. {phone}", phone=unparted(office.phone)))
    return Stack(
        letter.line(letter.either(office.name), letter.bold, align="centre"),
        Gap(2),
        *(letter.line(part, letter.soft, align="centre") for part in about if part),
    )


def signature(letter: Letter, signatory: Signatory) -> Block:
    """The post at the left, the name at the right, and between them a line to sign on."""
    width = letter.width
    return level(
        (0.0, letter.line(post_words(letter, signatory), letter.bold, 0.44 * width)),
        (0.47 * width, Stack(Rule(0.2 * width, 0.5), Gap(letter.size * DESCENT))),
        (0.7 * width, letter.line(bound(signatory.name), letter.bold, 0.3 * width, "right")),
    )


def post_words(letter: Letter, signatory: Signatory) -> str:
    """Of an acting holder the post is bent where that is sure, and marked behind where not."""
    post = letter.either(signatory.post)
    if not signatory.is_acting:
        return capital(post)
    post = uncapital(post)
    bent = grammar.phrase(post, case="genitive", language=letter.language)
    if bent.sure:
        return capital(letter.t("Acting {post_in_genitive}", post_in_genitive=bent.text))
    return capital(letter.t("{post} (acting)", post=post))


def level(*columns: tuple[float, Block]) -> Block:
    """Next to one another, the last lines level."""
    height = max(block.height for _, block in columns)
    return Beside(*((shift, Stack(Gap(height - block.height), block)) for shift, block in columns))


def foot(letter: Letter, told: str, page: int, of: int) -> Block:
    """What the paper is, and which of its pages this is."""
    pages = letter.t("Page {n} of {of}", n=page, of=of)
    wide = letter.small.width(pages) + 2
    return Beside(
        (0.0, letter.line(told, letter.small, letter.width - wide - letter.size)),
        (letter.width - wide, letter.line(pages, letter.small, wide, "right")),
    )


def capital(text: str) -> str:
    """A line begins with a capital letter, whatever it was bent from."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """Within a sentence; an abbreviation in capitals keeps them."""
    after = text[1:].lstrip(".")
    return text[:1].lower() + text[1:] if after[:1].islower() else text
