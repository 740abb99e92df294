"""A person's reviews and meetings as a calendar (iCalendar, RFC 5545), with references and no word about anybody.

Each app says what it knows of, in `registrations.py`:

    @calendar_from      def days(practitioner, today) -> iterable of Appointment
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from locality.access import Denial, Viewing
from locality.access.rule import reader_of
from locality.history import acting_as
from locality.partners import Practitioner
from locality.reminders import ReminderChoice, digest_of, end_calendar

LASTS = timedelta(hours=2)  # a meeting of which the end is not known
NO_RECORD = UUID(int=0)


@dataclass(frozen=True)
class Appointment:
    """Something on a whole day, or from a moment. `key` stays the same for the same thing, so that a telephone moves
    it; `words` name nobody."""

    key: str
    words: str
    url: str
    begins: date | datetime
    place: str = ""
    cancelled: bool = False


_sources: list[Callable] = []


def calendar_from(function):
    """Register a source of appointments. It returns only what concerns the practitioner, and what they may see."""
    _sources.append(function)
    return function


def appointments_of(practitioner, today):
    """Every `Appointment` of a practitioner, the oldest first."""
    found = [each for source in _sources for each in source(practitioner, today)]
    return sorted(found, key=lambda each: (str(each.begins), each.key))


def calendar_at(token, *, route, address):
    """The calendar behind a secret as bytes, or None for one that opens nothing; either is written down.

    It is read as its owner would read it, behind both walls. Who works for no partner any more loses the address.
    `address` makes a whole address of a path.
    """
    with acting_as(Practitioner.objects.system()):
        rows = ReminderChoice.objects.filter(calendar_digest=digest_of(token), practitioner__is_active=True)
        choice = rows.select_related("practitioner").first()
    return choice and _calendar_of(choice, route, address)


def _calendar_of(choice, route, address):
    owner = choice.practitioner
    with acting_as(owner):
        reader = reader_of(owner)
        if not reader.partners:
            if not reader.must_accept:  # an agreement that waits for them opens it again
                end_calendar(by=owner)
            return None
        Viewing.objects.create(practitioner=owner, kind="calendar", record=choice.pk, route=route)
        return as_file(appointments_of(owner, timezone.localdate()), address)


def refuse(route):
    """Write down that somebody asked for a calendar that is not there."""
    system = Practitioner.objects.system()
    with acting_as(system):
        Denial.objects.create(practitioner=system, kind="calendar", record=str(NO_RECORD), route=route)


def as_file(appointments, address):
    """The appointments as the bytes of a calendar."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SERVICE_NAME}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", settings.SERVICE_NAME)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    now, host = timezone.now(), address("/").split("//")[-1].strip("/")
    for each in appointments:
        calendar.add_component(_event(each, now, host, address(each.url)))
    return calendar.to_ical()


def _event(each, now, host, url):
    event = Event()
    event.add("uid", f"{each.key}@{host}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", each.words)
    if isinstance(each.begins, datetime):
        event.add("dtstart", each.begins.astimezone(UTC))
        event.add("dtend", (each.begins + LASTS).astimezone(UTC))
    else:
        event.add("dtstart", each.begins)
        event.add("dtend", each.begins + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if each.place:
        event.add("location", each.place)
    event.add("url", url)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if each.cancelled else "CONFIRMED")
    return event
