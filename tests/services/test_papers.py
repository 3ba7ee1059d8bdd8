"""Receipts: the same bytes for ever, copies that are counted, and a seal that tells."""

import pytest
from cli.program_runs import a_day_before, as_lines, called
from services.working_desks import a_complaint, a_desk, again, new_desk

from akimat_desk.services.errors import ReceiptAltered, ReceiptNotIssued, StationUnknown


def a_case(desk, place: int = 0) -> str:
    return desk.cases.find(desk.registration.register(a_complaint(place)).number)


@pytest.mark.parametrize("form", ["a5", "a4x2", "roll80", "large"])
@pytest.mark.parametrize("language", ["ky", "ru"])
def test_a_receipt_is_made_once_and_is_the_same_bytes_ever_after(tmp_path, form, language):
    with a_desk(tmp_path) as desk:
        case = a_case(desk)
        first = desk.papers.receipt(case, form=form, language=language)
        assert first.data.startswith(b"%PDF")
        desk.office.set_responsible("mamyt", order="№ 99")
        entries = desk.integrity.verify().entries
        assert desk.papers.receipt(case, form=form, language=language) == first
        assert desk.integrity.verify().entries == entries
    desk = again(tmp_path)
    assert desk.papers.receipt(case, form=form, language=language).data == first.data
    assert desk.integrity.verify().files == 1
    desk.close()


def test_copies_are_other_files_with_numbers_that_are_recorded(tmp_path):
    with a_desk(tmp_path) as desk:
        case = a_case(desk)
        with pytest.raises(ReceiptNotIssued):
            desk.papers.receipt(case, is_copy=True)
        first = desk.papers.receipt(case)
        copies = [desk.papers.receipt(case, is_copy=True) for _ in range(2)]
        assert [paper.copy for paper in (first, *copies)] == [0, 1, 2]
        assert len({paper.digest for paper in (first, *copies)}) == 3
        told = [line.event.get("copy", 0) for line in desk.cases.history(case)
                if line.type == "ReceiptIssued"]  # fmt: skip
        assert told == [0, 1, 2]
        assert desk.papers.receipt(case) == first


def seal_of(desk, case: str) -> str:
    desk.papers.receipt(case)
    (line,) = [one for one in desk.cases.history(case) if one.type == "ReceiptIssued"]
    return line.event["reading"]["qr"]


def test_the_seal_tells_a_genuine_receipt_from_an_altered_and_a_strange_one(tmp_path):
    with a_desk(tmp_path / "one") as desk, a_desk(tmp_path / "other") as other:
        text = seal_of(desk, a_case(desk))
        facts = desk.papers.verify(text)
        assert facts.number == desk.cases.newest(1)[0].number
        with pytest.raises(StationUnknown):
            desk.papers.verify(seal_of(other, a_case(other)))
        for place in range(len(text)):
            altered = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
            with pytest.raises((ReceiptAltered, StationUnknown)):
                desk.papers.verify(altered)


def test_the_command_line_tells_genuine_altered_and_unknown_by_its_code(tmp_path):
    one = new_desk(tmp_path / "one", training=True, password="")
    two = new_desk(tmp_path / "two", training=True, password="")
    text, strange = seal_of(one, a_case(one)), seal_of(two, a_case(two))
    one.close()
    two.close()
    done = called(tmp_path / "one", "verify-receipt", text, "--json")
    assert (done.code, done.one["genuine"]) == (0, True)
    changed = text[:-1] + ("A" if text[-1] != "A" else "B")
    done = called(tmp_path / "one", "verify-receipt", changed, "--json")
    assert (done.code, done.one["error"]) == (1, "receipt_altered")
    done = called(tmp_path / "one", "verify-receipt", strange, "--json")
    assert (done.code, done.one["error"]) == (3, "station_unknown")


def test_a_receipt_asked_into_a_file_twice_is_the_same_file(tmp_path):
    folder = tmp_path / "desk"
    new_desk(folder, clock=a_day_before(), training=True, password="").close()
    told = as_lines(a_complaint())
    number = called(folder, "register", "-", "--json", given=told).one["number"]
    made = []
    for name, copy in (("a.pdf", []), ("b.pdf", []), ("c.pdf", ["--copy"])):
        done = called(folder, "receipt", number, "--out", str(tmp_path / name), *copy, "--json")
        assert done.code == 0, done.out
        made.append((done.one["copy"], (tmp_path / name).read_bytes()))
    assert made[0] == made[1]
    assert made[2][0] == 1
    assert made[2][1] != made[0][1]
    done = called(folder, "receipt", number, "--out", str(folder / "akimat.db" / "x.pdf"), "--json")
    assert (done.code, done.one["error"]) == (3, "output_unwritable")
