//! Looking up words in everything that the block knows of them.

use super::dictionary::Dictionary;
use super::fuzzy::Fuzzy;
use super::initials::Initials;
use super::names::Names;
use super::needle::{Needle, Pattern, Variant};
use super::postings::Postings;
use super::sounds::Sounds;
use super::stem::stem;
use crate::collection::Collection;
use crate::error::Error;
use crate::sort::sort_by_keys;
use crate::text::{Kind, analyze};

/// What another form of a word is worth, against the form that was typed.
const FAMILY_WEIGHT: f32 = 0.5;
/// Most terms that are tried in place of one that is unknown.
const MOST_CLOSE: usize = 8;
/// Shortest piece of a word that is cut into known words, in letters.
const SHORTEST_PIECE: usize = 3;

#[derive(Clone, Copy, Debug)]
pub(super) struct Lexicon<'a, 'e> {
    pub(super) collection: &'e Collection<'a>,
    pub(super) dictionary: &'e Dictionary<'a>,
    pub(super) postings: &'e Postings<'a>,
    pub(super) sounds: &'e Sounds<'a>,
    pub(super) names: &'e Names<'a>,
    pub(super) initials: &'e Initials<'a>,
    pub(super) fuzzy: &'e Fuzzy,
}

impl Lexicon<'_, '_> {
    /// The very term.
    pub(super) fn exact(&self, text: &str) -> Result<Needle, Error> {
        let terms = self.dictionary.exact(text)?;
        Ok(Needle::any_of(vec![Pattern { text: text.to_owned(), prefix: false, weight: 1.0, terms }]))
    }

    /// All terms that begin with `text`.
    pub(super) fn prefix(&self, text: &str) -> Result<Needle, Error> {
        let terms = self.dictionary.with_prefix(text)?;
        Ok(Needle::any_of(vec![Pattern { text: text.to_owned(), prefix: true, weight: 1.0, terms }]))
    }

    /// The other words of the English family of `text`, each worth less than the word itself.
    pub(super) fn family(&self, text: &str) -> Result<Vec<Pattern>, Error> {
        let mut family = Vec::new();
        let Some(wanted) = stem(text) else { return Ok(family) };
        // `y` becomes `i` in the plural, and `ay` may.
        let range = self.dictionary.with_prefix(wanted.trim_end_matches(['i', 'y']))?;
        self.dictionary.walk(range, |number, _, term| {
            if let Ok(term) = str::from_utf8(term)
                && term != text
                && stem(term).is_some_and(|stem| stem == wanted)
            {
                family.push(Pattern { weight: FAMILY_WEIGHT, ..Pattern::term(term, number) });
            }
            true
        })?;
        Ok(family)
    }

    /// The terms that differ from `text` by a slip. Of many, the commonest: rare ones are slips, too.
    pub(super) fn close(&self, text: &str) -> Result<Needle, Error> {
        let mut close = self.fuzzy.close(text, self.dictionary)?;
        self.sort_by_count(&mut close)?;
        close.truncate(MOST_CLOSE);
        Ok(Needle::any_of(close))
    }

    /// `text` as known words one after the other, in as few as possible: `crashloop` as `crash`,
    /// `loop`.
    pub(super) fn split(&self, text: &str, most: usize) -> Result<Option<Vec<Needle>>, Error> {
        if most < 2 || text.len() < 2 * SHORTEST_PIECE || !text.bytes().all(|byte| byte.is_ascii_alphabetic())
        {
            return Ok(None);
        }
        for pieces in 2..=most {
            if let Some(needles) = self.split_into(text, pieces)? {
                return Ok(Some(needles));
            }
        }
        Ok(None)
    }

    fn split_into(&self, text: &str, pieces: usize) -> Result<Option<Vec<Needle>>, Error> {
        if pieces == 1 {
            let needle = self.exact(text)?;
            return Ok(needle.is_known().then(|| vec![needle]));
        }
        for at in SHORTEST_PIECE..text.len().saturating_sub(SHORTEST_PIECE - 1) {
            let (first, rest) = text.split_at(at);
            let needle = self.exact(first)?;
            if needle.is_known()
                && let Some(mut needles) = self.split_into(rest, pieces - 1)?
            {
                needles.insert(0, needle);
                return Ok(Some(needles));
            }
        }
        Ok(None)
    }

