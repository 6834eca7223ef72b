//! From the bytes of a file to its text: UTF-8 with or without a mark at its start, UTF-16 as Excel's "Unicode text" is,
//! and Windows-1252, which is what Danish Excel writes.

use encoding_rs::{Encoding, WINDOWS_1252};

/// The text of a file. Bytes that are no UTF-8 and bear no mark are Windows-1252, in which every byte is a character.
pub fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_that_office_programs_write_is_read() {
        let text = "Møde;Ærø – øst €\r\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(text.as_bytes()), text);
        assert_eq!(decode(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), text);
        assert_eq!(decode(&[b"\xff\xfe".to_vec(), utf16].concat()), text);
        // ø is F8, Æ is C6, – is 96 and € is 80 there.
        assert_eq!(decode(b"M\xf8de;\xc6r\xf8 \x96 \xf8st \x80\r\n"), text);
    }
}
