//! The section that answers best, and a piece of it around the words that were found.

use std::ops::Range;

use super::request::Snippet;
use super::scan::{Match, merge};
use crate::collection::SectionView;
use crate::text::is_wide;

/// Width of a snippet in columns; a wide character takes two.
const WIDTH: usize = 150;
/// Columns before the first find, so that it is read in its context.
const LEAD: usize = 24;
/// Finds that are looked at in one section; more change nothing.
const MAX_MATCHES: usize = 256;

/// The section whose different needles weigh most; of equals the first.
pub(super) fn best_section(sections: &[SectionView<'_>], matches: &[Match]) -> Option<usize> {
    let worth = |section: &SectionView<'_>| {
        let inside = within(matches, &(section.start..section.end));
        let mut all = Distinct::new(inside);
        inside.iter().take(MAX_MATCHES).for_each(|found| all.push(found));
        all.weight
    };
    let mut best = None;
    for (at, section) in sections.iter().enumerate() {
        let worth = worth(section);
        if worth > best.map_or(0, |(_, best)| best) {
            best = Some((at, worth));
        }
    }
    best.map(|(at, _)| at)
}

/// A piece of `range` of `text`: where most of different needles stand close together, or the
/// beginning when there are none.
pub(super) fn snippet(text: &str, range: Range<usize>, matches: &[Match]) -> Snippet {
    let Some(whole) = text.get(range.clone()) else { return Snippet::default() };
    let matches = within(matches, &range);
    let matches = matches.get(..MAX_MATCHES).unwrap_or(matches);
    let start = match densest(text, matches) {
        Some(first) => lead_in(whole, first - range.start),
        None => 0,
    };
    let end = cut(whole, start);
    let piece = whole.get(start..end).unwrap_or("");
    let (offset, limit) = (range.start + start, range.start + end);
    let marks =
        matches.iter().map(|found| &found.range).filter(|mark| mark.start >= offset && mark.end <= limit);
    Snippet {
        marks: merge(marks.map(|mark| mark.start - offset..mark.end - offset)),
        // One byte for one byte: the marks stay true.
        text: piece.replace(['\n', '\t'], " "),
        cut_before: start > 0,
        cut_after: end < whole.trim_end().len(),
    }
}

/// The matches that lie in `range`; they ascend.
fn within<'m>(matches: &'m [Match], range: &Range<usize>) -> &'m [Match] {
    let first = matches.partition_point(|found| found.range.start < range.start);
    let end = matches.partition_point(|found| found.range.start < range.end);
    matches.get(first..end).unwrap_or_default()
}

/// The sum of weights of some matches, each needle counted once.
struct Distinct {
    /// How many there are of each needle, and what the first of them weighs.
    needles: Vec<(u32, i32)>,
    weight: i32,
}

impl Distinct {
    /// Nothing yet, of what may be `matches`.
    fn new(matches: &[Match]) -> Self {
        let needles = matches.iter().map(|found| found.needle + 1).max().unwrap_or(0);
        Self { needles: vec![(0, 0); needles], weight: 0 }
    }

    fn push(&mut self, found: &Match) {
        if let Some((count, weight)) = self.needles.get_mut(found.needle) {
            if *count == 0 {
                // Whole numbers, so that taking away leaves nothing behind.
                *weight = (found.weight * 1024.0) as i32;
                self.weight += *weight;
            }
            *count += 1;
        }
    }

    /// Takes away a match that was pushed.
    fn take(&mut self, found: &Match) {
        if let Some((count, weight)) = self.needles.get_mut(found.needle) {
            *count -= 1;
            if *count == 0 {
                self.weight -= std::mem::take(weight);
            }
        }
    }
}

/// The first byte of the match that begins the best window; of equals the first.
fn densest(text: &str, matches: &[Match]) -> Option<usize> {
    let places = places(text, matches);
    let mut window = Distinct::new(matches);
    let mut end = 0;
    let mut best: Option<(i32, usize)> = None;
    for (at, (first, (start, _))) in matches.iter().zip(&places).enumerate() {
        end = end.max(at);
        while let (Some(next), Some((_, after))) = (matches.get(end), places.get(end))
            && after - start + LEAD <= WIDTH
        {
            window.push(next);
            end += 1;
        }
        if best.is_none_or(|(known, _)| window.weight > known) {
            best = Some((window.weight, first.range.start));
        }
        // A term wider than the window is never in it.
        if end > at {
            window.take(first);
        }
    }
    best.map(|(_, start)| start)
}

/// The columns at which each match begins and ends, counted from the first.
fn places(text: &str, matches: &[Match]) -> Vec<(usize, usize)> {
    let width = |range: Range<usize>| text.get(range).map_or(0, columns);
    let mut column = 0;
    let mut before = matches.first().map_or(0, |first| first.range.start);
    let place = |found: &Match| {
        column += width(before..found.range.start);
        before = found.range.start;
        (column, column + width(found.range.clone()))
    };
    matches.iter().map(place).collect()
}

/// Goes back from `at` to where reading can begin: the start of the line or sentence if it is near,
/// else a word.
fn lead_in(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or("");
    let mut width = 0;
    let mut start = at;
    let mut word = at;
    for (position, c) in before.char_indices().rev() {
        if matches!(c, '\n' | '。' | '；' | '！' | '？') {
            return position + c.len_utf8();
        }
        width += column(c);
        if width > LEAD {
            return word;
        }
        if is_wide(c) || text.get(..position).is_none_or(|text| !text.ends_with(is_word)) {
            word = position;
        }
        start = position;
    }
    start
}

/// The end of a snippet that begins at `start`: [`WIDTH`] columns on, a word not cut.
fn cut(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let mut width = 0;
    for (position, c) in rest.char_indices() {
        width += column(c);
        // Words are finished, unless they are as long as a line.
        let inside = is_word(c) && rest.get(..position).is_some_and(|text| text.ends_with(is_word));
        if width > WIDTH && (!inside || width > WIDTH + LEAD) {
            return start + position;
        }
    }
    start + rest.trim_end().len()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_wide(c)
}

fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

fn column(c: char) -> usize {
    if c >= '\u{2e80}' { 2 } else { 1 }
}
