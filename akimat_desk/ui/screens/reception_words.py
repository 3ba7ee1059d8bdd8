"""Words and columns of reception: who comes today, what came of each question, the promises."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import msgspec

from akimat_desk.domain.receptions import OUTCOMES
from akimat_desk.services.drafts import Draft
from akimat_desk.services.reception_days import ReceptionDay, SignUpRow
from akimat_desk.services.reception_readings import CardReading, QuestionReading
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.choice import Choice
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.screens.card_words import joined, shown_day
from akimat_desk.ui.theme import Tone

SIGN_UP, CARD, DRAFT = "sign_up", "card", "draft"
_SIGNS: Final = {
    "waiting": "clock-outline",
    "came": "check",
    "did_not_come": "account-off-outline",
    "withdrawn": "cancel",
    "open": "pencil-outline",
    "closed": "check",
    "annulled": "cancel",
    DRAFT: "pencil-outline",
}


class DayRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the day: somebody who signed up, a card, or a card that is being typed.

    `stage` is the standing of a sign-up or the stage of a card. `what` is the thing itself.
    """

    kind: str
    id: str
    time: str
    who: str
    contact: str
    about: str
    state: str
    stage: str
    number: str = ""
    what: Any = None


def rows_of(day: ReceptionDay, drafts: Sequence[Draft]) -> tuple[DayRow, ...]:
    """What is being typed first, then by the clock; who came stands there as a card alone."""
    rows = [_of_sign_up(one) for one in day.sign_ups if one.standing != "came"]
    rows += [_of_card(one) for one in day.cards]
    timed = sorted(rows, key=lambda row: (row.time or "99:99", row.number))
    return (*(_of_draft(one) for one in drafts), *timed)


def _of_sign_up(one: SignUpRow) -> DayRow:
    return DayRow(
        kind=SIGN_UP,
        id=one.id,
        time=one.time,
        who=one.name,
        contact=one.phone,
        about=one.about,
        state=joined(standing_words(one.standing), one.withdrawn_for),
        stage=one.standing,
        what=one,
    )


def _of_card(one: CardReading) -> DayRow:
    return DayRow(
        kind=CARD,
        id=one.id,
        time=one.opened_at[11:16],
        who=one.applicant or tr("anonymous"),
        contact=one.phone,
        about="; ".join(asked.text for asked in one.questions),
        state=card_state(one),
        stage=one.stage,
        number=one.number,
        what=one,
    )


def _of_draft(one: Draft) -> DayRow:
    form = one.form
    who: dict[str, str] = form.get("who") or {}
    questions: list[dict[str, str]] = [*(form.get("questions") or ()), form.get("question") or {}]
    return DayRow(
        kind=DRAFT,
        id=one.id,
        time="",
        who=who.get("name") or who.get("org_name") or tr("without a name yet"),
        contact=who.get("phone", ""),
        about="; ".join(one["text"] for one in questions if one.get("text")),
        state=tr("being typed"),
        stage=DRAFT,
        what=one,
    )


def day_columns() -> list[Column[DayRow]]:
    return [
        # Translators: column: at what time
        Column(title=lambda: tr("Time"), text=lambda row: row.time, chars=8, is_stiff=True),
        Column(
            title=lambda: tr("Who, about what"),
            text=lambda row: joined(row.who, row.contact),
            note=lambda row: row.about,
            weight=3,
            is_strong=True,
        ),
        Column(
            # Translators: column: what came of it
            title=lambda: tr("Outcome"),
            text=lambda row: row.state,
            note=lambda row: row.number,
            tone=lambda row: Tone.SOFT if row.stage in _OVER else Tone.INK,
            icon=lambda row: _SIGNS.get(row.stage, ""),
            weight=2,
        ),
    ]


_OVER: Final = ("withdrawn", "did_not_come", "annulled")


def form_choices() -> list[Choice]:
    return [Choice(one, form_words(one)) for one in ("personal", "field", "hotline", "remote")]


def form_words(form: str) -> str:
    words = {
        "personal": tr("personal reception"),
        "field": tr("field reception"),
        "hotline": tr("hotline"),
        "remote": tr("remote reception"),
    }
    return words.get(form, form)


def outcome_choices() -> list[Choice]:
    return [Choice(one, outcome_words(one)) for one in OUTCOMES]


def outcome_words(outcome: str) -> str:
    words = {
        "settled_on_the_spot": tr("settled on the spot"),
        "explained": tr("explained"),
        # Translators: outcome of a reception: somebody is told to do something by a day
        "instruction": tr("instruction"),
        "written_appeal": tr("written appeal taken"),
        "": tr("no outcome yet"),
    }
    return words.get(outcome, outcome)


def standing_words(standing: str) -> str:
    words = {
        # Translators: of somebody who signed up for a reception
        "waiting": tr("signed up"),
        "came": tr("came"),
        "did_not_come": tr("did not come"),
        "withdrawn": tr("will not come"),
    }
    return words.get(standing, standing)


def promise_words(state: str) -> str:
    words = {
        "open": tr("promise in hand"),
        "kept": tr("promise kept"),
        "broken": tr("promise broken"),
        "dropped": tr("instruction taken back"),
    }
    return words.get(state, "")


def card_state(card: CardReading) -> str:
    """What came of it, the same outcomes counted together."""
    if card.stage == "annulled":
        return tr("annulled: {reason}", reason=card.annulled_for)
    counts: dict[str, int] = {}
    for one in card.questions:
        counts[one.outcome] = counts.get(one.outcome, 0) + 1
    return ", ".join(
        outcome_words(outcome) + (f" ({count})" if count > 1 else "")
        for outcome, count in counts.items()
    )


def question_outcome(one: QuestionReading) -> str:
    """The outcome with whom, by when and how the promise stands."""
    due = "" if one.due_on is None else tr("by {day}", day=shown_day(one.due_on))
    return joined(
        outcome_words(one.outcome), one.words, one.executor_name, due, promise_words(one.promise)
    )


def counts_words(rows: Sequence[DayRow]) -> str:
    """How far the day has come."""
    cards = [one.what for one in rows if one.kind == CARD and one.stage != "annulled"]
    waiting = sum(one.stage == "waiting" for one in rows)
    asked = [question for card in cards for question in card.questions]
    spot = sum(one.outcome == OUTCOMES[0] for one in asked)
    received = tr_many("received {count} person", "received {count} people", len(cards))
    questions = tr_many("{count} question", "{count} questions", len(asked))
    settled = tr("settled on the spot: {count}", count=spot)
    left = tr("still waiting: {count}", count=waiting) if waiting else ""
    return joined(received, questions, settled, left)


def about_words(official: str, form: str, on: date, place: str) -> str:
    """Over a card: whose reception, of what kind, when and where."""
    return joined(form_words(form), official, shown_day(on), place)
