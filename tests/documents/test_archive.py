"""Papers of the archive: PDF/A-1b by its own rules, and by another program where it is here."""

import re
import subprocess
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from documents.reading_paper import fonts, page_sizes, text, words
from groups import PREFLIGHT_JARS

from akimat_desk.documents.archive import archived
from akimat_desk.documents.copies import stamped
from akimat_desk.documents.page import A5, LABEL, About, Paper
from akimat_desk.documents.refusals import PaperOverflows
from akimat_desk.documents.srgb import srgb_profile
from akimat_desk.documents.typesetting import Face, Run
from akimat_desk.paths import RESOURCES
from akimat_desk.services.templates import read_template, tried

JAVA = Path(__file__).with_name("PdfA.java")
NAMES = {
    "Title": "{http://purl.org/dc/elements/1.1/}title",
    "Author": "{http://purl.org/dc/elements/1.1/}creator",
    "Subject": "{http://purl.org/dc/elements/1.1/}description",
    "Creator": "{http://ns.adobe.com/xap/1.0/}CreatorTool",
    "Producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
}


def a_page(words: str = "Өкмөттүн ишине ң", size=A5, subject: str = "") -> bytes:
    paper = Paper(About("Тил кат <№ 1> & башка", "ky", "Ноокат", subject))
    paper.begin_page(size, "Биринчи бет")
    paper.text(15, 40, Run(words, Face("Serif", 10)))
    paper.end_page()
    return paper.finished()


def shipped(name: str, language: str = "both") -> bytes:
    """A paper of a shipped form; training mark and code are on it."""
    template, own = read_template(RESOURCES / "templates" / name)
    return tried(template, language, "typical", own)


def an_order(language: str = "both") -> bytes:
    assert read_template(RESOURCES / "templates" / "order")[0].is_archived
    return shipped("order", language)


def said(paper: pikepdf.Pdf) -> dict[str, str]:
    """What the XMP packet tells, by the names of the information dictionary."""
    tree = ElementTree.fromstring(paper.Root.Metadata.read_bytes())
    found = {name: tree.find(f".//{tag}") for name, tag in NAMES.items()}
    return {
        name: "".join(element.itertext()).strip()
        for name, element in found.items()
        if element is not None
    }


@pytest.mark.parametrize("subject", ["", "Жер жөнүндө"])
def test_what_the_file_says_of_itself_it_says_twice_word_for_word(subject):
    with pikepdf.open(BytesIO(archived(a_page(subject=subject)))) as paper:
        info = {name[1:]: str(value) for name, value in paper.docinfo.items()}
        assert info == said(paper)
        assert ("Subject" in info) is bool(subject)
        assert b"<pdfaid:part>1</pdfaid:part>" in paper.Root.Metadata.read_raw_bytes()


def test_an_archived_paper_keeps_its_words_pages_outline_and_language():
    plain, kept = a_page(), archived(a_page())
    assert text(kept) == text(plain)
    assert page_sizes(kept) == page_sizes(plain)
    with pikepdf.open(BytesIO(kept)) as paper, paper.open_outline() as outline:
        assert str(paper.Root.Lang) == "ky"
        assert [entry.title for entry in outline.root] == ["Биринчи бет"]


def test_equal_papers_have_equal_bytes_and_others_have_not():
    assert archived(a_page()) == archived(a_page())
    assert stamped(a_page(), 1, "ky") == stamped(a_page(), 1, "ky")
    assert stamped(a_page(), 1, "ky") != stamped(a_page(), 2, "ky")


@pytest.mark.parametrize("language", ["ky", "ru", "both"])
def test_an_archived_act_has_all_its_fonts_one_output_intent_and_no_transparency(language):
    data = an_order(language)
    assert all(fonts(data).values())
    assert not any("Helvetica" in name for name in fonts(data))
    with pikepdf.open(BytesIO(data)) as paper:
        (intent,) = paper.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.read_bytes() == srgb_profile()
        assert paper.pdf_version == "1.4"
        assert len(paper.trailer.ID) == 2
        for one in paper.objects:
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                assert not {"/SMask", "/ca", "/CA", "/BM", "/Group"} & set(one.keys())


def test_the_profile_is_of_version_two_and_of_its_own_length():
    profile = srgb_profile()
    assert int.from_bytes(profile[:4], "big") == len(profile)
    assert profile[8] == 2
    assert profile[36:40] == b"acsp"
    assert len(profile) < 2048


def test_a_copy_has_the_same_pages_with_a_stamp_on_each():
    plain = an_order()
    copy = stamped(plain, 3, "ky")
    assert page_sizes(copy) == page_sizes(plain)
    assert text(copy).count("Көчүрмө № 3 · Копия № 3") == len(page_sizes(plain))
    rest = re.sub(r"\s+", " ", text(copy).replace("Көчүрмө № 3 · Копия № 3", "")).strip()
    assert rest == re.sub(r"\s+", " ", text(plain)).strip()


def test_the_stamp_stands_in_the_margin_over_no_words():
    for data in (shipped("order"), shipped("resolution-slip")):
        found = [one for one in words(stamped(data, 12, "ru")) if one.upright]
        # The stamp is a form of its own, so only the words of the paper are listed here.
        height = page_sizes(data)[0][1]
        assert max(one.top for one in found) < height - 25


def test_a_label_has_no_margin_for_a_stamp():
    with pytest.raises(PaperOverflows):
        stamped(a_page(size=LABEL), 1, "ky")


@pytest.mark.needs("preflight")
def test_another_program_takes_archived_papers_and_their_copies_for_pdf_a(tmp_path):
    papers = {"page": archived(a_page(subject="Жер"))}
    for language in ("ky", "ru", "both"):
        papers[language] = an_order(language)
        papers[f"{language}-copy"] = stamped(papers[language], 2, "ky")
    for name in ("directive", "decision", "land-selection-act"):
        assert read_template(RESOURCES / "templates" / name)[0].is_archived
        papers[name] = shipped(name)
    files = []
    for name, data in papers.items():
        files.append(str(tmp_path / f"{name}.pdf"))
        Path(files[-1]).write_bytes(data)
    (tmp_path / "no.pdf").write_bytes(a_page())
    done = subprocess.run(
        ["java", "-cp", ":".join(PREFLIGHT_JARS), str(JAVA), *files, str(tmp_path / "no.pdf")],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    # Of a fault the program prints the bytes around it, lines and all.
    told = (line.partition(" ") for line in done.stdout.splitlines())
    verdicts = {name: verdict for name, _, verdict in told if name.endswith(".pdf")}
    assert verdicts.pop("no.pdf") != "valid"
    assert set(verdicts.values()) == {"valid"}, done.stdout + done.stderr
