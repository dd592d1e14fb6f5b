//! Where the atoms of a query stand in a text.
//!
//! The same runs and terms as everywhere else, but most of a text is skipped, see [`walk`].

use std::ops::Range;

use super::needle::{Needle, Pattern, Role};
use super::plan::Plan;
use super::walk::{Beginnings, Place, walk};
use crate::sort::{sort_by, sort_by_key};
use crate::text::{Terms, is_wide};

/// A plan, ready to be found in texts.
#[derive(Debug)]
pub(super) struct Scanner {
    /// Sorted by their text.
    exact: Vec<Exact>,
    prefixes: Vec<(String, Target)>,
    /// What the terms are of, those of one term side by side.
    targets: Vec<Target>,
    beginnings: Beginnings,
    /// Number of atoms.
    atoms: usize,
}

/// A term that is searched.
#[derive(Debug)]
struct Exact {
    /// The first bytes of its text: comparing them orders like comparing texts.
    key: u64,
    text: String,
    targets: Range<usize>,
}

/// What a pattern is of.
#[derive(Clone, Copy, Debug)]
struct Target {
    atom: usize,
    /// Number of the needle, for counting different ones.
    needle: usize,
    role: Role,
    /// Which needle of its variant it is, and of how many.
    place: (usize, usize),
    /// It shares a wide character with the needle before it.
    overlaps: bool,
    /// It is the atom as it was typed.
    is_typed: bool,
    weight: f32,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Match {
    pub(super) range: Range<usize>,
    pub(super) atom: usize,
    /// Number of the needle, for counting different ones.
    pub(super) needle: usize,
    pub(super) role: Role,
    /// It is the atom as it was typed, not another form of it.
    pub(super) is_typed: bool,
    pub(super) weight: f32,
    /// It is made of wide characters.
    pub(super) is_wide: bool,
    place: (usize, usize),
    overlaps: bool,
}

impl Scanner {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut exact: Vec<(&str, Target)> = Vec::new();
        let mut scanner = Self {
            exact: Vec::new(),
            prefixes: Vec::new(),
            targets: Vec::new(),
            beginnings: Beginnings::new(),
            atoms: plan.atoms.len(),
        };
        let mut needles = 0;
        for (number, atom) in plan.atoms.iter().enumerate() {
            for (first, variant) in atom.variants.iter().enumerate() {
                let mut before: Option<&Needle> = None;
                for (position, needle) in variant.needles.iter().enumerate() {
                    for (at, pattern) in needle.patterns.iter().enumerate() {
                        let target = Target {
                            atom: number,
                            needle: needles,
                            role: variant.role,
                            place: (position, variant.needles.len()),
                            overlaps: before.is_some_and(|before| share_a_character(before, needle)),
                            is_typed: first == 0 && at == 0 && variant.role == Role::Whole,
                            weight: weight(&pattern.text) * variant.boost,
                        };
                        scanner.beginnings.add(&pattern.text, pattern.prefix);
                        if pattern.prefix {
                            scanner.prefixes.push((pattern.text.clone(), target));
                        } else {
                            exact.push((&pattern.text, target));
                        }
                    }
                    needles += 1;
                    before = Some(needle);
                }
            }
        }
        // What was typed comes first, the others in the order of the query.
        sort_by(&mut exact, |(a, first), (b, second)| a.cmp(b).then(second.is_typed.cmp(&first.is_typed)));
        for terms in exact.chunk_by(|(before, _), (after, _)| before == after) {
            let start = scanner.targets.len();
            for (_, target) in terms {
                // Once an atom, but for pieces of its names: each has its place in a name.
                let same = |known: &Target| known.atom == target.atom && known.role != Role::Name;
                let is_piece = target.role == Role::Name;
                if is_piece || !scanner.targets.iter().skip(start).any(same) {
                    scanner.targets.push(*target);
                }
            }
            let text = terms.first().map_or("", |(text, _)| text);
            let targets = start..scanner.targets.len();
            scanner.exact.push(Exact { key: key(text.bytes()), text: text.to_owned(), targets });
        }
        scanner
    }

