//! What is looked up for a query: its atoms, each with the terms that satisfy it.

use std::ops::Range;

use super::concepts::concepts;
use super::lexicon::Lexicon;
use super::needle::{Needle, Pattern, Role, Variant};
use super::pinyin;
use super::query::{Piece, Query, Word};
use super::slips;
use super::stop_words::weight_of;
use crate::error::Error;
use crate::sort::sort_by_key;
use crate::text::{Kind, RunKind, is_wide};

/// What a term found by its beginning is worth against the whole term.
const PREFIX_BOOST: f32 = 0.4;
/// What an identifier found without its punctuation is worth.
const JOINED_BOOST: f32 = 0.9;
/// What an identifier found in parts is worth.
const PARTS_BOOST: f32 = 0.6;
/// What another name of the same thing is worth.
const NAME_BOOST: f32 = 0.4;
/// How much a pair of characters tells that does not belong to one word.
const ACROSS_WEIGHT: f32 = 0.25;
/// Most words that are written as one.
const MOST_JOINED: usize = 4;
/// Most atoms that are searched: one bit each in the scores. The rarest tell most.
const MOST_ATOMS: usize = 64;
/// Of a long query, common atoms are left out that would take more than so many postings to read, so
/// that a pasted page is answered as quickly as a typed word.
const MOST_POSTINGS: usize = 1 << 21;
/// So many atoms are always read.
const LEAST_ATOMS: usize = 12;

/// The least pieces of a query that a case can hold or lack.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Those that the index knows.
    pub(super) atoms: Vec<Atom>,
    /// Where those stand that it does not.
    pub(super) unknown: Vec<Range<usize>>,
    pub(super) corrections: Vec<Correction>,
    /// Some of the query was left out.
    pub(super) truncated: bool,
}

/// A word of the query, or a pair of wide characters. A case holds it when it satisfies one of the
/// variants.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    /// Where it stands in the query.
    pub(super) range: Range<usize>,
    pub(super) variants: Vec<Variant>,
    /// How much of what it tells counts.
    pub(super) weight: f32,
}

/// What was searched in place of a piece that no case holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Correction {
    pub(super) range: Range<usize>,
    pub(super) to: Vec<String>,
}

/// How freely a query is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// As it was typed.
    Verbatim,
    /// With other forms and names, and slips put right.
    Free,
}

impl Atom {
    pub(super) fn new(range: Range<usize>, variants: Vec<Variant>) -> Self {
        Self { range, variants, weight: 1.0 }
    }

    pub(super) fn is_known(&self) -> bool {
        self.variants.iter().any(Variant::is_known)
    }

    /// The terms that count for it, for people to read.
    pub(super) fn terms(&self) -> Vec<String> {
        let pattern =
            |pattern: &Pattern| format!("{}{}", pattern.text, if pattern.prefix { "*" } else { "" });
        let mut terms = Vec::new();
        for variant in self.variants.iter().filter(|variant| variant.is_known()) {
            match variant.needles.as_slice() {
                [only] => terms
                    .extend(only.patterns.iter().filter(|pattern| !pattern.terms.is_empty()).map(pattern)),
                several => {
                    let first = several.iter().filter_map(|needle| needle.patterns.first()).map(pattern);
                    terms.push(first.collect::<Vec<_>>().join("+"));
                }
            }
        }
        terms
    }
}

impl Plan {
    pub(super) fn new(query: &Query, reading: Reading, lexicon: &Lexicon<'_, '_>) -> Result<Self, Error> {
        let mut plan = Self { truncated: query.truncated, ..Self::default() };
        let mut atoms = Vec::new();
        for word in &query.words {
            atoms.extend(match word.kind {
                RunKind::Wide => plan.wide(word, reading, lexicon)?,
                RunKind::Latin => plan.latin(word, reading, lexicon)?,
            });
        }
        weigh(&mut atoms, query);
        if reading == Reading::Free {
            add_joined(&mut atoms, query, lexicon)?;
            add_names(&mut atoms, query, lexicon)?;
        }
        plan.keep(atoms, lexicon)?;
        Ok(plan)
    }

    /// Where the atoms in `bits` stand in the query.
    pub(super) fn ranges(&self, bits: u64) -> Vec<Range<usize>> {
        let numbered = self.atoms.iter().enumerate();
        numbered.filter(|(number, _)| bits >> number & 1 == 1).map(|(_, atom)| atom.range.clone()).collect()
    }

    /// The bits of the atoms that lie in `range`.
    pub(super) fn bits_within(&self, range: &Range<usize>) -> u64 {
        self.bits(|atom| range.start <= atom.range.start && atom.range.end <= range.end)
    }

