"""Asking other bodies: the letter and the ask, reminders, their answers, and what is awaited."""

import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain.act_states import find_act
from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.actions import ACTIONS
from akimat_desk.domain.applications import told_as
from akimat_desk.domain.bodies import Body, find_body
from akimat_desk.domain.body_actions import AskBody, AskUnknown, RemindBody, demand_awaited
from akimat_desk.domain.body_asks import Ask, asked_with, asks, open_asks
from akimat_desk.domain.case_rights import Tie
from akimat_desk.domain.cases import Case
from akimat_desk.domain.deadlines import working_days_left
from akimat_desk.domain.duties import own_start
from akimat_desk.domain.errors import ActUnknown, CaseReadOnly, FieldWrong
from akimat_desk.domain.readings import Addressee
from akimat_desk.domain.rights import role_for
from akimat_desk.domain.wishes import Forward, Wish
from akimat_desk.services.act_desk import ActDesk, IssuedAct
from akimat_desk.services.act_steps import held
from akimat_desk.services.bodies import directory_of
from akimat_desk.services.cases import Cases, OpenCase
from akimat_desk.services.core import Core
from akimat_desk.services.paper_proofs import genuine
from akimat_desk.storage import act_lines, body_lines, bulk, journal
from akimat_desk.storage.database import Connection
from akimat_desk.text.catalogue import Texts

INQUIRY, REMINDER, COVERING = "inquiry", "reminder", "covering-letter"
_ASK, _REMIND, _FORWARD = "ask-body", "remind-body", "forward"


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What was done and the letter that goes with it; None where none was wanted."""

    ask: str = ""
    letter: IssuedAct | None = None


class AwaitedLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One answer that is awaited. `days` are the working days since the asking, all of them the
    body's; `days_left` are negative once the day has passed. `tie` is that of who is signed in."""

    case: str
    number: str
    applicant: str
    subject: str
    responsible: str
    ask: str
    body: str
    about: str
    letter: str
    asked_on: date
    expected_on: date
    reminded_on: date | None
    days: int
    days_left: int
    phone: str = ""
    is_case_open: bool = True
    tie: Tie = Tie.COLLEAGUE

    @property
    def is_due(self) -> bool:
        """The day has come on which a reminder goes out."""
        return self.days_left <= 0


