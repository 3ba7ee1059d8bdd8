"""The papers of reception as bytes: nothing is written, what is on the cards is drawn."""

from datetime import date
from typing import TYPE_CHECKING, Any

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.offices import Office
from akimat_desk.domain.receptions import KIND, Counted, card_of, figures
from akimat_desk.services import records
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import draws
from akimat_desk.services.papers import letterhead
from akimat_desk.services.reception_card_papers import CardPapers, received, spoken_of
from akimat_desk.services.reception_days import ReceptionDay, ReceptionDays, ScheduleRow
from akimat_desk.services.reception_readings import Promise, QuestionReading
from akimat_desk.services.receptions import Receptions

if TYPE_CHECKING:
    from akimat_desk.documents.reception_door import Hours
    from akimat_desk.documents.reception_minutes import Instructed
    from akimat_desk.documents.reception_words import Officer


class ReceptionPapers(CardPapers):
    """PDF bytes in Kyrgyz or Russian. Raises FieldWrong (language, nothing to show), StaffUnknown,
    RecordNotFound, LetterheadMissing, and what documents refuse."""

    def __init__(self, core: Core, receptions: Receptions, days: ReceptionDays) -> None:
        super().__init__(core, receptions)
        self._days = days

    @draws("reception-schedule")
    def schedule(self, language: str = "ky", day: date | None = None) -> bytes:
        """To hang on the door: what holds on that day (today) and later."""
        from akimat_desk.documents.reception_door import (  # noqa: PLC0415
            OfficerPart,
            ScheduleReading,
            schedule,
        )

        spoken, on = spoken_of(language), day or self._receptions.today()
        rows = self._days.schedules(on)
        if not rows:
            raise FieldWrong("schedule", "empty")
        officials = list(dict.fromkeys(one.official for one in rows))
        with self._core.read() as (_, lens):
            office = letterhead(lens.office, on)
        people = tuple(
            OfficerPart(
                official=_officer_of(next(one for one in rows if one.official == official)),
                hours=tuple(_hours(one) for one in rows if one.official == official),
            )
            for official in officials
        )
        return schedule(
            ScheduleReading(
                office=office,
                made_on=on,
                people=people,
                language=spoken,
                training=self._core.identity.is_training,
            )
        )

    @draws("sign-ups")
    def sign_ups(self, official: str, on: date, language: str = "ky") -> bytes:
        """The list of a day; with empty lines below for whoever comes without."""
        from akimat_desk.documents.reception_door import (  # noqa: PLC0415
            SignUpsReading,
            Waiting,
            sign_ups,
        )

        spoken, day = spoken_of(language), self._days.day(official, on)
        return sign_ups(
            SignUpsReading(
                office=self.office_name(on),
                on=on,
                official=_officer_of(day),
                hours=tuple(_hours(one) for one in day.hours),
                rows=tuple(
                    Waiting(
                        time=one.time,
                        name=one.name,
                        phone=one.phone,
                        about=one.about,
                        standing=one.standing,
                        card_number=one.card_number,
                    )
                    for one in day.sign_ups
                    if one.standing != "withdrawn"
                ),
                language=spoken,
                made_on=self._receptions.today(),
                training=self._core.identity.is_training,
            )
        )

    @draws("minutes")
    def minutes(self, official: str, on: date, language: str = "ky") -> bytes:
        """Of one official's day."""
        from akimat_desk.documents.reception_minutes import (  # noqa: PLC0415
            MinutesReading,
            minutes,
        )
        from akimat_desk.documents.reception_words import Officer  # noqa: PLC0415

        spoken, day = spoken_of(language), self._days.day(official, on)
        if not day.cards:
            raise FieldWrong("cards", "empty")
        held = [one for one in day.cards if one.stage != "annulled"]
        clerk = self._core.actor
        told = (
            Officer(name="") if clerk is None else Officer(name=clerk.short_name, post=clerk.post)
        )
        return minutes(
            MinutesReading(
                office=self.office_name(on),
                on=on,
                place=day.place,
                forms=tuple(dict.fromkeys(one.form for one in held)),
                official=_officer_of(day),
                clerk=told,
                cards=tuple(received(one) for one in held),
                figures=figures(self._counted(day)),
                language=spoken,
                absent=tuple(one.name for one in day.sign_ups if one.standing == "did_not_come"),
                annulled=tuple(one.number for one in day.cards if one.stage == "annulled"),
                training=self._core.identity.is_training,
            )
        )

    @draws("instructions")
    def instructions(
        self,
        from_on: date,
        until_on: date,
        *,
        official: str = "",
        executor: str = "",
        language: str = "ky",
    ) -> bytes:
        """What was told to whom at the receptions of these days, a page for each executor."""
        from akimat_desk.documents.reception_minutes import (  # noqa: PLC0415
            ExecutorPart,
            InstructionsReading,
            instructions,
        )

        spoken = spoken_of(language)
        found = self._receptions.promises(official=official, from_on=from_on, until_on=until_on)
        rows = [one for one in found if not executor or one.executor == executor]
        if not rows:
            raise FieldWrong("instructions", "empty")
        people: dict[str, list[Promise]] = {}
        for one in sorted(rows, key=lambda one: one.executor_name):
            people.setdefault(one.executor, []).append(one)
        with self._core.read() as (_, lens):
            office = lens.office
        return instructions(
            InstructionsReading(
                office=self.office_name(until_on),
                from_on=from_on,
                until_on=until_on,
                made_on=self._receptions.today(),
                people=tuple(
                    ExecutorPart(
                        executor=_officer(office, login),
                        rows=tuple(self._instructed(one) for one in some),
                    )
                    for login, some in people.items()
                ),
                language=spoken,
                training=self._core.identity.is_training,
            )
        )

    def _instructed(self, one: Promise) -> "Instructed":
        from akimat_desk.documents.reception_minutes import Instructed  # noqa: PLC0415

        return Instructed(
            card=one.card_number,
            on=one.on,
            official=one.official_name,
            applicant=one.applicant,
            question=one.asked,
            words=one.text,
            due_on=one.due_on,
            case_number=one.case_number,
            state=one.state,
        )

    def _counted(self, day: ReceptionDay) -> list[Counted]:
        with self._core.read() as (connection, _):
            return [
                Counted(
                    card=card_of(records.load(connection, KIND, one.id)),
                    promises={
                        asked.question: _state(asked)
                        for asked in one.questions
                        if asked.outcome == "instruction"
                    },
                )
                for one in day.cards
            ]


def _state(asked: QuestionReading) -> Any:
    return asked.promise


def _officer_of(one: ScheduleRow | ReceptionDay) -> "Officer":
    from akimat_desk.documents.reception_words import Officer  # noqa: PLC0415

    return Officer(name=one.official_name, post=one.official_post)


def _officer(office: Office, login: str) -> "Officer":
    from akimat_desk.documents.reception_words import Officer  # noqa: PLC0415

    staff = office.find_login(login)
    return Officer(name=login) if staff is None else Officer(name=staff.short_name, post=staff.post)


def _hours(one: ScheduleRow) -> "Hours":
    from akimat_desk.documents.reception_door import Hours  # noqa: PLC0415

    return Hours(
        opens=one.opens,
        closes=one.closes,
        place=one.place,
        form=one.form,
        weekday=one.weekday,
        on=one.on,
    )
