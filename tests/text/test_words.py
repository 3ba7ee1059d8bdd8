"""Every sentence is translated, in both languages, with equal gaps; and the tool for it."""

import gettext
from pathlib import Path

import pytest
import words

from akimat_desk.text import catalogue

SOURCE = """
def page(t, n):
    # Translators: head of the receipt
    head = t("Hello {name}.", name=t("nested"))
    # An ordinary remark.
    days = t.many("{count} day", "{count} days", n)
    return self.tr(
        # Translators: long
        # one
        "Joined "
        "string {a}",
        a=1,
    ), other("not ours"), tr(f"built {n}")
"""


@pytest.mark.parametrize("domain", words.ROOMS)
def test_every_sentence_of_a_room_is_translated(domain: str) -> None:
    wrong = words.check(domain)
    assert not wrong, "\n".join([*wrong, f"python tests/words.py update {domain}, then translate"])


def test_the_tool_and_the_program_mean_the_same_files() -> None:
    assert tuple(words.ROOMS) == catalogue.DOMAINS
    assert (*words.LANGUAGES, "en") == catalogue.LANGUAGES
    assert words.LOCALE == catalogue.LOCALE


def test_sentences_are_found_with_their_gaps_and_remarks() -> None:
    found = {one.msgids: one for one in words.said_in(SOURCE, "page.py")}
    assert set(found) == {
        ("Hello {name}.",),
        ("nested",),
        ("{count} day", "{count} days"),
        ("Joined string {a}",),
    }
    assert found["Hello {name}.",].gaps == {"name"}
    assert found["Hello {name}.",].comment == "Translators: head of the receipt"
    assert found["{count} day", "{count} days"].comment == ""
    assert words.badly_called(list(found.values())) == []


def test_a_call_that_leaves_a_gap_open_or_fills_none_is_named() -> None:
    found = words.said_in('t("a {x}"); t("b", y=1); t("c {z}", **all)', "page.py")
    assert words.badly_called(found) == [
        "page.py:1: gaps ['x'], given []",
        "page.py:1: gaps [], given ['y']",
    ]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house of one room, papers, that says two sentences."""
    monkeypatch.setattr(words, "HOUSE", tmp_path)
    monkeypatch.setattr(words, "LOCALE", tmp_path / "locale")
    page = tmp_path / "akimat_desk" / "documents" / "page.py"
    page.parent.mkdir(parents=True)
    page.write_text('t("Due {day}.", day=1)\nt.many("{count} day", "{count} days", n)\n', "utf-8")
    words.update("papers")
    return page


def po(language: str) -> Path:
    return words.po_path("papers", language)


def fill(language: str, *pairs: tuple[str, str]) -> None:
    text = po(language).read_text("utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    po(language).write_text(text, "utf-8")
    words.compile_("papers")


DUE = ('msgid "Due {day}."\nmsgstr ""', 'msgid "Due {day}."\nmsgstr "{day} мөөнөтү."')
KY_DAYS = [('msgstr[0] ""', 'msgstr[0] "{count} күн"'), ('msgstr[1] ""', 'msgstr[1] "{count} күн"')]
RU_DAYS = [
    ('msgstr[0] ""', 'msgstr[0] "{count} день"'),
    ('msgstr[1] ""', 'msgstr[1] "{count} дня"'),
    ('msgstr[2] ""', 'msgstr[2] "{count} дней"'),
]


def test_what_is_not_translated_is_named(room: Path) -> None:
    assert words.check("papers") == [
        "papers/ky: missing: Due {day}.",
        "papers/ky: missing: {count} day",
        "papers/ru: missing: Due {day}.",
        "papers/ru: missing: {count} day",
    ]


def test_a_translated_room_has_nothing_to_complain_about_and_speaks(room: Path) -> None:
    fill("ky", DUE, *KY_DAYS)
    fill("ru", DUE, *RU_DAYS)
    assert words.check("papers") == []
    spoken = gettext.translation("papers", words.LOCALE, ["ru"])
    counted = [spoken.ngettext("{count} day", "{count} days", n) for n in (1, 21, 3, 11, 5)]
    assert [text.split()[1] for text in counted] == ["день", "день", "дня", "дней", "дней"]


def test_a_lost_gap_a_doubtful_mark_and_an_old_mo_are_named(room: Path) -> None:
    fill("ky", DUE, *KY_DAYS)
    fill("ru", DUE, *RU_DAYS)
    fill("ky", ("{day} мөөнөтү.", "{дата} мөөнөтү."))
    assert words.check("papers") == ["papers/ky: different gaps: Due {day}."]
    fill("ky", ("{дата}", "{day}"), ('msgid "Due', '#, fuzzy\nmsgid "Due'))
    assert "papers/ky: fuzzy: Due {day}." in words.check("papers")
    fill("ky", ("#, fuzzy\n", ""))
    po("ky").write_text(po("ky").read_text("utf-8").replace("мөөнөтү", "күнү"), "utf-8")
    assert words.check("papers") == ["papers/ky: stale .mo, run compile"]


def test_a_count_with_too_few_or_too_many_forms_is_named(room: Path) -> None:
    fill("ky", DUE, *KY_DAYS)
    fill("ru", DUE, *RU_DAYS)
    fill("ru", ('msgstr[2] "{count} дней"\n', ""))
    assert words.check("papers") == ["papers/ru: missing: {count} day"]
    said = po("ky").read_text("utf-8")
    po("ky").write_text(said + 'msgstr[2] "{count} күн"\n', "utf-8")
    too_many, too_few = words.check("papers")
    assert too_many.startswith("papers/ky: line ")
    assert too_few == "papers/ru: missing: {count} day"


def test_an_update_keeps_translations_and_remarks_even_of_what_comes_back(room: Path) -> None:
    fill("ky", DUE)
    fill("ky", ('msgid "Due', '# check\nmsgid "Due'))
    words.update("papers")
    before, source = po("ky").read_bytes(), room.read_text("utf-8")
    words.update("papers")
    assert po("ky").read_bytes() == before
    assert b"# check" in before
    room.write_text("pass\n", "utf-8")
    words.update("papers")
    assert '#~ msgid "Due {day}."' in po("ky").read_text("utf-8")
    room.write_text(source, "utf-8")
    words.update("papers")
    assert "# check" in po("ky").read_text("utf-8")
    assert words.load("papers", "ky").get("Due {day}.").string == "{day} мөөнөтү."
    assert "POT-Creation-Date" not in po("ky").read_text("utf-8")


def test_the_same_sentence_may_not_be_said_in_two_ways(room: Path) -> None:
    screen = room.parents[1] / "ui" / "screen.py"
    screen.parent.mkdir()
    screen.write_text('tr("Due {day}.", day=1)\n', "utf-8")
    words.update("window")
    fill("ky", DUE)
    other = words.po_path("window", "ky")
    said = other.read_text("utf-8").replace('{day}."\nmsgstr ""', '{day}."\nmsgstr "{day} чейин."')
    other.write_text(said, "utf-8")
    assert "window/ky: said otherwise in papers: Due {day}." in words.check("window")


def test_a_sentence_that_is_put_together_is_named(room: Path) -> None:
    room.write_text('tr(f"built {n}")\nt("a" + b)\nt(value)\n', "utf-8")
    assert [line for line in words.check("papers") if "plain string" in line] == [
        "akimat_desk/documents/page.py:1: the sentence is not a plain string",
        "akimat_desk/documents/page.py:2: the sentence is not a plain string",
    ]
