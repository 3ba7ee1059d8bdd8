"""What is promised of scans: stored once, kept for a draft, swept only when nobody names them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.scan_samples import a_pdf, a_png, a_tiff
from services.working_desks import GoingClock, a_complaint, a_desk, again

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.attachments import KEPT_UNNAMED_MS, HeldFile, as_told, held_in
from akimat_desk.services.scan_kinds import is_whole, scan_kind
from akimat_desk.storage.errors import FileMissing

LONG = KEPT_UNNAMED_MS + 60_000


@pytest.fixture
def clock():
    return GoingClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path / "desk", clock=clock) as found:
        yield found


def stored(desk) -> int:
    folder = desk._workspace.files
    return sum(path.is_file() for path in folder.rglob("*"))


def attached(desk, case_id: str) -> list[str]:
    events = [line.event for line in desk.cases.history(case_id)]
    return [event["title"] for event in events if "media" in event]


def refusal(data: bytes) -> str:
    with pytest.raises(FieldWrong) as refused:
        scan_kind(data)
    assert refused.value.field == "file"
    return refused.value.reason


# What a file is


@pytest.mark.parametrize(
    ("data", "media", "pages"),
    [
        (a_pdf(pages=3), "application/pdf", 3),
        (a_png(), "image/png", 1),
        (a_tiff(pages=2), "image/tiff", 2),
        (a_tiff(order=">"), "image/tiff", 1),
    ],
    ids=["pdf", "png", "tiff", "tiff-big-endian"],
)
def test_the_bytes_tell_the_kind_and_the_pages(data, media, pages):
    assert scan_kind(data) == (media, pages)
    assert is_whole(data)


@pytest.mark.parametrize("data", [a_pdf(pages=2), a_png(), a_tiff(pages=2)])
def test_a_file_cut_short_is_damaged(data):
    for length in (len(data) // 3, len(data) // 2, len(data) - 20):
        assert refusal(data[:length]) == "damaged"
        assert not is_whole(data[:length])


def test_a_locked_pdf_is_told_from_a_damaged_one():
    assert refusal(a_pdf(password="ab12")) == "locked"


def test_a_pdf_whose_insides_are_gone_is_damaged():
    data = a_pdf()
    assert refusal(data[:20] + bytes(len(data) - 40) + data[-20:]) == "damaged"


def test_other_kinds_and_nothing_at_all_are_refused():
    assert refusal(b"") == "empty"
    assert refusal(b"PK\x03\x04 a document of another program") == "unknown"


@given(
    st.binary(max_size=300), st.sampled_from([a_pdf(), a_png(), a_tiff(2), a_tiff(1, order=">")])
)
def test_no_bytes_whatever_break_the_looking_over(junk, sample):
    for data in (junk, sample[:8] + junk, sample[: len(sample) // 2] + junk):
        is_whole(data)
        try:
            kind = scan_kind(data)
        except FieldWrong:
            continue
        assert kind.pages > 0


# Stored once


def test_what_is_held_is_stored_once_and_unreadable_on_the_disk(desk):
    data = a_pdf("Secret words")
    first, second = desk.attachments.hold(data, "кат.pdf"), desk.attachments.hold(data, "2.pdf")
    assert first.digest == second.digest
    assert stored(desk) == 1
    assert desk.attachments.read(first.digest) == data
    (path,) = (path for path in desk._workspace.files.rglob("*") if path.is_file())
    assert b"%PDF" not in path.read_bytes()


def test_a_held_file_goes_into_the_case_in_the_commit_of_its_number(desk):
    held = desk.attachments.hold(a_png(), "кат.png")
    desk.drafts.keep("register-1", {"name": "Асанов", "scans": as_told([held])})
    case = desk.registration.register(a_complaint(), files=[held], draft="register-1").case
    assert attached(desk, case) == ["кат.png"]
    assert desk.drafts.all() == ()
    assert stored(desk) == 1


def test_a_refused_registration_leaves_draft_and_scan_where_they_were(desk):
    held = desk.attachments.hold(a_png(), "кат.png")
    desk.drafts.keep("register-1", {"scans": as_told([held])})
    with pytest.raises(FieldWrong):
        desk.registration.register(a_complaint(subject=""), files=[held], draft="register-1")
    assert held_in(desk.drafts.find("register-1").form) == (held,)


def test_a_case_never_names_a_file_that_is_not_here(desk):
    held = HeldFile(digest=bytes(32), title="кат.png", media="image/png", size=9)
    with pytest.raises(FileMissing):
        desk.registration.register(a_complaint(), files=[held])
    assert desk.lists.page(desk.cases.filter_of(), with_bars=False).rows == ()


def test_a_draft_with_its_scan_is_there_after_the_desk_was_closed(tmp_path):
    with a_desk(tmp_path / "desk") as desk:
        held = desk.attachments.hold(a_pdf(), "кат.pdf")
        desk.drafts.keep("register-1", {"name": "Аса", "scans": as_told([held])})
    desk = again(tmp_path / "desk")
    (found,) = held_in(desk.drafts.find("register-1").form)
    assert (found, desk.attachments.read(found.digest)) == (held, a_pdf())
    desk.close()


def test_a_draft_of_an_older_program_names_paths_and_is_read_all_the_same():
    assert held_in({"scans": [str(Path("scan.pdf"))]}) == ()


# What is free, and what is swept


def test_only_what_no_case_and_no_draft_has_is_free(desk):
    free, beside, named = (desk.attachments.hold(a_png(grey=shade), "x") for shade in (1, 2, 3))
    desk.drafts.keep("post-1", {"scans": as_told([beside])})
    desk.registration.register(a_complaint(), files=[named])
    unknown = bytes(32)
    digests = [free.digest, beside.digest, named.digest, unknown]
    assert desk.attachments.untaken(digests) == (free.digest, unknown)


def test_the_sweep_takes_only_what_nobody_has_named_for_a_day(desk, clock):
    free, beside, named = (desk.attachments.hold(a_png(grey=shade), "x") for shade in (1, 2, 3))
    desk.drafts.keep("register-1", {"scans": as_told([beside])})
    desk.registration.register(a_complaint(), files=[named])
    assert desk.attachments.sweep() == 0
    clock.turn(LONG)
    assert desk.attachments.sweep() == 1
    assert [desk.core.files.holds(one.digest) for one in (free, beside, named)] == [
        False,
        True,
        True,
    ]
    assert desk.attachments.sweep() == 0


def test_a_draft_thrown_away_can_be_brought_back_with_its_scan_for_a_day(desk, clock):
    held = desk.attachments.hold(a_png(), "x.png")
    desk.drafts.keep("post-1", {"scans": as_told([held])})
    clock.turn(LONG)
    draft = desk.drafts.find("post-1")
    desk.drafts.drop("post-1")
    assert desk.attachments.sweep() == 0
    desk.drafts.keep(draft.id, draft.form)
    clock.turn(LONG)
    assert desk.attachments.sweep() == 0
    assert desk.attachments.read(held.digest) == a_png()


def test_a_file_that_an_entry_brought_first_is_never_swept_for_a_draft(desk, clock):
    case = desk.registration.register(a_complaint()).case
    event = desk.attachments.attach(case, a_png(), "a.png")
    held = desk.attachments.hold(a_png(), "same.png")
    clock.turn(LONG)
    assert desk.attachments.sweep() == 0
    assert desk.attachments.read(held.digest) == desk.attachments.read(event.digest)


def test_a_file_that_another_desks_entry_names_meanwhile_is_never_swept(desk, clock):
    """Its entry comes by exchange, which knows nothing of what is held beside drafts."""
    held = desk.attachments.hold(a_png(), "x.png")
    desk.registration.register(a_complaint(), files=[held])
    with desk.core.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO held_file VALUES (?,?)", (held.digest, 0))
    clock.turn(LONG)
    other = desk.attachments.hold(a_png(grey=7), "y.png")
    clock.turn(LONG)
    assert desk.attachments.sweep() == 1
    assert desk.attachments.read(held.digest) == a_png()
    assert not desk.core.files.holds(other.digest)
