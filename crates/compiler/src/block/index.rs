//! The index: the dictionary of all terms, and for each its postings.

use std::collections::{BTreeSet, HashMap};
use std::mem;

use casebook_core::block::layout::{LONG_LIST, PostingBlockRow, TERMS_PER_BLOCK, TERMS_PER_POSTING_BLOCK};
use casebook_core::bytes::{put_string, put_varint};
use casebook_core::markup::{Element, Step, Target};
use casebook_core::search::Frequencies;
use casebook_core::text::{Kind, analyze, is_wide};
use zerocopy::little_endian::U32;

use super::heap::offset;
use crate::model::{Case, Collection, Config, Edition};

#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) term_blocks: Vec<U32>,
    pub(super) term_bytes: Vec<u8>,
    pub(super) term_count: usize,
    pub(super) posting_blocks: Vec<PostingBlockRow>,
    pub(super) posting_lengths: Vec<u8>,
    pub(super) postings: Vec<u8>,
    pub(super) frequencies: Vec<u8>,
    /// All characters of terms that are not Latin.
    pub(super) characters: BTreeSet<char>,
    terms: Terms,
}

impl Index {
    /// Whether a case holds this term.
    pub(super) fn is_known(&self, term: &str) -> bool {
        self.terms.numbers.contains_key(term)
    }
}

/// The fields of a case. A term in a title says more about a case than the same term in its text.
#[derive(Clone, Copy)]
enum Field {
    Id,
    Title,
    Tags,
    Signatures,
    Headings,
    Code,
    Body,
    /// Text that tells when it is another case: a paragraph, item or row with a link to that case.
    Aside,
}

/// Number of fields.
const FIELDS: usize = 8;

impl Field {
    const ALL: [Self; FIELDS] = [
        Self::Id,
        Self::Title,
        Self::Tags,
        Self::Signatures,
        Self::Headings,
        Self::Code,
        Self::Body,
        Self::Aside,
    ];

    /// What one occurrence counts, against one in running text.
    fn weight(self) -> f32 {
        match self {
            Self::Id => 20.0,
            Self::Title => 8.0,
            Self::Tags | Self::Signatures => 4.0,
            Self::Headings => 2.0,
            Self::Code => 1.5,
            Self::Body => 1.0,
            Self::Aside => 0.2,
        }
    }

    /// How much a long field makes an occurrence count less (BM25F's b).
    fn length_normalisation(self) -> f32 {
        match self {
            Self::Id => 0.0,
            Self::Tags | Self::Signatures | Self::Headings => 0.3,
            Self::Title => 0.5,
            Self::Code | Self::Body | Self::Aside => 0.75,
        }
    }
}

/// What one occurrence of a term counts, by how it was cut from its run.
fn kind_weight(kind: Kind) -> f32 {
    match kind {
        Kind::Whole | Kind::Pair | Kind::Last => 1.0,
        Kind::Joined => 0.9,
        Kind::Part => 0.5,
    }
}

/// What an occurrence of an option counts, with its sign; it counts without, too.
const OPTION_WEIGHT: f32 = 0.1;

/// Whether the word that begins at `start` is an option of a command: `-noout`. A query has to tell
/// those from words that it excludes.
fn is_option(text: &str, start: usize) -> bool {
    let Some(before) = text.get(..start).and_then(|before| before.strip_suffix('-')) else { return false };
    before.chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '`' | '"' | '\'' | '(' | '['))
}

/// The terms of the whole collection, numbered in the order in which they were met. Where that order
/// could reach the output, they are sorted: see [`Terms::sorted`].
#[derive(Debug, Default)]
struct Terms {
    numbers: HashMap<Box<str>, u32>,
}

impl Terms {
    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let new = self.numbers.len() as u32;
        self.numbers.insert(term.into(), new);
        new
    }

    /// All terms with their numbers, in the order of their bytes.
    fn sorted(&self) -> Vec<(&str, u32)> {
        let mut terms: Vec<_> = self.numbers.iter().map(|(term, number)| (&**term, *number)).collect();
        terms.sort_unstable();
        terms
    }
}

/// A term in a field of an edition, with its weighted occurrences there.
///
/// Eight bytes: all editions have to be cut into terms before the first can be written, because
/// frequencies are relative to the average lengths of fields.
#[derive(Clone, Copy, Debug)]
struct Occurrences {
    /// The term's number times [`FIELDS`], plus the field.
    key: u32,
    weight: f32,
}

