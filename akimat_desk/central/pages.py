"""The public status page: plain HTML in Kyrgyz and Russian, no script, nothing from elsewhere."""

from collections.abc import Iterator
from datetime import date
from html import escape

from akimat_desk.central.page_words import (
    due_words,
    next_words,
    place_words,
    stage_words,
    stop_words,
)
from akimat_desk.central.standings import Official, Standing
from akimat_desk.central.status import Answer, Genuine
from akimat_desk.domain.moments import local_time
from akimat_desk.text.catalogue import Texts

LANGUAGES = ("ky", "ru")
SAFE = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}
_DAY = "%d.%m.%Y"
_STYLE = (
    "body{font:1.1rem/1.5 serif;max-width:40rem;margin:1rem auto;padding:0 1rem;color:#1b1b1b;"
    "background:#fff;overflow-wrap:anywhere}nav{text-align:right}nav>*{display:inline-block;"
    "padding:.4rem .5rem}h1{font-size:1.6rem;line-height:1.2;margin:.6rem 0 1rem}"
    "a{color:#0b4a8f}label{display:block;margin:1rem 0 .2rem}input{font:inherit;padding:.5rem;"
    "width:100%;box-sizing:border-box;border:1px solid #555;border-radius:.2rem}"
    "button{font:inherit;margin-top:1rem;padding:.6rem 1.6rem;border:0;border-radius:.2rem;"
    "color:#fff;background:#0b4a8f}:focus-visible{outline:3px solid #b35900;outline-offset:2px}"
    "dl{margin:0}dl>div{border-top:1px solid #ccc;padding:.5rem 0;break-inside:avoid}"
    "dt{color:#555}dd{margin:0}dd.main{font-weight:bold}p.said,p.good,p.mind{"
    "border-left:.3rem solid #7a1f1f;padding:.1rem 0 .1rem .8rem}p.good{border-color:#1d6b32}"
    "p.mind{border-color:#8a5a00}.small{color:#555;font-size:1rem}"
    "@page{size:A4;margin:16mm}@media print{nav,.again{display:none}body{font-size:11pt;"
    "margin:0;max-width:none;padding:0}h1{font-size:16pt}a{color:inherit;text-decoration:none}}"
)