class BodyAsks:
    """A letter is issued first: what is asked without its letter is asked of nobody."""

    def __init__(self, core: Core, cases: Cases, acts: ActDesk) -> None:
        self._core, self._cases, self._acts = core, cases, acts

    def ask(self, case_id: str, wish: Mapping[str, Any], *, letter: bool = True) -> Made:
        """The letter with its QR, and the ask that awaits the answer to it.

        Raises what the action `ask-body` raises, PartsMissing, NotAllowed, LetterheadMissing.
        """
        told = told_as(dict(wish), AskBody)
        found, body = self._decided(case_id, _ASK, told, told.body)
        told = msgspec.structs.replace(told, body=_name(body, found, told.body))
        made = None
        if letter:
            said = {"about": told.about, "until": told.expected_on, "grounds": told.ground}
            made = self._letter(INQUIRY, found, told.body, body, said)
            told = msgspec.structs.replace(told, letter=made.act)
        after = self._cases.do(case_id, _ASK, _wish(told))
        return Made(ask=asks(after.case)[-1].ask, letter=made)

    def remind(self, case_id: str, wish: Mapping[str, Any], *, letter: bool = True) -> Made:
        """The reminder, and the new day by which the answer is awaited. Raises what `ask` raises,
        FieldWrong(number) for a letter of ours that has no number yet."""
        told = told_as(dict(wish), RemindBody)
        found, _ = self._decided(case_id, _REMIND, told, "")
        known = demand_awaited(found.case, told.ask)
        made = None
        if letter:
            body = find_body(self._directory(), known.body)
            said = {
                "asked_number": self._number(known),
                "asked_on": known.asked_on,
                "what": known.about,
                # On the day itself the term is not over yet.
                "due": known.expected_on if known.expected_on < self._cases.today() else None,
                "answer_by": told.expected_on,
            }
            made = self._letter(REMINDER, found, known.body, body, said)
            told = msgspec.structs.replace(told, letter=made.act)
        self._cases.do(case_id, _REMIND, _wish(told))
        return Made(ask=known.ask, letter=made)

    def forward(
        self, case_id: str, wish: Mapping[str, Any], enclosures: list[str] | None = None
    ) -> Made:
        """The covering letter with its QR, then the case goes; without `enclosures` the appeal
        itself goes with it. Raises what the action `forward` raises, and what `ask` raises."""
        told = told_as(dict(wish), Forward)
        found, body = self._decided(case_id, _FORWARD, told, told.body)
        office = "" if body is None else body.to_office
        told = msgspec.structs.replace(
            told, body=_name(body, found, told.body), to_office=told.to_office or office
        )
        said = _covering(found, told, enclosures)
        made = self._letter(COVERING, found, told.body, body, said)
        told = msgspec.structs.replace(told, number=told.number or made.number)
        self._cases.do(case_id, _FORWARD, _wish(told))
        return Made(letter=made)

    def answered(self, letter: str, wish: Mapping[str, Any]) -> OpenCase:
        """Their answer, taken in by the number or the QR of our letter. Raises AskUnknown,
        AskAnswered, and what the QR of a paper raises."""
        case_id, known = self.find(letter)
        return self._cases.do(case_id, "body-answered", dict(wish) | {"ask": known.ask})

    def find(self, letter: str) -> tuple[str, Ask]:
        """The case and the ask that a letter of ours belongs to, by its number, its id or the
        text of its QR code. Raises AskUnknown."""
        typed = letter.strip()
        with self._core.read() as (connection, _):
            found = self._of_letter(connection, self._act(connection, typed))
            found = found or self._typed_number(connection, typed)
        if found is None:
            raise AskUnknown(typed)
        return found

    def of(self, case_id: str) -> tuple[Ask, ...]:
        """All that a case asked of bodies."""
        return asks(self._cases.open(case_id).case)

    def awaited(self) -> tuple[AwaitedLine, ...]:
        """Whatever is awaited, the longest due first."""
        today = self._cases.today()
        with self._core.read() as (connection, lens):
            known = directory_of(self._core, lens, with_ended=True)
            names = {one.id: one.short_name for one in lens.office.staff()}
            lines = []
            for stream, folded in bulk.folds(connection, body_lines.awaited(connection)):
                found = self._cases.seen(str(uuid.UUID(bytes=stream)), folded, lens)
                for ask in open_asks(found.case):
                    letter = _number_of(found.case, ask)
                    body = find_body(known, ask.body)
                    line = _line(found, ask, letter, today)
                    lines.append(
                        msgspec.structs.replace(
                            line,
                            responsible=names.get(found.responsible, ""),
                            phone="" if body is None else body.phone,
                            tie=self._cases.tie(found),
                        )
                    )
        return tuple(sorted(lines, key=lambda one: (one.expected_on, one.number, one.ask)))

    def contacts(self, body: str, language: str) -> str:
        """Address and telephone of a body, empty where the directory has none."""
        found = find_body(self._directory(), body)
        return "" if found is None else found.contacts(language)

    def _directory(self) -> tuple[Body, ...]:
        with self._core.read() as (_, lens):
            return directory_of(self._core, lens, with_ended=True)

    def _decided(
        self, case_id: str, action: str, told: Wish, named: str
    ) -> tuple[OpenCase, Body | None]:
        """Refused before any letter is made of it."""
        role_for(self._core.actor, action)
        with self._core.read() as (connection, lens):
            found = self._cases.opened_in(connection, lens, case_id)
            if found.folded.unknown:
                raise CaseReadOnly(found.case.registered.number)
            _, decide = ACTIONS[action]
            decide(found.case, told, self._cases.situation(lens.office, lens))
            known = directory_of(self._core, lens)
        return found, find_body(known, named)

    def _letter(
        self, template: str, found: OpenCase, named: str, body: Body | None, said: dict[str, Any]
    ) -> IssuedAct:
        language = _language(found)
        return self._acts.issue(
            ActTold(
                template=template,
                language=language,
                told={key: _told(value) for key, value in said.items() if value},
                forms={} if body is None else {
                    f"addressee|{form.partition('|')[0]}|{form.partition('|')[2]}": words
                    for form, words in body.forms.items()
                },
                addressee=Addressee(
                    body=named, address="" if body is None else body.address[language]
                ),
            ),
            found.id,
        )  # fmt: skip

    def _number(self, known: Ask) -> str:
        number = known.number
        if known.letter:
            number = self._acts.state(known.letter).number
        if not number:
            raise FieldWrong("number", "empty")
        return number

    def _act(self, connection: Connection, typed: str) -> str:
        """The id of the act with this id, number or QR; empty where there is none."""
        if typed.upper().startswith("AD1:"):
            facts = genuine(self._core, connection, typed)
            proof = act_lines.find(connection, facts.number)
            return "" if proof is None else str(proof.act)
        with suppress(ActUnknown):
            return held(connection, typed)[2].act
        return ""

    def _of_letter(self, connection: Connection, act: str) -> tuple[str, Ask] | None:
        row = act_lines.find(connection, act) if act else None
        if row is None:
            return None
        case_id = str(uuid.UUID(bytes=row.stream))
        case = _case_in(connection, row.stream)
        known = None if case is None else asked_with(case, act)
        return None if known is None else (case_id, known)

    def _typed_number(self, connection: Connection, typed: str) -> tuple[str, Ask] | None:
        """A letter that was made elsewhere: by the number it was told with."""
        for stream in body_lines.awaited(connection):
            case = _case_in(connection, stream)
            known = None if case is None or not typed else asked_with(case, typed)
            if known is not None:
                return str(uuid.UUID(bytes=stream)), known
        return None


