//! The program: arguments in, exit status out. Everything else is in the library.

use std::process::ExitCode;

/// A build makes and frees millions of short texts, on every core at once; the system's allocator takes twice as long over
/// them, musl's far longer.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    husting::cli::main()
}