    /// All places in `text`, ascending by their start; one that is of several atoms or needles comes
    /// once for each. Where an atom stands whole in the text, its parts elsewhere do not count: `0` is
    /// no find for `0.0.0.0:6443`. A name of several words counts in one piece only.
    pub(super) fn find(&self, text: &str) -> Vec<Match> {
        let mut matches = Vec::new();
        if self.atoms == 0 {
            return matches;
        }
        let mut terms = Terms::default();
        walk(text, &self.beginnings, |place| match place {
            Place::Word { start, end } => {
                let word = text.as_bytes().get(start..end).unwrap_or_default();
                self.add(word, start..end, text, &mut matches);
            }
            Place::Pair { pair: (first, second), start, end } => {
                let mut buffer = [0; 8];
                let length = first.encode_utf8(&mut buffer).len();
                let length = length + second.encode_utf8(buffer.get_mut(length..).unwrap_or_default()).len();
                self.add(buffer.get(..length).unwrap_or_default(), start..end, text, &mut matches);
            }
            Place::Last { character, start, end } => {
                self.add(character.encode_utf8(&mut [0; 4]).as_bytes(), start..end, text, &mut matches);
            }
            Place::Run(run) => terms.of_run(text, run, &mut |term| {
                self.add(term.text.as_bytes(), term.start..term.end, text, &mut matches);
            }),
        });
        let mut whole = vec![false; self.atoms];
        for found in matches.iter().filter(|found| found.role == Role::Whole) {
            whole[found.atom] = true;
        }
        matches.retain(|found| found.role != Role::Parts || !whole[found.atom]);
        sort_by_key(&mut matches, |found| (found.range.start, found.range.end));
        retain_whole_names(text, &mut matches);
        matches
    }

    /// Looks up `term`, which is folded but for ASCII capitals and stands at `range` of `text`.
    #[inline]
    fn add(&self, term: &[u8], range: Range<usize>, text: &str, matches: &mut Vec<Match>) {
        if let Some(targets) = self.exact(term) {
            let is_wide = is_wide_at(text, range.start);
            matches.extend(targets.iter().map(|target| target.at(range.clone(), is_wide)));
            return;
        }
        let begins = |(prefix, _): &&(String, Target)| {
            let beginning = term.get(..prefix.len());
            beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(prefix.as_bytes()))
        };
        if let Some((prefix, target)) = self.prefixes.iter().find(begins) {
            let end = end_of(text, range.start, range.end, prefix.chars().count());
            matches.push(target.at(range.start..end, is_wide_at(text, range.start)));
        }
    }

    fn exact(&self, term: &[u8]) -> Option<&[Target]> {
        let small = || term.iter().map(u8::to_ascii_lowercase);
        let key = key(small());
        let order = |known: &Exact| known.key.cmp(&key).then_with(|| known.text.bytes().cmp(small()));
        let known = self.exact.get(self.exact.binary_search_by(order).ok()?)?;
        self.targets.get(known.targets.clone())
    }
}

/// The first eight bytes of a text as one number, in the order of texts.
#[inline]
fn key(text: impl Iterator<Item = u8>) -> u64 {
    let (key, count) =
        text.take(8).fold((0, 0), |(key, count), byte| (key << 8 | u64::from(byte), count + 1));
    if count == 0 { 0 } else { key << (8 * (8 - count)) }
}

/// Whether two neighbouring needles are pairs of one wide run, as `证书` and `书过` are.
fn share_a_character(before: &Needle, after: &Needle) -> bool {
    let text = |needle: &Needle| needle.patterns.first().map(|pattern: &Pattern| pattern.text.clone());
    let (Some(before), Some(after)) = (text(before), text(after)) else { return false };
    let (last, first) = (before.chars().next_back(), after.chars().next());
    last == first && first.is_some_and(is_wide)
}

/// Whether a wide character stands at `at` of `text`.
fn is_wide_at(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_wide)
}

impl Target {
    fn at(&self, range: Range<usize>, is_wide: bool) -> Match {
        let Self { atom, needle, role, is_typed, weight, place, overlaps } = *self;
        Match { range, atom, needle, role, is_typed, weight, is_wide, place, overlaps }
    }
}

/// The end of the first `length` characters of a term, or of the term. Folding keeps their number, so that they
/// can be counted in the original.
fn end_of(text: &str, start: usize, end: usize, length: usize) -> usize {
    let original = text.get(start..end).unwrap_or("");
    original.char_indices().nth(length).map_or(end, |(at, _)| start + at)
}

