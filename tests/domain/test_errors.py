"""Everything that can be refused: stable codes, no personal data, a sentence for each."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import get_type_hints

import pytest

import akimat_desk
from akimat_desk.domain.errors import (
    Conflict,
    DateOutOfPlace,
    DeskError,
    FieldWrong,
    IntegrityBroken,
    RuleBroken,
    Unavailable,
    UnknownKeys,
)
from akimat_desk.text import refusals
from akimat_desk.text.catalogue import speak, spoken

FAMILIES = (Conflict, IntegrityBroken, RuleBroken, Unavailable)
# The codes are part of the command line's contract: one is added, none is renamed or dropped.
CODES = """
    act_not_ready signed_file_other not_the_keeper
    template_not_found template_wrong template_faulty template_older
    act_unknown action_unknown address_taken already_paused answer_missing calendar_wrong
    case_elsewhere case_not_accepted held_by_another not_offered
    case_ended case_open case_read_only catalogue_wrong centre_failed chain_taken
    clock_behind code_wrong control_not_reported control_unknown database_damaged
    database_failed database_unsupported date_out_of_place disk_busy disk_failed disk_full
    disk_read_only dispute_open entry_altered executor_is_accused extension_too_long
    field_wrong file_altered file_gone file_missing folder_in_use glyph_missing input_unreadable
    internal_too_late kind_of_act_unknown letterhead_missing line_down line_unreadable
    login_taken mark_taken no_rule_in_force not_allowed not_enrolled not_paused
    nothing_disputed nothing_to_accept nothing_to_release undo_too_late saved_list_unknown
    number_ambiguous number_shared number_unknown number_unreadable
    numbers_kept_elsewhere office_exists office_id_wrong office_unknown origin_of_another
    output_unwritable page_unusable paper_overflows paper_unreadable part_missing parts_missing
    printer_not_ready
    password_missing password_too_short reading_altered receipt_altered receipt_not_issued
    received_altered held_altered reference_missing request_unreadable responsibility_missing
    rule_length_missing
    rule_wrong server_not_genuine server_refused service_not_taken sign_in_refused
    staff_unknown station_missing station_not_certified station_revoked station_unknown
    work_cancelled already_joined join_unknown joined_with_itself kinds_differ person_read_only
    person_unknown pins_differ
    answers_awaited answer_not_awaited
    ask_unknown ask_answered body_unknown
    state_holds_it request_not_listed override_not_by_head pause_not_lawful request_unknown
    head_not_named pen_not_of_head pen_sheet_unknown
    certificate_unusable secret_on_command_line secret_unreadable
    pack_not_adopted offer_unknown receipt_unchanged record_not_found
    copy_not_made nothing_to_save
    file_differs file_not_here file_not_named file_pass_wrong file_place_wrong
    certificate_unusable secret_on_command_line secret_unreadable
    pack_not_adopted offer_unknown receipt_unchanged
    publication_faulty publication_older publication_unreadable
    template_unknown too_many_tries training_differs unknown_keys unknown_row
    absence_overlaps substitutes_in_circle staff_holds_cases hand_over_not_printed
    clock_ahead clock_behind_server clock_date_differs
    blank_unknown blank_taken blank_annulled blank_of_another_journal blank_elsewhere
    blank_too_early pad_unknown pad_over
    office_ended
    guess_too_soon secret_mistyped reset_refused erasure_not_by_head content_not_taken
    file_unknown file_in_use files_missing volume_unknown nothing_to_file case_in_volume
    year_not_over year_open
    card_over question_unknown question_open question_has_case sign_up_taken schedule_unknown
    inspection_without_ground inspection_over inspection_not_begun visit_unknown visit_over
    backup_unreadable backup_in_workspace not_an_administrator receipt_differs case_already_here
    entry_not_waiting centre_exists centre_copy_unusable
    not_sharing shared_by_others not_the_founder join_refused stick_written bundle_missing
    folder_unreachable
    workspace_exists workspace_in_use workspace_missing workspace_newer
    user_exists user_missing not_signed_in not_permitted form_stale line_not_safe
    upload_missing audit_altered
