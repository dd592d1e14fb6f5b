//! What a log has said so far.

use super::shown::Shown;

/// Lines shown on either side of one that matched.
pub(super) const NEIGHBOURS: usize = 2;

/// A line that matched, with its neighbours, and how many others did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Number of the line that is shown, from 1.
    pub line: usize,
    /// Number of the last line that matched.
    pub last_line: usize,
    /// How many lines matched.
    pub count: usize,
    /// The line.
    pub shown: Shown,
    /// Up to two lines before it.
    pub before: Vec<String>,
    /// Up to two lines after it.
    pub after: Vec<String>,
    /// How much of the signature or of the line's words matched: at most 1.
    pub share: f32,
}

/// All evidence of a log, and which of it still waits for the lines that follow.
#[derive(Clone, Debug, Default)]
pub(super) struct Collected {
    pub(super) list: Vec<Evidence>,
    open: Vec<usize>,
}

impl Collected {
    /// Takes a new piece of evidence and gives its position.
    pub(super) fn add(&mut self, evidence: Evidence) -> usize {
        self.open.push(self.list.len());
        self.list.push(evidence);
        self.list.len() - 1
    }

    /// Counts another line for the evidence at `at`; shows it instead if it tells more.
    pub(super) fn again(&mut self, at: usize, line: usize, share: f32, show: impl FnOnce() -> Evidence) {
        let Some(known) = self.list.get_mut(at) else { return };
        if known.last_line != line {
            known.count += 1;
            known.last_line = line;
        }
        if share > known.share {
            let better = show();
            *known = Evidence { last_line: known.last_line, count: known.count, ..better };
            if !self.open.contains(&at) {
                self.open.push(at);
            }
        }
    }

    /// Whether a line that follows is wanted by what is there.
    pub(super) fn wants_line(&self) -> bool {
        !self.open.is_empty()
    }

    /// Hands `line` to all evidence that it follows.
    pub(super) fn follow(&mut self, line: &str) {
        let list = &mut self.list;
        self.open.retain(|&at| {
            let Some(evidence) = list.get_mut(at) else { return false };
            evidence.after.push(line.to_owned());
            evidence.after.len() < NEIGHBOURS
        });
    }
}
