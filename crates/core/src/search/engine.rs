//! The search itself.

use std::cmp::Ordering;
use std::ops::Range;

use super::dictionary::Dictionary;
use super::explain::{AtomPart, Explanation};
use super::facets::{Counts, Selection};
use super::fuzzy::Fuzzy;
use super::initials::Initials;
use super::known::KnownTo;
use super::lexicon::Lexicon;
use super::names::Names;
use super::phrase::Phrase;
use super::plan::{Plan, Reading};
use super::postings::Postings;
use super::query::{Field, Query};
use super::rank::{LEAST_CANDIDATES, MOST_CANDIDATES, MOST_TEXT, NEAR, Named, Part, Ranker, first_look};
use super::request::{Corrected, Hit, MAX_LIMIT, Response, SearchRequest, Snippet, Sort};
use super::scan::{Match, Scanner, merge};
use super::scores::{Row, Scores};
use super::snippet::{best_section, snippet};
use super::sounds::Sounds;
use crate::collection::{Case, Collection, Edition, Facet, SectionView};
use crate::error::Error;
use crate::sort::sort_by;

/// What a case has to hold to be found, as a share of what the best one holds.
const LEAST_SHARE: f32 = 0.5;

/// Searches one collection. Holds the buffers that queries share, and nothing of their answers:
/// the same request gives the same answer whatever was asked before.
#[derive(Debug)]
pub struct Engine<'a> {
    collection: Collection<'a>,
    dictionary: Dictionary<'a>,
    postings: Postings<'a>,
    sounds: Sounds<'a>,
    names: Names<'a>,
    initials: Initials<'a>,
    fuzzy: Fuzzy,
    scores: Scores,
}

/// A case that passed, before it is known whether it will be shown.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    case: usize,
    edition: usize,
    /// Its title and text were looked at. Others come after those.
    looked_at: bool,
    score: f32,
    severity: usize,
    updated: u32,
}

/// An edition whose text was looked at.
struct Looked<'a> {
    edition: usize,
    text: &'a str,
    matches: Vec<Match>,
}

/// A request, read.
struct Asked {
    query: Query,
    plan: Plan,
    /// Where the phrases stand that no case has.
    broken: Vec<Range<usize>>,
}

impl<'a> Engine<'a> {
    /// An engine over `collection`.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the sections of the index do not fit each other.
    pub fn new(collection: Collection<'a>) -> Result<Self, Error> {
        let block = collection.block();
        let editions = collection.edition_count();
        let postings = Postings::open(block, editions)?;
        Ok(Self {
            dictionary: Dictionary::open(block, collection.term_count())?,
            postings,
            sounds: Sounds::open(block)?,
            names: Names::open(block)?,
            initials: Initials::open(block)?,
            fuzzy: Fuzzy::default(),
            scores: Scores::new(editions),
            collection,
        })
    }