    /// A name as a variant: all its words and pairs. `None` when the index lacks one.
    pub(super) fn name(&self, name: &str, boost: f32) -> Result<Option<Variant>, Error> {
        let mut terms = Vec::new();
        analyze(name, |term| {
            if matches!(term.kind, Kind::Whole | Kind::Pair) {
                terms.push(term.text.to_owned());
            }
        });
        let mut needles = Vec::new();
        for term in terms {
            let needle = self.exact(&term)?;
            if !needle.is_known() {
                return Ok(None);
            }
            needles.push(needle);
        }
        let role = if needles.len() == 1 { super::needle::Role::Whole } else { super::needle::Role::Name };
        Ok(Some(Variant { needles, boost, role }))
    }

    /// How many postings there are to read for `needle`.
    pub(super) fn count(&self, needle: &Needle) -> Result<usize, Error> {
        needle
            .patterns
            .iter()
            .try_fold(needle.editions.len(), |sum, pattern| Ok(sum + self.postings.count(&pattern.terms)?))
    }

    /// The commonest first; of equals in the order of the dictionary.
    pub(super) fn sort_by_count(&self, patterns: &mut [Pattern]) -> Result<(), Error> {
        let key = |pattern: &Pattern| {
            Ok((std::cmp::Reverse(self.postings.count(&pattern.terms)?), pattern.terms.start))
        };
        let keys = patterns.iter().map(key).collect::<Result<Vec<_>, Error>>()?;
        sort_by_keys(patterns, &keys);
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::LazyLock;

    use casebook_compiler::model::Collection as Model;
    use casebook_compiler::{BuildInfo, SourceFile, block, check};
    use proptest::prelude::*;

    use super::{Collection, Dictionary, Fuzzy, Initials, Lexicon, Names, Pattern, Postings, Sounds, stem};
    use crate::block::Block;
    use crate::error::Error;
    use crate::search::query::{Field, Known, Query, Word};

    const CONFIG: &str = "title: { en: Q }\nlanguages: [en]\n\
        components: [{ key: qq, id_prefix: Q, label: { en: qq } }]\n\
        severities: [{ key: qs, label: { en: qs } }]\ntypes: [{ key: qt, label: { en: qt } }]\n\
        statuses: [{ key: qd, label: { en: qd } }]\nsections: [{ key: qh, label: { en: qh } }]\n";
    const CASE: &str = "---\nid: Q-1\ntitle: qq\ncomponent: qq\nseverity: qs\ntype: qt\nstatus: qd\n\
        created: 2026-01-01\nupdated: 2026-01-01\ntags: [qq]\nsources: ['https://example.com/']\n---\n\n## qh\n\nqq\n";

    /// A block of cases that say `texts` and nothing else but words that begin with `q`.
    pub(in crate::search) fn block_of(texts: &[impl AsRef<str>]) -> Vec<u8> {
        static MODEL: LazyLock<Model> = LazyLock::new(|| {
            let file = |path: &str, text: &str| SourceFile::new(path, text);
            let files = [file("casebook.yaml", CONFIG), file("qq.md", CASE)];
            let (model, diagnostics) = check(&files, &BuildInfo::default());
            model.unwrap_or_else(|| panic!("{diagnostics:?}"))
        });
        let mut model = MODEL.clone();
        let case = model.cases.remove(0);
        model.cases = (1..)
            .zip(texts)
            .map(|(number, text)| {
                let mut case = case.clone();
                case.id = format!("Q-{number}");
                case.slug = format!("qq{number}");
                case.signatures = vec![text.as_ref().to_owned()];
                case
            })
            .collect();
        block::write(&model, &BuildInfo::default())
    }

    /// Everything that a [`Lexicon`] borrows.
    pub(in crate::search) struct Parts<'a> {
        collection: Collection<'a>,
        pub(in crate::search) dictionary: Dictionary<'a>,
        pub(in crate::search) postings: Postings<'a>,
        pub(in crate::search) sounds: Sounds<'a>,
        pub(in crate::search) names: Names<'a>,
        initials: Initials<'a>,
        fuzzy: Fuzzy,
    }

    impl<'a> Parts<'a> {
        pub(in crate::search) fn open(bytes: &'a [u8]) -> Self {
            let collection = Collection::open(bytes).unwrap();
            let block: Block<'a> = collection.block();
            let postings = Postings::open(block, collection.edition_count()).unwrap();
            Self {
                dictionary: Dictionary::open(block, collection.term_count()).unwrap(),
                postings,
                sounds: Sounds::open(block).unwrap(),
                names: Names::open(block).unwrap(),
                initials: Initials::open(block).unwrap(),
                fuzzy: Fuzzy::default(),
                collection,
            }
        }

