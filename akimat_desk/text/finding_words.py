"""What is found in a form, a calendar or a list before it is published, in words."""

from akimat_desk.text.catalogue import Texts


def finding_words(t: Texts, code: str) -> str:
    """A part of a sentence; what a newer check calls otherwise cannot be read here."""
    return (_of_forms(t) | _of_lists(t)).get(code) or t("cannot be read")


def _of_forms(t: Texts) -> dict[str, str]:
    return {
        "label_missing": t("a name is missing in Kyrgyz or in Russian"),
        "glyph_missing": t("a letter that the paper's typeface does not have"),
        "ground_missing": t("a refusal has to name its legal grounds"),
        "to_confirm": t("not compared with the official text"),
        "text_missing": t("the text of the paper is missing"),
        "not_allowed": t("the text calls for something that forms may not do"),
        "filter_unknown": t("the text names a way of writing that is not there"),
        "unbalanced": t("a condition or a list in the text is not closed"),
        "ending_after_gap": t("an ending is written after a gap: names bend by themselves"),
        "kyrgyz_letters_missing": t("a Kyrgyz text without any Kyrgyz letter"),
        "letters_mixed": t("Latin and Cyrillic letters in one word"),
        "field_unknown": t("the text names a field that the form does not have"),
        "case_not_asked": t("the text speaks of a case, but the form does not ask for one"),
        "field_unused": t("a field is asked for and never printed"),
        "mark_unbalanced": t("a mark of bold or italic letters is not closed"),
        "part_unknown": t("the text calls for a part that is not there"),
        "part_without_field": t("a part lacks the field it is made of"),
        "part_missing": t("a part that every such paper has is missing"),
        "appeal_not_of_this_kind": t("only a refusal tells how to appeal"),
        "field_in_one_language": t("a field stands in one language only"),
        "sample_wrong": t("the words to try the form with do not fit it"),
        "gap_without_words": t("a gap of the text has no words to fill it"),
        "overflow": t("long words do not fit on the paper"),
        "named_twice": t("the same name stands twice"),
        "only_of_a_table": t("only a table has columns, and a table must have them"),
        "only_of_a_choice": t("only a choice has answers, and a choice must have them"),
        "without_sequence": t(
            "the number lacks the running number {sequence}", sequence="{sequence}"
        ),
    }


def _of_lists(t: Texts) -> dict[str, str]:
    return {
        "week": t("the days of the week are wrong"),
        "covers_nothing": t("the calendar covers no day"),
        "twice": t("the same row stands twice"),
        "off_and_worked": t("a day is both off and worked"),
        "no_such_day": t("there is no such day"),
        "no_name": t("the day has no name"),
        "unnamed": t("the row has no name"),
        "group": t("the group named is not there"),
        "gone": t("a row that entries may already name is missing"),
        "shape": t("it is not written in the form of a list"),
        "unknown": t("this program does not know such a list"),
    }
