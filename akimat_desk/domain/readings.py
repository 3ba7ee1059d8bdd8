"""Frozen shapes that screens and papers read; a paper's own is kept in its entry."""

from datetime import date, datetime
from typing import Annotated

import msgspec


class Reading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A value without behaviour, equal wherever the same facts are."""


Release = Annotated[int, msgspec.Meta(ge=1, le=2_147_483_647)]
"""Of what is published; of two the higher one holds. As much as any database keeps."""


class Bilingual(Reading, frozen=True, kw_only=True):
    """The same words in both languages; the Kyrgyz text is the original."""

    ky: str
    ru: str = ""

    def __getitem__(self, language: str) -> str:
        return self.ru if language == "ru" and self.ru else self.ky


class Letterhead(Reading, frozen=True, kw_only=True):
    """The office as it was named on the paper's own date."""

    name: Bilingual
    address: Bilingual
    phone: str = ""
    hours: Bilingual = Bilingual(ky="")


class TakenPaper(Reading, frozen=True, kw_only=True):
    """One line of the inventory."""

    title: str
    original: bool = False
    sheets: int = 1
    to_return: bool = False


class CameThrough(Reading, frozen=True, kw_only=True):
    """The body that sent the matter on, with its own number and date."""

    body: str
    number: str = ""
    dated_on: date | None = None
    control_on: date | None = None
    answer_also_to: tuple[str, ...] = ()


class Answerer(Reading, frozen=True, kw_only=True):
    """Who answers today, by the dated table of responsibility or by name.

    `ground` tells what names this official, for example the order that set the table.
    """

    name: str
    post: Bilingual
    room: str = ""
    phone: str = ""
    ground: Bilingual | None = None
    executor_by_resolution: bool = True


class DueLine(Reading, frozen=True, kw_only=True):
    """By when, and on what ground; `days` counts in `unit` ("working" or "calendar").

    `due_on` is None where the rule's length is not established (`to_confirm`).
    """

    due_on: date | None
    days: int | None
    unit: str
    ground: Bilingual
    to_confirm: bool = False
    control_on: date | None = None
    control_body: str = ""


class ReceiptReading(Reading, frozen=True, kw_only=True):
    """All that a receipt says. Instants are local wall-clock times of Asia/Bishkek, without zone.

    `applicant` is the name as on the paper ("" when anonymous); no PIN is ever here.
    `qr` is the signed ASCII payload. `status_address` is None where no centre exists.
    `corrects` names the receipt this one replaces (number of the copy and its time). `by_hand`:
    the applicant has a blank of a blackout pad with the same number already.
    """

    office: Letterhead
    number: str
    code: str
    received_at: datetime
    registered_at: datetime
    applicant: str
    trade_name: str = ""
    representative: str = ""
    signatories: int = 0
    came_through: CameThrough | None = None
    subject: str
    papers: tuple[TakenPaper, ...] = ()
    sheets: int = 0
    answerer: Answerer
    due: DueLine
    qr: str
    status_address: str | None = None
    clerk_post: Bilingual
    clerk_name: str
    point: str
    template: str
    corrects: str = ""
    training: bool = False
    by_hand: bool = False


class Signatory(Reading, frozen=True, kw_only=True):
    """Who signs, as of the paper's own date; an acting holder is marked so."""

    post: Bilingual
    name: str
    is_acting: bool = False


class Addressee(Reading, frozen=True, kw_only=True):
    """To whom a letter goes: a person by the parts of the name, or a body by its name."""

    surname: str = ""
    given: str = ""
    patronymic: str = ""
    body: str = ""
    address: str = ""


class Answered(Reading, frozen=True, kw_only=True):
    """A question of the appeal and its answer; without a question it answers the whole."""

    text: str
    question: str = ""


class ReplyReading(Reading, frozen=True, kw_only=True):
    """All that a reasoned reply says. `issued_on` is its own date, `asked_on` that of the appeal.

    `grounds` names the law the answer rests on. `is_refusal` chooses the paragraph on appeal
    (30 working days, pre-trial), which no other reply carries. `qr` is the signed ASCII payload.
    """

    office: Letterhead
    number: str
    issued_on: date
    case_number: str
    asked_on: date
    addressee: Addressee
    subject: str
    answers: tuple[Answered, ...]
    grounds: str
    enclosures: tuple[str, ...] = ()
    is_refusal: bool = False
    signatory: Signatory
    executor_name: str
    executor_phone: str = ""
    file_index: str = ""
    qr: str
    point: str
    template: str
    training: bool = False
