//! Questions to the desk: read from requests, and let through only if a form carries the desk's token. The door has looked
//! at Host and Origin by then; the token is what a page of another site cannot know.

use std::sync::Arc;

use axum::Form;
use axum::extract::{FromRequest, Query, Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use super::routes::App;
use super::{address, content};
use crate::desk::{Ask, Desk, ROOT, Reply, Status, TOKEN};

/// Bytes in a form: a text, the one it was made from, and what encoding adds.
pub(super) const FORM_SIZE: usize = 32 * 1024 * 1024;

type Pairs = Vec<(String, String)>;

/// Answers what is asked below the desk's root.
pub(super) async fn editing(State(app): State<Arc<App>>, request: Request) -> Response {
    let Some(desk) = app.desk.clone() else {
        return content::text(StatusCode::FORBIDDEN, "Editing is not offered here.\n");
    };
    let Some(path) = address::decode(request.uri().path()).ok().and_then(below_root) else {
        return content::text(StatusCode::BAD_REQUEST, "This address is not well formed.\n");
    };
    let query = Query::<Pairs>::try_from_uri(request.uri()).map(|Query(pairs)| pairs).unwrap_or_default();
    let form = match *request.method() {
        Method::GET | Method::HEAD => None,
        Method::POST => match form(request, &desk).await {
            Ok(form) => Some(form),
            Err(refusal) => return refusal,
        },
        _ => return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD, POST")]).into_response(),
    };
    // It reads a disk and builds a site; other requests need not wait for that.
    let asking =
        tokio::task::spawn_blocking(move || desk.answer(&Ask { path: &path, query: &query, form: form.as_deref() }));
    asking.await.map_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response(), respond)
}

fn below_root(path: String) -> Option<String> {
    path.strip_prefix(ROOT).map(str::to_owned)
}

/// The form, if it is one and ours.
async fn form(request: Request, desk: &Desk) -> Result<Pairs, Response> {
    let in_head = header(request.headers()).map(str::to_owned);
    let Form(form) = Form::<Pairs>::from_request(request, &()).await.map_err(IntoResponse::into_response)?;
    let in_form = form.iter().find(|(name, _)| name == TOKEN).map(|(_, value)| value.as_str());
    match in_head.as_deref().or(in_form) {
        Some(token) if token == desk.token() => Ok(form),
        _ => Err(content::text(StatusCode::FORBIDDEN, "Only this preview's own pages may change files.\n")),
    }
}

fn header(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-husting-token").and_then(|value| value.to_str().ok())
}

fn respond(reply: Reply) -> Response {
    match reply {
        Reply::Page(status, html) => content::own_html(code(status), html),
        Reply::Json(json) => ([(CONTENT_TYPE, "application/json")], json).into_response(),
        Reply::Go(to) => (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response(),
    }
}

fn code(status: Status) -> StatusCode {
    match status {
        Status::Found => StatusCode::OK,
        Status::Missing => StatusCode::NOT_FOUND,
        Status::Conflict => StatusCode::CONFLICT,
        Status::Refused => StatusCode::UNPROCESSABLE_ENTITY,
        Status::Failed => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
