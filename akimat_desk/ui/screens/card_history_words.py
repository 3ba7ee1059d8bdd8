"""History as sentences: what each entry of a case says that somebody did."""

from collections.abc import Callable
from typing import Any, Final

from akimat_desk.domain import case_events as events
from akimat_desk.domain.absence_events import ExecutorPassed
from akimat_desk.domain.act_events import ActAnnulled, ActCopied, ActReplaced, ActSigned
from akimat_desk.domain.archive_events import CaseFiled
from akimat_desk.domain.clash_events import NumberClashSettled
from akimat_desk.domain.copy_events import AnswerAlsoAwaited, AnswerAlsoSent, AnswerSpared
from akimat_desk.domain.facts import Event
from akimat_desk.domain.list_events import CaseLabelled, ExecutorReleased, HandOverUndone
from akimat_desk.domain.moments import local_time
from akimat_desk.domain.request_events import RequestPrevented
from akimat_desk.domain.slots import DisputeSettled
from akimat_desk.services.card_readings import CardReading, HistoryEntry
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.screens.acts_words import act_name, sent_words
from akimat_desk.ui.screens.bodies_words import BODIES_SAID
from akimat_desk.ui.screens.card_visit_words import VISITS_SAID
from akimat_desk.ui.screens.card_words import (
    language_words,
    letter_words,
    named,
    receipt_forms,
    shown_day,
    shown_moment,
    way_words,
)
from akimat_desk.ui.screens.control_words import answered_words, reported_words

_Said = Callable[[CardReading, Any], str]


def entry_words(card: CardReading, entry: HistoryEntry) -> str:
    """One sentence without its author, who stands beside it."""
    if entry.event is None:
        return tr("Something a newer program wrote ({type}).", type=entry.type)
    return event_words(card, entry.event)


def event_words(card: CardReading, event: Event) -> str:
    """The same for an event alone, as the versions of a dispute show it."""
    said = _SAID.get(type(event))
    return type(event).__name__ if said is None else said(card, event)


def aside_words(reason: str) -> str:
    """Why an entry does not count."""
    words = {
        "registered_twice": tr("the case was registered before"),
        "not_registered": tr("the case has no registration"),
        "nothing_to_follow": tr("what it refers to is not here"),
        "nothing_to_settle": tr("nothing was in dispute"),
        "not_of_a_case": tr("it does not belong to a case"),
    }
    return words.get(reason, reason)


def _name(card: CardReading, staff_id: str) -> str:
    return card.names.get(staff_id, staff_id[:8])


def _last(name: str) -> str:
    """A name at the end of a sentence: the dot of its initial is the sentence's own."""
    return name.removesuffix(".")


def _assigned(card: CardReading, e: events.ExecutorAssigned) -> str:
    executor = _last(_name(card, e.executor))
    if e.question:
        said = tr("Executor of question {n}: {executor}.", n=e.question, executor=executor)
    else:
        said = tr("Executor: {executor}.", executor=executor)
    others = ", ".join(_name(card, one) for one in e.co_executors)
    parts = [said]
    if others:
        parts.append(tr("Together with: {names}.", names=_last(others)))
    if e.internal_on:
        parts.append(tr("Internal date: {day}.", day=shown_day(e.internal_on)))
    if e.resolution:
        parts.append(tr("Resolution: {text}", text=e.resolution))
    return " ".join(parts)


def _passed(card: CardReading, e: ExecutorPassed) -> str:
    taker, owner = _name(card, e.executor), _last(_name(card, e.owner))
    if e.executor == e.owner:
        return tr("Case came back to {owner}.", owner=owner)
    if e.ground:
        return tr(
            "Case passed on: {taker} instead of {owner}. Ground: {ground}",
            taker=taker,
            owner=owner,
            ground=e.ground,
        )
    return tr("Case passed on: {taker} instead of {owner}.", taker=taker, owner=owner)


def _released(_: CardReading, e: ExecutorReleased) -> str:
    if e.question:
        return tr(
            "Executor of question {n} released. Reason: {reason}", n=e.question, reason=e.reason
        )
    return tr("Executor released. Reason: {reason}", reason=e.reason)


def _undone(card: CardReading, e: HandOverUndone) -> str:
    meant = next((one for one in card.history if one.id == e.undoes.hex()), None)
    if meant is None:
        return tr("The last assignment is undone.")
    return tr("Undone: {what}", what=entry_words(card, meant))


def _labelled(_: CardReading, e: CaseLabelled) -> str:
    if e.is_on:
        return tr("Label: {label}.", label=e.label)
    return tr("Label taken off: {label}.", label=e.label)


def _paused(card: CardReading, e: events.ClockPaused) -> str:
    category = named(card.row("pause_grounds", e.category))
    return tr(
        "Term paused from {day}: {category}. Ground: {ground}",
        day=shown_day(e.from_on),
        category=category,
        ground=e.ground,
    )


