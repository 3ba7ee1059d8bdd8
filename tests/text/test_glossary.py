"""The glossary reads whole: three languages in every line."""

from akimat_desk.text.glossary import terms


def test_every_term_has_its_three_words() -> None:
    assert len(terms()) > 150
    assert [term for term in terms() if not (term.en and term.ky and term.ru)] == []


def test_doubtful_kyrgyz_is_marked() -> None:
    assert any(term.is_doubtful for term in terms())
    assert not all(term.is_doubtful for term in terms())
