"""Acts in words: their stages, journals and ways, and the grammar a clerk is asked for."""

from collections.abc import Iterable, Mapping
from typing import Final

from akimat_desk.domain.act_states import WAYS
from akimat_desk.domain.templates import BOTH, Template
from akimat_desk.services.act_numbers import Pen
from akimat_desk.services.act_steps import ActRow
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.screens.card_words import delivery_ways, language_words, named
from akimat_desk.ui.theme import Tone

_TONES: Final = {
    "waiting": Tone.WARN,
    "numbered": Tone.INK,
    "signed": Tone.INK,
    "delivered": Tone.GOOD,
    "returned": Tone.BAD,
    "annulled": Tone.SOFT,
    "replaced": Tone.SOFT,
}
_SIGNS: Final = {
    "waiting": "clock-outline",
    "numbered": "draw-pen",
    "signed": "send-outline",
    "delivered": "check-circle-outline",
    "returned": "alert-circle-outline",
    "annulled": "cancel",
    "replaced": "file-replace-outline",
}


def stage_words(stage: str) -> str:
    """Where an act stands, by what it waits for."""
    words = {
        "waiting": tr("waits for its number"),
        "numbered": tr("to be signed"),
        "signed": tr("signed, to be delivered"),
        "delivered": tr("delivered"),
        "returned": tr("came back"),
        "annulled": tr("the act is annulled"),
        "replaced": tr("corrected by another"),
    }
    return words.get(stage, stage)


def stage_tone(row: ActRow) -> Tone:
    return _TONES.get(row.stage, Tone.INK)


def stage_sign(row: ActRow) -> str:
    return _SIGNS.get(row.stage, "")


def journal_words(journal: str) -> str:
    words = {
        "outgoing": tr("Outgoing letters"),
        "orders": tr("Orders"),
        "directives": tr("Directives"),
        "decisions": tr("Decisions"),
        "certificates": tr("Certificates"),
        "acts": tr("Acts and opinions"),
        "permits": tr("Permits"),
        "": tr("without a number"),
    }
    return words.get(journal, journal)


def group_words(group: str) -> str:
    words = {
        "letters": tr("Letters"),
        "notices": tr("Notices"),
        "acts": tr("Orders and decisions"),
        "certificates": tr("Certificates"),
        "commissions": tr("Acts of commissions"),
        "cards": tr("Cards"),
        "lists": tr("Lists"),
    }
    return words.get(group, group)


def act_way_words(way: str) -> str:
    return dict(act_ways()).get(way, way)


def sent_words(way: str) -> str:
    """How something went out, be it a reply of the card or a paper by a form."""
    return dict(delivery_ways()).get(way) or act_way_words(way)


def both_words(language: str) -> str:
    """A paper may be in both languages."""
    return tr("both languages") if language == BOTH else language_words(language)


def act_ways() -> tuple[tuple[str, str], ...]:
    """How an act reached its addressee, or did not."""
    words = {
        "hand": tr("handed over against signature"),
        "post": tr("by post, with the list of the post office"),
        "electronic": tr("by the system of electronic documents"),
        "by_power": tr("to a representative by power of attorney"),
        "refused": tr("the addressee refused to take it"),
        "returned": tr("it came back"),
    }
    return tuple((way, words[way]) for way in WAYS)


def form_words(kind: str, forms: Mapping[str, Template]) -> str:
    """The name of a form; its id where this program has no such form."""
    found = forms.get(kind)
    return kind if found is None else named(found.name)


def number_words(row: ActRow) -> str:
    if row.number:
        return tr("No. {number}", number=row.number)
    return tr("not numbered yet") if row.journal else tr("without a number")


def act_name(form: str, number: str) -> str:
    """The title of its paper: "Order No. 12"."""
    return tr("{form} No. {number}", form=form, number=number) if number else form


def pens_words(pens: Iterable[Pen]) -> str:
    """Who gives the numbers of which journals, the last ones, and how many papers wait."""
    by_keeper: dict[str, list[str]] = {}
    for pen in pens:
        by_keeper.setdefault(_keeper_words(pen), []).append(_last_words(pen))
    return "   ".join(
        tr("{keeper}: {journals}", keeper=keeper, journals=", ".join(journals))
        for keeper, journals in by_keeper.items()
    )


def _keeper_words(pen: Pen) -> str:
    if pen.is_disputed:
        return tr("Two workstations claim the numbers")
    if pen.is_ours:
        return tr("This workstation numbers")
    if pen.station:
        return tr("Workstation {mark} numbers", mark=pen.mark)
    return tr("Nobody numbers yet")


def _last_words(pen: Pen) -> str:
    name = journal_words(pen.journal)
    words = tr("{journal} (last No. {number})", journal=name, number=pen.last) if pen.last else name
    if not pen.waiting:
        return words
    waiting = tr_many(
        "{count} paper waits for a number", "{count} papers wait for a number", pen.waiting
    )
    return f"{words} \N{EM DASH} {waiting}"


def grammar_words(case: str, language: str) -> str:
    """A grammatical case by its name in the language of the paper, with its question."""
    if language == "ru":
        words = {
            # Translators: a case of Russian grammar, by its Russian name with its question
            "genitive": tr("Russian genitive (of whom?)"),
            "dative": tr("Russian dative (to whom?)"),
            "accusative": tr("Russian accusative (whom?)"),
            "locative": tr("Russian prepositional (about whom?)"),
            "ablative": tr("Russian genitive (from whom?)"),
            "instrumental": tr("Russian instrumental (by whom?)"),
        }
    else:
        words = {
            # Translators: a case of Kyrgyz grammar, by its Kyrgyz name with its question
            "genitive": tr("Kyrgyz genitive (whose?)"),
            "dative": tr("Kyrgyz dative (to whom?)"),
            "accusative": tr("Kyrgyz accusative (whom?)"),
            "locative": tr("Kyrgyz locative (at whom?)"),
            "ablative": tr("Kyrgyz ablative (from whom?)"),
            "instrumental": tr("Kyrgyz postposition (with whom?)"),
        }
    return words.get(case, case)


def given_words(path: str) -> str:
    """What a form takes from the case and the office, by the names a clerk knows."""
    words = {
        "office": tr("the name of the office"),
        "office.name": tr("the name of the office"),
        "case": tr("the case it belongs to"),
        "applicant": tr("the applicant"),
        "addressee": tr("the addressee"),
        "signatory": tr("who signs (nobody holds the head's post)"),
        "signatory.post": tr("the post of who signs"),
        "signatory.name": tr("who signs (nobody holds the head's post)"),
        "executor.post": tr("the post of the executor"),
    }
    return words.get(path.removesuffix(".short"), path)