def _requested(card: CardReading, e: events.DocumentsRequested) -> str:
    documents = ", ".join(named(card.row("documents", one)) for one in e.documents)
    if e.of == "body":
        return tr("Asked of {body}: {documents}.", body=e.body, documents=documents)
    said = tr("Asked of the applicant: {documents}.", documents=documents)
    if not e.overrides:
        return said
    ordered = tr(
        "Ordered by {head} under {article}: {reason}",
        head=_name(card, e.override_by),
        article=e.article,
        reason=e.override_reason,
    )
    return f"{said} {ordered}"


def _prevented(card: CardReading, e: RequestPrevented) -> str:
    document = named(card.row("documents", e.document))
    if e.instead == "body":
        return tr(
            "The applicant was not asked for: {document}. The register was asked.",
            document=document,
        )
    return tr("The applicant was not asked for: {document}.", document=document)


def _received(_: CardReading, e: events.DocumentReceived) -> str:
    titles = ", ".join(paper.title for paper in e.papers)
    source = letter_words(e.from_body, e.number, e.dated_on)
    if source:
        return tr("Received from {body}: {documents}.", body=source, documents=titles)
    return tr("Received: {documents}.", documents=titles)


def _receipt(_: CardReading, e: events.ReceiptIssued) -> str:
    form = dict(receipt_forms()).get(e.form, e.form)
    language = language_words(e.language)
    if e.reason:
        return tr(
            "Corrected receipt ({form}, {language}) in place of {old}. Reason: {reason}",
            form=form,
            language=language,
            old=e.reading.corrects,
            reason=e.reason,
        )
    if e.copy:
        return tr("Receipt, copy {n} ({form}, {language}).", n=e.copy, form=form, language=language)
    return tr("Receipt ({form}, {language}).", form=form, language=language)


def _forwarded(_: CardReading, e: events.CaseForwarded) -> str:
    said = tr("Forwarded to {body}. Ground: {ground}", body=e.body, ground=e.ground)
    return f"{said} {tr('Kept on our control.')}" if e.keeps_control else said


def _delivered(card: CardReading, e: events.ActDelivered) -> str:
    found = next((act for act in card.acts if act.act == e.act), None)
    if found is not None and found.is_by_form:
        act, day, way = _act_words(card, e.act), shown_day(e.delivered_on), sent_words(e.way)
        return tr("{act}: {way}, {day}.", act=act, way=way, day=day)
    number = "" if found is None else found.number
    return tr(
        "Answer {number} sent {way} on {day}.",
        number=number,
        way=way_words(e.way),
        day=shown_day(e.delivered_on),
    )


def _issued(card: CardReading, e: events.ActIssued) -> str:
    if not e.template_digest:
        name = _last(e.signatory)
        return tr("Answer {number} issued, signed by {name}.", number=e.number, name=name)
    said = tr("Issued: {act}.", act=act_name(named(card.row("forms", e.kind)), e.number))
    old = _act_words(card, e.replaces) if e.replaces else ""
    return f"{said} {tr('It corrects: {act}.', act=old)}" if old else said


def _act_words(card: CardReading, act: str) -> str:
    """By the name of its form and its number."""
    found = next((one for one in card.acts if act in (one.act, one.number)), None)
    if found is None:
        return tr("another act")
    if not found.is_by_form:
        return tr("Answer {number}", number=found.number)
    return act_name(named(card.row("forms", found.kind)), found.number)


def _numbered(card: CardReading, e: events.ActNumbered) -> str:
    found = next((one for one in card.acts if one.act == e.act), None)
    if found is None or not found.is_by_form:
        return tr("Answer numbered {number}.", number=e.number)
    form = named(card.row("forms", found.kind))
    return tr("{form}: numbered {number}.", form=form, number=e.number)


def _act_signed(card: CardReading, e: ActSigned) -> str:
    act, day = _act_words(card, e.act), shown_day(e.signed_on)
    if e.file:
        return tr("{act}: signed on {day}, the signed file is kept.", act=act, day=day)
    return tr("{act}: signed by hand on {day}.", act=act, day=day)


def _corrected(_: CardReading, e: events.FieldsCorrected) -> str:
    fields = {
        "applicant": tr("applicant"),
        "representative": tr("representative"),
        "subject": tr("subject"),
        "topic": tr("topic"),
        "against": tr("against whom"),
        "text": tr("text"),
        "service": tr("service"),
        "categories": tr("categories"),
        "signatories": tr("signatures"),
        "sheets": tr("sheets"),
    }
    changed = [words for key, words in fields.items() if getattr(e, key) is not None]
    said = tr("Corrected: {fields}.", fields=", ".join(changed))
    if e.subject is not None:
        said = f"{said} {tr('Subject now: {subject}.', subject=e.subject)}"
    return f"{said} {tr('Reason: {reason}', reason=e.reason)}" if e.reason else said


