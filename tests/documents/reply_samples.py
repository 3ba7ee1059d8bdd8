"""Replies to print: everyday ones in both languages, a refusal, the longest, and the least."""

from datetime import date

from documents.receipt_samples import LONG_BODY, QR
from documents.receipt_samples import LONGEST as LONGEST_RECEIPT
from documents.receipt_samples import TYPICAL as RECEIPT
from msgspec.structs import replace

from akimat_desk.domain.readings import (
    Addressee,
    Answered,
    Bilingual,
    Letterhead,
    ReplyReading,
    Signatory,
)

TYPICAL_KY = ReplyReading(
    office=RECEIPT.office,
    number="03-12/418",
    issued_on=date(2026, 12, 9),
    case_number="К1-00042/26-7",
    asked_on=date(2026, 11, 23),
    addressee=Addressee(
        surname="Өмүрбеков",
        given="Чыңгыз",
        patronymic="Төлөгөнович",
        address="Ноокат району, Гүлстан айылы, Ленин көчөсү, 17-үй, 714500",
    ),
    subject="Ленин көчөсүндөгү ичүүчү суу жөнүндө",
    answers=(
        Answered(
            question="Ленин көчөсүндө үч айдан бери эмнеге суу жок?",
            text="Суу түтүгү 2026-жылдын 18-августунда көчкүдөн жабыркап, 240 метр аралыкта "
            "иштен чыккан. Калыбына келтирүү үчүн жергиликтүү бюджеттен каражат бөлүнүп, "
            "«Ноокат-Суу» муниципалдык ишканасы менен келишим түзүлдү.",
        ),
        Answered(
            question="Суу качан берилет?",
            text="Жумуштар 2026-жылдын 25-декабрына чейин аяктайт. Ага чейин суу ташуучу унаа "
            "күн сайын саат 8:00дөн 10:00гө чейин келет.",
        ),
    ),
    grounds="«Жарандардын кайрылууларын кароо тартиби жөнүндө» № 67 Мыйзам, 8-берене",
    enclosures=("Келишимдин көчүрмөсү, 4 барак", "Суу ташуу графиги, 1 барак"),
    signatory=Signatory(
        post=Bilingual(ky="акимдин орун басары", ru="заместитель акима"), name="Токтоналиев Б. А."
    ),
    executor_name="Асанова Г. М.",
    executor_phone="03230 5-12-40",
    file_index="03-12",
    qr=QR,
    point="1",
    template="reply-1",
)

TYPICAL_RU = replace(
    TYPICAL_KY,
    addressee=Addressee(
        surname="Сидорова",
        given="Мария",
        patronymic="Петровна",
        address="Ноокатский район, с. Гулистан, ул. Ленина, д. 17, 714500",
    ),
    subject="о питьевой воде на улице Ленина",
    answers=(
        Answered(
            question="Почему на улице Ленина третий месяц нет воды?",
            text="Водопровод повреждён оползнем 18 августа 2026 года на протяжении 240 метров. "
            "На его восстановление выделены средства местного бюджета, заключён договор с "
            "муниципальным предприятием «Ноокат-Суу».",
        ),
        Answered(
            question="Когда дадут воду?",
            text="Работы завершатся до 25 декабря 2026 года. До этого дня автоцистерна приходит "
            "ежедневно с 8:00 до 10:00.",
        ),
    ),
    grounds="Закон № 67 «О порядке рассмотрения обращений граждан», ст. 8.",
    enclosures=("Копия договора на 4 листах",),
    signatory=replace(TYPICAL_KY.signatory, is_acting=True),
)

REFUSAL = replace(
    TYPICAL_KY,
    subject="жер участогун бөлүп берүү",
    answers=(
        Answered(
            text="Сиз сураган жер участогу жайыт жерлеринин курамына кирет. Мындай жерлер турак үй "
            "куруу үчүн берилбейт, ошондуктан арызыңызды канааттандырууга мүмкүн эмес.\n"
            "Турак үй үчүн жер алуучулардын кезегине туруу үчүн айыл өкмөтүнө кайрылсаңыз болот."
        ),
    ),
    grounds="Кыргыз Республикасынын Жер кодекси",
    enclosures=(),
    is_refusal=True,
    signatory=Signatory(post=Bilingual(ky="аким", ru="аким"), name="Токтоналиев Б. А."),
)

_LONG_TEXT = (
    "Комиссия жерине чыгып, көйгөйлүү участокту текшерди жана актысын түздү. Текшерүүнүн "
    "жыйынтыгында аныкталган кемчиликтерди жоюу боюнча иш-чаралардын планы бекитилди, ага ылайык "
    "жооптуу кызмат адамдары дайындалып, аткаруу мөөнөттөрү белгиленди. "
)

LONGEST = replace(
    TYPICAL_KY,
    office=LONGEST_RECEIPT.office,
    number="К1A7Q-03-12-456/26-1234",
    addressee=Addressee(body=LONG_BODY, address="Ысык-Көл облусу, " * 9 + "722125"),
    subject=LONGEST_RECEIPT.subject,
    answers=tuple(
        Answered(question="Суроонун мазмуну " * (3 + 9 * n) + "?", text=f"{_LONG_TEXT * 9}\n" * 3)
        for n in range(4)
    ),
    enclosures=tuple(f"Текшерүү актысынын {n}-бөлүгү, 12 барак" for n in range(1, 41)),
    is_refusal=True,
    signatory=Signatory(
        post=LONGEST_RECEIPT.answerer.post, name=LONGEST_RECEIPT.clerk_name, is_acting=True
    ),
    executor_name=LONGEST_RECEIPT.clerk_name,
    executor_phone=LONGEST_RECEIPT.office.phone,
    training=True,
)

LEAST = ReplyReading(
    office=Letterhead(name=Bilingual(ky="Ноокат РМА"), address=Bilingual(ky="Ноокат ш.")),
    number="1",
    issued_on=date(2026, 1, 13),
    case_number="1",
    asked_on=date(2026, 1, 12),
    addressee=Addressee(surname="Асанова"),
    subject="Суу",
    answers=(Answered(text="Суу берилди."),),
    grounds="№ 67 Мыйзам",
    signatory=Signatory(post=Bilingual(ky="аким"), name="Т. Бакыт уулу"),
    executor_name="Асанова Г.",
    qr="AD1:0",
    point="1",
    template="reply-1",
)
