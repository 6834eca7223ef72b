//! The components of a calendar: lines between BEGIN and END, one in the other.

use std::ops::Range;

use super::lines::{Line, lines};

/// A component: VCALENDAR, VEVENT, VTIMEZONE …
#[derive(Debug, Clone, Default)]
pub struct Component {
    /// Its name, in capitals.
    pub name: String,
    /// Its own lines.
    pub lines: Vec<Line>,
    /// The components in it.
    pub parts: Vec<Component>,
    /// Where it begins.
    pub place: Range<usize>,
}

impl Component {
    /// The first line of a name.
    pub fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// The text of the first line of a name.
    pub fn text(&self, name: &str) -> Option<String> {
        self.line(name).map(|line| line.text().trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// The components of a name in it.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Component> {
        self.parts.iter().filter(move |part| part.name == name)
    }
}

/// The calendars of a text, and the places of lines that are none or stand outside every component.
pub fn read(text: &str) -> (Vec<Component>, Vec<Range<usize>>) {
    let mut open: Vec<Component> = vec![Component::default()];
    let mut faults = Vec::new();
    for line in lines(text) {
        match line {
            Err(place) => faults.push(place),
            Ok(line) => take(line, &mut open, &mut faults),
        }
    }
    // A file that was cut off: what was begun is kept, and where it began is told.
    while open.len() > 1 {
        faults.extend(open.last().map(|part| part.place.clone()));
        close(&mut open);
    }
    (open.pop().map(|root| root.parts).unwrap_or_default(), faults)
}

fn take(line: Line, open: &mut Vec<Component>, faults: &mut Vec<Range<usize>>) {
    let named = line.value.trim().to_ascii_uppercase();
    match line.name.as_str() {
        "BEGIN" => open.push(Component { name: named, place: line.place, ..Component::default() }),
        "END" if open.len() > 1 && open.last().is_some_and(|part| part.name == named) => close(open),
        "END" => faults.push(line.place),
        _ if open.len() == 1 => faults.push(line.place),
        _ => {
            if let Some(part) = open.last_mut() {
                part.lines.push(line);
            }
        }
    }
}

fn close(open: &mut Vec<Component>) {
    if let Some(done) = open.pop()
        && let Some(around) = open.last_mut()
    {
        around.parts.push(done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_stand_in_each_other() {
        let text = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY: Møde \nBEGIN:VALARM\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n";
        let (calendars, faults) = read(text);
        assert_eq!((calendars.len(), faults.len()), (1, 0));
        let event = calendars[0].all("VEVENT").next().expect("an event");
        assert_eq!(event.text("SUMMARY").as_deref(), Some("Møde"));
        assert_eq!(event.parts.len(), 1);
    }

    #[test]
    fn what_is_cut_off_or_stray_is_told() {
        let (calendars, faults) = read("X:1\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Møde\n");
        assert_eq!(calendars[0].parts.len(), 1);
        assert_eq!(faults.len(), 3);
        assert_eq!(read("BEGIN:A\nEND:B\nEND:A\n").1.len(), 1);
    }
}
