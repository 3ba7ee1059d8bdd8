"""What every paper says of itself: title, author, language, outline; its letters are searchable."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from documents.reading_paper import fonts, text
from documents.receipt_samples import TYPICAL
from documents.test_archive import shipped

from akimat_desk.documents.receipt import receipt
from akimat_desk.documents.stamp import stamp
from akimat_desk.paths import RESOURCES

FORMS = sorted(path.parent.name for path in (RESOURCES / "templates").glob("*/template.json"))
PAPERS: dict[str, Callable[[str], bytes]] = {
    **{
        f"receipt {form}": lambda language, form=form: receipt(
            TYPICAL, form=form, language=language
        )
        for form in ("a5", "a4x2", "roll80", "large")
    },
    "label": lambda language: stamp(TYPICAL, language=language),
    **{name: lambda language, name=name: shipped(name, language) for name in FORMS},
}


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_tells_its_title_author_and_language_and_holds_its_fonts(name, language):
    data = PAPERS[name](language)
    with pikepdf.open(BytesIO(data)) as paper, paper.open_outline() as outline:
        assert str(paper.docinfo.Title).strip()
        assert str(paper.docinfo.Author).strip()
        assert str(paper.Root.Lang) == language
        # A label is one small page: there is nothing to go to.
        assert bool(outline.root) is (name != "label")
    assert all(fonts(data).values())
    assert not any("Helvetica" in font for font in fonts(data))


@pytest.mark.parametrize("name", ["receipt a5", "receipt roll80", "order"])
def test_kyrgyz_letters_come_out_of_the_file_as_they_were_put_in(name):
    found = text(PAPERS[name]("ky"))
    assert all(letter in found for letter in "ңөү")
    assert "\ufffd" not in found
