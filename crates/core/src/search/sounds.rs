//! How Han characters sound: for slips of input methods, and for queries typed without one.

use crate::block::Block;
use crate::block::layout::{Section, SoundRow, SyllableRow};
use crate::error::Error;
use crate::sort::sort;

/// Most syllables of a word; longer ones are no words.
const MOST_SYLLABLES: usize = 12;

#[derive(Clone, Copy, Debug)]
pub(super) struct Sounds<'a> {
    characters: &'a [SoundRow],
    syllables: &'a [SyllableRow],
}

/// Sounds one of which a character has to have.
pub(super) type AnyOf = Vec<u16>;

/// A piece of a word in pinyin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Syllable {
    /// First byte in the word.
    pub(super) start: usize,
    /// Byte after the last.
    pub(super) end: usize,
    pub(super) sounds: AnyOf,
}

impl<'a> Sounds<'a> {
    pub(super) fn open(block: Block<'a>) -> Result<Self, Error> {
        Ok(Self { characters: block.rows(Section::Sounds)?, syllables: block.rows(Section::Syllables)? })
    }

    /// All other characters that sound like `c`.
    pub(super) fn like(&self, c: char) -> Vec<char> {
        let sounds: AnyOf = self.of(c).collect();
        let mut alike = self.having(&sounds);
        alike.retain(|&other| other != c);
        alike
    }

    /// All characters with one of `sounds`, each once.
    pub(super) fn having(&self, sounds: &[u16]) -> Vec<char> {
        let rows = self.characters.iter().filter(|row| sounds.contains(&row.sound.get()));
        let mut characters: Vec<char> =
            rows.filter_map(|row| char::from_u32(u32::from(row.character.get()))).collect();
        characters.dedup();
        characters
    }

    /// Whether `c` has one of `sounds`.
    pub(super) fn has(&self, c: char, sounds: &[u16]) -> bool {
        self.of(c).any(|sound| sounds.contains(&sound))
    }

