//! Queries whose answers are known, cut from the documents themselves.
//!
//! A query is cut from one document, and its answers are all documents that hold what was cut. Where
//! those are many, the query tells nothing and is left out.

use aho_corasick::AhoCorasick;

use crate::corpus::{Document, Query};
use crate::random::Random;

/// Of what is cut where.
const SEED: u64 = 0x00DE_817E;
/// Queries of one class and language.
const QUERIES: usize = 25;
/// Documents from which a class may be cut, for each query wanted: many cuts are too common.
const TRIES: usize = 12;

/// What a query was cut from, and what its answers have to hold.
#[derive(Debug)]
struct Cut {
    class: &'static Class,
    lang: String,
    text: String,
    /// All of these.
    held: Vec<String>,
}

/// The text of a query, and what a document has to hold, all of it, to be an answer.
type Piece = (String, Vec<String>);

/// A way of cutting.
struct Class {
    name: &'static str,
    place: Place,
    /// More answers than these, and the query is left out.
    most: usize,
    cut: fn(&Document, &mut Random) -> Option<Piece>,
}

impl std::fmt::Debug for Class {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

/// Where an answer holds what was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Title,
    Anywhere,
}

const CLASSES: &[Class] = &[
    Class { name: "title", place: Place::Title, most: 3, cut: title },
    Class { name: "prefix", place: Place::Title, most: 8, cut: prefix },
    Class { name: "phrase", place: Place::Anywhere, most: 1, cut: phrase },
    Class { name: "keyword", place: Place::Anywhere, most: 3, cut: keyword },
    Class { name: "heading_typo", place: Place::Anywhere, most: 1, cut: heading_typo },
    Class { name: "frag", place: Place::Anywhere, most: 10, cut: fragment },
    Class { name: "error", place: Place::Anywhere, most: 3, cut: error },
    Class { name: "identifier", place: Place::Anywhere, most: 3, cut: identifier },
];

/// Cuts queries of all classes from `documents`; the same from the same.
pub(crate) fn queries(documents: &[Document]) -> Vec<Query> {
    let mut random = Random::new(SEED);
    let mut languages: Vec<&str> = documents.iter().map(|document| document.lang.as_str()).collect();
    languages.sort_unstable();
    languages.dedup();

    let mut cuts = Vec::new();
    for lang in languages {
        let mut of_lang: Vec<&Document> = documents.iter().filter(|document| document.lang == lang).collect();
        for class in CLASSES {
            random.shuffle(&mut of_lang);
            let tried = of_lang.iter().take(QUERIES * TRIES);
            cuts.extend(tried.filter_map(|document| {
                let (text, held) = (class.cut)(document, &mut random)?;
                Some(Cut { class, lang: lang.to_owned(), text, held })
            }));
        }
    }
    answered(documents, cuts)
}

/// The first cuts of each class and language that have few enough answers.
fn answered(documents: &[Document], cuts: Vec<Cut>) -> Vec<Query> {
    let titles = Holders::find(documents, &cuts, Place::Title);
    let texts = Holders::find(documents, &cuts, Place::Anywhere);
    let mut queries: Vec<Query> = Vec::new();
    for cut in cuts {
        let same = queries.iter().filter(|query| query.class == cut.class.name && query.lang == cut.lang);
        if same.clone().count() == QUERIES || same.clone().any(|query| query.q == cut.text) {
            continue;
        }
        let holders = if cut.class.place == Place::Title { &titles } else { &texts };
        let answers = holders.of_all(&cut.held);
        if (1..=cut.class.most).contains(&answers.len()) {
            let ids = answers.iter().filter_map(|number| documents.get(*number));
            let rel = ids.map(|document| document.id.clone()).collect();
            queries.push(Query { class: cut.class.name.to_owned(), lang: cut.lang, q: cut.text, rel });
        }
    }
    queries
}

/// Which documents hold which pieces of text, Latin letters in any case.
struct Holders {
    /// Sorted.
    pieces: Vec<String>,
    /// Of each piece the numbers of documents, ascending.
    documents: Vec<Vec<usize>>,
}