    /// The bits of all atoms.
    pub(super) fn all(&self) -> u64 {
        self.bits(|_| true)
    }

    /// The bits of the atoms without which a case does not hold the query: all but those that say
    /// little. `the` is not missing in a case, nor is the pair across `证书` and `过期`.
    pub(super) fn needed(&self) -> u64 {
        self.bits(|atom| atom.weight >= 1.0)
    }

    fn bits(&self, wanted: impl Fn(&Atom) -> bool) -> u64 {
        let numbered = self.atoms.iter().enumerate().filter(|(_, atom)| wanted(atom));
        numbered.fold(0, |bits, (number, _)| bits | 1 << number)
    }

    /// One wide character is found in the terms that begin with it; several by their pairs.
    fn wide(&mut self, word: &Word, reading: Reading, lexicon: &Lexicon<'_, '_>) -> Result<Vec<Atom>, Error> {
        if let [only] = word.pieces.as_slice() {
            let needle = lexicon.prefix(&only.term)?;
            return Ok(vec![Atom::new(only.range.clone(), vec![Variant::one(needle, 1.0)])]);
        }
        let mut pairs = Vec::new();
        for piece in word.pieces.iter().filter(|piece| piece.kind == Kind::Pair) {
            let needle = lexicon.exact(&piece.term)?;
            pairs.push(Atom::new(piece.range.clone(), vec![Variant::one(needle, 1.0)]));
        }
        if reading == Reading::Free {
            self.corrections.extend(slips::wide(word, &mut pairs, lexicon)?);
        }
        Ok(pairs)
    }

    fn latin(
        &mut self,
        word: &Word,
        reading: Reading,
        lexicon: &Lexicon<'_, '_>,
    ) -> Result<Vec<Atom>, Error> {
        let variants = whole(word, reading, lexicon)?;
        if variants.iter().any(|variant| variant.role == Role::Whole) || reading == Reading::Verbatim {
            return Ok(vec![Atom::new(word.range.clone(), variants)]);
        }
        if let Some((atoms, correction)) = pinyin::read(word, lexicon)? {
            self.corrections.push(correction);
            return Ok(atoms);
        }
        // An identifier that nobody has: its parts, each for itself.
        let parts = word.pieces.iter().filter(|piece| piece.kind == Kind::Part);
        let mut pieces: Vec<&Piece> = parts.collect();
        if pieces.is_empty() {
            pieces.extend(word.pieces.first());
        }
        let mut atoms = Vec::new();
        for piece in pieces {
            let unfinished = word.unfinished && piece.range.end == word.range.end;
            let mut atom = Atom::new(piece.range.clone(), one(piece, unfinished, reading, lexicon)?);
            if !atom.is_known() {
                self.corrections.extend(slips::latin(&piece.term, &mut atom, lexicon)?);
            }
            atoms.push(atom);
        }
        Ok(atoms)
    }

    /// Sorts known atoms from unknown ones and keeps as many as are searched.
    fn keep(&mut self, atoms: Vec<Atom>, lexicon: &Lexicon<'_, '_>) -> Result<(), Error> {
        let mut sized: Vec<(usize, Atom)> = Vec::new();
        for atom in atoms {
            if !atom.is_known() {
                self.unknown.push(atom.range);
            } else if !sized.iter().any(|(_, known)| is_same(known, &atom)) {
                let needles = atom.variants.iter().flat_map(|variant| &variant.needles);
                let size = needles.map(|needle| lexicon.count(needle)).sum::<Result<usize, Error>>()?;
                sized.push((size, atom));
            }
        }
        // The rarest first; of equals the one that was typed first.
        let mut order: Vec<usize> = (0..sized.len()).collect();
        sort_by_key(&mut order, |&at| (sized.get(at).map(|&(size, _)| size), at));
        let mut read = 0;
        order.truncate(MOST_ATOMS);
        let mut count = 0;
        for size in order.iter().filter_map(|&at| sized.get(at)).map(|&(size, _)| size) {
            read += size;
            if count >= LEAST_ATOMS && read > MOST_POSTINGS {
                break;
            }
            count += 1;
        }
        order.truncate(count);
        self.truncated |= count < sized.len();
        let atoms = sized.into_iter().enumerate().filter(|(at, _)| order.contains(at));
        self.atoms = atoms.map(|(_, (_, atom))| atom).collect();
        Ok(())
    }
}

fn is_same(a: &Atom, b: &Atom) -> bool {
    let first = |atom: &Atom| {
        let needle = atom.variants.first().and_then(|variant| variant.needles.first());
        needle
            .and_then(|needle| needle.patterns.first())
            .map(|pattern| (pattern.text.clone(), pattern.prefix))
    };
    a.variants.len() == b.variants.len() && first(a) == first(b)
}

