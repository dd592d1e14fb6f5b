//! How far the cases are, while cargo compiles: cargo shows nothing that a build script prints.

use std::fs;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// The variable by which the build script learns the file; see `build.rs`.
pub(super) const VARIABLE: &str = "CASEBOOK_PROGRESS";

/// How often the file is read.
const PAUSE: Duration = Duration::from_millis(200);
/// What takes less time than this needs no progress.
const PATIENCE: Duration = Duration::from_secs(2);

/// Does `work`, and meanwhile shows on standard error what `file` says. No file, nothing shown.
pub(super) fn shown<T>(file: &Path, work: impl FnOnce() -> T) -> T {
    let _ = fs::remove_file(file);
    let (end, ended) = mpsc::channel::<()>();
    let result = thread::scope(|scope| {
        let _watcher = scope.spawn(move || watch(file, &ended));
        let result = work();
        drop(end);
        result
    });
    let _ = fs::remove_file(file);
    result
}

fn watch(file: &Path, ended: &Receiver<()>) {
    let is_terminal =
        std::io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
    let mut display = Display { is_terminal, last: None };
    let mut start = None;
    let print = |text: &str| {
        let mut stderr = std::io::stderr().lock();
        // Progress that cannot be shown is no reason to stop.
        let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
    };
    while ended.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
        let Some((done, total)) = fs::read_to_string(file).ok().as_deref().and_then(parse) else { continue };
        let waited = start.get_or_insert_with(Instant::now).elapsed();
        if waited >= PATIENCE
            && let Some(text) = display.next(done, total)
        {
            print(&text);
        }
    }
    if let Some(text) = display.end() {
        print(text);
    }
}

/// `done total`; nothing where the file is not (yet) as it should be.
fn parse(text: &str) -> Option<(usize, usize)> {
    let (done, total) = text.strip_suffix('\n')?.split_once(' ')?;
    Some((done.parse().ok()?, total.parse().ok()?))
}

/// What is shown: one line that is written again and again, or a line for each tenth.
struct Display {
    is_terminal: bool,
    /// The percentage shown last.
    last: Option<usize>,
}

/// Removes the line from a terminal.
const ERASE: &str = "\r\x1b[K";

impl Display {
    /// What to print now, if anything.
    fn next(&mut self, done: usize, total: usize) -> Option<String> {
        let percent = (done.min(total) * 100).checked_div(total)?;
        let percent = if self.is_terminal { percent } else { percent / 10 * 10 };
        if self.last.is_none_or(|last| last < percent) {
            self.last = Some(percent);
            let (before, after) = if self.is_terminal { (ERASE, "") } else { ("", "\n") };
            return Some(format!("{before}  compiling the cases: {percent} %{after}"));
        }
        None
    }

    /// What to print when nothing more will come.
    fn end(&self) -> Option<&'static str> {
        (self.is_terminal && self.last.is_some()).then_some(ERASE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_has_one_line() {
        let mut display = Display { is_terminal: true, last: None };
        assert_eq!(display.end(), None);
        assert_eq!(display.next(1, 300).as_deref(), Some("\r\x1b[K  compiling the cases: 0 %"));
        assert_eq!(display.next(2, 300), None);
        assert_eq!(display.next(3, 300).as_deref(), Some("\r\x1b[K  compiling the cases: 1 %"));
        assert_eq!(display.end(), Some(ERASE));
    }

    #[test]
    fn a_log_has_a_line_for_each_tenth() {
        let mut display = Display { is_terminal: false, last: None };
        let lines: Vec<String> = (0..=300).filter_map(|done| display.next(done, 300)).collect();
        assert_eq!(lines.len(), 11);
        assert_eq!(lines.last().map(String::as_str), Some("  compiling the cases: 100 %\n"));
        assert_eq!(display.end(), None);
    }

    #[test]
    fn what_makes_no_sense_shows_nothing() {
        for text in ["", "5", "5 1", "a b\n", "5 \n", "-1 5\n"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
        assert_eq!(parse("5 10\n"), Some((5, 10)));
        let mut display = Display { is_terminal: false, last: None };
        assert_eq!(display.next(0, 0), None);
    }

    #[test]
    fn work_without_a_file_is_done() {
        assert_eq!(shown(Path::new("no/such/folder/progress"), || 7), 7);
    }
}
