"""Standardized acts: what a reply must hold before it may be issued."""

from dataclasses import dataclass

from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.readings import ReplyReading
from akimat_desk.domain.wishes import Wish

REPLY = "reply"
OUTGOING = "outgoing"
"""The office-wide journal of outgoing letters."""


@dataclass(eq=False)
class PartsMissing(RuleBroken):
    """The act lacks parts its template requires."""

    parts: tuple[str, ...]


@dataclass(eq=False)
class NumbersKeptElsewhere(RuleBroken):
    """Another workstation gives the numbers of this office-wide journal."""

    journal: str


@dataclass(eq=False)
class KindOfActUnknown(RuleBroken):
    kind: str


class AnswerTold(Wish, frozen=True, kw_only=True):
    """`question` counts from 1 through the questions of the appeal; 0 answers the whole."""

    text: str
    question: int = 0


class IssueAct(Wish, frozen=True, kw_only=True):
    """What the executor tells of a reply; the rest comes from the case and the office."""

    kind: str = REPLY
    answers: tuple[AnswerTold, ...] = ()
    grounds: str = ""
    enclosures: tuple[str, ...] = ()
    is_refusal: bool = False
    language: str = ""
    file_index: str = ""


def missing_parts(reading: ReplyReading) -> tuple[str, ...]:
    """The parts a reply may not go without, in the order of the paper."""
    addressee = reading.addressee
    present = {
        "office": reading.office.name.ky,
        "number": reading.number,
        "addressee": addressee.surname or addressee.body,
        "address": addressee.address,
        "answer": all(answer.text.strip() for answer in reading.answers) and reading.answers,
        "grounds": reading.grounds.strip(),
        "signatory": reading.signatory.name,
        "signatory_post": reading.signatory.post.ky,
        "executor": reading.executor_name,
    }
    return tuple(part for part, value in present.items() if not value)
