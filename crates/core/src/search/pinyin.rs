//! Words typed in pinyin where a Chinese keyboard is not at hand: `zhengshu guoqi` for `证书过期`.

use super::lexicon::Lexicon;
use super::needle::{Needle, Pattern, Variant};
use super::plan::{Atom, Correction};
use super::query::Word;
use super::sounds::Syllable;
use crate::error::Error;

/// What such a word is worth against the characters themselves.
const PINYIN_BOOST: f32 = 0.8;
/// Shorter words are read as English.
const SHORTEST: usize = 4;
/// Most titles that are named for initials.
const MOST_TITLES: usize = 3;
/// Most pairs of characters that are tried for a pair of syllables, the commonest first.
const MOST_PAIRS: usize = 32;

/// Reads a word that no case holds as pinyin: an atom for each two syllables, as there is one for
/// each two characters. `None` where the collection has no characters that sound so.
pub(super) fn read(word: &Word, lexicon: &Lexicon<'_, '_>) -> Result<Option<(Vec<Atom>, Correction)>, Error> {
    let Some(typed) = word.pieces.first().map(|piece| piece.term.as_str()) else { return Ok(None) };
    if typed.len() < SHORTEST || !typed.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Ok(None);
    }
    let Some(syllables) = lexicon.sounds.syllables(typed, word.unfinished) else { return Ok(None) };
    let mut atoms = Vec::new();
    for pair in syllables.windows(2) {
        let [first, second] = pair else { continue };
        let patterns = pairs(first, second, lexicon)?;
        if patterns.is_empty() {
            return Ok(None);
        }
        let range = word.range.start + first.start..word.range.start + second.end;
        atoms.push(Atom::new(range, vec![Variant::one(Needle::any_of(patterns), PINYIN_BOOST)]));
    }
    if atoms.is_empty() {
        return Ok(None);
    }
    let correction = Correction { range: word.range.clone(), to: vec![spelled(&atoms)] };
    Ok(Some((atoms, correction)))
}

/// The titles whose initials `term` are, for a word that no case holds.
pub(super) fn initials(
    term: &str,
    lexicon: &Lexicon<'_, '_>,
) -> Result<Option<(Variant, Vec<String>)>, Error> {
    let editions = lexicon.initials.find(term);
    let mut titles = Vec::new();
    for &edition in editions.iter().take(MOST_TITLES) {
        titles.push(lexicon.collection.edition(edition as usize)?.title()?.to_owned());
    }
    let variant = Variant::one(Needle { patterns: Vec::new(), editions }, PINYIN_BOOST);
    Ok(variant.is_known().then_some((variant, titles)))
}

/// The pairs of characters in the index that sound like two syllables.
fn pairs(first: &Syllable, second: &Syllable, lexicon: &Lexicon<'_, '_>) -> Result<Vec<Pattern>, Error> {
    let mut found = Vec::new();
    for character in lexicon.sounds.having(&first.sounds) {
        let range = lexicon.dictionary.with_prefix(character.encode_utf8(&mut [0; 4]))?;
        lexicon.dictionary.walk(range, |number, _, term| {
            if let Ok(term) = str::from_utf8(term)
                && let Some(after) = term.chars().nth(1)
                && lexicon.sounds.has(after, &second.sounds)
            {
                found.push(Pattern::term(term, number));
            }
            true
        })?;
    }
    lexicon.sort_by_count(&mut found)?;
    found.truncate(MOST_PAIRS);
    Ok(found)
}

/// The likeliest characters: the commonest first pair, and then pairs that go on from it.
fn spelled(atoms: &[Atom]) -> String {
    let mut spelled = String::new();
    for atom in atoms {
        let patterns =
            atom.variants.iter().flat_map(|variant| &variant.needles).flat_map(|needle| &needle.patterns);
        let goes_on = |pattern: &&Pattern| {
            spelled.is_empty() || spelled.chars().next_back() == pattern.text.chars().next()
        };
        let Some(pattern) = patterns.clone().find(goes_on).or_else(|| patterns.clone().next()) else {
            continue;
        };
        let skip = usize::from(spelled.chars().next_back() == pattern.text.chars().next());
        spelled.extend(pattern.text.chars().skip(skip));
    }
    spelled
}
