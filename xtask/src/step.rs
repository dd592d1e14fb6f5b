//! Saying what is being done, and how long it took.

use std::fmt;
use std::time::Instant;

use anyhow::Result;

/// Runs one step of several: announces it on standard error, then says the time it took.
pub(crate) fn step<T>(
    number: usize,
    of: usize,
    what: impl fmt::Display,
    work: impl FnOnce() -> Result<T>,
) -> Result<T> {
    eprintln!("\n[{number}/{of}] {what}");
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs_f32();
    match &result {
        Ok(_) => eprintln!("[{number}/{of}] done in {seconds:.1} s"),
        Err(_) => eprintln!("[{number}/{of}] failed after {seconds:.1} s"),
    }
    result
}
