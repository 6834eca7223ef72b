//! A web server for one test: the published files over HTTP on a free port of this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use husting::Output;

/// What is published at the moment, and where.
pub struct Server {
    published: Arc<Mutex<Output>>,
    port: u16,
}

impl Server {
    /// Serves `output` until the test program ends.
    pub fn start(output: Output) -> Server {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let published = Arc::new(Mutex::new(output));
        let shared = Arc::clone(&published);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that hangs up early is its own affair; the test sees what the client makes of it.
                let _ = answer(stream, &shared);
            }
        });
        Server { published, port }
    }

    /// Serves this from now on.
    pub fn publish(&self, output: Output) {
        *self.published.lock().unwrap_or_else(PoisonError::into_inner) = output;
    }

    /// The address of a published file.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }
}

fn answer(mut stream: TcpStream, published: &Mutex<Output>) -> std::io::Result<()> {
    let head: Vec<String> =
        BufReader::new(&stream).lines().map_while(Result::ok).take_while(|l| !l.is_empty()).collect();
    let path = head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or("/").trim_start_matches('/').to_owned();
    let found = published.lock().unwrap_or_else(PoisonError::into_inner).get(&path).cloned();
    let (status, bytes) = match &found {
        Some(bytes) => ("200 OK", &bytes[..]),
        None => ("404 Not Found", &b""[..]),
    };
    let length = bytes.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: text/calendar; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(bytes)
}
