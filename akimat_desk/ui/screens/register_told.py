"""Between the form and registration: what the fields mean, which field a refusal belongs to."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.full_names import line_of, parted

PERSON, ORGANISATION, ANONYMOUS = "person", "organisation", "anonymous"
Raw = Mapping[str, str]
Meant = Mapping[str, Any]

_PATHS: Final = (
    ("applicant.person.pin", "pin"),
    ("applicant.person.phone", "phone"),
    ("applicant.person.address", "address"),
    ("applicant.person", "name"),
    ("applicant.organisation.inn", "inn"),
    ("applicant.organisation.phone", "org_phone"),
    ("applicant.organisation.head", "head"),
    ("applicant.organisation.address", "address"),
    ("applicant.organisation", "org_name"),
    ("applicant", "who"),
    ("representative.ground", "rep_ground"),
    ("representative", "rep_name"),
    ("came_through.number", "body_number"),
    ("came_through.dated_on", "body_date"),
    ("came_through.control_on", "control_on"),
    ("came_through", "body"),
    ("received_at", "received_on"),
)
_CATALOGUES: Final = {
    "kinds": "kind",
    "channels": "channel",
    "topics": "topic",
    "services": "service",
}
_CODES: Final = {
    "staff_unknown": "responsible",
    "service_not_taken": "service",
    "rule_length_missing": "kind",
}
_PAPER: Final = re.compile(r"papers\.(\d+)(\.|$)")


class Beside(NamedTuple):
    """Where a refusal is shown: a field, or a line of the papers; neither for the strip."""

    key: str = ""
    paper: int | None = None


def told_of(meant: Meant, papers: list[dict[str, Any]], record: str = "") -> dict[str, Any]:
    """What `registration.register` takes; folded parts of the form are left out."""
    told: dict[str, Any] = {
        key: meant[key]
        for key in ("kind", "language", "channel", "topic", "service", "subject", "text")
        if meant.get(key)
    }
    told["applicant"] = _applicant(meant, record)
    if papers:
        told["papers"] = papers
    for key, value in (
        ("signatories", meant.get("signatories") or 0),
        ("responsible", meant.get("responsible") or ""),
        ("representative", _representative(meant)),
        ("came_through", _through(meant)),
        ("received_at", _received(meant)),
    ):
        told |= {key: value} if value else {}
    for required in ("kind", "language", "channel", "subject"):
        told.setdefault(required, "")
    return told


def _applicant(meant: Meant, record: str) -> dict[str, Any]:
    who = meant["who"]
    if who == ANONYMOUS:
        return {"anonymous": True}
    if who == PERSON:
        told: dict[str, Any] = {
            "person": _named(meant["name"])
            | _given(pin=meant["pin"], phone=meant["phone"], address=meant["address"])
        }
    else:
        told = {
            "organisation": {"name": meant["org_name"]}
            | _given(
                inn=meant["inn"],
                head=meant["head"],
                phone=meant["org_phone"],
                address=meant["address"],
            )
        }
    return told | ({"record": record} if record else {})


def _named(line: str) -> dict[str, Any]:
    name = parted(line)
    return {"surname": name.surname, "given": name.given} | _given(patronymic=name.patronymic)


def _given(**told: str) -> dict[str, str]:
    return {key: value for key, value in told.items() if value}


def _representative(meant: Meant) -> dict[str, Any] | None:
    if not meant["rep"]:
        return None
    return {"person": _named(meant["rep_name"])} | _given(ground=meant["rep_ground"])


def _through(meant: Meant) -> dict[str, Any] | None:
    if not meant["through"]:
        return None
    dates = {"dated_on": meant["body_date"], "control_on": meant["control_on"]}
    told = {"body": meant["body"], "number": meant["body_number"]}
    return told | {key: day.isoformat() for key, day in dates.items() if isinstance(day, date)}


def _received(meant: Meant) -> str:
    day, at = meant["received_on"], meant["received_at"]
    if not meant["earlier"] or not isinstance(day, date) or not isinstance(at, time):
        return ""
    return datetime.combine(day, at).isoformat()


def beside(error: DeskError) -> Beside:
    """Where a refusal of registration is to be shown."""
    facts = error.facts()
    if error.code in _CODES:
        return Beside(_CODES[error.code])
    if error.code == "unknown_row":
        return Beside(_CATALOGUES.get(str(facts["catalogue"]), ""))
    path = facts.get("field")
    if not isinstance(path, str):
        return Beside()
    line = _PAPER.match(path)
    if line is not None:
        return Beside(paper=int(line[1]))
    found = next((key for start, key in _PATHS if path.startswith(start)), path)
    return Beside(found)


def texts_of(told: Mapping[str, Any]) -> dict[str, str]:
    """The plain text fields for a draft in the shape of registration ("new from this case")."""
    found: dict[str, str] = {}
    applicant = told.get("applicant") or {}
    person, body = applicant.get("person"), applicant.get("organisation")
    if person:
        found |= {"who": PERSON} | _person_texts(person)
    elif body:
        found |= {"who": ORGANISATION} | _body_texts(body)
    elif applicant.get("anonymous"):
        found["who"] = ANONYMOUS
    through = told.get("came_through") or {}
    if through:
        found |= _through_texts(through)
    if told.get("signatories"):
        found["signatories"] = str(told["signatories"])
    return found | {key: str(told[key]) for key in ("subject", "text") if told.get(key)}


def _person_texts(person: Mapping[str, Any]) -> dict[str, str]:
    name = line_of(*(person.get(part, "") for part in ("surname", "given", "patronymic")))
    plain = {key: str(person.get(key) or "") for key in ("pin", "phone")}
    return {"name": name, "address": _address(person.get("address"))} | plain


def _body_texts(body: Mapping[str, Any]) -> dict[str, str]:
    return {
        "org_name": str(body.get("name") or ""),
        "inn": str(body.get("inn") or ""),
        "head": str(body.get("head") or ""),
        "org_phone": str(body.get("phone") or ""),
        "address": _address(body.get("address")),
    }


def _through_texts(through: Mapping[str, Any]) -> dict[str, str]:
    return {
        "through": "1",
        "body": str(through.get("body") or ""),
        "body_number": str(through.get("number") or ""),
        "body_date": _day(through.get("dated_on")),
        "control_on": _day(through.get("control_on")),
    }


def _day(value: Any) -> str:
    day = date.fromisoformat(value) if isinstance(value, str) and value else value
    return f"{day:%d.%m.%Y}" if isinstance(day, date) else ""


def _address(value: Any) -> str:
    if isinstance(value, Mapping):
        parts = (value.get(key) for key in ("aimak", "village", "street", "house", "text"))
        return ", ".join(str(part) for part in parts if part)
    return str(value or "")