def _case_in(connection: Connection, stream: bytes) -> Case | None:
    state = journal.load(connection, stream).state
    return state if isinstance(state, Case) and state.opened is not None else None


def _wish(told: Wish) -> dict[str, Any]:
    return dict(msgspec.to_builtins(told))


def _told(value: Any) -> Any:
    """Dates as the forms of papers are told them."""
    return value.isoformat() if isinstance(value, date) else value


def _language(found: OpenCase) -> str:
    return "ru" if found.case.registered.language == "ru" else "ky"


def _name(body: Body | None, found: OpenCase, typed: str) -> str:
    """As the directory writes it in the language of the case, else as it was typed."""
    return typed.strip() if body is None else body.name[_language(found)]


def _number_of(case: Case, ask: Ask) -> str:
    act = find_act(case, ask.letter) if ask.letter else None
    return ask.number if act is None else act.number


def _line(found: OpenCase, ask: Ask, letter: str, today: date) -> AwaitedLine:
    case, calendar = found.case, found.lens.references.calendar
    return AwaitedLine(
        case=found.id,
        number=own_start(case, found.lens.office_id).number,
        applicant=case.applicant.name,
        subject=case.field("subject"),
        responsible="",
        ask=ask.ask,
        body=ask.body,
        about=ask.about,
        letter=letter,
        asked_on=ask.asked_on,
        expected_on=ask.expected_on,
        reminded_on=ask.reminded_on,
        days=calendar.working_days(ask.asked_on, max(ask.asked_on, today)),
        days_left=working_days_left(today, ask.expected_on, calendar),
        is_case_open=case.ended_on_at(found.lens.office_id) is None,
    )


def _covering(found: OpenCase, told: Forward, enclosures: list[str] | None) -> dict[str, Any]:
    """What the covering letter says, in the language of the case."""
    case, t = found.case, Texts.of(_language(found))
    sheets = case.field("sheets")
    appeal = t("The appeal")
    if sheets:
        appeal = t.many("The appeal, {count} sheet", "The appeal, {count} sheets", sheets)
    asked = case.registered.questions
    questions = "; ".join(asked[one - 1].rstrip(".") for one in told.questions)
    text = t("We send you an appeal on a matter that is yours to decide.")
    if questions:
        text = t("We send you these questions of an appeal: {questions}.", questions=questions)
    ground = t("Ground: {ground}.", ground=told.ground.rstrip("."))
    return {
        "subject": case.field("subject"),
        "text": f"{text}\n\n{ground}",
        "enclosures": [appeal] if enclosures is None else enclosures,
    }
