//! Front matter and data files of any bytes.
#![no_main]

#[path = "../../tests/total/targets.rs"]
#[allow(dead_code, reason = "each target calls its own")]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    targets::front_matter(data);
});
