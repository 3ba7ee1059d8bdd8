"""The sentences of the status page that depend on how a case stands."""

from collections.abc import Iterator

from akimat_desk.central.standings import Passed, Standing, Stop
from akimat_desk.text.catalogue import Texts

_DAY = "%d.%m.%Y"
_OVER = ("closed", "forwarded", "withdrawn", "annulled")


def stage_words(t: Texts, stage: str) -> str:
    return {
        "registered": t("registered"),
        "under_consideration": t("under consideration"),
        "waiting_for_applicant": t("waiting for papers from the applicant"),
        "waiting_for_body": t("waiting for an answer from another body"),
        "decided": t("decided"),
        "forwarded": t("forwarded to another body"),
        "closed": t("answered and closed"),
        "withdrawn": t("withdrawn by the applicant"),
        "annulled": t("registration annulled"),
    }.get(stage, t("under consideration"))


def next_words(t: Texts, found: Standing) -> str:
    usual = t("The answer will be given to you or sent the way you chose.")
    if found.stage == "waiting_for_applicant" and found.waits_until is not None:
        day = found.waits_until.strftime(_DAY)
        return t("Bring the papers you were asked for by {day}; then the term goes on.", day=day)
    if found.stage == "forwarded" and found.passed is None:
        return t("Ask the office.")
    return {
        "registered": t("The head names who considers it. You need not do anything."),
        "under_consideration": usual,
        "waiting_for_applicant": t("Bring the papers you were asked for; then the term goes on."),
        "waiting_for_body": t("When the other body has answered, the term goes on."),
        "decided": usual,
        "forwarded": t("The answer will come from the body named below."),
        "closed": t("If the answer did not reach you, call the office."),
        "withdrawn": t("If you did not withdraw it, call the office."),
        "annulled": t("If you do not know why, call the office."),
    }.get(found.stage, usual)


def due_words(t: Texts, found: Standing) -> str:
    """Empty where nothing is to be answered any more."""
    term = found.term
    if found.stage in _OVER:
        return ""
    if term.not_before is not None:
        day = term.not_before.strftime(_DAY)
        # Translators: check the Kyrgyz of "stands still"
        return t("The term stands still; it will not end before {day}.", day=day)
    if term.on is None:
        return t("no term is established")
    day = term.on.strftime(_DAY)
    if term.left is None:
        return day
    return f"{day} \N{EN DASH} {_left(t, term.left)}"


def _left(t: Texts, days: int) -> str:
    if days == 0:
        return t("this is the last day")
    if days > 0:
        return t.many("{count} working day is left", "{count} working days are left", days)
    return t.many(
        "the term ended {count} working day ago", "the term ended {count} working days ago", -days
    )


def stop_words(t: Texts, stop: Stop, language: str) -> str:
    ground = stop.ground[language] or _awaited(t, stop.waits_for)
    start = stop.from_on.strftime(_DAY)
    if stop.until_on is None:
        return t("since {day}: {ground}", day=start, ground=ground)
    until = stop.until_on.strftime(_DAY)
    # Translators: check the Kyrgyz of "runs again"
    return t("from {day}, runs again from {until}: {ground}", day=start, until=until, ground=ground)


def _awaited(t: Texts, whom: str) -> str:
    return {
        "applicant": t("waiting for papers from the applicant"),
        "body": t("waiting for an answer from another body"),
    }.get(whom, t("the office's own ground"))


def place_words(t: Texts, passed: Passed) -> Iterator[str]:
    yield t("{body}, on {day}", body=passed.body, day=passed.on.strftime(_DAY))
    if passed.accepted_on is not None:
        yield t(
            "Accepted there on {day} under number {number}.",
            day=passed.accepted_on.strftime(_DAY),
            number=passed.number,
        )
