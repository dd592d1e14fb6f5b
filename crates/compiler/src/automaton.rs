//! Regular expressions as automata that the engine reads in place.
//!
//! `regex-automata` builds and minimises a deterministic automaton; what it looks like in the block
//! is ours: rows that are bounds-checked when they are read, so that opening a block need not look at
//! every transition, and the module holds no code of that crate.

use std::collections::BTreeMap;

use casebook_core::block::layout::{ByteRangeRow, DEAD, MATCHED, StateRow};
use regex_automata::dfa::{Automaton as _, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::util::syntax;
use regex_automata::{Input, MatchKind, nfa::thompson};
use zerocopy::little_endian::U16;

/// Memory that building one automaton may take, in bytes.
const MOST_MEMORY: usize = 4 << 20;
/// States and transitions are numbered with 16 bits, less what has a meaning of its own.
const MOST_ROWS: usize = DEAD as usize;

/// An automaton as rows of the block.
#[derive(Debug, Default)]
pub(crate) struct Automaton {
    pub(crate) states: Vec<StateRow>,
    pub(crate) ranges: Vec<ByteRangeRow>,
}

/// The automaton that finds `pattern` anywhere in a line; `None` if it grows too large.
pub(crate) fn compile(pattern: &str) -> Option<Automaton> {
    // Over bytes, `\S` and `[^"]` need few states; a class of Han characters needs Unicode.
    let dfa = build(pattern, false).or_else(|| build(pattern, true))?;
    Writer { dfa: &dfa, numbers: BTreeMap::new(), open: Vec::new() }.write()
}

fn build(pattern: &str, unicode: bool) -> Option<dense::DFA<Vec<u32>>> {
    dense::Builder::new()
        .configure(
            dense::Config::new()
                .match_kind(MatchKind::All)
                .start_kind(regex_automata::dfa::StartKind::Unanchored)
                .minimize(true)
                .accelerate(false)
                .dfa_size_limit(Some(MOST_MEMORY))
                .determinize_size_limit(Some(MOST_MEMORY)),
        )
        .thompson(thompson::Config::new().nfa_size_limit(Some(MOST_MEMORY)))
        .syntax(syntax::Config::new().unicode(unicode).utf8(false))
        .build(pattern)
        .ok()
}

/// Numbers the states in the order in which they are first reached.
struct Writer<'d> {
    dfa: &'d dense::DFA<Vec<u32>>,
    numbers: BTreeMap<StateID, u16>,
    open: Vec<StateID>,
}

impl Writer<'_> {
    fn write(mut self) -> Option<Automaton> {
        let start = self.dfa.start_state_forward(&Input::new("")).ok()?;
        let mut automaton = Automaton::default();
        self.number(start)?;
        let mut at = 0;
        while let Some(&state) = self.open.get(at) {
            at += 1;
            let targets: Vec<u16> =
                (0..=255).map(|byte| self.number(self.dfa.next_state(state, byte))).collect::<Option<_>>()?;
            let otherwise = commonest(&targets);
            automaton.states.push(StateRow {
                ranges: U16::new(u16::try_from(automaton.ranges.len()).ok()?),
                otherwise: U16::new(otherwise),
                at_end: u8::from(self.dfa.is_match_state(self.dfa.next_eoi_state(state))),
            });
            automaton.ranges.extend(ranges(&targets, otherwise));
        }
        (automaton.ranges.len() < MOST_ROWS).then_some(automaton)
    }

    /// What the block calls `state`; a new one is written later.
    fn number(&mut self, state: StateID) -> Option<u16> {
        if self.dfa.is_match_state(state) {
            return Some(MATCHED);
        }
        if self.dfa.is_dead_state(state) || self.dfa.is_quit_state(state) {
            return Some(DEAD);
        }
        if let Some(number) = self.numbers.get(&state) {
            return Some(*number);
        }
        let number = self.open.len();
        if number >= MOST_ROWS {
            return None;
        }
        self.open.push(state);
        self.numbers.insert(state, number as u16);
        Some(number as u16)
    }
}

fn commonest(targets: &[u16]) -> u16 {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for target in targets {
        *counts.entry(*target).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(DEAD, |(target, _)| target)
}

/// The bytes that lead to something else than `otherwise`.
fn ranges(targets: &[u16], otherwise: u16) -> Vec<ByteRangeRow> {
    let mut ranges: Vec<ByteRangeRow> = Vec::new();
    for (byte, &target) in (0..=255_u8).zip(targets) {
        match ranges.last_mut() {
            _ if target == otherwise => {}
            Some(last) if last.target.get() == target && last.high.wrapping_add(1) == byte => {
                last.high = byte;
            }
            _ => ranges.push(ByteRangeRow { low: byte, high: byte, target: U16::new(target) }),
        }
    }
    ranges
}
