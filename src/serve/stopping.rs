//! Being asked to stop: Ctrl-C, or the word of whoever started the program.

use std::future::Future;
use std::io;

/// How the process was asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Ctrl-C in the terminal (SIGINT).
    Interrupt,
    /// By another program (SIGTERM).
    Terminate,
}

impl Asked {
    /// What a shell shows for a process that ended so: 128 and the signal's number.
    pub fn exit_status(self) -> u8 {
        match self {
            Asked::Interrupt => 130,
            Asked::Terminate => 143,
        }
    }
}

/// Listens from the call on, and is ready when the process is asked to stop. To be called inside a tokio runtime.
///
/// # Errors
/// If the system refuses to tell of signals.
#[cfg(unix)]
pub fn asked_to_stop() -> io::Result<impl Future<Output = Asked>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => Asked::Interrupt,
            _ = terminate.recv() => Asked::Terminate,
        }
    })
}

/// Listens from the call on, and is ready when the process is asked to stop. To be called inside a tokio runtime.
///
/// # Errors
/// None; the same signature as elsewhere.
#[cfg(not(unix))]
pub fn asked_to_stop() -> io::Result<impl Future<Output = Asked>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a way to be asked, work goes on until the process is ended.
            std::future::pending::<()>().await;
        }
        Asked::Interrupt
    })
}
