//! How large a picture is, from the first bytes of its file: a page that says so does not jump when it arrives.

/// Width and height in pixels of a PNG, JPEG, GIF, WebP or SVG; none for what is not understood.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let found =
        png(bytes).or_else(|| gif(bytes)).or_else(|| jpeg(bytes)).or_else(|| webp(bytes)).or_else(|| svg(bytes));
    found.filter(|(width, height)| *width > 0 && *height > 0)
}

/// The number in some bytes, the most significant first.
fn big(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

/// The number in some bytes, the least significant first.
fn little(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(8..16)?;
    Some((big(&header[..4]), big(&header[4..])))
}

fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"GIF87a").or_else(|| bytes.strip_prefix(b"GIF89a"))?;
    let header = rest.get(..4)?;
    Some((little(&header[..2]), little(&header[2..])))
}

/// Goes from segment to segment until the one of a frame (ITU T.81, B.2.2).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let at = rest.iter().position(|byte| *byte == 0xff)?;
        rest = rest.get(at..)?;
        rest = rest.get(rest.iter().position(|byte| *byte != 0xff)?..)?;
        let (marker, after) = rest.split_first()?;
        let length = usize::try_from(big(after.get(..2)?)).ok()?;
        // C4, C8 and CC lie between the frames and are none.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let frame = after.get(3..7)?;
            return Some((big(&frame[2..]), big(&frame[..2])));
        }
        rest = after.get(length..)?;
    }
}

/// The three forms of WebP: extended, lossless, lossy (RFC 9649).
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    let chunk = bytes.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WEBP")?;
    let (kind, data) = (chunk.get(..4)?, chunk.get(8..)?);
    match kind {
        b"VP8X" => Some((little(data.get(4..7)?) + 1, little(data.get(7..10)?) + 1)),
        b"VP8L" => {
            let bits = little(data.get(1..5)?);
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((little(data.get(6..8)?) & 0x3fff, little(data.get(8..10)?) & 0x3fff)),
        _ => None,
    }
}

/// What the root element states, else the size of its view.
fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = std::str::from_utf8(bytes.get(..bytes.len().min(4096))?).ok()?;
    let (root, _) = text.split_once("<svg")?.1.split_once('>')?;
    let own = |name: &str| pixels(attribute(root, name)?);
    own("width").zip(own("height")).or_else(|| {
        let view: Vec<&str> = attribute(root, "viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).collect();
        pixels(view.get(2)?).zip(pixels(view.get(3)?))
    })
}

fn attribute<'t>(element: &'t str, name: &str) -> Option<&'t str> {
    let (_, after) = element.split_once(&format!(" {name}="))?;
    let quote = after.chars().next().filter(|c| "\"'".contains(*c))?;
    after[1..].split_once(quote).map(|(value, _)| value)
}

/// A length without unit or in px; others depend on the reader.
fn pixels(text: &str) -> Option<u32> {
    let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
    // The range is checked, so the conversion keeps the value.
    (0.5..100_000.0).contains(&number).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_read_from_the_first_bytes() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02";
        assert_eq!(size(png), Some((640, 480)));
        assert_eq!(size(b"GIF89a\x40\x01\xf0\0\xf7"), Some((320, 240)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04JF\xff\xc4\0\x03x\xff\xff\xc2\0\x11\x08\x01\xe0\x02\x80\x03";
        assert_eq!(size(jpeg), Some((640, 480)));
        assert_eq!(size(b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0"), Some((640, 480)));
        assert_eq!(size(b"RIFF\x1a\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01"), Some((640, 480)));
        // 14 bits of width - 1, then 14 of height - 1.
        assert_eq!(size(b"RIFF\x1a\0\0\0WEBPVP8L\x0a\0\0\0\x2f\x7f\xc2\x77\0"), Some((640, 480)));
        assert_eq!(size("<svg xmlns=\"…\" width=\"64\" height='48px'>".as_bytes()), Some((64, 48)));
        assert_eq!(size(b"<?xml?><svg viewBox=\"0 0 120.4 60\" width=\"100%\" height=\"100%\"/>"), Some((120, 60)));
    }

    #[test]
    fn what_is_cut_short_or_something_else_has_none() {
        for bytes in
            [&b""[..], b"\xff\xd8\xff", b"\xff\xd8\xff\xc0\0\x11", b"GIF89a", b"%PDF-1.7", b"RIFF", b"<svg>", b"<svg"]
        {
            assert_eq!(size(bytes), None);
        }
    }
}
