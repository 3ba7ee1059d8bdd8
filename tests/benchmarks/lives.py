"""How the cases of a large office go: who does what on which working day after registration."""

from random import Random
from typing import Any, NamedTuple

EXECUTORS = ("tokton", "mamyt", "ergesh", "rahim", "ismail", "ibraim", "sydyk", "orozov")
REGISTRAR, HEAD = "asanova", "akim"
KINDS = {
    "application": 44, "complaint": 26, "proposal": 6, "service_request": 12, "barrier_report": 2,
    "letter": 10,
}  # fmt: skip
CHANNELS = {"in_person": 50, "post": 28, "portal": 9, "email": 6, "hotline": 3, "reception": 4}
OUTCOMES = ("granted", "partly_granted", "explained", "refused")
REMARKS = (
    "Жерине чыгып көрүлдү, акт түзүлдү.",
    "Арыз ээси менен телефон аркылуу сүйлөшүлдү, кошумча документ сурадык.",
    "Запрошены сведения в архитектуре, ответ ожидается на следующей неделе.",
)
RESOLUTIONS = ("Карап чыгып, жооп даярдагыла", "Рассмотреть и подготовить ответ")


class Step(NamedTuple):
    """`wait` is in working days since the step before."""

    wait: int
    who: str
    action: str
    wish: dict[str, Any]


def drawn(chance: Random, weights: dict[str, int]) -> str:
    return chance.choices(tuple(weights), tuple(weights.values()))[0]


def life(chance: Random, executor: str, *, ends: bool, is_controlled: bool) -> list[Step]:
    """What happens to one case; of those that do not end some were not even assigned."""
    if not ends and chance.random() < 0.06:
        return []
    steps = _begun(chance, executor)
    is_paused = chance.random() < (0.1 if ends else 0.25)
    if is_paused:
        steps.append(_pause(chance, executor))
    if ends:
        if is_paused:
            steps.append(Step(chance.randint(2, 12), executor, "resume", {"reason": "Келди"}))
        if is_controlled:
            steps.append(Step(1, executor, "report", {"control": "registration"}))
        steps += _end(chance, executor)
    elif not is_paused and chance.random() < 0.1:
        steps.append(Step(3, executor, "decide", {"outcome": chance.choice(OUTCOMES)}))
    return steps


def _begun(chance: Random, executor: str) -> list[Step]:
    is_accepted = chance.random() < 0.6
    wish = {
        "executor": executor,
        "resolution": chance.choice(RESOLUTIONS),
        "on_behalf_of": HEAD,
        "ground": "резолюция",
        "accepted": is_accepted,
    }
    steps = [Step(chance.randint(0, 2), REGISTRAR, "assign", wish)]
    if not is_accepted:
        steps.append(Step(chance.randint(0, 1), executor, "accept", {}))
    if chance.random() < 0.4:
        note = {"text": chance.choice(REMARKS)}
        steps.append(Step(chance.randint(0, 4), executor, "note", note))
    return steps


def _pause(chance: Random, executor: str) -> Step:
    if chance.random() < 0.7:
        wish = {"category": "applicant_documents", "ground": "Паспорттун көчүрмөсү жок"}
    else:
        body = "Архитектура башкармалыгы"
        wish = {"category": "body_reply", "ground": "Жооп күтүлүүдө", "body": body}
    return Step(chance.randint(1, 3), executor, "pause", wish)


def _end(chance: Random, executor: str) -> list[Step]:
    wait, draw = chance.randint(2, 11), chance.random()
    if draw < 0.03:
        return [Step(wait, executor, "withdraw", {"ground": "Арыз ээсинин арызы"})]
    if draw < 0.05:
        return [Step(wait, REGISTRAR, "annul", {"reason": "Эки жолу катталган"})]
    if draw < 0.12:
        wish = {"body": "Ош облусунун жер ресурстары", "ground": "Таандыгы боюнча"}
        return [Step(wait, executor, "forward", wish)]
    outcome = chance.choice(OUTCOMES)
    wish = {
        "outcome": outcome,
        "answer": f"№ 02-15/{chance.randint(1, 9999)}",
        "file_index": f"0{chance.randint(1, 9)}-{chance.randint(1, 30)}",
        "sheets": chance.randint(1, 12),
    }
    end = Step(wait, executor, "close", wish)
    if chance.random() < 0.3:
        return [Step(wait, executor, "decide", {"outcome": outcome}), end._replace(wait=1)]
    return [end]
