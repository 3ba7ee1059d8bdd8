"""Between the form and registration: what the fields mean, which field a refusal belongs to."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.full_names import line_of, parted
from akimat_desk.services.addresses import PARTS
from akimat_desk.ui.screens.pad_fields import written

KEYS: Final = ("soate", *PARTS, "house", "address")
"""Of the address, in the order of documents; "address" is what no other part of it holds."""
BARRIER: Final = "barrier_report"
PERSON, ORGANISATION, ANONYMOUS = "person", "organisation", "anonymous"
Meant = Mapping[str, Any]
_AS_THEY_ARE: Final = (
    *("kind", "language", "channel", "topic", "service", "subject", "text"),
    *("signatories", "categories", "against", "previous", "responsible", "ordered_by"),
)

_LAST_WORD: Final = ""
_PATHS: Final = (
    ("applicant.person.pin", "pin"),
    ("applicant.person.phone", "phone"),
    ("applicant.person.address.text", "address"),
    ("applicant.person.address.", _LAST_WORD),
    ("applicant.person.born_on", "born_on"),
    ("applicant.person.trade_name", "trade_name"),
    ("applicant.person", "name"),
    ("applicant.organisation.inn", "inn"),
    ("applicant.organisation.phone", "org_phone"),
    ("applicant.organisation.head", "head"),
    ("applicant.organisation.address.text", "address"),
    ("applicant.organisation.address.", _LAST_WORD),
    ("applicant.organisation", "org_name"),
    ("applicant", "who"),
    ("representative.ground", "rep_ground"),
    ("representative", "rep_name"),
    ("came_through.number", "body_number"),
    ("came_through.dated_on", "body_date"),
    ("came_through.control_on", "control_on"),
    ("came_through.answer_also_to", "answer_also"),
    ("came_through", "body"),
    ("received_at", "received_on"),
    ("registered_at", "paper_on"),
    ("also_signed", "also_signed"),
    ("categories", "categories"),
)
_CATALOGUES: Final = {
    "kinds": "kind",
    "channels": "channel",
    "topics": "topic",
    "services": "service",
    "categories": "categories",
}
_CODES: Final = {
    "staff_unknown": "responsible",
    "service_not_taken": "service",
    "rule_length_missing": "kind",
    "blank_too_early": "paper_on",
    "blank_of_another_journal": "kind",
}
_PAPER: Final = re.compile(r"papers\.(\d+)(\.|$)")
_QUESTION: Final = re.compile(r"questions\.(\d+)(\.|$)")


class Beside(NamedTuple):
    """Where a refusal is shown: a field, a line of the papers, a question; else in the strip."""

    key: str = ""
    paper: int | None = None
    question: int | None = None


class Lists(NamedTuple):
    """What stands in the lists of the form, as registration takes it."""

    papers: list[dict[str, Any]]
    questions: list[dict[str, str]]


def told_of(meant: Meant, lists: Lists, record: str = "", own_soate: str = "") -> dict[str, Any]:
    """What `registration.register` takes; `meant` holds what is not folded away.

    The office's own district alone is no address: it stands in every form.
    """
    told: dict[str, Any] = {key: meant[key] for key in _AS_THEY_ARE if meant.get(key)}
    told |= written(meant)
    told["applicant"] = _applicant(meant, record, own_soate)
    told |= {key: value for key, value in lists._asdict().items() if value}
    for key, value in (
        ("also_signed", _lines(meant.get("also_signed"))),
        ("representative", _representative(meant)),
        ("came_through", _through(meant)),
        ("received_at", _received(meant)),
    ):
        told |= {key: value} if value else {}
    for required in ("kind", "language", "channel", "subject"):
        told.setdefault(required, "")
    return told


def _lines(text: Any) -> list[str]:
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def _applicant(meant: Meant, record: str, own_soate: str) -> dict[str, Any]:
    who = meant["who"]
    if who == ANONYMOUS:
        return {"anonymous": True}
    address = _address_told(meant, own_soate)
    if who == PERSON:
        told = _named(meant["name"]) | _given(
            pin=meant["pin"], phone=meant["phone"], trade_name=meant.get("trade_name") or ""
        )
        born_on = meant.get("born_on")
        told |= {"born_on": born_on.isoformat()} if isinstance(born_on, date) else {}
    else:
        told = {"name": meant["org_name"]} | _given(
            inn=meant["inn"], head=meant["head"], phone=meant["org_phone"]
        )
    told |= {"address": address} if address else {}
    return {who: told} | ({"record": record} if record else {})


def _address_told(meant: Meant, own_soate: str) -> dict[str, str]:
    found = {
        "text" if key == "address" else key: str(meant[key]).strip()
        for key in KEYS
        if str(meant[key] or "").strip()
    }
    return {} if found == {"soate": own_soate} else found


def _named(line: str) -> dict[str, Any]:
    name = parted(line)
    return {"surname": name.surname, "given": name.given} | _given(patronymic=name.patronymic)


def _given(**told: str) -> dict[str, str]:
    return {key: value for key, value in told.items() if value}


def _representative(meant: Meant) -> dict[str, Any] | None:
    if not meant.get("rep"):
        return None
    return {"person": _named(meant["rep_name"])} | _given(ground=meant["rep_ground"])


def _through(meant: Meant) -> dict[str, Any] | None:
    if not meant.get("through"):
        return None
    dates = {"dated_on": meant["body_date"], "control_on": meant["control_on"]}
    told = {"body": meant["body"], "number": meant["body_number"]}
    also = _lines(meant.get("answer_also"))
    told |= {"answer_also_to": also} if also else {}
    return told | {key: day.isoformat() for key, day in dates.items() if isinstance(day, date)}


def _received(meant: Meant) -> str:
    day, at = meant.get("received_on"), meant.get("received_at")
    if not meant.get("earlier") or not isinstance(day, date) or not isinstance(at, time):
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
    return _at_path(path) if isinstance(path, str) else Beside()


def _at_path(path: str) -> Beside:
    line, question = _PAPER.match(path), _QUESTION.match(path)
    if line is not None:
        return Beside(paper=int(line[1]))
    if question is not None:
        return Beside(question=int(question[1]))
    found = next((key for start, key in _PATHS if path.startswith(start)), path)
    return Beside(found or path.rpartition(".")[2])


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
    for mark, key in (("repeats", "previous"), ("accuses", "against")):
        if told.get(key):
            found |= {mark: "1", key: str(told[key])}
    plain = ("subject", "text", "pad_number")
    return found | {key: str(told[key]) for key in plain if told.get(key)}


def _person_texts(person: Mapping[str, Any]) -> dict[str, str]:
    name = line_of(*(person.get(part, "") for part in ("surname", "given", "patronymic")))
    plain = {key: str(person.get(key) or "") for key in ("pin", "phone", "trade_name")}
    plain["born_on"] = _day(person.get("born_on"))
    more = "1" if plain["born_on"] or plain["trade_name"] else ""
    return {"name": name, "more": more} | plain | _address_texts(person.get("address"))


def _body_texts(body: Mapping[str, Any]) -> dict[str, str]:
    return {
        "org_name": str(body.get("name") or ""),
        "inn": str(body.get("inn") or ""),
        "head": str(body.get("head") or ""),
        "org_phone": str(body.get("phone") or ""),
        **_address_texts(body.get("address")),
    }


def _through_texts(through: Mapping[str, Any]) -> dict[str, str]:
    return {
        "through": "1",
        "body": str(through.get("body") or ""),
        "body_number": str(through.get("number") or ""),
        "body_date": _day(through.get("dated_on")),
        "control_on": _day(through.get("control_on")),
        "answer_also": "\n".join(through.get("answer_also_to") or ()),
    }


def _day(value: Any) -> str:
    day = date.fromisoformat(value) if isinstance(value, str) and value else value
    return f"{day:%d.%m.%Y}" if isinstance(day, date) else ""


def _address_texts(value: Any) -> dict[str, str]:
    """The district by its code; an address that came as one line is in no part but the last."""
    parts = value if isinstance(value, Mapping) else {"text": value}
    return {key: str(parts.get("text" if key == "address" else key) or "") for key in KEYS}