        pub(in crate::search) fn lexicon(&self) -> Lexicon<'a, '_> {
            let Self { collection, dictionary, postings, sounds, names, initials, fuzzy } = self;
            Lexicon { collection, dictionary, postings, sounds, names, initials, fuzzy }
        }

        /// All terms of the index.
        pub(in crate::search) fn terms(&self) -> Vec<String> {
            let mut terms = Vec::new();
            let all = 0..self.collection.term_count();
            let each = |_, _, term: &[u8]| {
                terms.push(str::from_utf8(term).unwrap().to_owned());
                true
            };
            self.dictionary.walk(all, each).unwrap();
            terms
        }
    }

    /// A query in which nothing is syntax.
    pub(in crate::search) fn query(text: &str) -> Query {
        struct Nothing;
        impl Known for Nothing {
            fn field(&self, _: &str, _: &str) -> Result<Option<Field>, Error> {
                Ok(None)
            }
            fn holds(&self, _: &Word) -> Result<bool, Error> {
                Ok(false)
            }
        }
        Query::parse(text, &Nothing).unwrap()
    }

    fn texts(patterns: &[Pattern]) -> Vec<&str> {
        patterns.iter().map(|pattern| pattern.text.as_str()).collect()
    }

    #[test]
    fn words_are_cut_into_as_few_known_words_as_possible() {
        let block = block_of(&["crash loop back off backoff crashloop ops cra shl oop"]);
        let parts = Parts::open(&block);
        for (word, most, expected) in [
            ("crashloop", 2, "crash loop"),
            ("crashloopbackoff", 4, "crashloop backoff"),
            ("opsbackoffloop", 4, "ops backoff loop"),
            ("opsbackoffloop", 2, ""),
            ("crashloopbackoff", 2, "crashloop backoff"),
            ("loopback", 2, "loop back"),
            ("loopback", 1, ""),
            ("crashlop", 4, ""),
            ("opsops", 2, "ops ops"),
            ("opsop", 2, ""),
            ("crash-loop", 4, ""),
            ("crash2loop", 4, ""),
            ("证书过期", 4, ""),
            ("", 4, ""),
        ] {
            let needles = parts.lexicon().split(word, most).unwrap().unwrap_or_default();
            let got: Vec<&str> = needles.iter().flat_map(|needle| texts(&needle.patterns)).collect();
            assert_eq!(got.join(" "), expected, "{word}, {most}");
        }
    }

    #[test]
    fn names_are_all_their_words_or_nothing() {
        let block = block_of(&["certificate has expired 证书过期 k8s"]);
        let parts = Parts::open(&block);
        for (name, expected) in [
            ("certificate expired", Some("certificate+expired")),
            ("k8s", Some("k8s")),
            ("证书过期", Some("证书+书过+过期")),
            ("expired 证书", Some("expired+证书")),
            ("certificate expires", None),
            ("证书到期", None),
        ] {
            let variant = parts.lexicon().name(name, 0.5).unwrap();
            let got = variant.map(|variant| {
                let needles = variant.needles.iter().flat_map(|needle| texts(&needle.patterns));
                needles.collect::<Vec<_>>().join("+")
            });
            assert_eq!(got.as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn the_commonest_come_first() {
        let block = block_of(&["aaab aaac aaad", "aaac aaad", "aaad"]);
        let parts = Parts::open(&block);
        assert_eq!(texts(&parts.lexicon().close("aaax").unwrap().patterns), ["aaad", "aaac", "aaab"]);
        assert!(parts.lexicon().close("bbbx").unwrap().patterns.is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// The family is what a look at every term of the index finds.
        #[test]
        fn families_are_complete(
            words in prop::collection::vec(("(deploy|config|stop|polic|run|stat)", "[a-c]{0,1}",
                "(|s|ed|ing|ies|ied|y|e|er|ers|ation|ations|ization|ment|ments|ate|ated|ator|ion|ity|ly|ned|ping)")
                .prop_map(|(a, b, c)| a + &b + &c), 1..40),
            pick in any::<prop::sample::Index>(),
        ) {
            let block = block_of(&[words.join(" ")]);
            let parts = Parts::open(&block);
            let word = pick.get(&words);
            let family = parts.lexicon().family(word).unwrap();
            let wanted = stem(word);
            let mut expected = parts.terms();
            expected.retain(|term| term != word && wanted.is_some() && stem(term) == wanted);
            prop_assert_eq!(texts(&family), expected);
            prop_assert!(family.iter().all(|pattern| pattern.weight < 1.0 && pattern.terms.len() == 1));
        }
    }
}
