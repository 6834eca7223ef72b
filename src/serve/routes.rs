//! Which answer for which address: the server's own pages below `/_husting/`, the site everywhere else.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, LOCATION, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use tokio::sync::watch;

use super::address::{self, Base, Found};
use super::content;
use super::door::{Door, Refusal};
use super::editing::{FORM_SIZE, editing};
use super::events::events;
use super::page;
use super::view::View;
use crate::desk::{self, Desk};

const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");
const DESK_SCRIPT: &str = include_str!("desk.js");
const DESK_STYLE: &str = include_str!("desk.css");

/// What every answer may need.
pub(super) struct App {
    pub(super) base: Base,
    /// Where people edit, if they may.
    pub(super) desk: Option<Arc<Desk>>,
    /// The present view, and word of the next.
    pub(super) views: watch::Receiver<Arc<View>>,
    pub(super) stopped: watch::Receiver<bool>,
}

impl App {
    /// The present view; the same for the whole of an answer.
    fn view(&self) -> Arc<View> {
        self.views.borrow().clone()
    }
}

/// All addresses, behind the door.
pub(super) fn router(door: Door, app: App) -> Router {
    Router::new()
        .route(page::EVENTS, get(events))
        .route(page::PROBLEMS, get(problems))
        .route(page::SCRIPT, get(|| async { ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT) }))
        .route(page::STYLE, get(|| async { ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE) }))
        .route(page::DESK_SCRIPT, get(|| async { ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], DESK_SCRIPT) }))
        .route(page::DESK_STYLE, get(|| async { ([(CONTENT_TYPE, "text/css; charset=utf-8")], DESK_STYLE) }))
        .route(desk::ROOT, any(editing))
        .route(&format!("{}{{*path}}", desk::ROOT), any(editing))
        .fallback(site)
        .layer(DefaultBodyLimit::max(FORM_SIZE))
        .with_state(Arc::new(app))
        .layer(middleware::from_fn_with_state(Arc::new(door), guard))
}

/// Lets in whom the door lets in, and marks every answer as one for this browser and this moment only.
async fn guard(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    let mut response = match door.check(request.method(), request.uri(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(Refusal::NoHost) => content::text(StatusCode::BAD_REQUEST, "A request must name one host.\n"),
        Err(Refusal::ForeignHost) => content::text(StatusCode::FORBIDDEN, "This server does not go by that name.\n"),
        Err(Refusal::ForeignOrigin) => content::text(StatusCode::FORBIDDEN, "Other sites may not ask here.\n"),
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let same_origin = HeaderValue::from_static("same-origin");
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), same_origin);
    response
}

/// The overlay's HTML.
async fn problems(State(app): State<Arc<App>>) -> Response {
    content::own_html(StatusCode::OK, page::overlay(&app.view(), app.desk.is_some()))
}

/// The site's own files.
async fn site(State(app): State<Arc<App>>, request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    let Ok(path) = address::decode(request.uri().path()) else {
        return content::text(StatusCode::BAD_REQUEST, "This address is not well formed.\n");
    };
    loop {
        let view = app.view();
        if view.is_only_problems() {
            return content::own_html(StatusCode::SERVICE_UNAVAILABLE, page::only_problems(&view));
        }
        let key = match address::find(&view.snapshot.files, &app.base, &path) {
            Found::File(key) => key,
            Found::Elsewhere(path) => return redirect(&path, request.uri()),
            Found::Nothing => return not_found(&view, &app.base, &path, request.headers()).await,
        };
        match view.snapshot.files.get(&key).await {
            Some(bytes) => return content::file(StatusCode::OK, &key, &bytes, &view.marks, request.headers()),
            // It was to be made, and was not: by now the last good site may stand in.
            None if !Arc::ptr_eq(&view, &app.view()) => {}
            None => return not_found(&view, &app.base, &path, request.headers()).await,
        }
    }
}

/// Not for ever: what is a folder now may be a file after the next build.
fn redirect(path: &str, asked: &Uri) -> Response {
    let query = asked.query().map(|query| format!("?{query}")).unwrap_or_default();
    let location = format!("{}{query}", address::encode(path));
    (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, location)]).into_response()
}

async fn not_found(view: &View, base: &Base, path: &str, asked: &HeaderMap) -> Response {
    let files = &view.snapshot.files;
    if let Some(key) = address::nearest_404(files, base, path)
        && let Some(bytes) = files.get(&key).await
    {
        return content::file(StatusCode::NOT_FOUND, &key, &bytes, &view.marks, asked);
    }
    content::own_html(StatusCode::NOT_FOUND, page::not_found(view))
}
