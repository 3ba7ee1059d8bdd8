"""Instants and legal days: instants are UTC milliseconds, legal days are dates of Asia/Bishkek."""

from datetime import UTC, date, datetime, time, timedelta, timezone

BISHKEK = timezone(timedelta(hours=6))
"""Fixed: the Kyrgyz Republic has kept +06:00 without summer time since 2005."""

_OFFSET = 6 * 3600 * 1000
_DAY = 24 * 3600 * 1000
_EPOCH = date(1970, 1, 1).toordinal()


def legal_day(at: int) -> date:
    """The legal day of an instant; of one beyond all dates, from a broken clock, the nearest."""
    ordinal = _EPOCH + (at + _OFFSET) // _DAY
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def local_time(at: int) -> datetime:
    """The wall clock of Asia/Bishkek at an instant, without a zone, cut to the second."""
    seconds = (at + _OFFSET) % _DAY // 1000
    return datetime.combine(legal_day(at), time()) + timedelta(seconds=seconds)


def milliseconds(moment: datetime) -> int:
    """An aware moment as an instant; a moment without a zone is Bishkek's wall clock."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=BISHKEK)
    return (aware - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
