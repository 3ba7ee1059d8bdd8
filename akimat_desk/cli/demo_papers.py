"""Writes the demonstration's papers into a folder, under names a person can read."""

from pathlib import Path

from akimat_desk.cli.demo_steps import StepPaper
from akimat_desk.cli.output import write_file
from akimat_desk.services.cases import OpenCase
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import Texts

_AT_THE_COUNTER = ("in_person", "public_reception")
_FORMS = ("a5", "a4x2", "roll80")
_LANGUAGES = ("ky", "ru")


class DemoPapers:
    """Each office has a folder of its own; `written` are the files in the order they were made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: list[str] = []

    def receipts(self, desk: Desk, office: str, case: OpenCase, which: str) -> None:
        """One at the counter in the appeal's language, all forms in both where `which` is "all"."""
        event = case.case.registered
        own = "ru" if event.language == "ru" else "ky"
        wanted = [("a5", own)] if event.channel in _AT_THE_COUNTER else []
        if which == "all":
            wanted = [(form, language) for form in _FORMS for language in _LANGUAGES]
        for form, language in wanted:
            paper = desk.papers.receipt(case.id, form=form, language=language)
            t = Texts.of(language)
            name = f"{_head(case)} - {t('receipt')} {form} {language}.pdf"
            self.write(office, name, paper.data)

    def reply(self, office: str, case: OpenCase, language: str, data: bytes) -> None:
        t = Texts.of(language)
        self.write(office, f"{_head(case)} - {t('reply')} {language}.pdf", data)

    def corrected(self, office: str, case: OpenCase, data: bytes) -> None:
        language = "ru" if case.case.registered.language == "ru" else "ky"
        t = Texts.of(language)
        self.write(office, f"{_head(case)} - {t('corrected receipt')} a5 {language}.pdf", data)

    def of_step(self, desk: Desk, office: str, number: str, paper: StepPaper | None) -> None:
        """A letter or an act under the name of its form."""
        if paper is not None:
            form = desk.templates.find(paper.form).name[paper.language]
            told = f" № {paper.number.replace('/', '-')}" if paper.number else ""
            case = number.replace("/", "-")
            self.write(office, f"{case} - {form}{told} {paper.language}.pdf", paper.data)

    def write(self, office: str, name: str, data: bytes) -> None:
        write_file(self.folder / office / name, data)
        self.written.append(f"{office}/{name}")


def _head(case: OpenCase) -> str:
    """Number and surname, as a clerk would name a file."""
    event = case.case.registered
    person = event.applicant.person
    named = event.applicant.name if person is None else person.surname
    return f"{event.number.replace('/', '-')} {named}".replace("/", "-").strip()
