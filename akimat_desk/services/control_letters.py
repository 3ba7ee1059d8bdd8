"""Letters that answer a body: a report on what it controls, a covering letter; what they settle."""

from datetime import date
from typing import Any

from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.act_states import ActState, acts_of
from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.also_answers import awaited
from akimat_desk.domain.bodies import Body
from akimat_desk.domain.case_events import ActIssued, ControlReported
from akimat_desk.domain.cases import Case
from akimat_desk.domain.collation import folded
from akimat_desk.domain.control_states import ControlState, controls_of, reported_by
from akimat_desk.domain.copy_events import AnswerAlsoSent
from akimat_desk.domain.errors import ControlUnknown
from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Addressee, Bilingual
from akimat_desk.journal.fold import Folded
from akimat_desk.services.bodies import directory_of
from akimat_desk.services.cases import Cases, OpenCase
from akimat_desk.services.core import Core, Writing
from akimat_desk.storage.projections import Lens
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import short_date

REPORT, COVERING = "control-report", "covering-letter"
# What answers the applicant, so that a copy of it goes along.
_ANSWERS = ("reply", "refusal", "collective-reply", "barrier-answer", "interim-reply")
_VOID = ("annulled", "replaced")


class ControlLetters:
    """What such a letter says before a clerk changed a word; whoever may read may ask."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core, self._cases = core, cases

    def report(self, case_id: str, control: str = "") -> ActTold:
        """On the control of that id, else on the one whose date comes first. Raises
        ControlUnknown where nothing is awaited."""
        found = self._cases.open(case_id)
        waiting = [one for one in controls_of(found.case) if one.state == "open"]
        chosen = [one for one in waiting if control in ("", one.id)]
        if not chosen:
            raise ControlUnknown(control)
        one = min(chosen, key=lambda each: (each.due_on, each.id))
        t = _texts(found.case)
        sent = _sent(found.case)
        told: dict[str, Any] = {"instruction": _instruction(found.case, one, t), "asks": "off"}
        if sent:
            told["done"] = [_done(act, t) for act in sent]
            told["enclosures"] = [_copy(act, t) for act in sent]
        to = self._named(found, one.report_to, t.language)
        return ActTold(template=REPORT, language=t.language, told=told, addressee=to)

    def covering(self, case_id: str, to: str = "") -> ActTold:
        """To whoever is still to be answered, the first of them where none is named; enclosed are
        the answers, and where there is none yet the papers that were taken in."""
        found = self._cases.open(case_id)
        case, t = found.case, _texts(found.case)
        waiting = awaited(case)
        whom = to or (waiting[0] if waiting else "")
        through = case.registered.came_through
        if not whom and through is not None:
            whom = through.body
        sent = [_copy(act, t) for act in _sent(case, also=(REPORT,))]
        papers = [_paper(one, t) for one in case.registered.papers]
        told: dict[str, Any] = {"subject": case.field("subject")}
        if sent or papers:
            told["enclosures"] = sent or papers
        return ActTold(
            template=COVERING,
            language=t.language,
            told=told,
            addressee=self._named(found, whom, t.language),
        )

    def _named(self, found: OpenCase, name: str, language: str) -> Addressee:
        """A body of the directory by its name in the language of the letter."""
        known = _body(self._core, found.lens, name)
        if known is None:
            return Addressee(body=name)
        return Addressee(body=known.name[language], address=known.address[language])


def _body(core: Core, lens: Lens, name: str) -> Body | None:
    told = folded(name)
    known = directory_of(core, lens, with_ended=True)
    return next((one for one in known if told in _both(one.name)), None)


def _both(name: Bilingual) -> set[str]:
    return {folded(name.ky), folded(name["ru"])}


def followed(
    core: Core,
    writing: Writing,
    stream: bytes,
    folded_now: Folded,
    issued: ActIssued,
    reading: ActReading,
) -> Folded:
    """In the same commit as the letter: what it settles. A letter that asks for more time
    reports nothing."""
    case = folded_now.state
    if not isinstance(case, Case) or not reading.addressee.body:
        return folded_now
    known = _body(core, writing.lens, reading.addressee.body)
    told = reading.addressee.body
    names = (told,) if known is None else (told, known.name.ky, known.name["ru"])
    made = _settled(case, names, issued, reading)
    return folded_now if made is None else writing.append(stream, folded_now, made)


def _settled(
    case: Case, names: tuple[str, ...], issued: ActIssued, reading: ActReading
) -> Event | None:
    form, act, day = issued.kind, issued.act, issued.issued_on
    if form == REPORT and reading.told.get("asks") != "extend":
        words = reading.told.get("instruction", "")
        control = reported_by(case, names, words if isinstance(words, str) else "")
        if control is not None:
            return ControlReported(control=control.id, reported_on=day, act=act)
        return None
    if form == COVERING and _sent(case, also=(REPORT,)):
        known = {folded(name) for name in names}
        to = next((one for one in awaited(case) if folded(one) in known), "")
        return AnswerAlsoSent(to=to, sent_on=day, act=act) if to else None
    return None


def _texts(case: Case) -> Texts:
    return Texts.of("ru" if case.registered.language == "ru" else "ky")


def _sent(case: Case, also: tuple[str, ...] = ()) -> list[ActState]:
    """What went out as an answer and holds."""
    forms = (*_ANSWERS, *also)
    return [one for one in acts_of(case) if one.issued.kind in forms and one.stage not in _VOID]


def _instruction(case: Case, one: ControlState, t: Texts) -> str:
    letter = _letter(one.set.number, one.set.dated_on, t)
    about = case.field("subject")
    return f"{letter}: {about}" if letter else str(about)


def _done(act: ActState, t: Texts) -> str:
    return t("The applicant was answered: {letter}.", letter=_of_act(act, t))


def _copy(act: ActState, t: Texts) -> str:
    letter = _of_act(act, t)
    if act.issued.kind == REPORT:
        return t("Copy of the report, {letter}", letter=letter)
    return t("Copy of the answer to the applicant, {letter}", letter=letter)


def _of_act(act: ActState, t: Texts) -> str:
    return _letter(act.number, act.issued.issued_on, t)


def _letter(number: str, on: date | None, t: Texts) -> str:
    told = t("No. {number}", number=number) if number else ""
    day = "" if on is None else short_date(on)
    return ", ".join(part for part in (told, day) if part)


def _paper(paper: Any, t: Texts) -> str:
    sheets = t.many("{count} sheet", "{count} sheets", paper.sheets)
    return f"{paper.title}, {sheets}"