impl Occurrences {
    fn new(term: u32, field: Field, weight: f32) -> Self {
        Self { key: term * FIELDS as u32 + field as u32, weight }
    }

    fn term(self) -> u32 {
        self.key / FIELDS as u32
    }

    fn field(self) -> usize {
        self.key as usize % FIELDS
    }
}

/// The terms of one edition.
#[derive(Debug, Default)]
struct Document {
    /// Sorted by term and field once the document is whole, each pair once.
    occurrences: Vec<Occurrences>,
    lengths: [f32; FIELDS],
}

/// The editions of a term, as they are written.
#[derive(Debug, Default)]
struct Postings {
    gaps: Vec<u8>,
    frequencies: Vec<u8>,
    last: u32,
}

impl Postings {
    /// Editions come in ascending order.
    fn push(&mut self, edition: u32, frequency: u8) {
        put_varint(&mut self.gaps, edition - self.last);
        self.frequencies.push(frequency);
        self.last = edition;
    }

    /// Their number, and how many bytes they take, as [`Section::PostingLengths`] has it.
    ///
    /// [`Section::PostingLengths`]: casebook_core::block::layout::Section::PostingLengths
    fn put_length(&self, out: &mut Vec<u8>) {
        let count = self.frequencies.len();
        let is_long = count >= LONG_LIST;
        put_varint(out, 2 * count as u32 + u32::from(is_long));
        if is_long {
            put_varint(out, self.gaps.len() as u32);
        }
    }
}

/// Writes the index.
pub(super) fn write(collection: &Collection) -> Index {
    let mut terms = Terms::default();
    let mut documents = Vec::new();
    for case in &collection.cases {
        for edition in &case.editions {
            documents.push(Document::new(&mut terms, &collection.config, case, edition));
        }
    }
    let average = average_lengths(&documents);
    let mut postings: Vec<Postings> = Vec::new();
    postings.resize_with(terms.numbers.len(), Postings::default);
    for (number, document) in (0_u32..).zip(documents) {
        for occurrences in document.occurrences.chunk_by(|a, b| a.term() == b.term()) {
            let frequency = Frequencies::to_byte(document.frequency(occurrences, &average));
            let term = occurrences.first().map_or(usize::MAX, |first| first.term() as usize);
            if let Some(postings) = postings.get_mut(term) {
                postings.push(number, frequency);
            }
        }
    }
    encode(terms, postings)
}

impl Document {
    fn new(terms: &mut Terms, config: &Config, case: &Case, edition: &Edition) -> Self {
        let mut document = Self::default();
        let mut add = |field, text: &str| document.add(terms, text, |_| field);
        add(Field::Id, &case.id);
        add(Field::Title, &edition.title);
        add(Field::Tags, &case.slug.replace('-', " "));
        if let Some(component) = config.components.get(case.component) {
            add(Field::Tags, &component.value.key);
            component.value.labels.iter().for_each(|label| add(Field::Tags, label));
        }
        case.tags.iter().chain(&case.aliases).for_each(|tag| add(Field::Tags, tag));
        case.signatures.iter().for_each(|signature| add(Field::Signatures, signature));
        let fields = fields_of(edition);
        document.add(terms, &edition.body.text, |position| {
            let after = fields.partition_point(|&(start, _)| start <= position);
            after.checked_sub(1).and_then(|at| fields.get(at)).map_or(Field::Body, |&(_, field)| field)
        });
        document.sum();
        document
    }

    /// Adds the terms of `text`, each to the field of the place where it begins. The text is cut as a
    /// whole: a run of characters is one to its reader, whatever of it is code or heading.
    fn add(&mut self, terms: &mut Terms, text: &str, field: impl Fn(usize) -> Field) {
        analyze(text, |term| {
            let (weight, field) = (kind_weight(term.kind), field(term.start));
            self.occurrences.push(Occurrences::new(terms.number(term.text), field, weight));
            self.lengths[field as usize] += weight;
            if term.kind == Kind::Whole && is_option(text, term.start) {
                let option = terms.number(&format!("-{}", term.text));
                self.occurrences.push(Occurrences::new(option, field, OPTION_WEIGHT));
            }
        });
    }

    /// Makes one of all occurrences of a term in a field. They are added up in the order of the text:
    /// another order of the same numbers can give another sum.
    fn sum(&mut self) {
        self.occurrences.sort_by_key(|occurrences| occurrences.key);
        self.occurrences.dedup_by(|later, first| {
            let is_same = later.key == first.key;
            if is_same {
                first.weight += later.weight;
            }
            is_same
        });
        self.occurrences.shrink_to_fit();
    }

