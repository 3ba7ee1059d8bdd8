"""Pictures of the foundations with invented people: `python tests/ui/gallery.py FOLDER`."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import fontpkg_pt_sans
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from akimat_desk.domain.term_bars import HeldBy, StopKind, TermBar, TermCell, TermStop
from akimat_desk.text.catalogue import spoken
from akimat_desk.ui.background import Background
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.crash import CrashDialog
from akimat_desk.ui.fields import DateField, LongTextField, PhoneField, PinField, TextField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.keyboard_map import KeyboardMap
from akimat_desk.ui.labels import (
    caption,
    card,
    fact,
    plain,
    primary,
    scrolled,
    secondary,
    soft,
    strong,
)
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.paged_table import Column, Kind, PagedTable
from akimat_desk.ui.pictures import USUAL, Shot, take_all
from akimat_desk.ui.preview import Preview
from akimat_desk.ui.shell import Shell
from akimat_desk.ui.sidebar import Section
from akimat_desk.ui.table_view import TableView
from akimat_desk.ui.term_bar_widget import TermBarWidget
from akimat_desk.ui.theme import Tone, look

TODAY = date(2026, 11, 26)


def days(start: date, plan: str, *, name: str = "Токтоналиев Б.") -> tuple[TermCell, ...]:
    """r registry, p person, q second person, a applicant paused, b body, n nobody, e extension;
    one letter a working day, weekends are put in between."""
    cells: list[TermCell] = []
    day, ordinal = start, 0
    for letter in plan:
        while day.weekday() >= 5:
            cells.append(TermCell(day, HeldBy.DAY_OFF))
            day += timedelta(days=1)
        ordinal += letter != "a"
        cells.append(_cell(day, letter, ordinal, name))
        day += timedelta(days=1)
    return tuple(cells)


def _cell(day: date, letter: str, ordinal: int, name: str) -> TermCell:
    if letter == "a":
        return TermCell(day, HeldBy.APPLICANT, is_paused=True)
    held = {
        "r": (HeldBy.REGISTRY, ""),
        "b": (HeldBy.BODY, "архитектура бөлүмү"),
        "n": (HeldBy.NOBODY, ""),
        "q": (HeldBy.PERSON, "Асанова Г."),
    }
    holder, who = held.get(letter, (HeldBy.PERSON, name))
    return TermCell(day, holder, who, is_extension=letter == "e", ordinal=ordinal)


def stops(due: date, control: date | None = None) -> tuple[TermStop, ...]:
    found = [TermStop(StopKind.STATUTORY, due)]
    return tuple([*found, TermStop(StopKind.CONTROL, control)] if control else found)


BARS = {
    "overdue": TermBar(
        days(date(2026, 11, 5), "rrpppppppppppppp"), TODAY, stops(date(2026, 11, 25))
    ),
    "today": TermBar(
        days(date(2026, 11, 12), "rppbbbbbbbbppppp"),
        TODAY,
        stops(date(2026, 12, 2), TODAY),
    ),
    "control": TermBar(
        days(date(2026, 11, 17), "rpppppppqqqqqpp"),
        TODAY,
        stops(date(2026, 12, 7), date(2026, 11, 30)),
    ),
    "paused": TermBar(
        days(date(2026, 11, 16), "rppaaaaaapppppppp"), TODAY, stops(date(2026, 12, 8))
    ),
    "nobody": TermBar(days(date(2026, 11, 20), "rnnnnnnnnnnnnn"), TODAY, stops(date(2026, 12, 9))),
    "calm": TermBar(
        days(date(2026, 11, 23), "rppppppppppppppeeeee"), TODAY, stops(date(2026, 12, 18))
    ),
}


@dataclass(frozen=True)
class Line:
    number: str
    executor: str
    applicant: str
    subject: str
    bar: TermBar
    left: str
    tone: Tone
    icon: str
    action: str


@dataclass(frozen=True)
class Lines:
    rows: Sequence[Line]
    next_cursor: int | None = None


WORDS = {
    "ky": {
        "office": "Ноокат району",
        "kind": "мамлекеттик администрация",
        "places": (
            "Бүгүн",
            "Каттоо",
            "Кайрылуулар",
            "Резолюция",
            "Кабыл алуу",
            "Актылар",
            "Журналдар",
            "Арыз ээлери",
            "Жөнөтүү кезеги",
            "Жөндөөлөр",
        ),
        "today": "Бүгүн, 26.11.2026",
        "new": "Каттоо",
        "sync": "Сервер кабыл алды: 14:32 · кезекте 3",
        "heads": (
            "Номери, аткаруучу",
            "Арыз ээси, эмне жөнүндө",
            "Мөөнөтү",
            "Калды",
            "Кийинки кадам",
        ),
        "left": (
            "1 күн өттү",
            "мөөнөтү бүгүн",
            "2 күн калды",
            "күтүүдө",
            "аткаруучусу жок",
            "16 күн калды",
        ),
        "act": (
            "Чечим чыгаруу",
            "Эскертүү жазуу",
            "Долбоорду көрүү",
            "Жоопту каттоо",
            "Аткаруучу дайындоо",
            "Ачуу",
        ),
        "counts": (
            "мөөнөтү өттү",
            "мөөнөтү бүгүн",
            "3 күн калды",
            "күтүүдө",
            "аткаруучусу жок",
            "бүгүн катталууга тийиш",
        ),
        "note": "Дагы 6 кат каттоону күтүп турат. Каттоо мөөнөтү: эртең, 18:00.",
        "done": "К1-00055/26-9 Асанова Г. өткөрүлүп берилди.",
        "tabs": ("Суроолор 2", "Документтер 6", "Мөөнөттөр", "Кат алышуу 3", "Актылар 1", "Тарыхы"),
        "case": "Кайрылуу",
        "reply": "Жооп даярдоо",
        "days": "5 жумуш күнү калды",
        "about": "Жайыт жолун бөгөө боюнча жамааттык даттануу · 14 кол",
        "dates": "мыйзам боюнча 08.12.2026 · эмне үчүн?",
        "who": "1  Ким",
        "what": "2  Эмне жөнүндө",
        "labels": (
            "&Аты-жөнү",
            "&ПИН",
            "&Телефон",
            "&Дареги",
            "Тү&рү",
            "Т&или",
            "Те&ма",
            "&Канал",
            "К&ыскача",
            "Ке&лген күнү",
        ),
        "check": "Текшерүү",
        "point": "1-пункт",
    },
    "ru": {
        "office": "Ноокатская районная",
        "kind": "государственная администрация",
        "places": (
            "Сегодня",
            "Регистрация",
            "Обращения",
            "Резолюции",
            "Приём граждан",
            "Акты",
            "Журналы",
            "Заявители",
            "Очередь отправки",
            "Настройки",
        ),
        "today": "Сегодня, 26.11.2026",
        "new": "Регистрация",
        "sync": "Принято сервером: 14:32 · в очереди 3",
        "heads": ("Номер, исполнитель", "Заявитель, о чём", "Срок", "Осталось", "Следующий шаг"),
        "left": (
            "просрочено на 1 день",
            "срок сегодня",
            "осталось 2 дня",
            "ожидание",
            "нет исполнителя",
            "осталось 16 дней",
        ),
        "act": (
            "Вынести решение",
            "Написать напоминание",
            "Посмотреть проект",
            "Зарегистрировать ответ",
            "Назначить исполнителя",
            "Открыть",
        ),
        "counts": (
            "просрочено",
            "срок сегодня",
            "осталось 3 дня",
            "в ожидании",
            "нет исполнителя",
            "зарегистрировать сегодня",
        ),
        "note": "Ещё 6 писем ждут регистрации. Срок регистрации: завтра, 18:00.",
        "done": "К1-00055/26-9 передано: Асанова Г.",
        "tabs": ("Вопросы 2", "Документы 6", "Сроки", "Переписка 3", "Акты 1", "История"),
        "case": "Обращение",
        "reply": "Подготовить ответ",
        "days": "осталось 5 рабочих дней",
        "about": "Коллективная жалоба на перекрытие скотопрогонной дороги · 14 подписей",
        "dates": "по закону 08.12.2026 · почему?",
        "who": "1  Кто",
        "what": "2  О чём",
        "labels": (
            "&Фамилия, имя",
            "&ПИН",
            "&Телефон",
            "&Адрес",
            "&Вид",
            "&Язык",
            "Те&ма",
            "&Канал",
            "К&ратко",
            "По&лучено",
        ),
        "check": "Проверить",
        "point": "пункт 1",
    },
}
ICONS = (
    "calendar-today-outline",
    "file-plus-outline",
    "format-list-bulleted",
    "gavel",
    "account-voice",
    "file-sign",
    "book-open-page-variant-outline",
    "account-group-outline",
    "tray-arrow-up",
    "cog-outline",
)
TONES = (Tone.BAD, Tone.WARN, Tone.INK, Tone.PAUSE, Tone.BAD, Tone.SOFT)
SIGNS = (
    "alert-circle-outline",
    "alert-outline",
    "",
    "pause-circle-outline",
    "account-off-outline",
    "",
)


class Gallery:
    def __init__(self) -> None:
        self.background = Background()
        self.words: dict = WORDS["ky"]

    def shell(self) -> Shell:
        self.words = w = WORDS[spoken().language]
        shell = Shell(w["office"], w["kind"], self.background)
        for number, (title, icon) in enumerate(zip(w["places"], ICONS, strict=True)):
            shell.add_section(Section(str(number), lambda title=title: title, icon), QWidget())
        for place, count in (("0", 7), ("3", 4), ("5", 2), ("8", 3)):
            shell.show_count(place, count)
        shell.status.show_sync(Tone.GOOD, w["sync"])
        shell.status.show_who("Асанова Г.", w["point"])
        return shell

    def put(self, shell: Shell, place: str, *widgets: QWidget) -> None:
        layout = QVBoxLayout(shell._screens[place])
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(12))
        for widget in widgets:
            layout.addWidget(widget)
        shell.show_section(place)

    def today(self) -> QWidget:
        shell = self.shell()
        w = self.words
        tones = (Tone.BAD, Tone.WARN, Tone.INK, Tone.PAUSE, Tone.BAD, Tone.INK)
        counts = flow(
            *(
                counted(number, words, tone)
                for number, words, tone in zip((2, 1, 4, 5, 1, 6), w["counts"], tones, strict=True)
            )
        )
        view = TableView(self.table())
        view.hug_rows()
        note = soft(w["note"])
        self.put(shell, "0", counts, view, note)
        shell._screens["0"].layout().addStretch()
        shell.set_title(w["today"])
        shell.set_primary(w["new"], "F4", lambda: None)
        shell.strip.offer_undo(w["done"], lambda: None)
        view.setFocus()
        return shell

    def table(self) -> PagedTable[Line]:
        w = self.words
        people = (
            (
                "К1-00042/26-7",
                "Асанова Г.",
                "Өмүрбеков Ч. Т.",
                "Суу түтүгү: Көк-Бел айылы, Ленин көчөсү",
            ),
            (
                "К1-00051/26-4",
                "Асанова Г.",
                "ЖАК «Ак-Терек»",
                "Соода түйүнүнө уруксат: архитектура жооп бербейт",
            ),
            (
                "К2-00007/26-1",
                "Токтоналиев Б.",
                "ПА аркылуу, 12-148/3: 14 кол",
                "Жайыт жолун бөгөө боюнча жамааттык даттануу",
            ),
            ("К1-00049/26-0", "Асанова Г.", "Мамытова Ж. К.", "Үй-бүлө курамы жөнүндө маалымкат"),
            ("К1-00055/26-9", "—", "Абдрахманов И.", "Кошунанын курулушу чек араны бузууда"),
            ("К1-00056/26-6", "Токтоналиев Б.", "Жусупова А. М.", "Материалдык жардам көрсөтүү"),
        )
        lines = tuple(
            Line(*one, bar, left, tone, sign, act)
            for one, bar, left, tone, sign, act in zip(
                people, BARS.values(), w["left"], TONES, SIGNS, w["act"], strict=True
            )
        )
        heads = w["heads"]
        columns = (
            Column(
                title=lambda: heads[0],
                text=lambda r: r.number,
                note=lambda r: r.executor,
                chars=18,
                is_strong=True,
            ),
            Column(
                title=lambda: heads[1],
                text=lambda r: r.applicant,
                note=lambda r: r.subject,
                is_strong=True,
            ),
            Column(title=lambda: heads[2], text=lambda _: "", bar=lambda r: r.bar, kind=Kind.TERM),
            Column(
                title=lambda: heads[3],
                text=lambda r: r.left,
                tone=lambda r: r.tone,
                icon=lambda r: r.icon,
                chars=21,
                is_strong=True,
            ),
            Column(title=lambda: heads[4], text=lambda r: r.action, kind=Kind.ACTION, chars=23),
        )
        table = PagedTable(columns, self.background)
        table.show(lambda _: Lines(lines))
        self.kept = table
        return table

    def case(self) -> QWidget:
        shell = self.shell()
        w = self.words
        header = card()
        grid = QGridLayout()
        grid.addWidget(fact("К2-00007/26-1"), 0, 0)
        right = Qt.AlignmentFlag.AlignRight
        grid.addWidget(fact(w["days"], Tone.WARN), 0, 1, right)
        grid.addWidget(soft(w["about"]), 1, 0)
        grid.addWidget(soft(w["dates"]), 1, 1, right)
        header.layout().addLayout(grid)
        bars = [
            BARS["paused"],
            BARS["control"],
            BARS["overdue"],
            BARS["nobody"],
            BARS["calm"],
            BARS["today"],
        ]
        header.layout().addWidget(TermBarWidget(bars[0]))
        tabs = QTabWidget()
        for words in w["tabs"]:
            page = QWidget()
            layout = QVBoxLayout(page)
            layout.setContentsMargins(0, look().px(12), 0, 0)
            tabs.addTab(page, words)
        first = tabs.widget(0).layout()
        side = QHBoxLayout()
        more = card(*(TermBarWidget(bar) for bar in bars[1:]))
        side.addWidget(more, 3)
        side.addWidget(
            card(
                strong("Ким жооп берет"),
                plain("Токтоналиев Б."),
                caption("23-26.11 арыз берүүчү, 4 күн"),
                secondary("Мөөнөттү токтото туруу  F8"),
                secondary("Басып чыгаруу  F9", "printer-outline"),
            ),
            2,
        )
        first.addLayout(side)
        first.addStretch()
        self.put(shell, "2", header, tabs)
        shell.set_title(w["case"])
        shell.set_primary(w["reply"], "Ctrl+R", lambda: None)
        shell.strip.say(
            Weight.BAD,
            "Бул кайрылууга 20.11.2026 жооп берилген: экинчи жооп жаңы кайрылуу болот.",
            "Көрүү",
        )
        return shell

    def form(self) -> Form:
        w = self.words
        form = Form()
        labels = w["labels"]
        form.section(w["who"])
        form.row(Entry("name", labels[0], TextField(), is_required=True))
        form.row(Entry("pin", labels[1], PinField()), Entry("phone", labels[2], PhoneField()))
        form.row(Entry("address", labels[3], ChoiceField((), is_free=True)))
        form.section(w["what"])
        kinds = (Choice("application", "арыз"), Choice("complaint", "даттануу"))
        form.row(
            Entry("kind", labels[4], ChoiceField(kinds)),
            Entry("language", labels[5], ChoiceField((Choice("ky", "кыргызча"),))),
        )
        form.row(
            Entry("topic", labels[6], ChoiceField((Choice("water", "суу менен камсыздоо"),))),
            Entry("day", labels[9], DateField(lambda: TODAY)),
        )
        form.row(Entry("about", labels[8], LongTextField(3), is_required=True))
        form.fill()
        form.restore(
            {
                "name": "Өмүрбеков Чыңгыз Төлөгөнович",
                "pin": "2150319901234",
                "phone": "0555 12 34",
                "address": "Ноокат району, Көк-Бел айылы, Ленин көчөсү, 14",
                "kind": "арыз",
                "language": "кыргызча",
                "day": "25.11.2026",
            }
        )
        form.check()
        return form

    def live(self) -> QWidget:
        live = card(role="live")
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(24))
        for column, (one, two, three) in enumerate(
            (
                (
                    "Мөөнөтү",
                    "11.12.2026, жума",
                    "14 жумуш күнү, мыйзам № 67, 8-берене · эмне үчүн?",
                ),
                (
                    "Ким жооп берет",
                    "Токтоналиев Б., акимдин орун басары",
                    "суу: жоопкерчилик таблицасы, буйрук № 12",
                ),
                (
                    "Окшош",
                    "К1-00011/26-2: ошол эле арыз ээси, суу",
                    "кайталап кайрылуубу? салыштыруу  F6",
                ),
            )
        ):
            grid.addWidget(caption(one), 0, column)
            grid.addWidget(strong(two, Tone.WARN if column == 2 else None), 1, column)
            grid.addWidget(caption(three), 2, column)
        live.layout().addLayout(grid)
        return live

    def register(self) -> QWidget:
        shell = self.shell()
        w = self.words
        preview = Preview(self.background, lambda *_: None)
        preview.show_paper(sample_pdf(), "sample")
        halves = QWidget()
        row = QHBoxLayout(halves)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(14))
        row.addWidget(preview, 3)
        row.addWidget(card(scrolled(self.form())), 4)
        self.put(shell, "1", halves, self.live())
        shell.set_title(w["places"][1])
        shell.set_primary(w["check"], "Ctrl+Enter", lambda: None)
        return shell

    def palette(self) -> QWidget:
        shell = self.today()
        shell.resize(1366, 768)
        shell.strip.put_away()
        shell.show()
        shell.palette_.open()
        return shell

    def keys(self) -> QWidget:
        shell = self.shell()
        shell.set_primary(self.words["new"], "F4", lambda: None)
        self.kept_shell = shell
        return KeyboardMap(shell.shortcuts.lines())

    def crash(self) -> QWidget:
        return CrashDialog("Traceback (most recent call last):\n  File …\nZeroDivisionError")

    def buttons(self) -> QWidget:
        return card(
            primary("Каттоо  F4", "file-plus-outline"),
            secondary("Басып чыгаруу", "printer-outline"),
        )


def counted(number: int, words: str, tone: Tone) -> QWidget:
    box = card()
    box.layout().addLayout(inner := QHBoxLayout())
    box.layout().setContentsMargins(*(look().px(n) for n in (12, 4, 14, 4)))
    inner.setSpacing(look().px(8))
    inner.addWidget(fact(str(number), tone))
    inner.addWidget(soft(words))
    return box


def sample_pdf() -> bytes:
    """Two A5 pages with a few words, drawn by hand."""
    font = next((Path(fontpkg_pt_sans.ROOT) / "files").glob("*Regular.ttf"))
    registerFont(TTFont("Sample", str(font)))
    file = BytesIO()
    canvas = Canvas(file, pagesize=(420, 595))
    for page in (1, 2):
        canvas.setFont("Sample", 12)
        canvas.drawString(220, 540, "Ноокат районунун акимине")
        canvas.drawString(180, 480, "А Р Ы З")
        canvas.drawString(60, 440, "Ленин көчөсүндө үч айдан бери суу жок. Өңдөп бериңиз.")
        canvas.drawString(60, 60, f"{page}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def main(folder: Path, names: Sequence[str]) -> None:
    QApplication(["gallery"])
    gallery = Gallery()
    dialogs = (Shot("ky"), Shot("ru", is_dark=True))
    small = QSize(640, 560)
    plans = {
        "today": (USUAL, None),
        "case": (USUAL, None),
        "register": (USUAL, None),
        "palette": (dialogs, None),
        "keys": (dialogs, small),
        "crash": (dialogs, small),
    }
    for name, (shots, size) in plans.items():
        if not names or name in names:
            extra = {"screen": size} if size else {}
            take_all(
                getattr(gallery, name),
                name,
                folder,
                shots,
                settled=lambda: gallery.background.is_idle,
                **extra,
            )
    gallery.background.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
