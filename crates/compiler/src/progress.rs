//! How far a compilation is, for those who wait.

/// How far a compilation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps that are done; a step is a small piece of work on one case.
    pub done: usize,
    /// All steps. Known from the start; the same in every report.
    pub total: usize,
}

/// A file is read, then becomes part of the model, then of the index.
const STEPS_PER_CASE: usize = 3;

/// Counts steps and reports each.
pub(crate) struct Meter<'r> {
    progress: Progress,
    report: &'r mut dyn FnMut(Progress),
}

impl<'r> Meter<'r> {
    /// A meter for so many files that are cases, translations counted.
    pub(crate) fn new(cases: usize, report: &'r mut dyn FnMut(Progress)) -> Self {
        Self { progress: Progress { done: 0, total: cases * STEPS_PER_CASE }, report }
    }

    /// A step is done.
    pub(crate) fn step(&mut self) {
        self.progress.done = self.progress.total.min(self.progress.done + 1);
        (self.report)(self.progress);
    }
}
