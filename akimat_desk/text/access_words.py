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
        "act": tr("act"),
        "reception": tr("reception card"),
        "inspection": tr("inspection"),
    }
    return words.get(kind, kind)


def paper_words(form: str) -> str:
    """What paper it was; a form of a newer program, or a name that was typed, as it stands."""
    return (_of_case(form) or _of_reception(form) or _of_office(form)) or form


def _of_case(form: str) -> str:
    words = {
        # Translators: these name papers in the access log
        "receipt": tr("receipt"),
        "stamp": tr("stamp label"),
        "act": tr("act"),
        "draft": tr("draft of a paper"),
        "explanation": tr("sheet that explains the term"),
        "request-letter": tr("request for papers"),
        "notice": tr("notice to the applicant"),
        "file-label": tr("label for the file"),
        "inspection-copy": tr("copy for the entrepreneur"),
    }
    return words.get(form, "")


def _of_reception(form: str) -> str:
    words = {
        "reception-card": tr("reception card"),
        "reception-slip": tr("slip of a reception"),
        "reception-schedule": tr("schedule of receptions"),
        "sign-ups": tr("list of sign-ups for a reception"),
        "minutes": tr("minutes of a reception"),
        "instructions": tr("list of instructions given at a reception"),
        "reception-report": tr("report on receptions"),
    }
    return words.get(form, "")


def _of_office(form: str) -> str:
    words = {
        "volume": tr("paper of a volume"),
        "file-list": tr("paper of the year's files"),
        "archive-act": tr("act of hand-over to the archive"),
        "selection": tr("draft of a selection act"),
        "control-list": tr("control list"),
        "control-reminder": tr("reminder to executors"),
        "reminders": tr("list of reminders"),
        "notices": tr("notices of a changed date"),
        "head-page": tr("page for the head"),
        "pen-sheet": tr("sheet for the head's pen"),
        "hand-over": tr("act of hand-over of cases"),
        "pad": tr("blackout pad"),
        "journal-page": tr("empty page of the journal"),
        "report": tr("statistical report"),
        "clock-report": tr("report of the personal clock"),
    }
    return words.get(form, "")
