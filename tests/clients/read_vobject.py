"""Reads calendars with vobject, which takes time zones from the file and not from the system. It knows no occurrences:
events only. See reports.py for how it answers."""

import logging

import vobject

from reports import calendars, moment, tell, text


class Complaints(logging.Handler):
    """What vobject only warns of is a fault."""

    def emit(self, record):
        raise ValueError(record.getMessage())


def forget_zones():
    """vobject keeps the first time zone of a name for all later files; each file is to stand for itself."""
    known = vars(vobject.icalendar)["__tzidMap"]
    for zone in [zone for zone in known if zone != "UTC"]:
        del known[zone]


def value(event, name):
    """The value of a property; None where it is not there."""
    found = event.contents.get(name)
    return found[0].value if found else None


def tell_event(path, event):
    sequence = value(event, "sequence")
    tell(
        file=path,
        uid=text(value(event, "uid")),
        recurrence_id=moment(value(event, "recurrence-id")),
        start=moment(value(event, "dtstart")),
        end=moment(value(event, "dtend")),
        status=text(value(event, "status")),
        summary=text(value(event, "summary")),
        location=text(value(event, "location")),
        description=text(value(event, "description")),
        sequence=None if sequence is None else int(sequence),
    )


logging.getLogger().addHandler(Complaints(logging.WARNING))
for path, octets in calendars():
    forget_zones()
    (calendar,) = vobject.readComponents(octets.decode("utf-8"), validate=True)
    for event in calendar.contents.get("vevent", []):
        tell_event(path, event)
