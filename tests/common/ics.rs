//! Calendars as a program reads them: lines unfolded, components nested, values with their parameters (RFC 5545, 3.1).

/// A calendar.
#[derive(Debug)]
pub struct Calendar {
    pub properties: Vec<Property>,
    pub zones: Vec<Event>,
    pub events: Vec<Event>,
}

/// A component: an event, or a time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub name: String,
    pub properties: Vec<Property>,
    pub parts: Vec<Event>,
}

/// `NAME;PARAMETER=VALUE:VALUE`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    pub name: String,
    pub parameters: Vec<(String, String)>,
    pub value: String,
}

impl Calendar {
    /// Reads a calendar, or says why no program could.
    pub fn read(text: &str) -> Result<Calendar, String> {
        let mut open: Vec<Event> = Vec::new();
        let mut whole = None;
        for line in unfolded(text)? {
            let property = Property::read(&line)?;
            match property.name.as_str() {
                "BEGIN" => open.push(Event { name: property.value, properties: Vec::new(), parts: Vec::new() }),
                "END" => {
                    let done = open.pop().filter(|done| done.name == property.value);
                    let done = done.ok_or_else(|| format!("{line} closes what is not open"))?;
                    match open.last_mut() {
                        Some(outer) => outer.parts.push(done),
                        None => whole = Some(done),
                    }
                }
                _ => open.last_mut().ok_or_else(|| format!("{line} is in no component"))?.properties.push(property),
            }
        }
        let whole = whole.filter(|whole| whole.name == "VCALENDAR" && open.is_empty());
        let whole = whole.ok_or("no whole calendar")?;
        let of = |name: &str| whole.parts.iter().filter(|part| part.name == name).cloned().collect();
        Ok(Calendar { zones: of("VTIMEZONE"), events: of("VEVENT"), properties: whole.properties.clone() })
    }

    /// The zones that it explains.
    pub fn zone_names(&self) -> Vec<String> {
        self.zones.iter().filter_map(|zone| zone.text("TZID")).collect()
    }

    /// The UID of every event, in order.
    pub fn uids(&self) -> Vec<String> {
        self.events.iter().filter_map(|event| event.text("UID")).collect()
    }
}

impl Event {
    pub fn get(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// A property's text, unescaped.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(|property| unescaped(&property.value))
    }

    pub fn summary(&self) -> String {
        self.text("SUMMARY").unwrap_or_default()
    }

    pub fn description(&self) -> String {
        self.text("DESCRIPTION").unwrap_or_default()
    }

    pub fn status(&self) -> String {
        self.text("STATUS").unwrap_or_default()
    }

    /// From when to when: `20180529T100000/20180529T150000 Europe/Copenhagen`, `20180417/20180419` for whole days, `-`
    /// for an end that is not known.
    pub fn span(&self) -> String {
        let start = self.get("DTSTART").expect("every event begins");
        let end = self.get("DTEND").map_or("-", |end| end.value.as_str());
        if let Some(property) = self.get("DTEND") {
            assert_eq!(property.parameters, start.parameters, "both ends are of one kind");
        }
        match (start.parameter("TZID"), start.parameter("VALUE")) {
            (Some(zone), None) => format!("{}/{end} {zone}", start.value),
            (None, Some("DATE")) => format!("{}/{end}", start.value),
            other => panic!("a time of no kind: {other:?}"),
        }
    }

    /// The parts of its RRULE, sorted: their order is free (RFC 5545, 3.3.10).
    pub fn rule(&self) -> Vec<String> {
        let mut parts: Vec<String> = self.text("RRULE").unwrap_or_default().split(';').map(str::to_owned).collect();
        parts.sort_unstable();
        parts
    }

    /// What it is a part of: the meeting of a deadline.
    pub fn parent(&self) -> Option<String> {
        self.related("PARENT").into_iter().next()
    }

    /// The UIDs that it names as related in one way.
    pub fn related(&self, kind: &str) -> Vec<String> {
        let related = self.properties.iter().filter(|property| property.name == "RELATED-TO");
        related.filter(|property| property.parameter("RELTYPE") == Some(kind)).map(|own| own.value.clone()).collect()
    }
}

impl Property {
    fn read(line: &str) -> Result<Property, String> {
        let mut parts = split_outside_quotes(line, ':');
        let (head, value) = parts.next().ok_or_else(|| format!("{line} has no value"))?;
        let mut fields = Vec::new();
        let mut rest = head;
        while let Some((field, after)) = split_outside_quotes(rest, ';').next() {
            fields.push(field);
            rest = after;
        }
        fields.push(rest);
        let parameters = fields.iter().skip(1).map(|field| {
            let (name, value) = field.split_once('=').ok_or_else(|| format!("{field} is no parameter"))?;
            Ok((name.to_owned(), value.trim_matches('"').to_owned()))
        });
        Ok(Property {
            name: fields.first().copied().unwrap_or_default().to_owned(),
            parameters: parameters.collect::<Result<_, String>>()?,
            value: value.to_owned(),
        })
    }

    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What stands before and after each `mark` that is in no quotation marks.
fn split_outside_quotes(text: &str, mark: char) -> impl Iterator<Item = (&str, &str)> {
    let mut quoted = false;
    text.char_indices().filter_map(move |(at, c)| {
        quoted ^= c == '"';
        (c == mark && !quoted).then(|| (&text[..at], &text[at + c.len_utf8()..]))
    })
}

/// Whole lines; each ends in CR LF and holds at most 75 octets before it is unfolded.
fn unfolded(text: &str) -> Result<Vec<String>, String> {
    let text = text.strip_suffix("\r\n").ok_or("the last line does not end")?;
    let mut lines: Vec<String> = Vec::new();
    for line in text.split("\r\n") {
        if line.len() > 75 || line.contains(['\r', '\n']) {
            return Err(format!("a line too long or broken: {line}"));
        }
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some(last)) => last.push_str(more),
            (Some(_), None) => return Err("the first line goes on".to_owned()),
            (None, _) => lines.push(line.to_owned()),
        }
    }
    Ok(lines)
}

/// TEXT (3.3.11).
fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            other => out.push(other),
        }
    }
    out
}
