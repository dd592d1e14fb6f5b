//! The search itself.

use std::cmp::Ordering;
use std::ops::Range;

use super::dictionary::Dictionary;
use super::facets::{Counts, Selection};
use super::matches::{Match, Matcher, merge};
use super::phrase::{CANDIDATES, IN_TEXT, IN_TITLE, Phrase};
use super::postings::Postings;
use super::query::Query;
use super::request::{Found, Hit, MAX_LIMIT, Response, SearchRequest, Snippet, Sort};
use super::scores::Scores;
use super::snippet::{best_section, snippet};
use crate::collection::{Case, Collection, Edition, Facet, SectionView};
use crate::error::Error;

/// Searches one collection. Holds the buffers that queries share, and nothing of their answers:
/// the same request gives the same answer whatever was asked before.
#[derive(Debug)]
pub struct Engine<'a> {
    collection: Collection<'a>,
    dictionary: Dictionary<'a>,
    postings: Postings<'a>,
    scores: Scores,
}

/// A case that passed, before it is known whether it will be shown.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    case: usize,
    edition: usize,
    score: f32,
    severity: usize,
    updated: u32,
}

impl<'a> Engine<'a> {
    /// An engine over `collection`.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the sections of the index do not fit each other.
    pub fn new(collection: Collection<'a>) -> Result<Self, Error> {
        let editions = collection.edition_count();
        let postings = Postings::open(collection.block(), editions)?;
        let dictionary = Dictionary::open(collection.block(), postings.terms())?;
        Ok(Self { collection, dictionary, postings, scores: Scores::new(editions) })
    }

    /// The collection that is searched.
    #[must_use]
    pub fn collection(&self) -> &Collection<'a> {
        &self.collection
    }

    /// Answers `request`.
    ///
    /// Cases that hold every word of the query are found. Where there are none, its wide runs are
    /// cut into pairs, and the cases are found that hold at least half as many words and pairs as
    /// the best; the answer names what no case holds, and each hit what it lacks. An answer never
    /// relaxes without saying so.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the block is damaged.
    pub fn search(&mut self, request: &SearchRequest<'_>) -> Result<Response<'a>, Error> {
        let mut query = Query::parse(request.query);
        let mut known = self.scores.compute(&query, &self.dictionary, &self.postings)?;
        let relaxed = !query.words.is_empty() && !self.scores.held.contains(&query.all());
        if relaxed {
            query = query.relaxed();
            known = self.scores.compute(&query, &self.dictionary, &self.postings)?;
        }
        let needed = Needed::new(&query, known, relaxed, &self.scores);

        let selection = Selection::new(&self.collection, &request.filters)?;
        let mut counts = Counts::new(&self.collection)?;
        let mut candidates = self.candidates(needed, request, &selection, &mut counts)?;
        let total = candidates.len();
        // What was cut off would have to be there too: a page of text is no phrase.
        if !query.truncated {
            self.prefer_phrases(&mut candidates, request.query)?;
        }
        let page = page(&mut candidates, request);

        let matcher = Matcher::new(&query);
        let hits = page.iter().map(|candidate| self.hit(candidate, &query, known, &matcher));
        Ok(Response {
            total,
            hits: hits.collect::<Result<_, _>>()?,
            facets: counts.by_facet,
            found: if needed.least < known.count_ones() { Found::Some } else { Found::All },
            dropped: query.without(known, query.all()),
            truncated: query.truncated,
            unknown_filters: selection.unknown,
        })
    }

    /// The cases that hold what is needed and pass the filters. Counts facets on the way.
    fn candidates(
        &self,
        needed: Needed,
        request: &SearchRequest<'_>,
        selection: &Selection,
        counts: &mut Counts,
    ) -> Result<Vec<Candidate>, Error> {
        let mut candidates = Vec::new();
        let mut edition = 0_usize;
        for index in 0..self.collection.case_count() {
            let case = self.collection.case(index)?;
            let editions = edition..edition.saturating_add(case.edition_count());
            edition = editions.end;
            let Some((edition, score)) = self.best_edition(&case, editions, needed, request)? else {
                continue;
            };
            if counts.add(selection, &case)? {
                candidates.push(Candidate {
                    case: index,
                    edition,
                    score,
                    severity: case.value(Facet::Severity).unwrap_or(usize::MAX),
                    updated: case.updated(),
                });
            }
        }
        Ok(candidates)
    }

    /// The edition of a case to show and its score, if one holds what is needed: the one in the
    /// preferred language, else the best.
    fn best_edition(
        &self,
        case: &Case<'a>,
        editions: Range<usize>,
        needed: Needed,
        request: &SearchRequest<'_>,
    ) -> Result<Option<(usize, f32)>, Error> {
        let mut best: Option<(bool, usize, f32)> = None;
        let preferred =
            if editions.len() > 1 { Some(case.edition_for(request.lang.as_deref())?.lang()?) } else { None };
        for number in editions {
            let (Some(&score), Some(&held)) = (self.scores.total.get(number), self.scores.held.get(number))
            else {
                return Err(Error::Corrupt("editions"));
            };
            if !needed.by(held) {
                continue;
            }
            let preferred = match preferred {
                Some(lang) => self.collection.edition(number)?.lang()? == lang,
                None => true,
            };
            if best.is_none_or(|(known, _, best)| (preferred, score) > (known, best)) {
                best = Some((preferred, number, score));
            }
        }
        Ok(best.map(|(_, edition, score)| (edition, score)))
    }

    /// Raises the best candidates that hold the query in one piece, as an error message is.
    fn prefer_phrases(&self, candidates: &mut [Candidate], query: &str) -> Result<(), Error> {
        let Some(phrase) = Phrase::new(query) else { return Ok(()) };
        for candidate in first(candidates, CANDIDATES, Sort::Relevance) {
            let edition = self.collection.edition(candidate.edition)?;
            if phrase.is_in(edition.title()?) {
                candidate.score *= IN_TITLE;
            } else if phrase.is_in(edition.text()?) {
                candidate.score *= IN_TEXT;
            }
        }
        Ok(())
    }

    fn hit(
        &self,
        candidate: &Candidate,
        query: &Query,
        known: u64,
        matcher: &Matcher,
    ) -> Result<Hit<'a>, Error> {
        let edition = self.collection.edition(candidate.edition)?;
        let held = self.scores.held.get(candidate.edition).copied().unwrap_or(0);
        let title_matches = matcher.find(edition.title()?);
        let (section, snippet) = shown_piece(&edition, matcher)?;
        Ok(Hit {
            case: self.collection.case(candidate.case)?,
            edition,
            score: candidate.score,
            title_marks: merge(title_matches.into_iter().map(|found| found.range)),
            section,
            snippet,
            missing: query.without(held, known),
        })
    }
}

