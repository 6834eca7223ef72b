//! What a data file that could not be read as a whole seems to hold, by the look of its lines: whoever refers to that is
//! not at fault, the file is, and it has been told.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::yaml::{Node, Value};

/// The names at the beginning of lines that are not among the fields read.
pub fn keys(bytes: &[u8], node: &Node) -> Vec<String> {
    let read: BTreeSet<&str> = match &node.value {
        Value::Fields(fields) => fields.iter().map(|(key, _)| key.text.as_str()).collect(),
        _ => BTreeSet::new(),
    };
    let text = guessed_text(bytes);
    let names = text.lines().filter_map(key);
    names.filter(|name| !read.contains(name)).map(str::to_owned).collect()
}

fn key(line: &str) -> Option<&str> {
    let line = line.trim_start_matches('\u{feff}');
    // The colon may be what is missing.
    let name = line.split_once(':').map_or(line, |(name, _)| name);
    let is_name = name.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\''));
    is_name.then(|| name.trim().trim_matches(['"', '\'']))
}

/// The bytes as the text they most likely are: UTF-8, UTF-16 with or without mark, or Latin-1.
fn guessed_text(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return text.into();
    }
    if !bytes.contains(&0) {
        return bytes.iter().map(|byte| char::from(*byte)).collect();
    }
    let big_endian = matches!(bytes, [0xfe, 0xff, ..] | [0, _, ..]);
    let unit = |pair: &[u8]| match pair {
        [first, second] if big_endian => u16::from_be_bytes([*first, *second]),
        [first, second] => u16::from_le_bytes([*first, *second]),
        _ => 0,
    };
    let units = bytes.chunks_exact(2).map(unit);
    char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::FileId;

    fn of(bytes: &[u8]) -> Vec<String> {
        keys(bytes, &Node::no_fields(FileId(0)))
    }

    #[test]
    fn names_at_the_beginning_of_lines_in_any_encoding() {
        let text = "sekretariatet:\n  navn: Åse\n\n# note: nej\n\"område-1\": x\n";
        assert_eq!(of(text.as_bytes()), ["sekretariatet", "område-1"]);
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
        assert_eq!(of(&latin), ["sekretariatet", "område-1"]);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of(&wide), ["sekretariatet", "område-1"]);
    }
}