    /// The collection that is searched.
    #[must_use]
    pub fn collection(&self) -> &Collection<'a> {
        &self.collection
    }

    /// Answers `request`.
    ///
    /// Those cases are found that hold at least half of what the best one holds, each atom weighed
    /// by how much it tells; an answer says which hold the whole query and what the others lack.
    /// Words that no case holds are put right if they look or sound like one that is known, and
    /// left out if not; the answer says so. A [verbatim](SearchRequest::verbatim) request is read
    /// as it stands, and all of it has to be there.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the block is damaged.
    pub fn search(&mut self, request: &SearchRequest<'_>) -> Result<Response<'a>, Error> {
        let asked = self.read(request)?;
        let selection = self.selection(request, &asked.query)?;
        let mut counts = Counts::new(&self.collection)?;
        let mut complete = 0;
        let mut candidates = self.candidates(&asked, request, &selection, &mut counts, &mut complete)?;
        let total = candidates.len();
        let scanner = Scanner::new(&asked.plan);
        let looked_at = self.second_look(&mut candidates, &asked, &scanner)?;
        let page = page(&mut candidates, request);

        let hits = page.iter().map(|candidate| self.hit(candidate, &asked, &scanner, &looked_at));
        let hits = hits.collect::<Result<_, _>>()?;
        let Asked { query, plan, broken, .. } = asked;
        let corrected = plan.corrections.iter().map(|correction| Corrected {
            from: query.text.get(correction.range.clone()).unwrap_or("").to_owned(),
            to: correction.to.clone(),
        });
        Ok(Response {
            total,
            complete,
            hits,
            facets: counts.by_facet,
            corrections: corrected.collect(),
            dropped: [query.without(&plan.unknown, &plan.ranges(u64::MAX)), query.texts(&broken)].concat(),
            excluded: query.texts(&query.exclusions),
            fields: query.fields,
            truncated: plan.truncated,
            unknown_filters: selection.unknown,
        })
    }

    /// Where the score of the case called `id` comes from, whether it is found or not. The answer
    /// is for people who ask why; it costs as much as a search for each atom.
    ///
    /// # Errors
    /// [`Error::UnknownCase`] when there is no such case, [`Error::Corrupt`] when the block is damaged.
    pub fn explain(&mut self, request: &SearchRequest<'_>, id: &str) -> Result<Explanation<'a>, Error> {
        let case = self.collection.case_by_id(id)?;
        let asked = self.read(request)?;
        let selection = self.selection(request, &asked.query)?;
        let mut counts = Counts::new(&self.collection)?;
        let mut candidates = self.candidates(&asked, request, &selection, &mut counts, &mut 0)?;
        let scanner = Scanner::new(&asked.plan);
        let _ = self.second_look(&mut candidates, &asked, &scanner)?;
        sort_by(&mut candidates, |a, b| compare(a, b, request.sort));
        let rank = candidates.iter().position(|candidate| candidate.case == case.index);
        let found = rank.and_then(|rank| candidates.get(rank)).map(|candidate| candidate.edition);
        let edition_number = match found {
            Some(number) => number,
            None => case.first_edition(),
        };
        let edition = self.collection.edition(edition_number)?;
        let text = edition.text()?;
        let ranker = Ranker::new(&asked.query.text, &scanner, &self.scores);
        let parts =
            ranker.parts(self.scores.row(edition_number), &named(&edition)?, text, &scanner.find(text));
        let idf = self.scores.idf.clone();
        let mut atoms = Vec::new();
        for (number, atom) in asked.plan.atoms.iter().enumerate() {
            atoms.push(AtomPart {
                text: asked.query.text.get(atom.range.clone()).unwrap_or("").to_owned(),
                terms: atom.terms(),
                idf: idf.get(number).copied().unwrap_or(0.0),
                weight: atom.weight,
                score: self.scores.of_atom(&asked.plan, number, edition_number, &self.postings)?,
            });
        }
        let score = parts.iter().map(|part| part.value).sum();
        Ok(Explanation { case, edition, rank, atoms, parts: parts.to_vec(), score })
    }

    fn lexicon(&self) -> Lexicon<'a, '_> {
        Lexicon {
            collection: &self.collection,
            dictionary: &self.dictionary,
            postings: &self.postings,
            sounds: &self.sounds,
            names: &self.names,
            initials: &self.initials,
            fuzzy: &self.fuzzy,
        }
    }

    /// Reads the query and scores all editions for it.
    fn read(&mut self, request: &SearchRequest<'_>) -> Result<Asked, Error> {
        let lexicon = self.lexicon();
        let query =
            Query::parse(request.query, &KnownTo { collection: &self.collection, lexicon: &lexicon })?;
        let reading = if request.verbatim { Reading::Verbatim } else { Reading::Free };
        let plan = Plan::new(&query, reading, &lexicon)?;
        self.scores.compute(&plan, &self.postings)?;
        self.drop_excluded(&query)?;
        let mut asked = Asked { query, plan, broken: Vec::new() };
        for range in asked.query.phrases.clone() {
            self.require_phrase(&mut asked, range, request.verbatim)?;
        }
        Ok(asked)
    }

    /// Keeps editions that have the phrase at `range`, unless none has: then its words are searched
    /// like others, and the answer says so.
    fn require_phrase(
        &mut self,
        asked: &mut Asked,
        range: Range<usize>,
        verbatim: bool,
    ) -> Result<(), Error> {
        let Some(phrase) = asked.query.text.get(range.clone()).map(Phrase::new) else { return Ok(()) };
        let atoms = asked.plan.bits_within(&range);
        let mut keep = Vec::new();
        for &edition in &self.scores.found {
            let held = self.scores.row(edition as usize).held & atoms == atoms;
            let has = held && {
                let edition = self.collection.edition(edition as usize)?;
                phrase.is_in(edition.title()?) || phrase.is_in(edition.text()?)
            };
            keep.push(has);
        }
        if keep.contains(&true) || verbatim {
            let mut keep = keep.into_iter();
            self.scores.retain(|_| keep.next().unwrap_or(false));
        } else {
            asked.broken.push(range);
        }
        Ok(())
    }

    fn drop_excluded(&mut self, query: &Query) -> Result<(), Error> {
        for range in &query.exclusions {
            let words = Query { text: query.text.clone(), words: query.words_of(range), ..Query::default() };
            let plan = Plan::new(&words, Reading::Verbatim, &self.lexicon())?;
            // One word is where its terms are; several have to be one piece of the title or text.
            let phrase = Phrase::new(query.text.get(range.clone()).unwrap_or(""));
            let is_word = words.words.len() == 1;
            self.scores.exclude(&plan, &self.postings, |number| {
                let edition = self.collection.edition(number)?;
                Ok(is_word || phrase.is_in(edition.title()?) || phrase.is_in(edition.text()?))
            })?;
        }
        Ok(())
    }

    fn selection(&self, request: &SearchRequest<'_>, query: &Query) -> Result<Selection, Error> {
        let mut filters = request.filters.clone();
        let mut id = None;
        for field in &query.fields {
            match field {
                Field::Value(facet, key) => filters.add(*facet, key.as_str()),
                Field::Id(wanted) => id = Some(wanted.as_str()),
            }
        }
        Selection::new(&self.collection, &filters, id)
    }

    /// The cases that hold what is needed and pass the filters. Counts facets on the way, and those
    /// that hold the whole query.
    fn candidates(
        &self,
        asked: &Asked,
        request: &SearchRequest<'_>,
        selection: &Selection,
        counts: &mut Counts,
        complete: &mut usize,
    ) -> Result<Vec<Candidate>, Error> {
        let needed = Needed::new(asked, request.verbatim, &self.scores);
        let mut candidates = Vec::new();
        let mut consider = |case: Case<'a>| -> Result<(), Error> {
            let Some(edition) = self.best_edition(&case, needed, request)? else { return Ok(()) };
            if counts.add(selection, &case)? {
                let row = self.scores.row(edition);
                *complete += usize::from(row.held & needed.complete == needed.complete);
                candidates.push(Candidate {
                    case: case.index,
                    edition,
                    looked_at: false,
                    score: first_look(row, needed.whole),
                    severity: case.value(Facet::Severity).unwrap_or(usize::MAX),
                    updated: case.updated(),
                });
            }
            Ok(())
        };
        if needed.nothing {
            // What is excluded is excluded from everything.
            for index in 0..self.collection.case_count() {
                let case = self.collection.case(index)?;
                if !self.scores.is_excluded(case.first_edition()) {
                    consider(case)?;
                }
            }
            return Ok(candidates);
        }
        for &number in &self.scores.found {
            let number = number as usize;
            if !needed.by(self.scores.row(number)) {
                continue;
            }
            let case = self.collection.edition(number)?.case()?;
            // A case in several editions comes once: with the first of them that holds enough.
            let mut before = case.first_edition()..number;
            if !before.any(|number| needed.by(self.scores.row(number))) {
                consider(case)?;
            }
        }
        Ok(candidates)
    }

    /// The edition of a case to show, if one holds what is needed: the one in the preferred
    /// language, else the best.
    fn best_edition(
        &self,
        case: &Case<'a>,
        needed: Needed,
        request: &SearchRequest<'_>,
    ) -> Result<Option<usize>, Error> {
        let first = case.first_edition();
        if case.edition_count() == 1 {
            return Ok(needed.by(self.scores.row(first)).then_some(first));
        }
        let preferred = case.edition_for(request.lang.as_deref())?.lang()?;
        let mut best: Option<(bool, f32, usize)> = None;
        for number in first..first + case.edition_count() {
            let row = self.scores.row(number);
            if !needed.by(row) {
                continue;
            }
            let is_preferred = self.collection.edition(number)?.lang()? == preferred;
            if best.is_none_or(|(known, score, _)| (is_preferred, row.score) > (known, score)) {
                best = Some((is_preferred, row.score, number));
            }
        }
        Ok(best.map(|(_, _, number)| number))
    }

    /// Looks at titles and texts of the best candidates and corrects their scores. Returns what was
    /// found in the texts, by edition.
    fn second_look(
        &self,
        candidates: &mut [Candidate],
        asked: &Asked,
        scanner: &Scanner,
    ) -> Result<Vec<Looked<'a>>, Error> {
        let mut looked_at = Vec::new();
        if asked.plan.atoms.is_empty() {
            return Ok(looked_at);
        }
        let ranker = Ranker::new(&asked.query.text, scanner, &self.scores);
        let best = first(candidates, MOST_CANDIDATES, Sort::Relevance);
        let near = best.first().map_or(0.0, |best| best.score * NEAR);
        let mut read = 0;
        for (number, candidate) in best.iter_mut().enumerate() {
            let edition = self.collection.edition(candidate.edition)?;
            let text = edition.text()?;
            read += text.len();
            if number >= LEAST_CANDIDATES && (read > MOST_TEXT || candidate.score < near) {
                break;
            }
            let matches = scanner.find(text);
            let parts = ranker.parts(self.scores.row(candidate.edition), &named(&edition)?, text, &matches);
            candidate.score = parts.iter().map(|part: &Part| part.value).sum();
            candidate.looked_at = true;
            looked_at.push(Looked { edition: candidate.edition, text, matches });
        }
        Ok(looked_at)
    }

    fn hit(
        &self,
        candidate: &Candidate,
        asked: &Asked,
        scanner: &Scanner,
        looked_at: &[Looked<'a>],
    ) -> Result<Hit<'a>, Error> {
        let edition = self.collection.edition(candidate.edition)?;
        let held = self.scores.row(candidate.edition).held;
        let title_matches = scanner.find(edition.title()?);
        let known = looked_at.iter().find(|known| known.edition == candidate.edition);
        let (section, snippet) = if let Some(Looked { text, matches, .. }) = known {
            shown_piece(&edition, text, matches)?
        } else {
            let text = edition.text()?;
            shown_piece(&edition, text, &scanner.find(text))?
        };
        let Asked { query, plan, .. } = asked;
        Ok(Hit {
            case: self.collection.case(candidate.case)?,
            edition,
            score: candidate.score,
            title_marks: merge(title_matches.into_iter().map(|found| found.range)),
            section,
            snippet,
            missing: query.without(&plan.ranges(plan.needed() & !held), &plan.ranges(held)),
        })
    }
}