impl Holders {
    /// Reads all documents once, for all pieces together.
    fn find(documents: &[Document], cuts: &[Cut], place: Place) -> Self {
        let of_place = cuts.iter().filter(|cut| cut.class.place == place);
        let mut pieces: Vec<String> =
            of_place.flat_map(|cut| &cut.held).map(|piece| piece.to_lowercase()).collect();
        pieces.sort_unstable();
        pieces.dedup();
        let mut holders = vec![Vec::new(); pieces.len()];
        // Too large an automaton is an error; there are some hundred short pieces.
        if let Ok(automaton) = AhoCorasick::new(&pieces) {
            for (number, document) in documents.iter().enumerate() {
                let mut text = document.title.to_lowercase();
                if place == Place::Anywhere {
                    text.push('\n');
                    text.push_str(&document.text.to_lowercase());
                }
                for found in automaton.find_overlapping_iter(&text) {
                    if let Some(known) = holders.get_mut(found.pattern().as_usize())
                        && known.last() != Some(&number)
                    {
                        known.push(number);
                    }
                }
            }
        }
        Self { pieces, documents: holders }
    }

    fn of_all(&self, pieces: &[String]) -> Vec<usize> {
        let mut lists = pieces.iter().map(|piece| self.of(&piece.to_lowercase()));
        let first = lists.next().unwrap_or_default().to_vec();
        lists.fold(first, |mut known, list| {
            known.retain(|number| list.binary_search(number).is_ok());
            known
        })
    }

    fn of(&self, piece: &str) -> &[usize] {
        let at = self.pieces.binary_search_by(|known| known.as_str().cmp(piece)).ok();
        at.and_then(|at| self.documents.get(at)).map_or(&[], Vec::as_slice)
    }
}

fn title(document: &Document, _random: &mut Random) -> Option<Piece> {
    let title = document.title.trim();
    (title.chars().count() >= 4).then(|| (title.to_owned(), vec![title.to_owned()]))
}

/// The beginning of a title, its last word cut.
fn prefix(document: &Document, random: &mut Random) -> Option<Piece> {
    let letters: Vec<char> = document.title.trim().chars().collect();
    let least = if is_chinese(document) { 4 } else { 8 };
    let end = random.between(least, (letters.len() * 2 / 3).max(least));
    let cut: String = letters.get(..end)?.iter().collect();
    let inside = letters.get(end - 1..=end)?.iter().all(|c| c.is_alphanumeric());
    inside.then(|| (cut.clone(), vec![cut]))
}

/// Running text: 9 to 14 characters of Chinese, 4 to 7 words of anything else.
fn phrase(document: &Document, random: &mut Random) -> Option<Piece> {
    let lines: Vec<&str> = document.text.lines().collect();
    let line = random.pick(&lines, "");
    let cut = if is_chinese(document) {
        let runs: Vec<&str> = line.split(|c| !is_han(c)).filter(|run| run.chars().count() >= 9).collect();
        let letters: Vec<char> = random.pick(&runs, "").chars().collect();
        window(&letters, 9, 14, random)?.iter().collect()
    } else {
        let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        window(&words, 4, 7, random)?.join(" ")
    };
    Some((cut.clone(), vec![cut]))
}

/// Two words that stand in one document.
fn keyword(document: &Document, random: &mut Random) -> Option<Piece> {
    let words = if is_chinese(document) {
        runs(&document.text, is_han, 2, 4)
    } else {
        runs(&document.text, |c| c.is_ascii_alphabetic(), 5, 20)
    };
    let (one, other) = (random.pick(&words, ""), random.pick(&words, ""));
    (!one.is_empty() && !one.contains(other) && !other.contains(one))
        .then(|| (format!("{one} {other}"), vec![one.to_owned(), other.to_owned()]))
}

/// A heading with one wrong letter.
fn heading_typo(document: &Document, random: &mut Random) -> Option<Piece> {
    let headings: Vec<&str> = document
        .headings
        .lines()
        .chain([document.title.as_str()])
        .filter(|line| line.is_ascii() || is_chinese(document))
        .collect();
    let heading = random.pick(&headings, "").trim();
    Some((slip(heading, random)?, vec![heading.to_owned()]))
}

/// `text` with one slip in a longer Latin word: a letter wrong, missing, doubled, or two exchanged.
fn slip(text: &str, random: &mut Random) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let is_inside = |at: &usize| {
        // The first letter is hardly ever the wrong one.
        let around = at.checked_sub(2).and_then(|start| letters.get(start..at + 3));
        around.is_some_and(|around| around.iter().all(char::is_ascii_alphabetic))
    };
    let places: Vec<usize> = (0..letters.len()).filter(is_inside).collect();
    let at = *places.get(random.below(places.len()))?;
    let mut wrong = letters;
    match random.below(4) {
        0 => {
            let letter = char::from(b'a' + u8::try_from(random.below(26)).unwrap_or_default());
            *wrong.get_mut(at)? = letter;
        }
        1 => {
            let _letter = wrong.remove(at);
        }
        2 => wrong.insert(at, *wrong.get(at)?),
        _ => wrong.swap(at, at + 1),
    }
    let wrong: String = wrong.into_iter().collect();
    (wrong != text).then_some(wrong)
}

