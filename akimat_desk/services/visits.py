"""Commission visits of a case: what there is, and the words of the papers they need."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.applications import told_as
from akimat_desk.domain.case_events import FileAttached
from akimat_desk.domain.cases import Case
from akimat_desk.domain.collation import sort_key
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.templates import Row, Told
from akimat_desk.domain.visit_events import Unsigned, VisitOrdered, VisitPerson
from akimat_desk.domain.visit_states import VisitState, visits_of
from akimat_desk.domain.visits import OrderVisit, VisitUnknown, order
from akimat_desk.services.act_desk import ActDesk, IssuedAct
from akimat_desk.services.cases import Cases, OpenCase
from akimat_desk.services.core import Core
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import date_in_case, long_date

SURVEY_ACT: Final = "survey-act"
ORDER: Final = "order"


class Visits:
    """Writing goes through `cases.do` and the desk of acts; here are only words."""

    def __init__(self, core: Core, cases: Cases, acts: ActDesk) -> None:
        self._core, self._cases, self._acts = core, cases, acts

    def of(self, case_id: str) -> tuple[VisitState, ...]:
        """By the day of the order."""
        return visits_of(self._cases.open(case_id).case)

    def act_words(self, case_id: str, visit: str = "", language: str = "") -> Mapping[str, Told]:
        """What the survey act says of a visit that was made: the last one where none is named.

        Raises VisitUnknown.
        """
        found = self._cases.open(case_id)
        made = [one for one in visits_of(found.case) if one.made and visit in ("", one.visit)]
        if not made:
            raise VisitUnknown(visit)
        return _act(found, made[-1], Texts.of(language or _language(found.case)))

    def issue_act(self, case_id: str, visit: str = "", language: str = "") -> IssuedAct:
        """The survey act of a visit. Raises VisitUnknown and what `act_desk.issue` raises."""
        found = self._cases.open(case_id)
        spoken = language or _language(found.case)
        words = self.act_words(case_id, visit, spoken)
        told = ActTold(template=SURVEY_ACT, language=spoken, told=words)
        return self._acts.issue(told, case_id)

    def order_words(
        self, case_id: str, wish: Mapping[str, Any], language: str = ""
    ) -> Mapping[str, Told]:
        """What the order says that sends a commission; nothing is written. Raises what the
        action `visit-order` raises."""
        told: OrderVisit = told_as(dict(wish), OrderVisit)
        with self._core.read() as (connection, lens):
            found = self._cases.opened_in(connection, lens, case_id)
            event: Any = order(found.case, told, self._cases.situation(lens.office, lens))
        return _order(found, event, Texts.of(language or _language(found.case)))

    def issue_order(
        self, case_id: str, wish: Mapping[str, Any], language: str = ""
    ) -> tuple[IssuedAct, OpenCase]:
        """The order by its form, and the visit it orders. Where the order waits for its number
        the visit names it by its id. Raises what either of the two raises."""
        language = language or _language(self._cases.open(case_id).case)
        if wish.get("act") or wish.get("order_number"):
            raise FieldWrong("order_number", "taken")
        words = self.order_words(case_id, wish, language)
        issued = self._acts.issue(ActTold(template=ORDER, language=language, told=words))
        named = {**wish, "act": issued.act, "order_number": issued.number}
        named["order_dated_on"] = self._cases.today().isoformat()
        return issued, self._cases.do(case_id, "visit-order", named)


def _language(case: Case) -> str:
    return "ru" if case.registered.language == "ru" else "ky"


def _act(found: OpenCase, visit: VisitState, t: Texts) -> dict[str, Told]:
    ordered, made = visit.ordered, visit.made
    if made is None:
        raise VisitUnknown(visit.visit)
    titles = {one.digest: one.title for _, one in found.case.each(FileAttached)}
    applicant = found.case.applicant
    words: dict[str, Told] = {
        "what": "visit",
        "person": _whole_name(found.case) or applicant.name,
        "basis": _basis(found.case, ordered, t),
        "surveyed_on": made.made_on.isoformat(),
        "site": ordered.place,
        "members": [_chair(ordered.chair, t), *(_row(one, t) for one in ordered.members)],
        "findings": made.findings,
    }
    if made.conclusion:
        words["conclusion"] = made.conclusion
    if made.present:
        words["present"] = [_row(one, t) for one in made.present]
    if made.photos:
        words["photos"] = [titles.get(digest, "") or digest.hex()[:8] for digest in made.photos]
    if made.refused:
        words["refused"] = [_refused(one, t) for one in made.refused]
    return words


def _order(found: OpenCase, ordered: VisitOrdered, t: Texts) -> dict[str, Told]:
    case = found.case
    number = case.registered.number
    people = [_named(_chair(ordered.chair, t)), *(_named(_row(one, t)) for one in ordered.members)]
    points: list[Row] = [
        t("Form a commission: {people}.", people="; ".join(people)),
        t(
            "The commission goes to the place on {day}: {place}.",
            day=_day(ordered.on, t).removesuffix("."),
            place=ordered.place.removesuffix("."),
        ),
        t("The commission draws up and signs an act of what it finds."),
    ]
    return {
        "subject": t("on a visit of a commission"),
        "preamble": t("To examine on the spot what appeal No. {number} says.", number=number),
        "points": points,
        "basis": _appeal(case, t),
    }


def _basis(case: Case, ordered: VisitOrdered, t: Texts) -> str:
    if not ordered.order_number:
        return _appeal(case, t)
    on = _on(ordered.order_dated_on or ordered.ordered_on, t)
    said = t("order No. {number} of {day}", number=ordered.order_number, day=on)
    return f"{said}, {_appeal(case, t)}"


def _appeal(case: Case, t: Texts) -> str:
    event = case.registered
    return t("appeal No. {number} of {day}", number=event.number, day=_on(event.registered_on, t))


def _on(day: date, t: Texts) -> str:
    """Kyrgyz says on which day it came about."""
    return date_in_case(day, "locative", t.language)


def _day(day: date, t: Texts) -> str:
    return long_date(day, t.language)


def _chair(person: VisitPerson, t: Texts) -> dict[str, str]:
    row = _row(person, t)
    chair = t("chair of the commission")
    return {**row, "post": f"{chair}, {row['post']}" if row["post"] else chair}


def _row(person: VisitPerson, t: Texts) -> dict[str, str]:
    post: Bilingual = person.post
    return {"post": post[t.language], "name": person.name}


def _named(row: dict[str, str]) -> str:
    return f"{row['name']} ({row['post']})" if row["post"] else row["name"]


def _refused(one: Unsigned, t: Texts) -> dict[str, str]:
    """The reason as it was said, and before whom."""
    said = one.reason
    if one.witnesses:
        names = ", ".join(sorted(one.witnesses, key=sort_key))
        before = t("in the presence of: {names}", names=names)
        said = f"{said}; {before}" if said else before
    return {"name": one.name, "reason": said or t("gave no reason")}


def _whole_name(case: Case) -> str:
    person = case.applicant.person
    if person is None:
        return ""
    return " ".join(part for part in (person.surname, person.given, person.patronymic) if part)
