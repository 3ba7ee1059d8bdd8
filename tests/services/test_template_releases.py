"""A form of paper goes on to its next release; what was issued by the one before stays."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from central.direct_line import PASSWORD
from documents.reading_paper import squeezed, text
from services.test_act_desk import an_order, desks, meet, with_a_head
from services.working_desks import a_desk, again

import akimat_desk
from akimat_desk.paths import RESOURCES
from akimat_desk.services.templates import TemplateFaulty, TemplateOlder

_ = desks
PROGRAM = Path(akimat_desk.__file__).parent
NEW_WORDS = "ЖАҢЫ ЧЫГАРЫЛЫШ БУЙРУК КЫЛАТ"


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path / "desk") as found:
        yield with_a_head(found)


def second_release(folder: Path) -> Path:
    """The shipped order with other words and the next number."""
    shutil.copytree(RESOURCES / "templates" / "order", folder)
    kept = folder / "template.json"
    told = msgspec.json.decode(kept.read_bytes()) | {"release": 2}
    kept.write_bytes(msgspec.json.encode(told))
    words = folder / "ky.txt"
    words.write_text(words.read_text("utf-8").replace("БУЙРУК КЫЛАМ", NEW_WORDS), "utf-8")
    return folder


def says_new_words(paper: bytes) -> bool:
    return squeezed(NEW_WORDS) in squeezed(text(paper))


def test_an_old_act_is_printed_byte_for_byte_and_a_new_one_goes_by_the_new_release(desk, tmp_path):
    old = desk.act_desk.issue(an_order())
    desk.templates.adopt(second_release(tmp_path / "order"))
    new = desk.act_desk.issue(an_order())
    assert desk.act_desk.paper(old.act) == old.paper
    assert [says_new_words(one.paper.data) for one in (old, new)] == [False, True]
    copy = desk.act_desk.copy(old.act)
    assert not says_new_words(copy.data)
    assert [one.act for one in desk.act_desk.newest()] == [new.act, old.act]
    with pytest.raises(TemplateOlder):
        desk.templates.adopt(tmp_path / "order")


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("# БУЙРУК", "# БУЙРУК ме\u043d\u0321н", "glyph_missing"),
        ("{preamble}", "{preamble", "unbalanced"),
        ("% if basis", "", "unbalanced"),
        ("# БУЙРУК", "## " + "бетке сыйбаган баш сөз " * 400, "overflow"),
    ],
)
def test_a_release_with_a_fault_is_not_adopted_and_nothing_is_written(
    desk, tmp_path, before, after, fault
):
    folder = second_release(tmp_path / "order")
    words = folder / "ky.txt"
    assert before in words.read_text("utf-8")
    words.write_text(words.read_text("utf-8").replace(before, after, 1), "utf-8")
    entries = desk.integrity.verify().entries
    with pytest.raises(TemplateFaulty) as refused:
        desk.templates.adopt(folder)
    assert any(one.startswith(fault) for one in refused.value.findings)
    assert desk.templates.find("order").release == 1
    assert desk.integrity.verify().entries == entries


def test_it_is_so_after_a_restart_and_where_the_stored_file_was_lost(desk, tmp_path):
    old = desk.act_desk.issue(an_order())
    desk.templates.adopt(second_release(tmp_path / "order"))
    second = desk.act_desk.issue(an_order())
    desk.close()
    shutil.rmtree(tmp_path / "desk" / "files")
    opened = again(tmp_path / "desk")
    assert opened.act_desk.paper(old.act) == old.paper
    assert opened.act_desk.paper(second.act) == second.paper
    opened.close()


def test_each_desk_draws_an_act_by_the_very_release_it_was_issued_by(desks, tmp_path):
    one, other = desks
    old = one.act_desk.issue(an_order())
    one.templates.adopt(second_release(tmp_path / "order"))
    new = one.act_desk.issue(an_order("Башка буйрук"))
    meet(one, other)
    assert other.act_desk.paper(old.act) == old.paper
    assert other.act_desk.paper(new.act) == new.paper


def newer_program(folder: Path) -> Path:
    """A program that ships the second release of the order alone."""
    unread = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PROGRAM, folder / "akimat_desk", ignore=unread)
    shutil.copytree(RESOURCES, folder / "resources", ignore=unread)
    shutil.rmtree(folder / "resources" / "templates" / "order")
    second_release(folder / "resources" / "templates" / "order")
    return folder


def paper_by(program: Path, workspace: Path, act: str, out: Path) -> tuple[int, str]:
    """Code and words of `acts paper` as that program answers."""
    told = ("--data", str(workspace), "--json", "acts", "paper", act, "--out", str(out))
    ran = subprocess.run(
        (sys.executable, "-m", "akimat_desk", *told),
        cwd=program,
        env=os.environ | {"AKIMAT_DESK_PASSWORD": PASSWORD, "PYTHONPATH": str(program)},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout


def test_a_program_without_the_old_release_shows_stored_bytes_or_says_that_they_lie_elsewhere(
    desks, tmp_path
):
    one, other = desks
    act = one.act_desk.issue(an_order())
    meet(one, other)
    program, out = newer_program(tmp_path / "newer"), tmp_path / "order.pdf"
    one.close()
    other.close()
    code, told = paper_by(program, tmp_path / "one", act.act, out)
    assert code == 0, told
    assert out.read_bytes() == act.paper.data
    out.unlink()
    code, told = paper_by(program, tmp_path / "other", act.act, out)
    assert (code, msgspec.json.decode(told)["error"]) == (3, "file_missing")
    assert not out.exists()
