//! Telling open pages (server-sent events, HTML standard section 9.2): on connecting, and after each build, what the
//! present marks are. Each page works out for itself what that means for it.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use hyper::body::Frame;
use tokio::sync::mpsc;
use tokio::time::sleep;

use super::address::{Base, encode};
use super::net::until_stopped;
use super::routes::App;
use super::view::View;

/// A sign of life, so that each side finds out when the other is gone.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// Answers with a stream of marks that ends when the page goes or the server stops.
pub(super) async fn events(State(app): State<Arc<App>>) -> Response {
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(tell(app, sender));
    ([(CONTENT_TYPE, "text/event-stream")], Body::new(Told(receiver))).into_response()
}

async fn tell(app: Arc<App>, page: mpsc::Sender<Bytes>) {
    let mut views = app.views.clone();
    let mut told = None;
    loop {
        let view = views.borrow_and_update().clone();
        let marks = view.marks;
        let text = if told == Some(marks) { ":\n\n".to_owned() } else { message(&view, &app.base) };
        told = Some(marks);
        let telling = async {
            page.send(Bytes::from(text)).await.map_err(drop)?;
            tokio::select! {
                changed = views.changed() => changed.map_err(drop),
                () = sleep(KEEP_ALIVE) => Ok(()),
                () = page.closed() => Err(()),
            }
        };
        let result = tokio::select! {
            result = telling => result,
            () = until_stopped(app.stopped.clone()) => Err(()),
        };
        if result.is_err() {
            return;
        }
    }
}

/// The marks as text, since a number of 64 bits is more than a script can hold; and where the style sheets are by now.
fn message(view: &View, base: &Base) -> String {
    let marks = &view.marks;
    let styles: Vec<String> = view.styles().iter().map(|path| format!("{}{}", base.encoded(), encode(path))).collect();
    let [page, style, problems] = [marks.page, marks.style, marks.problems].map(|mark| format!("{mark:016x}"));
    let data = serde_json::json!({ "page": page, "style": style, "problems": problems, "styles": styles });
    format!("data: {data}\n\n")
}

/// What is told, as the body of a response.
struct Told(mpsc::Receiver<Bytes>);

impl hyper::body::Body for Told {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(cx).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}
