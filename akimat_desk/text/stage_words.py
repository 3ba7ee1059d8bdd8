"""Where a case or an inspection stands, in words: the same in the window, in lists and commands."""

from akimat_desk.text.catalogue import Texts


def case_stages(t: Texts) -> dict[str, str]:
    return {
        "registered": t("registered"),
        "under_consideration": t("under consideration"),
        "waiting_for_applicant": t("waiting for the applicant"),
        "waiting_for_body": t("waiting for another body"),
        "decided": t("decided"),
        "forwarded": t("forwarded"),
        "closed": t("closed"),
        "withdrawn": t("withdrawn"),
        "annulled": t("annulled"),
    }


def inspection_stages(t: Texts) -> dict[str, str]:
    return {
        "announced": t("announced"),
        "begun": t("in progress"),
        "ended": t("finished"),
        "stopped": t("stopped"),
    }
