//! Putting right what was mistyped. Only what no case holds is touched: a rare word is not a slip.

use super::lexicon::Lexicon;
use super::needle::{Needle, Pattern, Role, Variant};
use super::pinyin;
use super::plan::{Atom, Correction};
use super::query::Word;
use crate::error::Error;
use crate::sort::sort_by;
use crate::text::Kind;

/// What a corrected word is worth against one that was typed as it stands.
const SLIP_BOOST: f32 = 0.8;
/// Most characters that are tried in place of one.
const MOST_CHARACTERS: usize = 3;
/// Most words into which one is cut.
const MOST_PIECES: usize = 4;

/// Lets a word that no case holds stand for what was meant: two words written as one, else the
/// initials of a title, else the terms that differ by a slip, else several words written as one.
pub(super) fn latin(
    term: &str,
    atom: &mut Atom,
    lexicon: &Lexicon<'_, '_>,
) -> Result<Option<Correction>, Error> {
    let (variant, to) = if let Some(needles) = lexicon.split(term, 2)? {
        pieces(needles)
    } else if let Some(titles) = pinyin::initials(term, lexicon)? {
        titles
    } else {
        let close = lexicon.close(term)?;
        if close.is_known() {
            let to = close.patterns.iter().map(|pattern| pattern.text.clone()).collect();
            (Variant::one(close, SLIP_BOOST), to)
        } else if let Some(needles) = lexicon.split(term, MOST_PIECES)? {
            pieces(needles)
        } else {
            return Ok(None);
        }
    };
    atom.variants.push(variant);
    Ok(Some(Correction { range: atom.range.clone(), to }))
}

fn pieces(needles: Vec<Needle>) -> (Variant, Vec<String>) {
    let texts: Vec<&str> = needles
        .iter()
        .filter_map(|needle| needle.patterns.first())
        .map(|pattern| pattern.text.as_str())
        .collect();
    let to = vec![texts.join(" ")];
    (Variant { needles, boost: SLIP_BOOST, role: Role::Name }, to)
}

/// Puts right characters all of whose pairs are unknown, where one that sounds alike makes them
/// known: what an input method offers for the same keys.
pub(super) fn wide(
    word: &Word,
    pairs: &mut [Atom],
    lexicon: &Lexicon<'_, '_>,
) -> Result<Vec<Correction>, Error> {
    let characters: Vec<char> = word
        .pieces
        .iter()
        .filter(|piece| matches!(piece.kind, Kind::Pair | Kind::Last))
        .filter_map(|piece| piece.term.chars().next())
        .collect();
    let mut corrections = Vec::new();
    for at in 0..characters.len() {
        let around = [at.checked_sub(1), (at < pairs.len()).then_some(at)];
        let is_unknown =
            |pair: &usize| pairs.get(*pair).is_some_and(|atom| atom.variants.len() == 1 && !atom.is_known());
        if !around.iter().flatten().all(is_unknown) {
            continue;
        }
        let candidates = candidates(&characters, at, lexicon)?;
        if candidates.is_empty() {
            continue;
        }
        let (first, last) = (at.saturating_sub(1), (at + 1).min(characters.len() - 1));
        let spelled = |c: char| {
            (first..=last)
                .filter_map(|n| if n == at { Some(c) } else { characters.get(n).copied() })
                .collect()
        };
        let mut ranges =
            around.iter().flatten().filter_map(|&pair| pairs.get(pair)).map(|atom| atom.range.clone());
        if let Some(range) = ranges.next() {
            let end = ranges.next().map_or(range.end, |next| next.end);
            let to = candidates.iter().map(|candidate| spelled(candidate.character)).collect();
            corrections.push(Correction { range: range.start..end, to });
        }
        for candidate in candidates {
            for (pair, pattern) in around.into_iter().zip(candidate.pairs) {
                if let (Some(pair), Some(pattern)) = (pair, pattern)
                    && let Some(atom) = pairs.get_mut(pair)
                {
                    atom.variants.push(Variant::one(Needle::any_of(vec![pattern]), SLIP_BOOST));
                }
            }
        }
    }
    Ok(corrections)
}

struct Candidate {
    character: char,
    /// The pair before and the pair after, as far as there are characters.
    pairs: [Option<Pattern>; 2],
    /// How common the rarer of them is.
    size: usize,
}

/// Characters that sound like the one at `at` and whose pairs the index has, the commonest first.
fn candidates(characters: &[char], at: usize, lexicon: &Lexicon<'_, '_>) -> Result<Vec<Candidate>, Error> {
    let Some(&wrong) = characters.get(at) else { return Ok(Vec::new()) };
    let before = at.checked_sub(1).and_then(|at| characters.get(at).copied());
    let after = characters.get(at + 1).copied();
    let mut candidates = Vec::new();
    for character in lexicon.sounds.like(wrong) {
        let mut size = usize::MAX;
        let mut known =
            |first: Option<char>, second: Option<char>| -> Result<Option<Option<Pattern>>, Error> {
                let (Some(first), Some(second)) = (first, second) else { return Ok(Some(None)) };
                let pair = String::from_iter([first, second]);
                let terms = lexicon.dictionary.exact(&pair)?;
                if terms.is_empty() {
                    return Ok(None);
                }
                size = size.min(lexicon.postings.count(&terms)?);
                Ok(Some(Some(Pattern::term(&pair, terms.start))))
            };
        if let Some(left) = known(before, Some(character))?
            && let Some(right) = known(Some(character), after)?
        {
            candidates.push(Candidate { character, pairs: [left, right], size });
        }
    }
    sort_by(&mut candidates, |a, b| b.size.cmp(&a.size).then(a.character.cmp(&b.character)));
    candidates.truncate(MOST_CHARACTERS);
    Ok(candidates)
}