/// 2 to 4 Han characters of a title, wherever words begin.
fn fragment(document: &Document, random: &mut Random) -> Option<Piece> {
    let runs: Vec<&str> =
        document.title.split(|c| !is_han(c)).filter(|run| run.chars().count() >= 2).collect();
    let letters: Vec<char> = random.pick(&runs, "").chars().collect();
    let cut: String = window(&letters, 2, 4, random)?.iter().collect();
    Some((cut.clone(), vec![cut]))
}

/// A line that looks like what a program says when it fails.
fn error(document: &Document, random: &mut Random) -> Option<Piece> {
    const SIGNS: &[&str] =
        &["error", "failed", "fatal", "panic", "denied", "refused", "timed out", "cannot "];
    let is_error = |line: &&str| {
        let lower = line.to_lowercase();
        let length = line.len();
        line.is_ascii()
            && (20..=200).contains(&length)
            && line.contains(": ")
            && SIGNS.iter().any(|sign| lower.contains(sign))
    };
    let lines: Vec<&str> = document.text.lines().map(str::trim).filter(is_error).collect();
    let line = random.pick(&lines, "");
    (!line.is_empty()).then(|| (line.to_owned(), vec![line.to_owned()]))
}

/// A name that no dictionary has: letters with digits, and `-`, `_`, `.` or `/` between.
fn identifier(document: &Document, random: &mut Random) -> Option<Piece> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let names = runs(&document.text, is_part, 6, 40);
    let is_name = |name: &&str| {
        let has = |is: fn(&char) -> bool| name.chars().any(|c| is(&c));
        has(char::is_ascii_alphabetic) && has(char::is_ascii_digit) && name.contains(['-', '_', '.', '/'])
    };
    let names: Vec<&str> =
        names.into_iter().map(|name| name.trim_matches(['-', '_', '.', '/'])).filter(is_name).collect();
    let name = random.pick(&names, "");
    (!name.is_empty()).then(|| (name.to_owned(), vec![name.to_owned()]))
}

/// The runs of certain characters that are long enough, and not longer.
fn runs(text: &str, is_part: impl Fn(char) -> bool, least: usize, most: usize) -> Vec<&str> {
    let fits = |run: &&str| (least..=most).contains(&run.chars().count());
    text.split(|c| !is_part(c)).filter(fits).collect()
}

/// `least` to `most` items that follow one another.
fn window<'a, T>(items: &'a [T], least: usize, most: usize, random: &mut Random) -> Option<&'a [T]> {
    let most = most.min(items.len());
    if most < least {
        return None;
    }
    let length = random.between(least, most);
    let start = random.below(items.len() - length + 1);
    items.get(start..start + length)
}

fn is_chinese(document: &Document) -> bool {
    document.lang.starts_with("zh")
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate;

    #[test]
    fn the_same_from_the_same_and_every_answer_holds_the_query() {
        let documents = generate::documents(400);
        let queries = queries(&documents);
        assert_eq!(queries, super::queries(&documents));
        for class in CLASSES {
            let count = queries.iter().filter(|query| query.class == class.name).count();
            assert!(count >= QUERIES, "{count} of {}", class.name);
        }
        for query in
            queries.iter().filter(|query| ["title", "phrase", "error"].contains(&query.class.as_str()))
        {
            for id in &query.rel {
                let document = documents.iter().find(|document| document.id == *id);
                let holds = |text: &str| text.to_lowercase().contains(&query.q.to_lowercase());
                assert!(
                    document.is_some_and(|document| holds(&document.title) || holds(&document.text)),
                    "{query:?}"
                );
            }
        }
    }

    #[test]
    fn a_slip_changes_one_place() {
        let mut random = Random::new(1);
        for _ in 0..100 {
            let wrong = slip("kubelet certificate", &mut random).unwrap_or_default();
            assert_ne!(wrong, "kubelet certificate");
            assert!((18..=20).contains(&wrong.len()), "{wrong}");
        }
        assert_eq!(slip("证书过期", &mut random), None);
    }
}
