//! Paths that are asked for, and the files they mean. Strict on purpose: a path that could mean two things means none.

use std::fmt::Write;

use super::site_files::{Presence, SiteFiles};

/// The path below which the site is served, decoded, with a slash at both ends.
#[derive(Debug, Clone)]
pub(super) struct Base(String);

impl Base {
    pub(super) fn new(path: &str) -> Base {
        let decoded = decode(path).unwrap_or_else(|_| path.to_owned());
        let inner = decoded.trim_matches('/');
        Base(if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") })
    }

    /// As it is written in an address.
    pub(super) fn encoded(&self) -> String {
        encode(&self.0)
    }
}

/// A path that is refused: broken encoding, `..`, or a hidden slash, backslash or control character.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadPath;

/// What is at a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The file of this output path, if it is or will be there.
    File(String),
    /// It is at this other path (decoded).
    Elsewhere(String),
    Nothing,
}

/// Finds what a decoded path means in a site served below `base`.
pub(super) fn find(files: &SiteFiles, base: &Base, path: &str) -> Found {
    let Some(key) = path.strip_prefix(&base.0) else {
        let asks_for_site = path == "/" || path == base.0.trim_end_matches('/');
        return if asks_for_site { Found::Elsewhere(base.0.clone()) } else { Found::Nothing };
    };
    let is_folder = key.is_empty() || key.ends_with('/');
    let file = if is_folder { format!("{key}index.html") } else { key.to_owned() };
    let presence = files.presence(&file);
    if matches!(presence, Presence::Here | Presence::Coming) {
        return Found::File(file);
    }
    if !is_folder && files.presence(&format!("{key}/index.html")) != Presence::Absent {
        return Found::Elsewhere(format!("{path}/"));
    }
    if presence == Presence::Unknown { Found::File(file) } else { Found::Nothing }
}

/// The file `404.html` that is nearest above a decoded path: a language of a site has its own.
pub(super) fn nearest_404(files: &SiteFiles, base: &Base, path: &str) -> Option<String> {
    let below = path.strip_prefix(&base.0).unwrap_or_default();
    let folders = below.rmatch_indices('/').map(|(end, _)| &below[..=end]).chain([""]);
    let mut pages = folders.map(|folder| format!("{folder}404.html"));
    pages.find(|page| files.presence(page) != Presence::Absent)
}

/// Decodes a path segment by segment (RFC 3986, section 2.1).
///
/// # Errors
/// For everything that two programs might read differently; see [`BadPath`].
pub(super) fn decode(path: &str) -> Result<String, BadPath> {
    let segments = path.split('/').map(decode_segment).collect::<Result<Vec<_>, _>>()?;
    Ok(segments.join("/"))
}

fn decode_segment(segment: &str) -> Result<String, BadPath> {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next())? << 4 | hex(rest.next())?,
            byte => byte,
        });
    }
    let text = String::from_utf8(bytes).map_err(|_| BadPath)?;
    let is_bad = |c: char| matches!(c, '/' | '\\') || c.is_control();
    if text == "." || text == ".." || text.contains(is_bad) { Err(BadPath) } else { Ok(text) }
}

fn hex(digit: Option<u8>) -> Result<u8, BadPath> {
    let value = digit.and_then(|digit| char::from(digit).to_digit(16)).ok_or(BadPath)?;
    u8::try_from(value).map_err(|_| BadPath)
}

/// Encodes a decoded path, leaving slashes and unreserved characters (RFC 3986, section 2.3) as they are.
pub(super) fn encode(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut text, byte| {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => text.push(char::from(byte)),
            // Writing to a String cannot fail.
            byte => drop(write!(text, "%{byte:02X}")),
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::output::Output;

    fn site() -> SiteFiles {
        let paths = ["index.html", "netvaerk/index.html", "netvaerk/bl/calendar.ics", "om/møder.pdf"];
        let files = paths.iter().map(|path| ((*path).to_owned(), Arc::from(path.as_bytes())));
        files.collect::<Output>().into()
    }

    fn at(base: &str, path: &str) -> String {
        match find(&site(), &Base::new(base), path) {
            Found::File(key) => key,
            Found::Elsewhere(path) => format!("-> {path}"),
            Found::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn paths_are_decoded_once() {
        assert_eq!(decode("/om/m%C3%B8der.pdf"), Ok("/om/møder.pdf".to_owned()));
        assert_eq!(decode("/%2541"), Ok("/%41".to_owned()));
    }

    #[test]
    fn paths_of_two_meanings_are_refused() {
        for path in ["/..", "/a/../b", "/./a", "/%2e%2e/a", "/.%2E", "/a%2fb", "/a%2Fb", "/a%5cb", "/a\\b", "/a%00"] {
            assert_eq!(decode(path), Err(BadPath), "{path}");
        }
        for path in ["/%", "/%4", "/%zz", "/%+1", "/%ff", "/%c0%ae", "/%0a", "/%7f", "/%C2%85"] {
            assert_eq!(decode(path), Err(BadPath), "{path}");
        }
    }

    #[test]
    fn folders_have_an_index_and_want_their_slash() {
        assert_eq!(at("/", "/"), "index.html");
        assert_eq!(at("/", "/netvaerk/"), "netvaerk/index.html");
        assert_eq!(at("/", "/netvaerk"), "-> /netvaerk/");
        assert_eq!(at("/", "/netvaerk/bl"), "nothing");
        assert_eq!(at("/", "/netvaerk/bl/"), "nothing");
        assert_eq!(at("/", "/netvaerk/bl/calendar.ics"), "netvaerk/bl/calendar.ics");
    }

    #[test]
    fn only_exact_names_are_found() {
        for path in ["//netvaerk/", "/netvaerk//", "//", "/Netvaerk/", "/netvaerk/index.html/"] {
            assert_eq!(at("/", path), "nothing", "{path}");
        }
    }

    #[test]
    fn a_site_below_a_path_is_reached_from_the_top() {
        assert_eq!(at("/web/netværk/", "/"), "-> /web/netværk/");
        assert_eq!(at("web/netv%C3%A6rk", "/web/netværk"), "-> /web/netværk/");
        assert_eq!(at("/web/netværk/", "/web/netværk/netvaerk"), "-> /web/netværk/netvaerk/");
        assert_eq!(at("/web/netværk/", "/web/netværk/om/møder.pdf"), "om/møder.pdf");
        assert_eq!(at("/web/netværk/", "/om/møder.pdf"), "nothing");
    }

    #[test]
    fn encoding_is_the_way_back() {
        assert_eq!(encode("/netværk & møder/a-b_c.~/"), "/netv%C3%A6rk%20%26%20m%C3%B8der/a-b_c.~/");
        assert_eq!(decode(&encode("/100 % æøå?#/")), Ok("/100 % æøå?#/".to_owned()));
    }
}