/// Words that say little count little, unless there are no others.
fn weigh(atoms: &mut [Atom], query: &Query) {
    let weights: Vec<f32> =
        atoms.iter().map(|atom| query.text.get(atom.range.clone()).map_or(1.0, weight_of)).collect();
    if weights.iter().any(|&weight| weight >= 1.0) {
        atoms.iter_mut().zip(weights).for_each(|(atom, weight)| atom.weight = weight);
    }
}

/// Words side by side that are one word elsewhere: `back off`.
fn add_joined(atoms: &mut [Atom], query: &Query, lexicon: &Lexicon<'_, '_>) -> Result<(), Error> {
    for at in 0..query.words.len() {
        for count in 2..=MOST_JOINED {
            let Some(words) = query.words.get(at..at + count) else { break };
            let Some(joined) = words.iter().map(latin_term).collect::<Option<String>>() else { break };
            let needle = lexicon.exact(&joined)?;
            if needle.is_known() {
                let range = words.first().map_or(0, |word| word.range.start)
                    ..words.last().map_or(0, |word| word.range.end);
                let variant = Variant::one(needle, JOINED_BOOST);
                within(atoms, &range).for_each(|atom| atom.variants.push(variant.clone()));
            }
        }
    }
    Ok(())
}

/// A Latin word, folded.
fn latin_term(word: &Word) -> Option<&str> {
    let whole = word.pieces.first().filter(|_| word.kind == RunKind::Latin)?;
    Some(&whole.term)
}

/// Lets the other names of a concept stand for the one that was typed.
fn add_names(atoms: &mut [Atom], query: &Query, lexicon: &Lexicon<'_, '_>) -> Result<(), Error> {
    for concept in concepts(query, lexicon.names)? {
        for atom in atoms.iter_mut() {
            let cuts = |at: usize| atom.range.start < at && at < atom.range.end;
            if cuts(concept.range.start) || cuts(concept.range.end) {
                atom.weight = atom.weight.min(ACROSS_WEIGHT);
            }
        }
        let mut variants = Vec::new();
        for name in &concept.others {
            variants.extend(lexicon.name(name, NAME_BOOST)?);
        }
        for atom in within(atoms, &concept.range) {
            // `到` says little, `到期` does not.
            if query.text.get(atom.range.clone()).is_some_and(|text| text.chars().all(is_wide)) {
                atom.weight = 1.0;
            }
            atom.variants.extend(variants.iter().cloned());
        }
    }
    Ok(())
}

fn within<'a>(atoms: &'a mut [Atom], range: &Range<usize>) -> impl Iterator<Item = &'a mut Atom> {
    let range = range.clone();
    atoms.iter_mut().filter(move |atom| range.start <= atom.range.start && atom.range.end <= range.end)
}

/// The variants of a Latin word: whole, without punctuation, in parts.
fn whole(word: &Word, reading: Reading, lexicon: &Lexicon<'_, '_>) -> Result<Vec<Variant>, Error> {
    let mut variants = Vec::new();
    for piece in &word.pieces {
        match piece.kind {
            Kind::Whole => variants.extend(one(piece, word.unfinished, reading, lexicon)?),
            Kind::Joined => {
                let joined = one(piece, word.unfinished, Reading::Verbatim, lexicon)?;
                variants.extend(
                    joined
                        .into_iter()
                        .map(|variant| Variant { boost: variant.boost * JOINED_BOOST, ..variant }),
                );
            }
            _ => {}
        }
    }
    variants.retain(Variant::is_known);
    variants.extend(parts(word, variants.is_empty(), lexicon)?);
    Ok(variants)
}

/// The variants of a word or part: itself and its family; where it may go on, all it can become.
fn one(
    piece: &Piece,
    unfinished: bool,
    reading: Reading,
    lexicon: &Lexicon<'_, '_>,
) -> Result<Vec<Variant>, Error> {
    let mut needle = lexicon.exact(&piece.term)?;
    if reading == Reading::Free {
        needle.patterns.extend(lexicon.family(&piece.term)?);
    }
    let mut variants = vec![Variant::one(needle, 1.0)];
    if unfinished {
        variants.push(Variant::one(lexicon.prefix(&piece.term)?, PREFIX_BOOST));
    }
    Ok(variants)
}

