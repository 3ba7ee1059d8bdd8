"""Acts and their copies as files, by the command line."""

import json

from cli.program_runs import called
from documents.reading_paper import page_sizes, text
from services.test_act_desk import A_CERTIFICATE, ready
from services.working_desks import a_complaint, new_desk


def test_a_copy_of_an_act_is_written_beside_the_act_and_counted(tmp_path):
    desk = ready(new_desk(tmp_path / "desk", training=True, password=""))
    number = desk.registration.register(a_complaint()).number
    issued = desk.act_desk.issue(A_CERTIFICATE, desk.cases.find(number))
    desk.close()
    written = []
    for command in (["act", number, issued.number], ["acts", "paper", issued.act]):
        for copy in ([], ["--copy"]):
            file = tmp_path / "out.pdf"
            done = called(tmp_path / "desk", *command, *copy, "--out", str(file), "--json")
            assert done.code == 0, done.out
            written.append(file.read_bytes())
    first, copy, again, other = written
    assert first == again == issued.paper.data
    assert "Көчүрмө № 1" in text(copy)
    assert "Көчүрмө № 2" in text(other)
    assert page_sizes(copy) == page_sizes(first)
    assert called(tmp_path / "desk", "verify", "--json").one["files"] == 3


def test_an_act_without_a_required_part_is_named_and_not_issued(tmp_path):
    ready(new_desk(tmp_path / "desk", training=True, password="")).close()
    wish = tmp_path / "order.json"
    wish.write_text(json.dumps({"template": "order", "told": {"subject": "Эмне жөнүндө"}}))
    shown = called(tmp_path / "desk", "acts", "preview", "--json-file", str(wish), "--json")
    assert (shown.code, shown.one["missing"]) == (0, ["preamble", "points"])
    refused = called(tmp_path / "desk", "acts", "issue", "--json-file", str(wish), "--json")
    assert (refused.code, refused.one["error"]) == (1, "parts_missing")
    assert refused.one["parts"] == ["preamble", "points"]
    assert called(tmp_path / "desk", "acts", "list", "--json").lines == []