/// What a case must hold to be found.
#[derive(Clone, Copy, Debug)]
struct Needed {
    /// At least so many of the words.
    least: u32,
}

impl Needed {
    /// Without a query nothing is needed. Where cases hold the whole query, all of it is. Else half
    /// of what the best case holds: less would show cases that share a common word by chance.
    fn new(query: &Query, known: u64, relaxed: bool, scores: &Scores) -> Self {
        let least = if query.words.is_empty() {
            0
        } else if relaxed {
            let most = scores.held.iter().map(|held| held.count_ones()).max().unwrap_or(0);
            most.div_ceil(2).max(1)
        } else {
            known.count_ones()
        };
        Self { least }
    }

    fn by(self, held: u64) -> bool {
        held.count_ones() >= self.least
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
    shown.sort_unstable_by(order);
    shown
}

/// A total order, so that the same candidates are always shown alike.
fn compare(a: &Candidate, b: &Candidate, sort: Sort) -> Ordering {
    let by_score = b.score.total_cmp(&a.score);
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
    matcher: &Matcher,
) -> Result<(Option<SectionView<'a>>, Snippet), Error> {
    let text = edition.text()?;
    let found = matcher.find(text);
    let sections = edition.sections()?;
    let best = best_section(&sections, &found);
    let section = best.and_then(|at| sections.get(at)).copied();
    let shown = section.or(sections.first().copied());
    let range = shown.map_or(0..text.len(), |section| body_of(text, &section, &found));
    Ok((section, snippet(text, range, &found)))
}

/// A section without its heading, unless only the heading matched.
fn body_of(text: &str, section: &SectionView<'_>, matches: &[Match]) -> Range<usize> {
    let whole = section.start..section.end;
    let heading = text.get(whole.clone()).and_then(|text| text.find('\n')).map_or(0, |at| at + 1);
    let body = whole.start + heading..whole.end;
    let inside =
        |range: &std::ops::Range<usize>| matches.iter().any(|found| range.contains(&found.range.start));
    if inside(&whole) && !inside(&body) { whole } else { body }
}
