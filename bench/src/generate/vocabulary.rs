//! The words of a language, drawn as often as Zipf's law says.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::lines::Scene;
use super::words;
use crate::random::Random;

/// Different words of one language: real ones first, then made-up ones for the long tail.
const SIZE: usize = 12_000;
const SEED: u64 = 0x0070_12D5;
/// Mandelbrot's shift of the ranks: the commonest words are less far apart than 1/rank says.
const SHIFT: f64 = 2.7;

/// A language to write in.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) lang: &'static str,
    pub(super) headings: &'static [&'static str],
    /// Between words.
    pub(super) gap: &'static str,
    comma: &'static str,
    stop: &'static str,
    symptoms: &'static [&'static str],
    words: Vec<String>,
    /// Of each word the share of all draws that fall on it or on one before it.
    shares: Vec<f64>,
    /// Least and most words of a sentence.
    length: (usize, usize),
}

impl Vocabulary {
    pub(super) fn chinese() -> Self {
        let characters: Vec<char> = words::CHINESE.concat().chars().collect();
        let tail = |random: &mut Random| {
            let mut character = || characters.get(random.below(characters.len())).copied().unwrap_or('事');
            [character(), character()].iter().collect()
        };
        Self {
            lang: "zh",
            headings: &["故障描述", "排查过程", "根因分析", "解决方案", "验证结果"],
            gap: "",
            comma: "，",
            stop: "。",
            symptoms: words::CHINESE_SYMPTOMS,
            words: with_tail(words::CHINESE, tail),
            shares: zipf(SIZE),
            length: (6, 14),
        }
    }

    pub(super) fn english() -> Self {
        let tail = |random: &mut Random| {
            let count = random.between(2, 4);
            (0..count).map(|_| random.pick(words::SYLLABLES, "on")).collect()
        };
        Self {
            lang: "en",
            headings: &["Description", "Investigation", "Root cause", "Solution", "Verification"],
            gap: " ",
            comma: ", ",
            stop: ".",
            symptoms: words::ENGLISH_SYMPTOMS,
            words: with_tail(words::ENGLISH, tail),
            shares: zipf(SIZE),
            length: (8, 18),
        }
    }

    /// Component, what it is about, what goes wrong.
    pub(super) fn title(&self, component: &str, random: &mut Random) -> String {
        let (name, symptom) = (self.name(random), random.pick(self.symptoms, ""));
        // Chinese, too, has spaces around Latin words.
        format!("{component} {name}{}{symptom}", self.gap)
    }

    /// Two or three words.
    pub(super) fn name(&self, random: &mut Random) -> String {
        let count = random.between(2, 3);
        (0..count).map(|_| self.word(random)).collect::<Vec<_>>().join(self.gap)
    }

    /// Some of the commoner words, each once: cases share tags.
    pub(super) fn tags(&self, random: &mut Random) -> Vec<String> {
        const TAGS: usize = 200;
        let chosen: BTreeSet<usize> = (0..random.between(1, 4)).map(|_| random.below(TAGS)).collect();
        chosen.into_iter().filter_map(|at| self.words.get(at).cloned()).collect()
    }

    /// Words, and now and then a name out of the scene.
    pub(super) fn sentence(&self, scene: &Scene, random: &mut Random) -> String {
        let (least, most) = self.length;
        let count = random.between(least, most);
        let named = random.below(count * 2);
        let mut sentence = String::new();
        for at in 0..count {
            if at > 0 {
                sentence.push_str(if at % 7 == 0 { self.comma } else { self.gap });
            }
            if at == named {
                let _ = write!(sentence, " {} ", scene.name(random));
            }
            sentence.push_str(self.word(random));
        }
        sentence.push_str(self.stop);
        sentence.replace("  ", " ")
    }

    fn word(&self, random: &mut Random) -> &str {
        let share = random.fraction();
        let at = self.shares.partition_point(|known| *known <= share);
        self.words.get(at).map_or("", String::as_str)
    }
}

fn with_tail(known: &[&str], make: impl Fn(&mut Random) -> String) -> Vec<String> {
    let mut random = Random::new(SEED);
    let known = known.iter().map(|word| (*word).to_owned());
    known.chain(std::iter::repeat_with(|| make(&mut random))).take(SIZE).collect()
}

/// Shares of draws up to each rank.
fn zipf(count: usize) -> Vec<f64> {
    let mut sum = 0.0;
    let sums: Vec<f64> = (1..=count)
        .map(|rank| {
            sum += 1.0 / (rank as f64 + SHIFT);
            sum
        })
        .collect();
    sums.into_iter().map(|part| part / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_common() {
        let (words, mut random) = (Vocabulary::english(), Random::new(7));
        let drawn: Vec<&str> = (0..10_000).map(|_| words.word(&mut random)).collect();
        let count = |rank: usize| {
            drawn.iter().filter(|word| words.words.get(rank).is_some_and(|known| known == *word)).count()
        };
        assert!(count(0) > 2 * count(10), "{} and {}", count(0), count(10));
        assert!(count(10) > 2 * count(100), "{} and {}", count(10), count(100));
        assert!(drawn.iter().all(|word| !word.is_empty()));
    }
}