"""


def walked(kind: type[DeskError]) -> Iterator[type[DeskError]]:
    for below in kind.__subclasses__():
        yield below
        yield from walked(below)


def every_refusal() -> list[type[DeskError]]:
    for module in pkgutil.walk_packages(akimat_desk.__path__, "akimat_desk."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = {kind for kind in walked(DeskError) if kind.__module__.startswith("akimat_desk.")}
    return sorted(found.difference(FAMILIES), key=lambda kind: kind.__name__)


REFUSALS = every_refusal()
# The centre answers a desk by code alone; its own operator reads its pages and its log.
OF_THE_DESK = [kind for kind in REFUSALS if not kind.__module__.startswith("akimat_desk.central")]
SAMPLES: dict[object, object] = {
    str: "x",
    int: 3,
    bool: True,
    date: date(2026, 6, 1),
    datetime: datetime(2026, 6, 1, 9, 0),
    tuple[str, ...]: ("x", "y"),
    date | None: date(2026, 6, 1),
    int | None: 3,
    str | None: "x",
}


def a_sample(kind: type[DeskError]) -> DeskError:
    hints = get_type_hints(kind)
    named = fields(kind) if is_dataclass(kind) else ()
    return kind(**{field.name: SAMPLES[hints[field.name]] for field in named})


def test_the_codes_are_those_of_the_contract() -> None:
    codes, known = {a_sample(kind).code for kind in REFUSALS}, set(CODES.split())
    assert sorted(codes - known) == [], "new: add it to the list"
    assert sorted(known - codes) == [], "gone: a released code stays"


def test_no_two_refusals_of_the_desk_share_a_code() -> None:
    codes = [a_sample(kind).code for kind in OF_THE_DESK]
    assert sorted(codes) == sorted(set(codes))


def test_a_code_that_desk_and_centre_share_has_the_same_facts_at_both() -> None:
    shapes: dict[str, set[frozenset[str]]] = {}
    for told in map(a_sample, REFUSALS):
        shapes.setdefault(told.code, set()).add(frozenset(told.facts()))
    assert [code for code, told in shapes.items() if len(told) > 1] == []


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_a_refusal_belongs_to_one_family_and_can_be_raised(kind: type[DeskError]) -> None:
    told = a_sample(kind)
    assert sum(isinstance(told, family) for family in FAMILIES) == 1
    assert told.exit_code in (1, 3, 4)
    assert str(told).startswith(f"{told.code}(")
    with pytest.raises(kind) as caught:
        raise told
    assert caught.value.facts() == a_sample(kind).facts()


@pytest.mark.parametrize("kind", OF_THE_DESK, ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_sentence_that_takes_exactly_its_facts(kind: type[DeskError]) -> None:
    told = a_sample(kind)
    sentence = refusals._SENTENCES.get(told.code)
    assert sentence is not None
    assert set(inspect.signature(sentence).parameters) == set(told.facts())
    before = spoken()
    try:
        for language in ("ky", "ru", "en"):
            speak(language)
            words = refusals.refusal(told.code, _choosable(told))
            assert words
            assert "{" not in words
            assert told.code not in words
    finally:
        speak(before.language)


def _choosable(told: DeskError) -> dict[str, object]:
    facts = told.facts()
    return facts | {"reason": "not_json"} if told.code == "line_unreadable" else facts


def test_the_exit_code_tells_the_family() -> None:
    assert [family.exit_code for family in FAMILIES] == [1, 4, 1, 3]


def test_facts_are_plain_values_a_line_of_json_can_hold() -> None:
    day = date(2026, 6, 1)
    assert DateOutOfPlace("on", earliest=day).facts() == {
        "field": "on",
        "earliest": "2026-06-01",
        "latest": None,
    }
    assert UnknownKeys(("a", "b")).facts() == {"keys": ["a", "b"]}
    assert str(FieldWrong("pin", "empty")) == "field_wrong(field=pin, reason=empty, limit=None)"


def test_a_remark_of_python_on_a_refusal_is_none_of_its_facts() -> None:
    told = FieldWrong("pin", "empty")
    told.add_note("seen while testing")
    assert set(told.facts()) == {"field", "reason", "limit"}
