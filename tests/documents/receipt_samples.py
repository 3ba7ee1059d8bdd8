"""Receipts to print: an everyday one, the longest real contents, and the least that is lawful."""

from datetime import date, datetime

from msgspec.structs import replace

from akimat_desk.domain.readings import (
    Answerer,
    Bilingual,
    CameThrough,
    DueLine,
    Letterhead,
    ReceiptReading,
    TakenPaper,
)

# As long and with the same letters as a real seal.
QR = (
    "AD1:"
    + "6BF/$Q 9ZK*1%T-7C+0WX.3:H2VJ8" * 4
    + ":KG-417:.K1-00042/26-7:20261123:20261211:KR67-8:418902"
)

TYPICAL = ReceiptReading(
    office=Letterhead(
        name=Bilingual(
            ky="Ноокат районунун мамлекеттик администрациясы",
            ru="Ноокатская районная государственная администрация",
        ),
        address=Bilingual(ky="Ноокат ш., Ленин көч., 1", ru="г. Ноокат, ул. Ленина, 1"),
        phone="03230 5-11-22",
        hours=Bilingual(ky="дш.–жм. 9:00–18:00", ru="пн–пт 9:00–18:00"),
    ),
    number="К1-00042/26-7",
    code="418902",
    received_at=datetime(2026, 11, 23, 10, 40),
    registered_at=datetime(2026, 11, 23, 10, 47),
    applicant="Өмүрбеков Чыңгыз Төлөгөнович",
    subject="Ленин көчөсүндө үч айдан бери суу жок",
    papers=(
        TakenPaper(title="Арыз", original=True),
        TakenPaper(title="Кошуналардын тизмеси", sheets=2),
    ),
    sheets=3,
    answerer=Answerer(
        name="Токтоналиев Бакыт Асанович",
        post=Bilingual(ky="акимдин орун басары", ru="заместитель акима"),
        room="12",
        phone="03230 5-12-40",
    ),
    due=DueLine(
        due_on=date(2026, 12, 11),
        days=14,
        unit="working",
        ground=Bilingual(ky="№ 67 Мыйзам, 8-берене", ru="Закон № 67, ст. 8"),
    ),
    qr=QR,
    clerk_post=Bilingual(ky="каттоочу", ru="регистратор"),
    clerk_name="Асанова Г. М.",
    point="1",
    template="receipt-1",
)

# What a desk that is learning hands over the counter on an ordinary day, everything filled in.
TRAINING = replace(
    TYPICAL,
    training=True,
    came_through=CameThrough(
        body="Президенттин Администрациясы", number="14-08/К-123", dated_on=date(2026, 11, 20)
    ),
    answerer=replace(
        TYPICAL.answerer,
        post=Bilingual(
            ky="социалдык өнүктүрүү бөлүмүнүн башчысы",
            ru="заведующий отделом социального развития",
        ),
        ground=Bilingual(ky="№ 12-б, 18.09.2026", ru="№ 12-б, 18.09.2026"),
    ),
    due=replace(
        TYPICAL.due,
        ground=Bilingual(
            ky="2007-жылдын 4-майындагы № 67 мыйзам, 8-берене",
            ru="Закон от 04.05.2007 № 67, ст. 8",
        ),
        control_on=date(2026, 12, 4),
        control_body="Президенттин Администрациясы",
    ),
    clerk_post=Bilingual(ky="жалпы бөлүмдүн адиси", ru="специалист общего отдела"),
)

LONG_NAME = "Жумабаева-Сыдыкбекова Бүбүсайракан Кеңешбек кызы"
LONG_BODY = (
    "«Ноокат айыл чарба жана суу пайдалануучулардын бирикмелеринин райондор аралык "
    "кооперативи» жоопкерчилиги чектелген коому, Жапалак айыл өкмөтүнүн бөлүмү"
)

