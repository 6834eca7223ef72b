//! Dates, hours, repetitions and Markdown of any text.
#![no_main]

#[path = "../../tests/total/targets.rs"]
#[allow(dead_code, reason = "each target calls its own")]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &str| {
    targets::words(data);
    targets::body(data);
});
