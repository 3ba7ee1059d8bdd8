"""The end of a receipt: what the applicant may do, and who signs."""

from akimat_desk.documents.blocks import Beside, Gap, Rule, Stack
from akimat_desk.documents.both import Said, joined
from akimat_desk.documents.qr import QrCode
from akimat_desk.documents.setting import Setting
from akimat_desk.documents.typesetting import DESCENT, LEADING, Block, Lines, Run, plain, unparted
from akimat_desk.domain.readings import ReceiptReading
from akimat_desk.domain.status_address import seal_address


def rights(setting: Setting, reading: ReceiptReading) -> Block:
    """Free of charge, how to ask, how to complain."""
    words = setting.words
    told = [
        words.t("Taking in and registering are free of charge."),
        words.t(
            "To ask how the matter stands call {phone} and say the number and the code.",
            phone=unparted(reading.office.phone),
        ),
    ]
    if reading.status_address:
        told.append(words.t("Or look at {address}.", address=reading.status_address))
    told += [
        _of_the_code(setting, reading),
        words.t(
            "If the term is broken or no answer comes, you may complain to a higher body or court."
        ),
    ]
    block = setting.pair(joined(told), setting.note)
    ruled = Stack(Rule(setting.width, above=1, below=3), block)
    if not setting.is_narrow:
        return ruled
    told_code = seal_address(reading.status_address, reading.qr)
    code = QrCode(told_code, setting.sizes.qr, setting.width)
    return Stack(ruled, Gap(4), Beside(((setting.width - code.width) / 2, code)), Gap(4))


def _of_the_code(setting: Setting, reading: ReceiptReading) -> Said:
    if seal_address(reading.status_address, reading.qr) == reading.qr:
        return setting.words.t("The QR code proves that this receipt is genuine.")
    return setting.words.t(
        "The QR code opens that page on a phone and proves that this receipt is genuine."
    )


def signatures(setting: Setting, reading: ReceiptReading, *, is_ours: bool) -> Block:
    """Who took the papers in; on our copy also the applicant, who got theirs."""
    if setting.is_narrow:
        return _taken_in_on_a_roll(setting, reading)
    taken_in = _taken_in(setting, reading)
    return Stack(taken_in, Gap(2 * setting.air), _got(setting)) if is_ours else taken_in


def _taken_in(setting: Setting, reading: ReceiptReading) -> Block:
    words, width = setting.words, setting.width
    seal = Lines([Run(_seal(setting).once, setting.label)], 0.14 * width, align="right")
    row = Beside(
        (0.0, setting.pair(words.words(reading.clerk_post), width=0.33 * width)),
        (0.35 * width, _to_sign(setting, words.t("signature"), 0.22 * width)),
        (0.59 * width, Lines([Run(plain(reading.clerk_name), setting.text)], 0.26 * width)),
        (0.86 * width, Stack(Gap(setting.drop), seal)),
    )
    above = Gap(3 if setting.is_close else 6)
    return Stack(above, setting.caption(words.t("Taken in by")), Gap(setting.air), row)


def _taken_in_on_a_roll(setting: Setting, reading: ReceiptReading) -> Block:
    words, width = setting.words, setting.width
    seal = Lines([Run(_seal(setting).once, setting.text)], 0.32 * width)
    return Stack(
        Gap(6),
        setting.caption(words.t("Taken in by")),
        setting.pair(words.words(reading.clerk_post)),
        Lines([Run(plain(reading.clerk_name), setting.text)], width),
        Gap(14),
        Beside((0.0, _to_sign(setting, words.t("signature"), 0.6 * width)), (0.68 * width, seal)),
        Gap(4),
    )


def _got(setting: Setting) -> Block:
    words, width = setting.words, setting.width
    got = Lines([Run(words.t("Got my copy").once, setting.label)], 0.33 * width)
    return Beside(
        (0.0, Stack(Gap(setting.drop), got)),
        (0.35 * width, _to_sign(setting, words.t("signature"), 0.22 * width)),
        (0.64 * width, _to_sign(setting, words.t("day"), 0.36 * width)),
    )


def _seal(setting: Setting) -> Said:
    return setting.words.t("Place of the seal")


def _to_sign(setting: Setting, caption: Said, width: float) -> Block:
    """A line to write on, level with the text beside it."""
    return Stack(
        Gap(setting.sizes.text * (LEADING - DESCENT) + 1),
        Rule(width, 0.6),
        Lines([Run(caption.once, setting.label)], width, align="centre"),
    )
