"""Calendars as files (RFC 5545): written here in full, because it takes less than a library's settings would."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST = 75  # octets of a line, its end not counted (3.1)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Event:
    """One event: a whole day where `starts` is a day, an hour where it is a moment."""

    uid: str
    sequence: int  # grows with every change, so that a later file replaces an earlier one
    summary: str
    starts: date | datetime
    location: str = ""
    url: str = ""
    is_cancelled: bool = False


def write_calendar(name: str, events: Iterable[Event], *, now: datetime) -> bytes:
    """Return the calendar as a client takes it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vitalfew//Vitalfew//ZH", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    for event in events:
        lines += _event(event, now)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """Return text that can end no line and begin no property (3.3.11)."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for what, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(what, written)
    return plain


def folded(line: str) -> bytes:
    """Return the line in pieces of at most 75 octets, no character cut in two (3.1)."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        # A piece that goes on begins with a space, which counts.
        if len(piece) + len(octets) > LONGEST:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def _event(event: Event, now: datetime) -> list[str]:
    said = ["BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{_moment(now)}", f"SEQUENCE:{event.sequence}"]
    if isinstance(event.starts, datetime):
        said += [f"DTSTART:{_moment(event.starts)}", f"DTEND:{_moment(event.starts + timedelta(hours=1))}"]
    else:
        said += [f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}", f"DTEND;VALUE=DATE:{event.starts + timedelta(1):%Y%m%d}"]
    said.append(f"SUMMARY:{escaped(event.summary)}")
    if event.location:
        said.append(f"LOCATION:{escaped(event.location)}")
    if event.url:
        said.append(f"URL:{event.url}")
    return [*said, f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}", "END:VEVENT"]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
