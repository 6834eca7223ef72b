//! Ports, connections and their limits, and stopping.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::ops::RangeInclusive;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};

use super::ServeError;
use super::address::Base;
use super::door::Door;
use super::patience::Patient;
use super::routes::{self, App};
use super::stopping::{Asked, asked_to_stop};
use super::view::View;
use crate::desk::Desk;

/// The ports tried when none is asked for. A hundred tries end before anyone runs out of patience.
const PORTS: RangeInclusive<u16> = 3003..=3102;

/// Connections at once. A browser keeps six to a server, so this is a dozen browsers and some scripts.
const CONNECTIONS: u32 = 128;

/// Bytes in the head of a request; ours have a few hundred, with many cookies of other local servers some thousands.
const HEAD_SIZE: usize = 32 * 1024;

/// Header fields in a request.
const HEADERS: usize = 100;

/// Time for the head of a request to arrive, also for the next one on a connection kept open.
const HEAD_TIME: Duration = Duration::from_secs(8);

/// Time for answers under way to be finished when the server stops.
const FAREWELL: Duration = Duration::from_secs(2);

/// Finds a port and claims it.
///
/// # Errors
/// When the one asked for, or all that are tried, are in use; or when the address is not ours to listen on.
pub(super) fn bind(host: IpAddr, port: Option<u16>) -> Result<(TcpListener, SocketAddr), ServeError> {
    let ports = port.map_or(PORTS, |port| port..=port);
    for port in ports.clone() {
        let address = SocketAddr::new(host, port);
        match listen(address) {
            Ok(listening) => return Ok(listening),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(ServeError::Listen(address, error)),
        }
    }
    Err(match port {
        Some(port) => ServeError::PortTaken(SocketAddr::new(host, port)),
        None => ServeError::NoFreePort(host, ports),
    })
}

fn listen(address: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// The front page's address, as a browser on this computer reaches it.
pub(super) fn url(address: SocketAddr, base: &Base) -> String {
    let reachable = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => SocketAddr::from(([127, 0, 0, 1], address.port())),
        IpAddr::V6(ip) if ip.is_unspecified() => SocketAddr::new(std::net::Ipv6Addr::LOCALHOST.into(), address.port()),
        _ => address,
    };
    format!("http://{reachable}{}", base.encoded())
}

/// Answers requests until told to stop, and says how it was told; `announce` is called when everything stands ready.
///
/// # Errors
/// If the system refuses sockets or signals, or if no more views can come because the building thread ended.
pub(super) fn run(
    listener: TcpListener,
    door: Door,
    base: Base,
    desk: Option<Arc<Desk>>,
    views: watch::Receiver<Arc<View>>,
    announce: impl FnOnce(),
) -> Result<Asked, ServeError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(ServeError::System)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(ServeError::System)?;
        let asked = asked_to_stop().map_err(ServeError::System)?;
        announce();
        let (stop, stopped) = watch::channel(false);
        let router = routes::router(door, App { base, desk, views: views.clone(), stopped: stopped.clone() });
        let accepting = tokio::spawn(accept(listener, router, stopped));
        let result = tokio::select! {
            asked = asked => Ok(asked),
            () = ended(views) => Err(ServeError::BuildingEnded),
        };
        stop.send_replace(true);
        // Whether the last answers were finished in time or given up, the server is done.
        let _ = accepting.await;
        result
    })
}

/// Waits until no more views can come.
async fn ended(mut views: watch::Receiver<Arc<View>>) {
    while views.changed().await.is_ok() {}
}

/// Takes connections, each in a task of its own, until stopped; then waits a little for those that are left.
async fn accept(listener: tokio::net::TcpListener, router: Router, stopped: watch::Receiver<bool>) {
    /// Time to wait when a connection cannot be had, usually because files are used up.
    const PAUSE: Duration = Duration::from_millis(50);
    let places = Arc::new(Semaphore::new(CONNECTIONS as usize));
    loop {
        let next = async {
            let place = places.clone().acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            () = until_stopped(stopped.clone()) => break,
        };
        match (place, accepted) {
            (Ok(place), Ok((stream, _))) => {
                tokio::spawn(answer(stream, router.clone(), stopped.clone(), place));
            }
            _ => sleep(PAUSE).await,
        }
    }
    let _ = timeout(FAREWELL, places.acquire_many(CONNECTIONS)).await;
}

/// Answers the requests of one connection.
async fn answer(stream: TcpStream, router: Router, stopped: watch::Receiver<bool>, _place: OwnedSemaphorePermit) {
    let service = TowerToHyperService::new(router);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_SIZE)
        .serve_connection(TokioIo::new(Patient::new(stream)), service);
    let mut connection = pin!(connection);
    // What fails here is the other side's going away, and there is nobody left to tell.
    tokio::select! {
        _ = connection.as_mut() => {}
        () = until_stopped(stopped) => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

/// Waits until the server is to stop.
pub(super) async fn until_stopped(mut stopped: watch::Receiver<bool>) {
    // A sender that is gone means the same.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}