fn named<'a>(edition: &Edition<'a>) -> Result<Named<'a>, Error> {
    Ok(Named { title: edition.title()?, aliases: edition.case()?.aliases()? })
}

/// What a case must hold to be found.
#[derive(Clone, Copy, Debug)]
struct Needed {
    /// The query asks for nothing.
    nothing: bool,
    /// Who holds these atoms holds the whole query.
    complete: u64,
    /// What all atoms tell together.
    whole: f32,
    /// So much must what it holds tell.
    mass: f32,
    /// These atoms it must hold.
    atoms: u64,
}

impl Needed {
    fn new(asked: &Asked, verbatim: bool, scores: &Scores) -> Self {
        let plan = &asked.plan;
        let nothing = asked.query.words.is_empty();
        let most = scores.found.iter().map(|&edition| scores.row(edition as usize).mass).fold(0.0, f32::max);
        // Verbatim, what no case holds is missing in all of them.
        let impossible = verbatim && !(plan.unknown.is_empty() && asked.broken.is_empty());
        Self {
            nothing,
            complete: if verbatim { plan.all() } else { plan.needed() },
            whole: scores.whole(),
            mass: if impossible { f32::INFINITY } else { (most * LEAST_SHARE).max(f32::MIN_POSITIVE) },
            atoms: if verbatim { plan.all() } else { 0 },
        }
    }