/// An identifier in parts. Parts that say little alone (`x`, `509`) only if it `is_last_resort`.
fn parts(word: &Word, is_last_resort: bool, lexicon: &Lexicon<'_, '_>) -> Result<Option<Variant>, Error> {
    let parts: Vec<&Piece> = word.pieces.iter().filter(|piece| piece.kind == Kind::Part).collect();
    let Some((last, before)) = parts.split_last() else { return Ok(None) };
    if !is_last_resort && !parts.windows(2).any(is_word_border) {
        return Ok(None);
    }
    let mut needles: Vec<Needle> =
        before.iter().map(|part| lexicon.exact(&part.term)).collect::<Result<_, _>>()?;
    needles.push(if word.unfinished { lexicon.prefix(&last.term)? } else { lexicon.exact(&last.term)? });
    let variant = Variant { needles, boost: PARTS_BOOST, role: Role::Parts };
    Ok(variant.is_known().then_some(variant))
}

/// Whether two parts are words of their own, as in `kube-system` and `CrashLoop`, and not letters
/// and digits of one name, as in `x509` and `k3s`.
fn is_word_border(parts: &[&Piece]) -> bool {
    let [before, after] = parts else { return false };
    let digits = |piece: &Piece| piece.term.chars().all(char::is_numeric);
    before.range.end < after.range.start || digits(before) == digits(after)
}

#[cfg(test)]
mod tests {
    use super::{MOST_ATOMS, Plan, Reading};
    use crate::search::lexicon::tests::{Parts, block_of, query};

    fn plan(text: &str, reading: Reading, parts: &Parts<'_>) -> Plan {
        Plan::new(&query(text), reading, &parts.lexicon()).unwrap()
    }

