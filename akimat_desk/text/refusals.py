"""Why something was refused, in words: one sentence for each code, made of its facts."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from akimat_desk.text import (
    account_refusals,
    archive_refusals,
    backup_refusals,
    body_refusals,
    case_refusals,
    catalogue_refusals,
    copy_refusals,
    dossier_refusals,
    file_words,
    number_refusals,
    pad_refusals,
    pen_refusals,
    reception_refusals,
    request_refusals,
    succession_refusals,
    trouble_words,
    trust_refusals,
    visit_refusals,
)
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.text.printer_words import printer_refusal
from akimat_desk.text.rule_words import pack_refusal

_Sentence = Callable[..., str]
_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")


def refusal(code: str, facts: Mapping[str, Any]) -> str:
    """The sentence for a code in the language that is spoken; never a bare code alone."""
    known = _SENTENCES.get(code)
    if known is None:
        return tr("This cannot be done ({code}).", code=code)
    return known(**{name: _shown(value) for name, value in facts.items()})


def _shown(value: Any) -> Any:
    """A date as it is written here; anything else as it is."""
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    return value if found is None else "{day}.{month}.{year}".format(**found.groupdict())


def _field_wrong(field: str, reason: str, limit: int | None = None) -> str:
    known = _REASONS.get(reason)
    told = tr("is wrong") if known is None else known(limit)
    return tr("The field {field} {told}.", field=field or "-", told=told)


_REASONS: dict[str, Callable[[int | None], str]] = {
    "missing": lambda _: tr("is missing"),
    "empty": lambda _: tr("is empty"),
    "too_long": lambda limit: tr("is longer than {limit} characters", limit=limit),
    "too_many": lambda limit: tr("has more than {limit} items", limit=limit),
    "not_14_digits": lambda _: tr("must have exactly 14 digits"),
    "not_a_date": lambda _: tr("is not a date of the calendar"),
    "not_a_number": lambda _: tr("is not a number"),
    "wrong_type": lambda _: tr("has a value of another kind"),
    "out_of_range": lambda _: tr("is out of range"),
    "unknown": lambda _: tr("has a value that is not known"),
    "in_the_future": lambda _: tr("lies in the future"),
    "not_text": lambda _: tr("holds a broken character"),
    "damaged": lambda _: tr("is damaged: scan the paper once more"),
    "locked": lambda _: tr("is locked with a password: an open copy is needed"),
    "own_office": lambda _: tr("names this office itself"),
    "unchanged": lambda _: tr("is already so"),
    "taken": lambda _: tr("is already taken"),
    "nothing_to_correct": lambda _: tr("is not named: nothing would be corrected"),
    "one_of_person_organisation_anonymous": lambda _: tr(
        "must be a person, an organisation or anonymous"
    ),
}
_LINES: dict[str, Callable[[], str]] = {
    "empty": lambda: tr("The line is empty."),
    "not_utf8": lambda: tr("The line is not UTF-8 text."),
    "not_json": lambda: tr("The line is not JSON."),
    "not_an_object": lambda: tr("The line is not a JSON object."),
    "too_long": lambda: tr("The line is too long."),
}


def _dates(field: str, earliest: str | None, latest: str | None) -> str:
    if earliest is not None:
        return tr("The date {field} is earlier than {earliest}.", field=field, earliest=earliest)
    return tr("The date {field} is later than {latest}.", field=field, latest=latest)


_SENTENCES: dict[str, _Sentence] = {
    **body_refusals.SENTENCES,
    **case_refusals.SENTENCES,
    **archive_refusals.SENTENCES,
    **copy_refusals.SENTENCES,
    **pad_refusals.SENTENCES,
    **dossier_refusals.SENTENCES,
    **reception_refusals.SENTENCES,
    **request_refusals.SENTENCES,
    **pen_refusals.SENTENCES,
    **succession_refusals.SENTENCES,
    **visit_refusals.SENTENCES,
    **account_refusals.SENTENCES,
    **backup_refusals.SENTENCES,
    **trust_refusals.SENTENCES,
    **catalogue_refusals.SENTENCES,
    **number_refusals.SENTENCES,
    **file_words.SENTENCES,
    **trouble_words.SENTENCES,
    "field_wrong": _field_wrong,
    "unknown_keys": lambda keys: tr("Unknown keys: {keys}.", keys=", ".join(keys)),
    "unknown_row": lambda catalogue, id: tr(  # noqa: A006
        "The catalogue {catalogue} has no row {row}.", catalogue=catalogue, row=id
    ),
    "line_unreadable": lambda reason: _LINES[reason](),
    "not_allowed": lambda action: tr(
        "Your role does not allow the action {action}.", action=action
    ),
    "work_cancelled": lambda: tr("Stopped. Nothing was changed."),
    "staff_unknown": lambda login: tr("Nobody works here under the login {login}.", login=login),
    "login_taken": lambda login: tr(
        "The login {login} belonged to somebody who left.", login=login
    ),
    "clock_behind": lambda now, newest_at: tr(
        "The computer's clock shows {now}, but the newest record is of {newest_at}."
        " Correct the clock; until then no number is given.",
        now=now,
        newest_at=newest_at,
    ),
    "clock_behind_server": lambda now, server_at: tr(
        "The computer's clock shows {now}, but the server has told {server_at} already."
        " Correct the clock; until then no number is given.",
        now=now,
        server_at=server_at,
    ),
    "clock_ahead": lambda now, newest_at: tr(
        "The computer's clock shows {now}, but the newest record is of {newest_at}."
        " Confirm today's date before a number is given.",
        now=now,
        newest_at=newest_at,
    ),
    "clock_date_differs": lambda told, clock_on: tr(
        "You confirmed {told}, but the computer's clock shows {clock_on}. Correct the clock.",
        told=told,
        clock_on=clock_on,
    ),
    "case_ended": lambda number, ended_on: tr(
        "Case {number} ended on {ended_on}.", number=number, ended_on=ended_on
    ),
    "case_open": lambda number: tr("Case {number} is open.", number=number),
    "case_read_only": lambda number: tr(
        "Case {number} holds records of a newer program. Update the program first.", number=number
    ),
    "already_paused": lambda number, from_on: tr(
        "The term of case {number} is paused since {from_on}.", number=number, from_on=from_on
    ),
    "not_paused": lambda number: tr("The term of case {number} is not paused.", number=number),
    "date_out_of_place": _dates,
    "internal_too_late": lambda latest: tr(
        "The internal date may not be later than {latest}.", latest=latest
    ),
    "rule_length_missing": lambda rule: tr(
        "How long the term {rule} is has not been established. Enter it once, with its article.",
        rule=rule,
    ),
    "extension_too_long": lambda cap, granted: tr(
        "The term may be extended by {cap} days in all; {granted} are granted already.",
        cap=cap,
        granted=granted,
    ),
    "nothing_to_accept": lambda number: tr(
        "Case {number} was not handed over to you.", number=number
    ),
    "nothing_to_release": lambda number: tr(
        "Case {number} has no executor: there is nobody to release.", number=number
    ),
    "undo_too_late": lambda number: tr(
        "Case {number} stays as it is: it is too late to undo this.", number=number
    ),
    "saved_list_unknown": lambda: tr("This saved list is not here any more."),
    "absence_overlaps": lambda from_on, until_on: tr(
        "This person is entered as absent from {first} to {last} already. Change that absence.",
        first=from_on,
        last=until_on,
    ),
    "substitutes_in_circle": lambda on: tr(
        "On {day} those who stand in for one another would lead back to who is absent.", day=on
    ),
    "staff_holds_cases": lambda login, count: tr_many(
        "{login} still has {count} open case. Hand it over first.",
        "{login} still has {count} open cases. Hand them over first.",
        count,
        login=login,
    ),
    "hand_over_not_printed": lambda act: tr(  # noqa: ARG005
        "The act of hand-over is signed on paper: print it first."
    ),
    "executor_is_accused": lambda login: tr(
        "The complaint is against {login}; somebody else must consider it.", login=login
    ),
    "control_unknown": lambda control: tr("There is no control {control}.", control=control),
    "control_not_reported": lambda body, due_on: tr(
        "{body} awaits a report by {due_on}. Record the report first.", body=body, due_on=due_on
    ),
    "answer_missing": lambda number: tr(
        "The answer to the applicant in case {number} is not recorded.", number=number
    ),
    "nothing_disputed": lambda slot: tr("Nothing is in dispute under {slot}.", slot=slot),
    "dispute_open": lambda slot: tr(
        "Workstations recorded different things under {slot}. The head settles this first.",
        slot=slot,
    ),
    "act_unknown": lambda act: tr("The case has no act {act}.", act=act),
    "parts_missing": lambda parts: tr("The act lacks: {parts}.", parts=", ".join(parts)),
    "numbers_kept_elsewhere": lambda journal: tr(
        "Another workstation gives the numbers of the journal {journal}.", journal=journal
    ),
    "act_not_ready": lambda stage: tr("The act is not at this step (it is: {stage}).", stage=stage),
    "signed_file_other": lambda act: tr(  # noqa: ARG005
        "The signed file does not hold the pages of this act. Choose the file that was signed."
    ),
    "not_the_keeper": lambda journal: tr(
        "This workstation does not keep the journal {journal}. Its keeper hands the pen on; from a"
        " workstation that is broken it is taken with a reason.",
        journal=journal,
    ),
    "template_not_found": lambda template: tr("There is no form {form}.", form=template),
    "template_wrong": lambda reason, where: tr(
        "The form cannot be read: {reason} ({where}).", reason=reason, where=where
    ),
    "template_faulty": lambda template, findings: tr(
        "The form {form} has findings and is not adopted: {findings}.",
        form=template,
        findings="; ".join(findings),
    ),
    "template_older": lambda template, release: tr(
        "The office works by release {release} of the form {form} already.",
        release=release,
        form=template,
    ),
    "record_not_found": lambda record: tr("There is no record {record}.", record=record),
    "kind_of_act_unknown": lambda kind: tr("There is no kind of act {kind}.", kind=kind),
    "action_unknown": lambda action: tr("There is no action {action}.", action=action),
    "responsibility_missing": lambda topic, service: tr(
        "The table of responsibility names nobody for this matter ({topic} {service})."
        " Add a row first.",
        topic=topic,
        service=service,
    ),
    "letterhead_missing": lambda part: tr(
        "The office's letterhead is not complete ({part}). Enter it in the office settings.",
        part=part,
    ),
    "service_not_taken": lambda service, closed_on: tr(
        "Applications for {service} are no longer taken since {closed_on}.",
        service=service,
        closed_on=closed_on,
    ),
    "number_unreadable": lambda reason: tr(
        "This is no number of a case ({reason}).", reason=reason
    ),
    "number_unknown": lambda number: tr("There is no case {number} here.", number=number),
    "number_ambiguous": lambda number, offices: tr(
        "Several cases bear the number {number}: {offices}.",
        number=number,
        offices=", ".join(offices),
    ),
    "office_id_wrong": lambda text, reason: tr(
        "{text} is no office id ({reason}).", text=text, reason=reason
    ),
    "workspace_missing": lambda folder: tr(
        "There is no workspace in {folder}. Make one with init.", folder=folder
    ),
    "workspace_exists": lambda folder: tr("{folder} holds a workspace already.", folder=folder),
    "workspace_in_use": lambda folder: tr(
        "Another program is working in {folder}. Close it first.", folder=folder
    ),
    "workspace_newer": lambda version, known: tr(
        "This workspace was written by a newer program ({version}, this one knows {known})."
        " Update the program.",
        version=version,
        known=known,
    ),
    "disk_busy": lambda: tr("The database is busy. Try again."),
    "disk_full": lambda: tr("The disk is full. Nothing was written."),
    "disk_read_only": lambda: tr("The folder does not allow writing."),
    "disk_failed": lambda detail: tr("The disk answered with an error: {detail}.", detail=detail),
    "database_damaged": lambda detail: tr("The database is damaged: {detail}.", detail=detail),
    "file_missing": lambda digest: tr("The file {digest} is not at this desk.", digest=digest),
    "sign_in_refused": lambda: tr("Login or password is wrong."),
    "password_missing": lambda: tr("A password is needed."),
    "password_too_short": lambda limit: tr(
        "The password must have at least {limit} characters.", limit=limit
    ),
    "receipt_altered": lambda reason: tr(
        "This is not a genuine receipt ({reason}).", reason=reason
    ),
    "station_unknown": lambda key_id: tr(
        "The receipt was signed by a workstation that is not known here ({key_id}).", key_id=key_id
    ),
    "receipt_not_issued": lambda number: tr(
        "No receipt was made for case {number} yet, so there is nothing to copy.", number=number
    ),
    "receipt_unchanged": lambda number: tr(
        "The receipt of case {number} says what the case says; there is nothing to correct.",
        number=number,
    ),
    "output_unwritable": lambda file: tr("The file {file} cannot be written.", file=file),
    "input_unreadable": lambda file: tr("The file {file} cannot be read.", file=file),
    "glyph_missing": lambda characters: tr(
        "The paper's fonts lack these characters: {characters}.", characters=characters
    ),
    "printer_not_ready": printer_refusal,
    "paper_unreadable": lambda: tr("This file cannot be shown; it may be damaged."),
    "paper_overflows": lambda part: tr("The part {part} does not fit the paper.", part=part),
    "part_missing": lambda part: tr("The paper lacks its part {part}.", part=part),
    "no_rule_in_force": lambda rule, on: tr(
        "No rule {rule} was in force on {on}.", rule=rule, on=on
    ),
    "rule_wrong": lambda reason, where: tr(
        "This cannot be a rule pack: {where} ({reason}).", where=where, reason=reason
    ),
    "pack_not_adopted": lambda reason, pack: tr(
        "The rule pack {pack} cannot be adopted: {why}.",
        pack=pack or "?",
        why=pack_refusal(reason),
    ),
    "offer_unknown": lambda kind, name: tr(
        "The centre offers nothing under the name {name}.", name=f"{kind} {name}"
    ),
    "calendar_wrong": lambda reason, where: tr(
        "This cannot be a calendar: {where} ({reason}).", where=where, reason=reason
    ),
    "template_unknown": lambda template: tr(
        "This program does not know the template {template}. Update the program.",
        template=template,
    ),
    "chain_taken": lambda origin, seq: tr(
        "Another record stands already at {origin}, entry {seq}.", origin=origin, seq=seq
    ),
    "line_down": lambda server: tr(
        "The server {server} was not reached. Everything is saved here and is sent later.",
        server=server,
    ),
    "server_not_genuine": lambda part: tr(
        "The server's answer is not genuine ({part}).", part=part
    ),
    "not_enrolled": lambda: tr("This workstation belongs to no centre yet. Enrol it first."),
    "mark_taken": lambda mark: tr(
        "Another workstation of the office prints the mark {mark}.", mark=mark
    ),
    "centre_failed": lambda command, log: tr(
        "The centre did not carry out {command}; its own words are in {log}.",
        command=command,
        log=log,
    ),
    "reference_missing": lambda kind, id: tr(  # noqa: A006
        "{kind} {id} is not at this desk.", kind=kind, id=id
    ),
    "person_unknown": lambda person: tr(
        "No applicant {person} is known at this desk.", person=person
    ),
    "person_read_only": lambda person: tr(
        "The record of applicant {person} holds entries of a newer program."
        " Update the program first.",
        person=person,
    ),
    "join_unknown": lambda join: tr("No join {join} stands any more.", join=join),
    "joined_with_itself": lambda person: tr(  # noqa: ARG005
        "This is one and the same record."
    ),
    "already_joined": lambda leader: tr(  # noqa: ARG005
        "These records are one applicant already."
    ),
    "kinds_differ": lambda: tr("A person and an organisation are not one applicant."),
    "pins_differ": lambda: tr(
        "The personal numbers differ. Write why this is one applicant all the same."
    ),
}