    fn by(self, row: Row) -> bool {
        self.nothing || (row.held & self.atoms == self.atoms && row.mass >= self.mass)
    }
}

/// The hits of the page, in order.
fn page<'c>(candidates: &'c mut [Candidate], request: &SearchRequest<'_>) -> &'c [Candidate] {
    let end = request.offset.saturating_add(request.limit.min(MAX_LIMIT));
    let shown = first(candidates, end, request.sort);
    shown.get(request.offset..).unwrap_or_default()
}

/// Brings the first `count` candidates to the front, in order, and returns them. The others stay
/// unsorted: they are not shown.
fn first(candidates: &mut [Candidate], count: usize, sort: Sort) -> &mut [Candidate] {
    let count = count.min(candidates.len());
    let order = |a: &Candidate, b: &Candidate| compare(a, b, sort);
    if count < candidates.len() {
        candidates.select_nth_unstable_by(count, order);
    }
    let (shown, _) = candidates.split_at_mut(count);
    sort_by(shown, order);
    shown
}

/// A total order, so that the same candidates are always shown alike.
fn compare(a: &Candidate, b: &Candidate, sort: Sort) -> Ordering {
    let by_score = b.looked_at.cmp(&a.looked_at).then(b.score.total_cmp(&a.score));
    let by_severity = a.severity.cmp(&b.severity);
    let first = match sort {
        Sort::Relevance => by_score,
        Sort::Severity => by_severity.then(by_score),
        Sort::Updated => b.updated.cmp(&a.updated).then(by_score),
    };
    first.then(by_severity).then(a.case.cmp(&b.case))
}

/// The section that answers best and a piece of it, or the beginning of the text.
fn shown_piece<'a>(
    edition: &Edition<'a>,
    text: &str,
    found: &[Match],
) -> Result<(Option<SectionView<'a>>, Snippet), Error> {
    let sections = edition.sections()?;
    let best = best_section(&sections, found);
    let section = best.and_then(|at| sections.get(at)).copied();
    let shown = section.or(sections.first().copied());
    let range = shown.map_or(0..text.len(), |section| body_of(text, &section, found));
    Ok((section, snippet(text, range, found)))
}

/// A section without its heading, unless only the heading matched.
fn body_of(text: &str, section: &SectionView<'_>, matches: &[Match]) -> Range<usize> {
    let whole = section.start..section.end;
    let heading = text.get(whole.clone()).and_then(|text| text.find('\n')).map_or(0, |at| at + 1);
    let body = whole.start + heading..whole.end;
    let inside = |range: &Range<usize>| matches.iter().any(|found| range.contains(&found.range.start));
    if inside(&whole) && !inside(&body) { whole } else { body }
}
