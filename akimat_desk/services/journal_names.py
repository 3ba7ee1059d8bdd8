"""What a journal is called on paper: the office-wide ones in words, the others by their letter."""

from akimat_desk.services.journals import part_name
from akimat_desk.text.catalogue import Texts


def journal_name(journal: str, language: str) -> str:
    """Registration journals are told by the letter that begins their numbers."""
    t = Texts.of(language)
    if journal == "outgoing":
        return t("outgoing papers")
    named = part_name("acts", journal, t)
    return t("registration journal {letter}", letter=journal) if named == journal else named
