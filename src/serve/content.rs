//! A file of the site as a response: its type, its tag, and the script in it if it is a page.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::page;
use super::view::{Marks, hash};

/// Media types by extension; all that is text says so in UTF-8, which is what a build writes.
const TYPES: [(&str, &str); 29] = [
    ("avif", "image/avif"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("gif", "image/gif"),
    ("htm", HTML),
    ("html", HTML),
    ("ico", "image/x-icon"),
    ("ics", "text/calendar; charset=utf-8"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("md", "text/markdown; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("mp4", "video/mp4"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xml", "application/xml; charset=utf-8"),
    ("zip", "application/zip"),
];

const HTML: &str = "text/html; charset=utf-8";
const UNKNOWN: &str = "application/octet-stream";

/// The server's own pages load nothing but the server's own script and looks, whatever slipped into their text.
const OWN_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
                          base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// A file as a response, or word that the asker has it already (RFC 9110, section 13.1.2).
pub(super) fn file(status: StatusCode, key: &str, bytes: &Arc<[u8]>, marks: &Marks, asked: &HeaderMap) -> Response {
    let media_type = media_type(key);
    let body = match media_type {
        HTML => Bytes::from(page::with_script(bytes, marks)),
        _ => Bytes::from_owner(Arc::clone(bytes)),
    };
    let tag = format!("\"{:016x}\"", hash(&body));
    if status == StatusCode::OK && has_already(asked, &tag) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response();
    }
    (status, [(CONTENT_TYPE, media_type.to_owned()), (ETAG, tag)], Body::from(body)).into_response()
}

/// A page of the server's own.
pub(super) fn own_html(status: StatusCode, html: String) -> Response {
    (status, [(CONTENT_TYPE, HTML), (CONTENT_SECURITY_POLICY, OWN_POLICY)], html).into_response()
}

/// A plain word to a program.
pub(super) fn text(status: StatusCode, text: &'static str) -> Response {
    (status, text).into_response()
}

fn media_type(key: &str) -> &'static str {
    let extension = key.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    let is_it = |known: &str| extension.is_some_and(|extension| extension.eq_ignore_ascii_case(known));
    TYPES.iter().find(|(known, _)| is_it(known)).map_or(UNKNOWN, |(_, media_type)| media_type)
}

fn has_already(asked: &HeaderMap, tag: &str) -> bool {
    let values = asked.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = values.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_go_by_the_last_extension_of_the_name() {
        assert_eq!(media_type("netvaerk/bl/calendar.ics"), "text/calendar; charset=utf-8");
        assert_eq!(media_type("om/PROGRAM.PDF"), "application/pdf");
        assert_eq!(media_type("a.tar.html"), HTML);
        assert_eq!(media_type("v1.html/file"), UNKNOWN);
        assert_eq!(media_type("CNAME"), UNKNOWN);
    }

    #[test]
    fn the_types_are_in_order_so_that_none_comes_twice() {
        assert!(TYPES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