def _closed(card: CardReading, e: events.CaseClosed) -> str:
    said = tr("Closed: {outcome}.", outcome=named(card.row("outcomes", e.outcome)))
    return f"{said} {e.answer}" if e.answer else said


def _registered(_: CardReading, e: events.CaseRegistered) -> str:
    if e.pad:
        written = shown_moment(local_time(e.registered_at))
        return tr("Registered on paper under {number}, {moment}.", number=e.number, moment=written)
    return tr("Registered under {number}.", number=e.number)


def _settled(_: CardReading, e: DisputeSettled) -> str:
    return tr("Dispute settled. Reason: {reason}", reason=e.reason)


_SAID: Final[dict[type[Event], _Said]] = {
    **BODIES_SAID,
    events.CaseRegistered: _registered,
    events.FieldsCorrected: _corrected,
    events.ExecutorAssigned: _assigned,
    events.HandOverAccepted: lambda card, e: tr(
        "Taken over by {executor}.", executor=_last(_name(card, e.executor))
    ),
    events.HandOverDeclined: lambda card, e: tr(
        "Given back by {executor}. Reason: {reason}",
        executor=_last(_name(card, e.executor)),
        reason=e.reason,
    ),
    ExecutorPassed: _passed,
    ExecutorReleased: _released,
    HandOverUndone: _undone,
    CaseLabelled: _labelled,
    NumberClashSettled: lambda _, e: tr(
        "One number on several papers, dealt with: {reason}", reason=e.reason
    ),
    events.ClockPaused: _paused,
    events.ClockResumed: lambda _, e: tr("Term runs again from {day}.", day=shown_day(e.on)),
    events.TermExtended: lambda _, e: tr_many(
        "Term extended by {count} day. Ground: {ground}",
        "Term extended by {count} days. Ground: {ground}",
        e.days,
        ground=e.ground,
    ),
    events.ControlSet: lambda _, e: tr(
        "Put on control: {body}, by {day}.",
        body=letter_words(e.body, e.number, e.dated_on),
        day=shown_day(e.due_on),
    ),
    events.ControlProlonged: lambda _, e: tr(
        "Control date moved to {day} by letter {letter}.",
        day=shown_day(e.due_on),
        letter=letter_words("", e.letter_number, e.letter_dated_on),
    ),
    events.ControlReported: reported_words,
    AnswerAlsoAwaited: lambda _, e: tr("To be answered too: {names}.", names="; ".join(e.whom)),
    AnswerAlsoSent: answered_words,
    AnswerSpared: lambda _, e: tr(
        "No answer is needed: {name}. Ground: {ground}", name=e.to, ground=e.ground
    ),
    events.ControlLifted: lambda _, e: tr(
        "Taken off control by {by}. Ground: {ground}", by=e.by, ground=e.ground
    ),
    events.DocumentsRequested: _requested,
    RequestPrevented: _prevented,
    events.DocumentReceived: _received,
    events.FileAttached: lambda _, e: tr("File attached: {title}.", title=e.title),
    events.NoteAdded: lambda _, e: tr("Note: {text}", text=e.text),
    events.NoticeGiven: lambda _, e: tr("Applicant told: {text}", text=e.text or e.notice),
    events.ReceiptIssued: _receipt,
    events.ActIssued: _issued,
    events.ActNumbered: _numbered,
    ActSigned: _act_signed,
    ActAnnulled: lambda card, e: tr(
        "{act}: annulled. Reason: {reason}", act=_act_words(card, e.act), reason=e.reason
    ),
    ActReplaced: lambda card, e: tr(
        "{act}: corrected by {other}.",
        act=_act_words(card, e.act),
        other=_act_words(card, e.by),
    ),
    ActCopied: lambda card, e: tr(
        "{act}: copy No. {n} was made.", act=_act_words(card, e.act), n=e.copy
    ),
    events.ActDelivered: _delivered,
    events.CaseDecided: lambda card, e: tr(
        "Decided: {outcome}.", outcome=named(card.row("outcomes", e.outcome))
    ),
    events.CaseForwarded: _forwarded,
    events.CaseAccepted: lambda _, e: tr("Accepted here under {number}.", number=e.number),
    events.CaseReturned: lambda _, e: tr("Given back. Reason: {reason}", reason=e.reason),
    events.CaseClosed: _closed,
    CaseFiled: lambda _, e: tr("To file No. {index}.", index=e.file_index),
    events.CaseWithdrawn: lambda _, e: tr(
        "Taken back by the applicant. Ground: {ground}", ground=e.ground
    ),
    events.CaseAnnulled: lambda _, e: tr(
        "Registration annulled. Reason: {reason}", reason=e.reason
    ),
    events.CaseReopened: lambda _, e: tr("Reopened. Ground: {ground}", ground=e.ground),
    DisputeSettled: _settled,
    **VISITS_SAID,
}