    /// BM25F's weighted frequency of a term: its occurrences by field, each normalised by the field's
    /// length and multiplied with its weight.
    fn frequency(&self, occurrences: &[Occurrences], average: &[f32; FIELDS]) -> f32 {
        let mut frequency = 0.0;
        for occurrences in occurrences {
            let at = occurrences.field();
            let field = Field::ALL[at];
            let b = field.length_normalisation();
            let relative = self.lengths[at] / average[at];
            frequency += field.weight() * occurrences.weight / (1.0 - b + b * relative);
        }
        frequency
    }
}

fn average_lengths(documents: &[Document]) -> [f32; FIELDS] {
    let mut average = [0.0_f32; FIELDS];
    for document in documents {
        for (sum, length) in average.iter_mut().zip(document.lengths) {
            *sum += length;
        }
    }
    average.map(|sum| (sum / documents.len().max(1) as f32).max(f32::MIN_POSITIVE))
}

/// Where in the text of an edition which field begins, ascending.
fn fields_of(edition: &Edition) -> Vec<(usize, Field)> {
    let mut starts: Vec<(usize, Field)> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for step in &edition.body.steps {
        match step {
            Step::Open(element) => {
                if let Element::Link { target: Target::Case { .. }, .. } = element
                    && let Some(statement) = open.iter_mut().rfind(|open| open.is_statement)
                {
                    statement.is_aside = true;
                }
                if let Element::Image { alt, .. } = element {
                    starts.push((alt.start, Field::Body));
                }
                open.push(Open::new(element, starts.len()));
            }
            Step::Close => {
                if let Some(Open { is_aside: true, first, .. }) = open.pop() {
                    starts.iter_mut().skip(first).for_each(|(_, field)| *field = Field::Aside);
                }
            }
            Step::Text(range) => {
                let innermost = open.iter().rev().find_map(|open| open.field);
                starts.push((range.start, innermost.unwrap_or(Field::Body)));
            }
        }
    }
    starts
}

/// An element that is open.
struct Open {
    /// What it makes of its text.
    field: Option<Field>,
    /// Where its text begins in the list of fields.
    first: usize,
    /// It is a paragraph, item or row: what stands in it belongs together.
    is_statement: bool,
    /// It holds a link to another case.
    is_aside: bool,
}

impl Open {
    fn new(element: &Element, first: usize) -> Self {
        let field = match element {
            Element::Heading { .. } => Some(Field::Headings),
            Element::Code | Element::CodeBlock { .. } => Some(Field::Code),
            _ => None,
        };
        let is_statement = matches!(
            element,
            Element::Paragraph | Element::Item | Element::TaskItem { .. } | Element::TableRow
        );
        Self { field, first, is_statement, is_aside: false }
    }
}

/// Writes the dictionary in the order of the terms; `postings` are in the order of their numbers.
fn encode(terms: Terms, mut postings: Vec<Postings>) -> Index {
    let mut index = Index::default();
    let mut before = "";
    let sorted = terms.sorted();
    index.term_count = sorted.len();
    for (at, (term, number)) in sorted.into_iter().enumerate() {
        if at % TERMS_PER_BLOCK == 0 {
            index.term_blocks.push(offset(index.term_bytes.len()));
            put_string(&mut index.term_bytes, term);
        } else {
            put_shared(&mut index.term_bytes, before, term);
        }
        before = term;
        if !term.is_ascii() {
            index.characters.extend(term.chars().filter(|&c| is_wide(c)));
        }
        if at % TERMS_PER_POSTING_BLOCK == 0 {
            index.posting_blocks.push(PostingBlockRow {
                postings: offset(index.postings.len()),
                frequencies: offset(index.frequencies.len()),
                lengths: offset(index.posting_lengths.len()),
            });
        }
        let list = postings.get_mut(number as usize).map(mem::take).unwrap_or_default();
        list.put_length(&mut index.posting_lengths);
        index.postings.extend_from_slice(&list.gaps);
        index.frequencies.extend_from_slice(&list.frequencies);
    }
    index.terms = terms;
    index
}

/// Writes how much `term` shares with the term `before` it, then the rest. In bytes: the rest may
/// begin within a character, which is why it is not written as a string.
fn put_shared(out: &mut Vec<u8>, before: &str, term: &str) {
    let shared = before.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count();
    let rest = term.as_bytes().get(shared..).unwrap_or_default();
    put_varint(out, shared as u32);
    put_varint(out, rest.len() as u32);
    out.extend_from_slice(rest);
}