/// Removes pieces of names whose other pieces do not stand beside them in order.
fn retain_whole_names(text: &str, matches: &mut Vec<Match>) {
    if !matches.iter().any(|found| found.role == Role::Name) {
        return;
    }
    let mut keep: Vec<bool> = matches.iter().map(|found| found.role != Role::Name).collect();
    for (at, first) in matches.iter().enumerate() {
        if first.role != Role::Name || first.place.0 != 0 {
            continue;
        }
        let mut chain = vec![at];
        let mut last = first;
        for (next_at, next) in matches.iter().enumerate().skip(at + 1) {
            if chain.len() == first.place.1 || next.range.start > last.range.end + GAP {
                break;
            }
            if next.role == Role::Name
                && next.needle == last.needle + 1
                && next.place.0 == last.place.0 + 1
                && if next.overlaps {
                    next.range.start < last.range.end
                } else {
                    is_beside(text, &last.range, &next.range)
                }
            {
                chain.push(next_at);
                last = next;
            }
        }
        if chain.len() == first.place.1 {
            for at in chain {
                keep[at] = true;
            }
        }
    }
    let mut at = 0;
    matches.retain(|_| {
        at += 1;
        keep.get(at - 1).copied().unwrap_or(true)
    });
}

/// Most bytes between two words side by side; more is a new line of a table.
const GAP: usize = 40;
/// Most signs between them, blanks not counted.
const MOST_SIGNS: usize = 4;

/// Whether `after` follows `before` with nothing but blanks and signs between them. Pairs of wide
/// characters overlap.
pub(super) fn is_beside(text: &str, before: &Range<usize>, after: &Range<usize>) -> bool {
    if after.start <= before.start || after.start > before.end + GAP {
        return false;
    }
    let between = text.get(before.end..after.start).unwrap_or("");
    let signs = between.chars().filter(|c| !c.is_whitespace());
    !between.chars().any(char::is_alphanumeric) && signs.count() <= MOST_SIGNS
}

/// Longer terms say more; a cheap stand-in for rarity that needs no look-up.
fn weight(term: &str) -> f32 {
    1.0 + (term.chars().count() as f32).sqrt()
}

