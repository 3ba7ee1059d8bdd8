"""What the access log says, in words."""

from akimat_desk.text.catalogue import tr


def what_words(what: str) -> str:
    words = {
        # Translators: these tell what somebody did with a card or a list
        "opened": tr("looked at"),
        "printed": tr("printing"),
        "exported": tr("taken out to a file"),
        "unmasked": tr("PIN shown whole"),
    }
    return words.get(what, what)


def kind_words(kind: str) -> str:
    words = {
        "case": tr("card of a case"),
        "person": tr("card of an applicant"),
        "paper": tr("paper"),
        "list": tr("list of cases"),
        "journal": tr("journal"),
        "report": tr("report"),
    }
    return words.get(kind, kind)
