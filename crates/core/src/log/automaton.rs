//! The automaton of one signature, read in place.

use crate::block::layout::{ByteRangeRow, DEAD, MATCHED, StateRow};

/// A deterministic automaton over bytes that looks for a signature anywhere in a text.
///
/// Its rows are not checked beforehand: a damaged one matches wrongly or not at all, and every look
/// at it is bounds-checked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Automaton<'a> {
    pub(super) states: &'a [StateRow],
    pub(super) ranges: &'a [ByteRangeRow],
}

impl Automaton<'_> {
    /// Where the first match in `text` ends, if there is one; `ends` if nothing follows the text.
    pub(super) fn end(&self, text: &[u8], ends: bool) -> Option<usize> {
        let mut state = 0;
        for (at, &byte) in text.iter().enumerate() {
            match self.next(state, byte) {
                // Automata see that they have matched when they read the byte behind the match.
                MATCHED => return Some(at),
                DEAD => return None,
                next => state = next,
            }
        }
        let at_end = self.states.get(usize::from(state)).is_some_and(|row| row.at_end == 1);
        (ends && at_end).then_some(text.len())
    }

    /// The shortest match in `text` that ends at `end`, where [`Automaton::end`] found one.
    ///
    /// Whatever begins earlier holds a match too, so the last beginning is found by halving.
    pub(super) fn start(&self, text: &[u8], end: usize) -> usize {
        let behind = (end + 1).min(text.len());
        let holds = |start: usize| self.end(text.get(start..behind).unwrap_or_default(), true).is_some();
        let (mut low, mut high) = (0, end);
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            if holds(middle) { low = middle } else { high = middle - 1 }
        }
        low
    }

    fn next(&self, state: u16, byte: u8) -> u16 {
        let state = usize::from(state);
        let Some(row) = self.states.get(state) else { return DEAD };
        let last = self.states.get(state + 1).map_or(self.ranges.len(), |next| next.ranges.get().into());
        let ranges = self.ranges.get(row.ranges.get().into()..last).unwrap_or_default();
        let range = ranges.iter().find(|range| byte <= range.high);
        range.filter(|range| range.low <= byte).map_or(row.otherwise, |range| range.target).get()
    }
}