    /// Each atom as `text: terms`, with its weight if that is not one, then what is unknown.
    fn shape(text: &str, reading: Reading, parts: &Parts<'_>) -> String {
        let plan = plan(text, reading, parts);
        let atoms = plan.atoms.iter().map(|atom| {
            let weight = if atom.weight < 1.0 { format!(" ({})", atom.weight) } else { String::new() };
            format!("{}{weight}: {}", &text[atom.range.clone()], atom.terms().join(" | "))
        });
        let unknown = plan.unknown.iter().map(|range| format!("{}?", &text[range.clone()]));
        atoms.chain(unknown).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn words_become_atoms_with_the_terms_that_satisfy_them() {
        const TEXT: &str = "证书过期 pod pods x509: kube-system etcd空间不足 install installed installation the \
            backoff back off CrashLoopBackOff K-006 node log";
        let block = block_of(&[TEXT]);
        let parts = Parts::open(&block);
        for (text, verbatim, free) in [
            ("", "", ""),
            ("?! 。，", "", ""),
            // Wide characters: one by what begins with it, several by their pairs.
            ("证", "证: 证*", "证: 证*"),
            ("书过", "书过: 书过", "书过: 书过"),
            (
                "etcd空间不足",
                "etcd: etcd; 空间: 空间; 间不: 间不; 不足: 不足",
                "etcd: etcd; 空间: 空间; 间不: 间不; 不足: 不足",
            ),
            // The last word may go on.
            ("log", "log: log | log*", "log: log | log*"),
            ("log ", "log: log", "log: log"),
            ("lo", "lo: lo*", "lo: lo*"),
            ("log log LOG ", "log: log", "log: log"),
            // Identifiers: whole, without punctuation, in parts.
            (
                "kube-sys",
                "kube-sys: kube-sys* | kubesys* | kube+sys*",
                "kube-sys: kube-sys* | kubesys* | kube+sys*",
            ),
            (
                "Kube-System ",
                "Kube-System: kube-system | kubesystem | kube+system",
                "Kube-System: kube-system | kubesystem | kube+system",
            ),
            ("k-006 ", "k-006: k-006 | k006 | k+006", "k-006: k-006 | k006 | k+006"),
            ("k006 ", "k006: k006", "k006: k006"),
            ("foo-node ", "foo-node?", "node: node; foo?"),
            ("a.b.c ", "a.b.c?", "a?; b?; c?"),
            // Forms and slips.
            ("installs ", "installs?", "installs: install | installation | installed"),
            ("instlal ", "instlal?", "instlal: install"),
            ("nodes-logs ", "nodes-logs?", "nodes: node; logs: log"),
            ("crashloop ", "crashloop?", "crashloop: crash+loop"),
            ("back off ", "back: back; off: off", "back: back | backoff; off: off | backoff"),
            ("证数", "证数?", "证数: 证书"),
            ("zhengshu guoqi ", "zhengshu?; guoqi?", "zhengshu: 证书; guoqi: 过期"),
            ("zhengshuguoqi ", "zhengshuguoqi?", "zhengshu: 证书; shuguo: 书过; guoqi: 过期"),
            ("node zzzz 的书 ", "node: node; zzzz?; 的书?", "node: node; zzzz?; 的书?"),
            // Names of one concept, and what lies across them.
            ("certificate ", "certificate?", "certificate: x509 | 证书"),
            ("证书过", "证书: 证书; 书过: 书过", "证书: 证书 | x509; 书过 (0.25): 书过"),
            ("证书过期", "证书: 证书; 书过: 书过; 过期: 过期", "证书: 证书; 书过: 书过; 过期: 过期"),
            (
                "certificate expired ",
                "certificate?; expired?",
                "certificate: 证书+书过+过期; expired: 证书+书过+过期",
            ),
            // Words that say little, unless there are no others.
            ("the log ", "the (0.4): the; log: log", "the (0.4): the; log: log"),
            ("the ", "the: the", "the: the"),
        ] {
            assert_eq!(shape(text, Reading::Verbatim, &parts), verbatim, "{text:?}, verbatim");
            assert_eq!(shape(text, Reading::Free, &parts), free, "{text:?}");
        }
    }

    #[test]
    fn atoms_of_a_range_are_those_within_it() {
        let block = block_of(&["node log install"]);
        let parts = Parts::open(&block);
        let text = "install zzzz node log ";
        let plan = plan(text, Reading::Verbatim, &parts);
        assert_eq!(plan.all(), 0b111);
        for (range, bits) in
            [(0..text.len(), 0b111), (0..7, 0b001), (13..21, 0b110), (1..17, 0b010), (8..12, 0), (0..0, 0)]
        {
            assert_eq!(plan.bits_within(&range), bits, "{range:?}");
            let texts: Vec<&str> = plan.ranges(bits).into_iter().map(|range| &text[range]).collect();
            let numbers = (0..3).filter(|number| bits >> number & 1 == 1);
            assert_eq!(texts, numbers.map(|number| ["install", "node", "log"][number]).collect::<Vec<_>>());
        }
    }

    /// Words of three letters, of which the first is in one case, the second in two and so on.
    fn words(count: usize) -> Vec<String> {
        let letter = |number: usize| char::from(b'a' + (number % 26) as u8);
        (0..count).map(|number| format!("w{}{}", letter(number / 26), letter(number))).collect()
    }

    #[test]
    fn of_too_many_atoms_the_rarest_are_kept_in_their_order() {
        let words = words(MOST_ATOMS + 6);
        let texts: Vec<String> = (0..words.len()).map(|case| words[case..].join(" ")).collect();
        let block = block_of(&texts);
        let parts = Parts::open(&block);
        // In an order that has nothing to do with how common they are.
        let order: Vec<usize> = (0..words.len()).map(|at| at * 37 % words.len()).collect();
        let asked = |order: &[usize]| order.iter().map(|&at| words[at].clone() + " ").collect::<String>();
        let text = asked(&order);
        let long = plan(&text, Reading::Verbatim, &parts);
        let kept: Vec<&str> = long.atoms.iter().map(|atom| &text[atom.range.clone()]).collect();
        let expected = order.iter().filter(|&&at| at < MOST_ATOMS).map(|&at| words[at].as_str());
        assert_eq!(kept, expected.collect::<Vec<_>>());
        assert!(long.truncated && long.unknown.is_empty());

        let short = plan(&asked(&order[..MOST_ATOMS]), Reading::Verbatim, &parts);
        assert!(short.atoms.len() == MOST_ATOMS && !short.truncated);
    }

    #[test]
    fn ties_do_not_push_out_the_rarest() {
        let common = words(80);
        let rare: Vec<String> = words(63).iter().map(|word| format!("v{}", &word[1..])).collect();
        let mut texts = vec![common.join(" "); 9];
        texts[0] = [common.join(" "), rare.join(" ")].join(" ");
        let block = block_of(&texts);
        let parts = Parts::open(&block);
        let text = common.join(" ") + " " + &rare.join(" ") + " ";
        let plan = plan(&text, Reading::Verbatim, &parts);
        let kept = plan.atoms.iter().filter(|atom| text[atom.range.clone()].starts_with('v')).count();
        assert_eq!((kept, plan.atoms.len()), (rare.len(), MOST_ATOMS));
    }

    /// Two words that no case holds are two words, though they would stand at the same place.
    #[test]
    fn two_slips_are_two_atoms() {
        let block = block_of(&["certificate installation zzz"]);
        let parts = Parts::open(&block);
        let plan = plan("certificatee insatllation ", Reading::Free, &parts);
        assert_eq!((plan.atoms.len(), plan.corrections.len()), (2, 2));
    }
}