LONGEST = ReceiptReading(
    office=Letterhead(
        name=Bilingual(
            ky="Кыргыз Республикасынын Ысык-Көл облусунун Ысык-Көл районунун мамлекеттик "
            "администрациясы",
            ru="Иссык-Кульская районная государственная администрация Иссык-Кульской области "
            "Кыргызской Республики",
        ),
        address=Bilingual(
            ky="Чолпон-Ата ш., Совет көчөсү, 244, 2-кабат, 722125",
            ru="г. Чолпон-Ата, ул. Советская, 244, 2-й этаж, 722125",
        ),
        phone="03943 4-21-36, 0555 12-34-56",
        hours=Bilingual(
            ky="дш.–жм. 9:00–18:00, түшкү тыныгуу 12:00–13:00",
            ru="пн–пт 9:00–18:00, обед 12:00–13:00",
        ),
    ),
    number="К1A7Q-00042/26-7",
    code="007902",
    received_at=datetime(2026, 11, 23, 9, 5),
    registered_at=datetime(2026, 11, 23, 10, 47),
    applicant=LONG_NAME,
    trade_name=LONG_BODY,
    representative=LONG_NAME + ", ишеним кат № 1234",
    signatories=143,
    came_through=CameThrough(
        body="Кыргыз Республикасынын Президентинин Администрациясынын жарандардын "
        "кайрылуулары менен иштөө бөлүмү",
        number="14-08/К-12345",
        dated_on=date(2026, 11, 20),
    ),
    subject=("Жер участогун бөлүп берүү жана үй куруу үчүн уруксат алуу " * 6)[:300],
    papers=tuple(
        TakenPaper(title=title, original=n % 2 == 0, sheets=n + 1, to_return=n in {0, 4})
        for n, title in enumerate(
            [
                "Арыз",
                "Паспорттун көчүрмөсү",
                "Жер участогуна укукту күбөлөндүргөн мамлекеттик акт",
                "Үй-бүлө курамы жөнүндө маалымкат",
                (
                    "Турак жай-тиричилик шарттарын текшерүү актысы жана ага тиркелген "
                    "сүрөттөрдүн тизмеси"
                ),
                "Жашаган жери жөнүндө маалымкат",
                "Кадастрдык план",
                "Никеге туруу күбөлүгү",
                "Балдардын туулгандыгы жөнүндө күбөлүктөр",
                "Киреше жөнүндө маалымкат",
                "Кошуналардын макулдугу",
                "Ишеним кат",
            ]
        )
    ),
    sheets=78,
    answerer=Answerer(
        name=LONG_NAME,
        post=Bilingual(
            ky="райондук мамлекеттик администрациянын башчысынын социалдык маселелер боюнча "
            "орун басары",
            ru="заместитель главы районной государственной администрации по социальным вопросам",
        ),
        room="214-а",
        phone="03943 4-21-40",
        ground=Bilingual(
            ky="2026-жылдын 12-январындагы № 14-б буйрук",
            ru="приказ от 12 января 2026 г. № 14-б",
        ),
    ),
    due=DueLine(
        due_on=date(2026, 12, 11),
        days=14,
        unit="working",
        ground=Bilingual(
            ky="«Жарандардын кайрылууларын кароо тартиби жөнүндө» № 67 Мыйзам, 8-берене",
            ru="Закон № 67 «О порядке рассмотрения обращений граждан», ст. 8",
        ),
        control_on=date(2026, 12, 4),
        control_body="Президенттин Администрациясы",
        to_confirm=True,
    ),
    qr=QR,
    status_address="https://kabar.example/abaly",
    clerk_post=Bilingual(
        ky="жалпы бөлүмдүн башкы адиси, каттоочу",
        ru="главный специалист общего отдела, регистратор",
    ),
    clerk_name=LONG_NAME,
    point="1A7Q",
    template="receipt-1",
    corrects="К1-00041/26-9, 23.11.2026 10:31",
    training=True,
)

LEAST = ReceiptReading(
    office=Letterhead(
        name=Bilingual(ky="Ноокат РМА"), address=Bilingual(ky="Ноокат ш."), phone="03230 51122"
    ),
    number="1-00001/26-1",
    code="000000",
    received_at=datetime(2026, 1, 12, 9, 0),
    registered_at=datetime(2026, 1, 12, 9, 0),
    applicant="",
    subject="Суу",
    answerer=Answerer(
        name="Асан уулу Б.", post=Bilingual(ky="аким", ru="аким"), executor_by_resolution=False
    ),
    due=DueLine(due_on=None, days=None, unit="working", ground=Bilingual(ky=""), to_confirm=True),
    qr="AD1:0",
    clerk_post=Bilingual(ky="каттоочу", ru="регистратор"),
    clerk_name="Асанова Г.",
    point="1",
    template="receipt-1",
)
