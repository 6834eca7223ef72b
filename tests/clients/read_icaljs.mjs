// Reads calendars with ical.js, the library of Thunderbird; time zones are those in the file. See reports.py for how it
// answers.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const { default: ICAL } = await import(new URL("installed/node_modules/ical.js/dist/ical.js", import.meta.url));

const [folder, from, to] = process.argv.slice(2);

/** More occurrences than any series of a test has. */
const ENOUGH = 5000;

function calendars() {
  const paths = readdirSync(folder, { recursive: true }).map((path) => path.replaceAll("\\", "/"));
  return paths.filter((path) => path.endsWith(".ics")).sort();
}

/** The calendar of a file, its time zones registered and no others. */
function read(path) {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(join(folder, path)));
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  return calendar;
}

/** A date or an instant as all readers write it. A time that is in no zone is a fault. */
function moment(time) {
  if (time === null) {
    return null;
  }
  if (time.isDate) {
    return time.toString();
  }
  if (time.zone === ICAL.Timezone.localTimezone) {
    throw new Error(`${time} has no time zone`);
  }
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

function tell(facts) {
  console.log(JSON.stringify(facts));
}

function tellEvent(path, event) {
  tell({
    file: path,
    uid: event.getFirstPropertyValue("uid"),
    recurrence_id: moment(event.getFirstPropertyValue("recurrence-id")),
    start: moment(event.getFirstPropertyValue("dtstart")),
    end: moment(event.getFirstPropertyValue("dtend")),
    status: event.getFirstPropertyValue("status"),
    summary: event.getFirstPropertyValue("summary"),
    location: event.getFirstPropertyValue("location"),
    description: event.getFirstPropertyValue("description"),
    sequence: event.getFirstPropertyValue("sequence"),
  });
}

function tellOccurrence(path, details) {
  const item = details.item;
  // ical.js makes up an end where none is written.
  const hasEnd = item.component.hasProperty("dtend");
  const [start, end] = [moment(details.startDate), hasEnd ? moment(details.endDate) : null];
  if (start >= from && start < to) {
    tell({ file: path, uid: item.uid, start, end, status: item.component.getFirstPropertyValue("status"), summary: item.summary });
  }
}

/** The occurrences of an event with those that stand for some of them. */
function tellOccurrences(path, components, own) {
  const event = new ICAL.Event(own);
  const others = components.filter((other) => other.getFirstPropertyValue("uid") === event.uid);
  for (const exception of others.filter((other) => other.hasProperty("recurrence-id"))) {
    event.relateException(exception);
  }
  if (!event.isRecurring()) {
    tellOccurrence(path, { item: event, startDate: event.startDate, endDate: event.endDate });
    return;
  }
  const times = event.iterator();
  for (let count = 0; count < ENOUGH; count += 1) {
    const time = times.next();
    if (!time) {
      return;
    }
    tellOccurrence(path, event.getOccurrenceDetails(time));
  }
  throw new Error(`${path}: ${event.uid} goes on for more than ${ENOUGH} times`);
}

for (const path of calendars()) {
  const components = read(path).getAllSubcomponents("vevent");
  const single = (event) => !event.hasProperty("recurrence-id");
  const has = (event) => components.some((own) => single(own) && own.getFirstPropertyValue("uid") === event.getFirstPropertyValue("uid"));
  for (const event of components) {
    if (from === undefined) {
      tellEvent(path, event);
    } else if (single(event)) {
      tellOccurrences(path, components, event);
    } else if (!has(event)) {
      // An occurrence without its series, as in a meeting's own file.
      const alone = new ICAL.Event(event);
      tellOccurrence(path, { item: alone, startDate: alone.startDate, endDate: alone.endDate });
    }
  }
}
