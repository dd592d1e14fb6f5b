//! How Han characters sound, so that what an input method offered wrongly can be put right, and a
//! query be typed in pinyin.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use casebook_core::block::layout::{SoundRow, SyllableRow};
use casebook_core::text::{RunKind, fold, runs};
use encoding_rs::GBK;
use pinyin::{Pinyin, ToPinyin, ToPinyinMulti};
use zerocopy::little_endian::U16;

use crate::model::Collection;

/// So many readings of a character count, the most common first. Further ones are rare, and wrong
/// more often than right in a text about operations.
const READINGS: usize = 2;

#[derive(Debug, Default)]
pub(super) struct Sounds {
    pub(super) characters: Vec<SoundRow>,
    pub(super) syllables: Vec<SyllableRow>,
}

/// The sounds of `characters`, and of those in common use: a reader may type them in their place.
pub(super) fn write(characters: &BTreeSet<char>) -> Sounds {
    static COMMON: LazyLock<BTreeSet<(u16, String)>> =
        LazyLock::new(|| common_characters().flat_map(coded).collect());
    let mut read = COMMON.clone();
    read.extend(characters.iter().copied().flat_map(coded));
    let names: BTreeSet<&str> = read.iter().map(|(_, name)| name.as_str()).collect();
    let sounds: BTreeSet<String> = names.iter().map(|name| merged(name)).collect();
    let numbers: BTreeMap<&str, u16> = sounds.iter().map(String::as_str).zip(0..).collect();
    let sound = |name: &str| U16::new(numbers.get(merged(name).as_str()).copied().unwrap_or(u16::MAX));
    let mut rows: Vec<(u16, U16)> = read.iter().map(|(code, name)| (*code, sound(name))).collect();
    // Two readings may sound alike.
    rows.dedup_by_key(|(code, sound)| (*code, sound.get()));
    Sounds {
        characters: rows
            .into_iter()
            .map(|(code, sound)| SoundRow { character: U16::new(code), sound })
            .collect(),
        syllables: names
            .into_iter()
            .filter_map(|name| Some(SyllableRow { name: padded(name)?, sound: sound(name) }))
            .collect(),
    }
}

/// The initials by which titles, tags and aliases are found, a line an edition: `zsgq` for `证书过期`.
pub(super) fn initials(collection: &Collection) -> String {
    let mut lines = String::new();
    for case in &collection.cases {
        let names: Vec<&str> = case.tags.iter().chain(&case.aliases).map(String::as_str).collect();
        for edition in &case.editions {
            let texts = std::iter::once(edition.title.as_str()).chain(names.iter().copied());
            let runs: Vec<String> = texts.flat_map(initials_of).collect();
            lines.push_str(&runs.join(" "));
            lines.push('\n');
        }
    }
    lines
}

/// The initials of each run of Han characters in `text` that has several.
fn initials_of(text: &str) -> Vec<String> {
    let wide = runs(text).filter(|run| run.kind == RunKind::Wide);
    let initial = |c: char| fold(c).to_pinyin().and_then(|reading| reading.plain().chars().next());
    let initials = wide.filter_map(|run| text.get(run.start..run.end)?.chars().map(initial).collect());
    initials.filter(|initials: &String| initials.len() > 1).collect()
}

/// Each reading of a character, with its code.
fn coded(character: char) -> impl Iterator<Item = (u16, String)> {
    let code = u16::try_from(u32::from(character)).ok();
    code.into_iter().flat_map(move |code| readings(character).into_iter().map(move |reading| (code, reading)))
}

/// Readings without tones, as they are typed: `lv` for `lü`.
fn readings(character: char) -> Vec<String> {
    let first = character.to_pinyin().map(Pinyin::plain);
    let others = character.to_pinyin_multi().into_iter().flatten().map(Pinyin::plain);
    let mut readings: Vec<String> = Vec::new();
    for reading in first.into_iter().chain(others).map(|reading| reading.replace('ü', "v")) {
        if readings.len() < READINGS && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// Sounds that many speakers do not tell apart become one: `zh` and `z`, `ing` and `in`.
fn merged(sound: &str) -> String {
    let merged = sound.replace("zh", "z").replace("ch", "c").replace("sh", "s");
    let nasal = ["ing", "eng", "ang"].into_iter().any(|ending| merged.ends_with(ending));
    match merged.strip_suffix('g') {
        Some(plain) if nasal => plain.to_owned(),
        _ => merged,
    }
}

fn padded(name: &str) -> Option<[u8; 6]> {
    let mut padded = [0; 6];
    padded.get_mut(..name.len())?.copy_from_slice(name.as_bytes());
    Some(padded)
}

/// The 3,755 characters of GB 2312's first level.
fn common_characters() -> impl Iterator<Item = char> {
    let pairs = (0xb0..=0xd7_u8).flat_map(|row| (0xa1..=0xfe_u8).map(move |cell| [row, cell]));
    pairs.filter_map(|pair| {
        let (text, _) = GBK.decode_without_bom_handling(&pair);
        text.chars().next().filter(|c| casebook_core::text::is_wide(*c))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{common_characters, merged, readings, write};

    #[test]
    fn characters_have_the_readings_that_people_type() {
        for (character, expected) in [('证', "zheng"), ('重', "zhong chong"), ('率', "lv shuai"), ('A', "")]
        {
            let mut got = readings(character);
            got.sort();
            let mut expected: Vec<&str> = expected.split_whitespace().collect();
            expected.sort_unstable();
            assert_eq!(got, expected, "{character}");
        }
    }

    #[test]
    fn sounds_that_are_mixed_up_are_one() {
        for (a, b) in [("zhang", "zan"), ("sheng", "sen"), ("ying", "yin"), ("cheng", "cen")] {
            assert_eq!(merged(a), merged(b));
        }
        assert_ne!(merged("tong"), merged("ton"));
    }

    #[test]
    fn what_is_written_is_sorted_and_complete() {
        assert_eq!(common_characters().count(), 3755);
        let sounds = write(&BTreeSet::from(['閾', '证']));
        let codes: Vec<u16> = sounds.characters.iter().map(|row| row.character.get()).collect();
        assert!(codes.is_sorted());
        assert!(codes.contains(&0x95be) && codes.contains(&0x8bc1));
        assert!(sounds.syllables.iter().map(|row| row.name).is_sorted());
        assert!(sounds.syllables.iter().any(|row| &row.name == b"zhuang"));
    }
}
