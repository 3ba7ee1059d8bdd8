"""The shapes of what can be asked of a case: keys of each action as JSON gives them."""

from datetime import date

import msgspec

from akimat_desk.domain.applications import ApplicantTold, PaperTold


class Wish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Keys of one action as JSON gives them."""


class Assign(Wish, frozen=True, kw_only=True):
    """`on_behalf_of` is the login of whose pen it was ("head": who held the post that day),
    `resolved_on` the day of the pen, `scan` the digest of a file of the case that shows it."""

    executor: str
    co_executors: tuple[str, ...] = ()
    question: int = 0
    internal_on: date | None = None
    resolution: str = ""
    ground: str = ""
    on_behalf_of: str = ""
    accepted: bool = False
    resolved_on: date | None = None
    scan: str = ""


class Release(Wish, frozen=True, kw_only=True):
    """Of the whole case, or of one question."""

    reason: str
    question: int = 0


class Label(Wish, frozen=True, kw_only=True):
    label: str
    is_on: bool = True


class Plain(Wish, frozen=True, kw_only=True):
    """An action that needs no word more."""


class Reasoned(Wish, frozen=True, kw_only=True):
    reason: str


class Grounded(Wish, frozen=True, kw_only=True):
    ground: str


class Pause(Wish, frozen=True, kw_only=True):
    category: str
    ground: str
    from_on: date | None = None
    body: str = ""
    expected_on: date | None = None
    request: str = ""


class Resume(Wish, frozen=True, kw_only=True):
    on: date | None = None
    reason: str = ""


class Extend(Wish, frozen=True, kw_only=True):
    days: int
    ground: str
    notice_on: date | None = None


class Forward(Wish, frozen=True, kw_only=True):
    body: str
    ground: str
    to_office: str = ""
    number: str = ""
    keeps_control: bool = False
    questions: tuple[int, ...] = ()


class Request(Wish, frozen=True, kw_only=True):
    """`article` and `reason` are the head's, who orders a paper that ought not to be asked for;
    `on_behalf_of` is the head's login where somebody else writes it down."""

    documents: tuple[str, ...]
    of: str = "applicant"
    body: str = ""
    ground: str = ""
    article: str = ""
    reason: str = ""
    on_behalf_of: str = ""
    wanted_on: date | None = None


class Receive(Wish, frozen=True, kw_only=True):
    papers: tuple[PaperTold, ...]
    request: str = ""
    from_body: str = ""
    number: str = ""
    dated_on: date | None = None


class Decide(Wish, frozen=True, kw_only=True):
    outcome: str
    grounds: str = ""
    act: str = ""


class Deliver(Wish, frozen=True, kw_only=True):
    act: str
    way: str
    proof: str = ""
    delivered_on: date | None = None


class Note(Wish, frozen=True, kw_only=True):
    text: str


class Notice(Wish, frozen=True, kw_only=True):
    notice: str
    text: str = ""


class Close(Wish, frozen=True, kw_only=True):
    outcome: str
    answer: str = ""
    file_index: str = ""
    sheets: int = 0


class Settle(Wish, frozen=True, kw_only=True):
    slot: str
    keeps: str
    reason: str


class Control(Wish, frozen=True, kw_only=True):
    body: str
    due_on: date
    number: str = ""
    dated_on: date | None = None
    report_to: str = ""


class Prolong(Wish, frozen=True, kw_only=True):
    control: str
    due_on: date
    letter_number: str
    letter_dated_on: date


class Report(Wish, frozen=True, kw_only=True):
    control: str
    number: str = ""


class Lift(Wish, frozen=True, kw_only=True):
    control: str
    by: str
    ground: str


class Correct(Wish, frozen=True, kw_only=True):
    reason: str
    applicant: ApplicantTold | None = None
    subject: str | None = None
    topic: str | None = None
    against: str | None = None
    text: str | None = None
    service: str | None = None
    signatories: int | None = None
    sheets: int | None = None