/// Joins ranges that touch or overlap.
pub(super) fn merge(ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::{GAP, Match, Scanner, end_of, is_beside, merge};
    use crate::search::needle::{Needle, Pattern, Role, Variant};
    use crate::search::plan::{Atom, Plan};
    use crate::text::{RunKind, Terms, analyze, fold, runs};
    use proptest::prelude::*;

    /// `证书` for the term, `证*` for all terms with that beginning.
    fn pattern(text: &str) -> Pattern {
        let prefix = text.ends_with('*');
        let text = text.trim_end_matches('*').to_owned();
        Pattern { text, prefix, weight: 1.0, terms: 0..1 }
    }

    fn variant(role: Role, needles: &[&str]) -> Variant {
        let needles = needles.iter().map(|text| Needle::any_of(text.split('|').map(pattern).collect()));
        Variant { needles: needles.collect(), boost: 1.0, role }
    }

    fn plan(atoms: Vec<Vec<Variant>>) -> Plan {
        let atoms = atoms.into_iter().map(|variants| Atom::new(0..0, variants));
        Plan { atoms: atoms.collect(), ..Plan::default() }
    }

    /// What is found, as it stands in the text.
    fn found<'t>(text: &'t str, plan: &Plan) -> Vec<&'t str> {
        Scanner::new(plan).find(text).into_iter().map(|found| &text[found.range]).collect()
    }

    /// What a pattern is of: the pattern, the numbers of atom and needle, its role, whether it was typed.
    type Known = (Pattern, usize, usize, Role, bool);

    fn patterns(plan: &Plan) -> Vec<Known> {
        let mut all = Vec::new();
        let mut needles = 0;
        for (atom, variants) in plan.atoms.iter().map(|atom| &atom.variants).enumerate() {
            for (first, variant) in variants.iter().enumerate() {
                for needle in &variant.needles {
                    for (at, pattern) in needle.patterns.iter().enumerate() {
                        let is_typed = first == 0 && at == 0 && variant.role == Role::Whole;
                        all.push((pattern.clone(), atom, needles, variant.role, is_typed));
                    }
                    needles += 1;
                }
            }
        }
        all
    }

    /// Where it is, atom, needle, role, whether it was typed, whether it is wide.
    type Place = (Range<usize>, usize, usize, Role, bool, bool);

    /// Every term of the whole text, looked up in all patterns one after the other.
    fn naive(text: &str, plan: &Plan) -> Vec<Place> {
        let patterns = patterns(plan);
        let mut places: Vec<Place> = Vec::new();
        let mut terms = Terms::default();
        for run in runs(text) {
            terms.of_run(text, run, &mut |term| {
                let exact = |known: &&Known| !known.0.prefix && known.0.text == term.text;
                let mut all: Vec<&Known> = patterns.iter().filter(exact).collect();
                all.sort_by_key(|known| !known.4);
                let begins = |known: &&Known| known.0.prefix && term.text.starts_with(&known.0.text);
                if all.is_empty() {
                    all.extend(patterns.iter().find(begins));
                }
                let mut atoms = Vec::new();
                for (pattern, atom, needle, role, is_typed) in all {
                    if *role != Role::Name && atoms.contains(atom) {
                        continue;
                    }
                    if *role != Role::Name {
                        atoms.push(*atom);
                    }
                    let mut end = term.end;
                    if pattern.prefix {
                        let characters =
                            text[term.start..term.end].chars().take(pattern.text.chars().count());
                        end = term.start + characters.map(char::len_utf8).sum::<usize>();
                    }
                    places.push((
                        term.start..end,
                        *atom,
                        *needle,
                        *role,
                        *is_typed,
                        run.kind == RunKind::Wide,
                    ));
                }
            });
        }
        let whole: Vec<usize> =
            places.iter().filter(|place| place.3 == Role::Whole).map(|place| place.1).collect();
        places.retain(|place| place.3 != Role::Parts || !whole.contains(&place.1));
        places.sort_by_key(|place| (place.0.start, place.0.end));
        places
    }

    fn places(matches: Vec<Match>) -> Vec<Place> {
        let place =
            |found: Match| (found.range, found.atom, found.needle, found.role, found.is_typed, found.is_wide);
        matches.into_iter().map(place).collect()
    }

    #[test]
    fn terms_are_found_wherever_a_run_can_be_cut() {
        for (patterns, text, expected) in [
            ("system", "kube-system mysystem System kubeSystem SYSTEM2", "system|System|System|SYSTEM"),
            ("killed", "OOMKilled oomkilled Killed", "Killed|Killed"),
            ("kube-system", "kube-system kube system kubesystem ns/kube-system", "kube-system"),
            ("k006", "K-006 k006 K-0061", "K-006|k006"),
            ("509", "x509: 509 5091", "509|509"),
            ("c++", "c++, c+ C++11", "c++"),
            ("6443", "10.0.0.1:6443 (6443) 16443", "6443|6443"),
            ("证书", "证书過期證書，x证书", "证书|證書|证书"),
            ("书过", "证书过期 书 过", "书过"),
            ("证*", "证书 证 保证", "证|证|证"),
            ("kube*", "kubectl Kubelet kube-proxy ikube", "kube|Kube|kube|kube|kube"), // `kube-proxy` and its `kube`
            ("a*", "ab Ａb ba x-a", "a|Ａ|a"),
            ("api", "ＡＰＩ APIServer", "ＡＰＩ|API"),
            ("naïve", "NAÏVE naive", "NAÏVE"),
            ("öl", "ÖLÖl ölx", "ÖL|Öl"),
            ("pod", "", ""),
        ] {
            let plan = plan(vec![vec![variant(Role::Whole, &[patterns])]]);
            assert_eq!(found(text, &plan).join("|"), expected, "{patterns} in {text}");
        }
    }

    #[test]
    fn parts_count_where_the_whole_is_nowhere() {
        let address = || {
            vec![variant(Role::Whole, &["0.0.0.0:6443"]), variant(Role::Parts, &["0", "0", "0", "0", "6443"])]
        };
        for (text, expected) in [
            ("0.0.0.0:6443 on port 6443, 0 of 1", "0.0.0.0:6443"),
            ("port 6443, 0 of 1", "6443|0"),
            ("0.0.0.0:6444", "0|0|0|0"),
        ] {
            assert_eq!(found(text, &plan(vec![address()])).join("|"), expected, "{text}");
        }
        // Of another atom, they count.
        let port = vec![variant(Role::Whole, &["pod"]), variant(Role::Parts, &["port"])];
        let plan = plan(vec![vec![variant(Role::Whole, &["0"])], port]);
        assert_eq!(found("0 port", &plan), ["0", "port"]);
        assert_eq!(found("0 port pod", &plan), ["0", "pod"]);
    }

    #[test]
    fn names_count_in_one_piece() {
        let far = format!("root{}ca", " ".repeat(GAP + 1));
        for (name, text, expected) in [
            (&["root", "ca"][..], "the root ca", "root|ca"),
            (&["root", "ca"], "the root user, ca", ""),
            (&["root", "ca"], "Root-CA root: `ca` root (CA)", "Root|CA|root|ca|root|CA"),
            (&["root", "ca"], "ca root", ""),
            (&["root", "ca"], "root root ca ca", "root|ca"),
            (&["root", "ca"], "root ----- ca", ""),
            (&["root", "ca"], "root\nca", "root|ca"),
            (&["root", "ca"], &far, ""),
            (&["certificate", "has", "expired"], "certificate has not expired", ""),
            (
                &["certificate", "has", "expired"],
                "certificate has certificate has expired",
                "certificate|has|expired",
            ),
            (&["证书", "书过", "过期"], "证书过期 证书 过期", "证书|书过|过期"),
            (&["证书", "书过", "过期"], "证书到期 证书书过过期", ""),
            (&["token", "过期"], "token过期 token 未过期", "token|过期"),
        ] {
            let plan = plan(vec![vec![variant(Role::Whole, &["zz"]), variant(Role::Name, name)]]);
            assert_eq!(found(text, &plan).join("|"), expected, "{name:?} in {text}");
        }
    }

    /// `root ca` and `ca bundle` share a word; each is found whole.
    #[test]
    fn names_that_share_a_word_do_not_hide_each_other() {
        let name = |words: &[&str]| vec![variant(Role::Whole, &["zz"]), variant(Role::Name, words)];
        let plan = plan(vec![name(&["root", "ca"]), name(&["ca", "bundle"])]);
        let atoms = |text: &str| -> Vec<usize> {
            Scanner::new(&plan).find(text).iter().map(|found| found.atom).collect()
        };
        assert_eq!(atoms("root ca"), [0, 0]);
        assert_eq!(atoms("the ca bundle"), [1, 1]);
        assert_eq!(atoms("root ca bundle"), [0, 0, 1, 1]);
    }

    #[test]
    fn matches_say_what_they_are_of() {
        let typed = vec![variant(Role::Whole, &["configure|configured"]), variant(Role::Whole, &["setup"])];
        let plan = plan(vec![
            vec![variant(Role::Whole, &["pod", "configured"])],
            typed,
            vec![variant(Role::Whole, &["setup", "证书"])],
        ]);
        let matches = Scanner::new(&plan).find("configured configure setup 证书");
        let got: Vec<_> =
            matches.iter().map(|found| (found.atom, found.needle, found.is_typed, found.is_wide)).collect();
        // What was typed comes first: `setup`, which is another name of the atom before.
        assert_eq!(
            got,
            [
                (0, 1, true, false),
                (1, 2, false, false),
                (1, 2, true, false),
                (2, 4, true, false),
                (1, 3, false, false),
                (2, 5, true, true)
            ]
        );
        let weights: Vec<f32> = [0, 2, 3, 5].map(|at: usize| matches[at].weight).to_vec();
        assert!(weights.is_sorted_by(|before, after| before > after), "{weights:?}");
        assert!(Scanner::new(&Plan::default()).find("configured").is_empty());
    }

    #[test]
    fn ranges_are_merged_where_they_touch() {
        assert_eq!(merge([0..2, 1..3, 3..4, 6..7, 6..6]), [0..4, 6..7]);
        assert_eq!(merge([0..9, 1..3, 9..9]), [Range { start: 0, end: 9 }]);
        assert!(merge([]).is_empty());
    }

    #[test]
    fn signs_and_blanks_may_stand_between_neighbours() {
        for (text, expected) in [
            ("a b", true),
            ("a, (b", true),
            ("a....b", true),
            ("a.....b", false),
            ("a c b", false),
            ("a 证 b", false),
            ("ab", true),
        ] {
            let (before, after) = (0..1, text.len() - 1..text.len());
            assert_eq!(is_beside(text, &before, &after), expected, "{text}");
            assert!(!is_beside(text, &after, &before), "{text}");
            assert!(!is_beside(text, &before, &before), "{text}");
        }
        assert_eq!(end_of("x证书", 1, 7, 1), 4);
        assert_eq!(end_of("x证书", 1, 7, 9), 7);
    }

    /// Texts of few letters in all their shapes.
    fn text() -> impl Strategy<Value = String> {
        let word = "[abAB]{1,5}|[aB12]{1,6}|[ab1]{1,3}[._:/+-]{1,2}[abA2]{1,4}|[证书过]{1,4}|[證书aＡÖö１-]{1,5}|[.+-]{1,3}|İa?";
        prop::collection::vec((word, "|| |  |\n|, |（|。|\"|\u{3000}"), 0..12)
            .prop_map(|words| words.into_iter().map(|(word, between)| word + &between).collect())
    }

    /// Terms of `text`, whole or begun, and some that it may lack.
    fn plans(text: &str) -> impl Strategy<Value = Plan> + use<> {
        let mut terms = vec!["ab".to_owned(), "a1".to_owned(), "证书".to_owned(), "b*".to_owned()];
        analyze(text, |term| {
            let beginning: String = term.text.chars().take(2).collect();
            terms.extend([term.text.to_owned(), beginning + "*"]);
        });
        let needle = prop::collection::vec(prop::sample::select(terms), 1..3);
        let role = prop::sample::select(vec![Role::Whole, Role::Whole, Role::Parts]);
        let variant = (role, prop::collection::vec(needle, 1..3)).prop_map(|(role, needles)| {
            let needles =
                needles.iter().map(|texts| Needle::any_of(texts.iter().map(|text| pattern(text)).collect()));
            Variant { needles: needles.collect(), boost: 1.0, role }
        });
        prop::collection::vec(prop::collection::vec(variant, 1..3), 0..4).prop_map(plan)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        /// What is skipped holds nothing that is searched.
        #[test]
        fn matches_are_those_of_a_look_at_every_term(
            (text, plan) in text().prop_flat_map(|text| { let plans = plans(&text); (Just(text), plans) }),
        ) {
            let matches = Scanner::new(&plan).find(&text);
            for found in &matches {
                prop_assert!(text.get(found.range.clone()).is_some_and(|text| !text.is_empty()), "{:?}", found);
            }
            prop_assert_eq!(places(matches), naive(&text, &plan), "{:?} in {:?}", plan, text);
        }

        /// One term alone, so that nothing else makes its stretch be read.
        #[test]
        fn every_term_of_a_text_is_found_in_it(text in text(), pick in any::<prop::sample::Index>()) {
            let mut terms = Vec::new();
            analyze(&text, |term| terms.push((term.text.to_owned(), term.start..term.end)));
            if !terms.is_empty() {
                let (term, range) = pick.get(&terms);
                let plan = plan(vec![vec![variant(Role::Whole, &[term])]]);
                let matches = Scanner::new(&plan).find(&text);
                prop_assert!(matches.iter().any(|found| found.range == *range), "{:?} in {:?}", term, text);
            }
        }

        /// Names are whole: the pieces of each stand side by side, from the first to the last.
        #[test]
        fn pieces_of_names_have_the_others_beside_them(
            text in "([ab]|证书|书过|[., ]| {1,3}){0,30}",
            name in prop::sample::select(vec!["a b", "a a", "a b a", "证书 书过", "b 证书"]),
        ) {
            let pieces: Vec<&str> = name.split(' ').collect();
            let plan = plan(vec![vec![variant(Role::Whole, &["zz"]), variant(Role::Name, &pieces)]]);
            let matches = Scanner::new(&plan).find(&text);
            for found in &matches {
                let folded: String = text[found.range.clone()].chars().map(fold).collect();
                prop_assert_eq!(&folded, pieces[found.place.0]);
                let has = |place: usize, is_beside: &dyn Fn(&Match) -> bool| {
                    matches.iter().any(|other| other.place.0 == place && is_beside(other))
                };
                let place = found.place.0;
                prop_assert!(place == 0 || has(place - 1, &|other| is_beside(&text, &other.range, &found.range)));
                prop_assert!(place + 1 == pieces.len() || has(place + 1, &|other| is_beside(&text, &found.range, &other.range)));
            }
        }
    }
}
