"""The frame of the administrators' pages: head, navigation, rows, forms; HTML without script."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

import msgspec

from akimat_desk.central.access import RIGHTS, Action, User
from akimat_desk.central.pages import LANGUAGES, SAFE
from akimat_desk.central.sessions import form_word
from akimat_desk.domain.moments import local_time
from akimat_desk.text.catalogue import Texts

_STYLE: Final = (
    "body{font:1rem/1.45 sans-serif;max-width:64rem;margin:0 auto;padding:0 1rem 2rem;"
    "color:#1b1b1b;background:#fff;overflow-wrap:break-word}nav{display:flex;flex-wrap:wrap;"
    "gap:.2rem 1rem;align-items:center;border-bottom:1px solid #767676;padding:.5rem 0}"
    "nav form{margin:0 0 0 auto}nav a,nav b{padding:.4rem 0}nav .tongue{display:flex;gap:.8rem}"
    "a{color:#0b4a8f}h1{font-size:1.5rem;line-height:1.25;margin:1.2rem 0 .8rem}"
    "h2{font-size:1.15rem;margin:1.6rem 0 .4rem}label{display:block;margin:.8rem 0 .2rem}"
    "input,select{display:block;font:inherit;padding:.45rem;width:100%;max-width:30rem;box-sizing:border-box;"
    "border:1px solid #555;border-radius:.2rem;background:#fff;color:inherit}"
    "button,a.act{font:inherit;display:inline-block;padding:.45rem 1rem;border:1px solid #0b4a8f;"
    "border-radius:.2rem;color:#0b4a8f;background:#fff;text-decoration:none;cursor:pointer;"
    "line-height:1.3}button.main{color:#fff;background:#0b4a8f;margin-top:1rem}"
    "button.grave{color:#fff;background:#8c1d18;border-color:#8c1d18}"
    ":focus-visible{outline:3px solid #b35900;outline-offset:2px}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;"
    "padding:.45rem .8rem .45rem 0;border-bottom:1px solid #ccc}th{color:#555;font-weight:normal}"
    "td form{margin:0;display:inline-block}td .act{margin-bottom:.3rem}"
    "p.said,p.good{border-left:.3rem solid #8c1d18;padding:.1rem 0 .1rem .8rem}"
    "p.good{border-color:#1d6b32}.code{font:bold 1.6rem/1.6 monospace}.small{color:#555}"
    "[hidden]{display:none}@media(max-width:44rem){thead{display:none}table,tbody,tr,td{display:block}"
    "td{border:0;padding:.1rem 0}td:empty{display:none}"
    "tr{border-bottom:1px solid #ccc;padding:.6rem 0}"
    "td[data-l]::before{content:attr(data-l);display:block;color:#555;font-size:.9rem}}"
    "@page{size:A4;margin:14mm}@media print{nav,form,td form,a.act,.ask{display:none}"
    "body{max-width:none;padding:0;font-size:10pt}a{color:inherit;text-decoration:none}"
    "tr{break-inside:avoid}}"
)
_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS: Final = {
    **SAFE,
    "content-security-policy": f"default-src 'none'; style-src 'sha256-{_HASH}'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Seen(msgspec.Struct, frozen=True):
    """For whom a page is made; nobody is signed in at its door. `here` may be asked for again."""

    language: str
    here: str
    user: User | None = None
    token: str = ""
    is_training: bool = False

    @property
    def t(self) -> Texts:
        return Texts.of(self.language)

    def may(self, action: Action) -> bool:
        return self.user is not None and action in RIGHTS[self.user.role]


def page(seen: Seen, title: str, body: str) -> str:
    warned = escape(seen.t("Training centre: nothing here is real.")) if seen.is_training else ""
    training = f'<p class="small">{warned}</p>' if warned else ""
    return (
        f'<!doctype html><html lang="{seen.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<link rel="icon" href="data:,"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{_nav(seen)}"
        f"<main><h1>{escape(title)}</h1>{training}{body}</main></body></html>"
    )


def form(seen: Seen, step: str, fields: str, button: str, shape: str = "main") -> str:
    """`step` is where it goes, and what its word is good for; `fields` is HTML."""
    return (
        f'<form method="post" action="{escape(step)}">{_word(seen, step)}{fields}'
        f'<button class="{shape}">{escape(button)}</button></form>'
    )


def file_form(seen: Seen, step: str, fields: str, button: str) -> str:
    return (
        f'<form method="post" action="{escape(step)}" enctype="multipart/form-data">'
        f'{_word(seen, step)}{fields}<button class="main">{escape(button)}</button></form>'
    )


def field(name: str, label: str, *, kind: str = "text", value: str = "", more: str = "") -> str:
    """`more` is HTML of our own."""
    return (
        f'<label for="{name}">{escape(label)}</label><input id="{name}" name="{name}" '
        f'type="{kind}" value="{escape(value)}" required {more}>'
    )


def choice(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    lines = (
        f'<option value="{escape(value)}">{escape(words)}</option>' for value, words in options
    )
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<select id="{name}" name="{name}">{"".join(lines)}</select>'
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Cells are HTML; on a phone each row is a card whose cells name themselves."""
    shown = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    lines = "".join(
        "<tr>"
        + "".join(
            f'<td data-l="{escape(head)}">{cell}</td>'
            for head, cell in zip(heads, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{shown}</tr></thead><tbody>{lines}</tbody></table>"


def at(milliseconds: int | None, missing: str = "") -> str:
    if milliseconds is None:
        return escape(missing)
    return local_time(milliseconds).strftime("%d.%m.%Y %H:%M")


def strip(words: str, *, is_good: bool = False) -> str:
    if not words:
        return ""
    told = 'class="good" role="status"' if is_good else 'class="said" role="alert"'
    return f"<p {told}>{escape(words)}</p>"


def ask(head: str, body: str) -> str:
    """A part of a page that is not printed; `body` is HTML."""
    return f'<section class="ask"><h2>{escape(head)}</h2>{body}</section>'


def link(address: str, words: str, shape: str = "") -> str:
    told = f' class="{shape}"' if shape else ""
    return f'<a href="{escape(address)}"{told}>{escape(words)}</a>'


def _word(seen: Seen, step: str) -> str:
    return f'<input type="hidden" name="word" value="{form_word(seen.token, step)}">'


def _nav(seen: Seen) -> str:
    tongues = "".join(_tongue(seen, one) for one in LANGUAGES)
    switch = f'<span class="tongue">{tongues}</span>'
    if seen.user is None:
        return f"<nav>{switch}</nav>"
    t = seen.t
    places = [("/admin/offices", t("Offices")), ("/admin/published", t("Published"))]
    if seen.may("see_audit"):
        places.append(("/admin/audit", t("What was done")))
    places.append(("/admin/password", t("My password")))
    links = "".join(
        f"<b>{escape(words)}</b>" if seen.here == address else link(address, words)
        for address, words in places
    )
    out = form(seen, "/admin/sign-out", "", t("Sign out"), "")
    return f"<nav>{links}{switch}{out}</nav>"


def _tongue(seen: Seen, language: str) -> str:
    # Translators: the name of the language these words are in, as its speakers call it
    name = escape(Texts.of(language)("In this language"))
    if language == seen.language:
        return f"<b>{name}</b>"
    return f'<a href="{escape(seen.here)}?lang={language}" lang="{language}">{name}</a>'