class Page:
    """One page in one language; `here` is the address of the same page in the other."""

    def __init__(self, language: str, *, here: str = "/status", is_training: bool = False) -> None:
        self._t = Texts.of(language)
        self._language = language
        self._here = here
        self._is_training = is_training

    def form(self, *, number: str = "", is_wrong: bool = False) -> str:
        """The questions; what is wrong is never told: the number, the code, or the hour."""
        t = self._t
        told = [
            t("No application is known under this number and code."),
            t("Check both on the receipt. After many wrong tries wait an hour."),
        ]
        strip = f'<p class="said" role="alert">{escape(" ".join(told))}</p>' if is_wrong else ""
        about = t("Point your phone's camera at the QR code of the receipt, or type what it says.")
        return self._whole(
            f"""{strip}<p>{escape(about)}</p>
<form method="post" action="/status?lang={self._language}">
<label for="n">{escape(t("Registration number"))}</label>
<input id="n" name="number" value="{escape(number)}" maxlength="40" required autocomplete="off">
<label for="c">{escape(t("Code on the receipt (6 digits)"))}</label>
<input id="c" name="code" inputmode="numeric" maxlength="12" required autocomplete="off">
<button>{escape(t("Show"))}</button></form>"""
        )

    def answer(self, found: Answer) -> str:
        """Of an answer that knows something."""
        t = self._t
        parts = [] if found.paper is None else [self._paper(found.paper)]
        if found.standing is not None:
            parts.append(self._standing(found.standing))
        elif found.paper is not None:
            parts.append(self._paper_alone(found.paper))
        again = escape(t("Another application"))
        parts.append(f'<p class="again"><a href="/status?lang={self._language}">{again}</a></p>')
        return self._whole("".join(parts))

    def _paper(self, paper: Genuine) -> str:
        t = self._t
        # Translators: check the Kyrgyz of "genuine" and "signed by workstation"
        said = t(
            "This paper is genuine: it was signed by workstation {point} of {office}.",
            point=paper.point,
            office=paper.office[self._language],
        )
        if paper.revoked_on is None:
            return f'<p class="good">{escape(said)}</p>'
        # Translators: check the Kyrgyz of "key" and "withdrawn"
        doubt = t(
            "The key of this workstation was withdrawn on {day}: show the paper at the office.",
            day=paper.revoked_on.strftime(_DAY),
        )
        return f'<p class="mind">{escape(said)} {escape(doubt)}</p>'

    def _paper_alone(self, paper: Genuine) -> str:
        t = self._t
        rows = (
            _row(t("Registration number"), paper.number, is_main=True),
            _row(t("Registered on"), paper.registered_on.strftime(_DAY)),
        )
        unknown = t("The office has sent nothing about this application here. Ask at the office.")
        return f"<dl>{''.join(rows)}</dl><p>{escape(unknown)}</p>"

    def _standing(self, found: Standing) -> str:
        t = self._t
        at = t("As of {at}.", at=local_time(found.as_of).strftime("%d.%m.%Y %H:%M"))
        complain = t(
            "If the term is broken or no answer comes, you may complain to a higher body or court."
        )
        return (
            f"{self._silence(found)}<dl>{''.join(self._rows(found))}"
            f"{_row(t('How to complain'), complain)}</dl>"
            f'<p class="small">{escape(at)}</p>'
        )

    def _silence(self, found: Standing) -> str:
        if not found.is_silent:
            return ""
        t, day = self._t, local_time(found.as_of).strftime(_DAY)
        told = t(
            "The office has not been heard of since {day}; what happened later is not shown.",
            day=day,
        )
        return f'<p class="mind">{escape(told)}</p>'

    def _rows(self, found: Standing) -> Iterator[str]:
        t, language = self._t, self._language
        yield _row(t("Registration number"), found.number, is_main=True)
        yield _row(t("Stage"), _on(stage_words(t, found.stage), found.ended_on), is_main=True)
        yield _row(t("Next step"), next_words(t, found))
        due = due_words(t, found)
        if due:
            yield _row(t("To be answered by"), due, is_main=True)
        if found.stops:
            stops = (stop_words(t, one, language) for one in found.stops)
            yield _rows_of(t("Pauses of the term"), stops)
        if found.extensions:
            lines = (
                t("by {days} days, on {day}", days=days, day=on.strftime(_DAY))
                for days, on in found.extensions
            )
            yield _rows_of(t("Extensions of the term"), lines)
        if found.passed is not None:
            yield _rows_of(t("Where it went"), place_words(t, found.passed))
        yield from self._people(found)
        yield _row(t("Registered on"), found.registered_on.strftime(_DAY))

    def _people(self, found: Standing) -> Iterator[str]:
        t, language = self._t, self._language
        nobody = escape(t("not named yet"))
        official = found.official
        told = nobody if official is None else _person(official, language)
        yield _marked_row(t("Responsible official"), told)
        lines = [found.office[language], found.address[language], found.hours[language]]
        shown = [escape(line) for line in lines if line]
        if found.phone:
            shown.append(_phone(found.phone))
        yield _marked_row(t("Office"), "<br>".join(shown))
        yield from _successor(t, found, language)

    def _whole(self, body: str) -> str:
        t = self._t
        title = escape(t("How an application stands"))
        links = "".join(self._link(one) for one in LANGUAGES)
        warned = escape(t("Training centre: nothing here is real.")) if self._is_training else ""
        training = f'<p class="mind">{warned}</p>' if warned else ""
        return (
            f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            # Without it a browser asks for a picture of its own.
            '<link rel="icon" href="data:,">'
            f"<title>{title}</title><style>{_STYLE}</style></head><body><nav>{links}</nav>"
            f"<main><h1>{title}</h1>{training}{body}</main></body></html>"
        )

    def _link(self, language: str) -> str:
        t = Texts.of(language)
        # Translators: the name of the language these words are in, as its speakers call it
        name = escape(t("In this language"))
        if language == self._language:
            return f"<b>{name}</b>"
        return f'<a href="{escape(self._here)}?lang={language}" lang="{language}">{name}</a>'


def _successor(t: Texts, found: Standing, language: str) -> tuple[str, ...]:
    if found.successor_from is None:
        return ()
    said = t("Its matters go on from {day} in", day=found.successor_from.strftime(_DAY))
    return (_row(said, found.successor[language]),)


def _on(words: str, day: date | None) -> str:
    return words if day is None else f"{words}, {day.strftime(_DAY)}"


def _person(official: Official, language: str) -> str:
    lines = [escape(line) for line in (official.name, official.post[language]) if line]
    return "<br>".join([*lines, *([_phone(official.phone)] if official.phone else [])])


def _phone(told: str) -> str:
    """What is no single number is only shown."""
    digits = "".join(sign for sign in told if sign in "+0123456789")
    if not 5 <= len(digits) <= 13:
        return escape(told)
    return f'<a href="tel:{digits}">{escape(told)}</a>'


def _row(name: str, value: str, *, is_main: bool = False) -> str:
    return _marked_row(name, escape(value), is_main=is_main)


def _rows_of(name: str, values: Iterator[str]) -> str:
    return _marked_row(name, "<br>".join(escape(value) for value in values))


def _marked_row(name: str, marked: str, *, is_main: bool = False) -> str:
    shape = ' class="main"' if is_main else ""
    return f"<div><dt>{escape(name)}</dt><dd{shape}>{marked}</dd></div>"