    fn of(&self, c: char) -> impl Iterator<Item = u16> + use<'a> {
        let code = u32::from(c);
        let first = self.characters.partition_point(|row| u32::from(row.character.get()) < code);
        let rows = self.characters.get(first..).unwrap_or_default();
        rows.iter().take_while(move |row| u32::from(row.character.get()) == code).map(|row| row.sound.get())
    }

    /// `word` as syllables, longest first; the last may be unfinished. `None` when it is no pinyin.
    pub(super) fn syllables(&self, word: &str, unfinished: bool) -> Option<Vec<Syllable>> {
        let mut syllables = Vec::new();
        self.parse(word, 0, unfinished, &mut syllables).then_some(syllables)
    }

    fn parse(&self, word: &str, at: usize, unfinished: bool, found: &mut Vec<Syllable>) -> bool {
        const LONGEST: usize = 6;
        let Some(rest) = word.get(at..) else { return false };
        if rest.is_empty() {
            return !found.is_empty();
        }
        if found.len() == MOST_SYLLABLES {
            return false;
        }
        for length in (1..=rest.len().min(LONGEST)).rev() {
            let Some(name) = rest.get(..length) else { continue };
            let goes_on = unfinished && length == rest.len();
            let sounds = self.named(name, goes_on);
            if sounds.is_empty() {
                continue;
            }
            found.push(Syllable { start: at, end: at + length, sounds });
            if self.parse(word, at + length, unfinished, found) {
                return true;
            }
            let _ = found.pop();
        }
        false
    }

    /// The sounds called `name`, or whose names begin with it.
    fn named(&self, name: &str, prefix: bool) -> AnyOf {
        let matches = |row: &&SyllableRow| {
            let known = row.name.split(|&byte| byte == 0).next().unwrap_or_default();
            if prefix { known.starts_with(name.as_bytes()) } else { known == name.as_bytes() }
        };
        let mut sounds: AnyOf = self.syllables.iter().filter(matches).map(|row| row.sound.get()).collect();
        sort(&mut sounds);
        sounds.dedup();
        sounds
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::{MOST_SYLLABLES, Sounds};
    use crate::search::lexicon::tests::{Parts, block_of};
    use proptest::prelude::*;

    fn with_sounds(test: impl FnOnce(&Sounds<'_>)) {
        static BLOCK: LazyLock<Vec<u8>> = LazyLock::new(|| block_of(&["证书过期 彧"]));
        test(&Parts::open(&BLOCK).sounds);
    }

    fn read(sounds: &Sounds<'_>, word: &str, unfinished: bool) -> Option<String> {
        let syllables = sounds.syllables(word, unfinished)?;
        Some(
            syllables
                .iter()
                .map(|syllable| &word[syllable.start..syllable.end])
                .collect::<Vec<_>>()
                .join(" "),
        )
    }

    #[test]
    fn words_are_read_longest_syllable_first() {
        with_sounds(|sounds| {
            for (word, finished, unfinished) in [
                ("zhengshu", Some("zheng shu"), Some("zheng shu")),
                ("guoqi", Some("guo qi"), Some("guo qi")),
                ("xian", Some("xian"), Some("xian")),
                ("fangan", Some("fang an"), Some("fang an")),
                ("zhuangtai", Some("zhuang tai"), Some("zhuang tai")),
                // The longest leaves `g`, which is none.
                ("xiangei", Some("xian gei"), Some("xian gei")),
                ("lvse", Some("lv se"), Some("lv se")),
                ("zhengsh", None, Some("zheng sh")),
                ("zhengshuguoq", None, Some("zheng shu guo q")),
                ("zh", None, Some("zh")),
                ("kubelet", None, None),
                ("error", None, None),
                ("zheng shu", None, None),
                ("Zhengshu", None, None),
                ("zhengshu1", None, None),
                ("证书", None, None),
                ("a证", None, None),
                ("", None, None),
            ] {
                assert_eq!(read(sounds, word, false).as_deref(), finished, "{word}");
                assert_eq!(read(sounds, word, true).as_deref(), unfinished, "{word}, unfinished");
            }
            assert!(sounds.syllables(&"ba".repeat(MOST_SYLLABLES), false).is_some());
            assert!(sounds.syllables(&"ba".repeat(MOST_SYLLABLES + 1), false).is_none());
        });
    }

    #[test]
    fn unfinished_syllables_have_the_sounds_of_all_they_can_become() {
        with_sounds(|sounds| {
            let of = |word, unfinished| sounds.syllables(word, unfinished).unwrap().remove(0).sounds;
            assert!(of("sh", true).len() > 10);
            assert!(of("shu", false).iter().all(|sound| of("sh", true).contains(sound)));
            assert!(sounds.has('书', &of("shu", false)) && !sounds.has('书', &of("zheng", false)));
            // Before another one, a syllable is finished.
            assert_eq!(sounds.syllables("xianshi", true).unwrap()[0].sounds, of("xian", false));
        });
    }

    #[test]
    fn characters_that_sound_alike_are_like_each_other() {
        with_sounds(|sounds| {
            for (c, alike, others) in [
                ('证', "正政郑怎增", "书过期"),
                ('期', "其器起七", "证书"),
                ('重', "中虫众", "书"),
                ('值', "直指", "证"),
                ('彧', "玉雨", "证"), // rare, but the collection has it
            ] {
                let like = sounds.like(c);
                assert!(!like.contains(&c), "{c}");
                assert!(alike.chars().all(|other| like.contains(&other)), "{c}: {like:?}");
                assert!(!others.chars().any(|other| like.contains(&other)), "{c}: {like:?}");
                assert!(like.is_sorted_by(|a, b| a < b), "{c}: {like:?}");
                assert!(like.iter().all(|&other| sounds.like(other).contains(&c)), "{c}: {like:?}");
            }
            for c in ['a', '-', '가', '😀', '\u{20000}'] {
                assert!(sounds.like(c).is_empty(), "{c}");
            }
            // As rare, and the collection does not have it.
            assert!(!sounds.like('玉').contains(&'昱') && sounds.like('玉').contains(&'彧'));
        });
    }

    /// All ways to cut `word` into syllables, as their lengths.
    fn cuts(sounds: &Sounds<'_>, word: &str, unfinished: bool) -> Vec<Vec<usize>> {
        let mut all = Vec::new();
        for length in 1..=word.len() {
            let is_last = length == word.len();
            if sounds.named(&word[..length], unfinished && is_last).is_empty() {
                continue;
            }
            if is_last {
                all.push(vec![length]);
            }
            let rest = cuts(sounds, &word[length..], unfinished);
            all.extend(rest.into_iter().map(|rest| [vec![length], rest].concat()));
        }
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Of all ways to cut a word, the one whose first syllables are longest.
        #[test]
        fn words_are_cut_like_a_look_at_all_cuts_says(
            words in prop::collection::vec("([bdghjlnxzqa]|zh|sh|xi|g|n|ng|an|ang|e|er|o|u|i|ian|uo){1,6}", 1..40),
            unfinished in any::<bool>(),
        ) {
            with_sounds(|sounds| {
                for word in words {
                    let expected = cuts(sounds, &word, unfinished).into_iter().max();
                    let syllables = sounds.syllables(&word, unfinished);
                    let lengths = syllables.as_ref().map(|syllables| {
                        syllables.iter().map(|syllable| syllable.end - syllable.start).collect::<Vec<_>>()
                    });
                    assert_eq!(lengths, expected, "{word}");
                    let mut at = 0;
                    for syllable in syllables.unwrap_or_default() {
                        assert_eq!(syllable.start, at, "{word}");
                        assert!(!syllable.sounds.is_empty(), "{word}");
                        at = syllable.end;
                    }
                }
            });
        }
    }
}
