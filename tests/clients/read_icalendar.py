"""Reads calendars with icalendar; recurring_ical_events works out the occurrences. See reports.py for how it answers."""

import icalendar
import recurring_ical_events

from reports import calendars, moment, tell, text, window


def read(path, octets):
    """The calendar of a file. What icalendar only notes, it says here."""
    calendar = icalendar.Calendar.from_ical(octets)
    for component in calendar.walk():
        if component.errors:
            raise ValueError(f"{path}: {component.name}: {component.errors}")
    return calendar


def when(event, name):
    """The value of a date property; None where it is not there."""
    value = event.get(name)
    return None if value is None else moment(value.dt)


def tell_event(path, event):
    tell(
        file=path,
        uid=text(event["UID"]),
        recurrence_id=when(event, "RECURRENCE-ID"),
        start=when(event, "DTSTART"),
        end=when(event, "DTEND"),
        status=text(event.get("STATUS")),
        summary=text(event.get("SUMMARY")),
        location=text(event.get("LOCATION")),
        description=text(event.get("DESCRIPTION")),
        sequence=event.get("SEQUENCE"),
    )


def tell_occurrence(path, event):
    start, end = when(event, "DTSTART"), when(event, "DTEND")
    tell(
        file=path,
        uid=text(event["UID"]),
        start=start,
        # Where no end is written, recurring_ical_events puts the start.
        end=None if end == start else end,
        status=text(event.get("STATUS")),
        summary=text(event.get("SUMMARY")),
    )


between = window()
for path, octets in calendars():
    calendar = read(path, octets)
    if between is None:
        for event in calendar.walk("VEVENT"):
            tell_event(path, event)
    else:
        for event in recurring_ical_events.of(calendar).between(*between):
            tell_occurrence(path, event)
