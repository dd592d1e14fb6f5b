//! The index: the dictionary of all terms, and for each its postings.

use std::collections::BTreeMap;

use casebook_core::block::layout::TERMS_PER_BLOCK;
use casebook_core::bytes::{put_string, put_varint};
use casebook_core::markup::{Element, Step, Target};
use casebook_core::search::Frequencies;
use casebook_core::text::{Kind, analyze};
use zerocopy::little_endian::U32;

use super::heap::offset;
use crate::model::{Case, Collection, Config, Edition};

#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) term_blocks: Vec<U32>,
    pub(super) term_bytes: Vec<u8>,
    pub(super) posting_starts: Vec<U32>,
    pub(super) postings: Vec<u8>,
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

/// The terms of one edition: for each its weighted occurrences by field.
#[derive(Default)]
struct Document {
    terms: BTreeMap<String, [f32; FIELDS]>,
    lengths: [f32; FIELDS],
}

pub(super) fn write(collection: &Collection) -> Index {
    let editions =
        collection.cases.iter().flat_map(|case| case.editions.iter().map(move |edition| (case, edition)));
    let documents: Vec<Document> =
        editions.map(|(case, edition)| Document::new(&collection.config, case, edition)).collect();
    let average = average_lengths(&documents);
    let mut postings: BTreeMap<&str, Vec<(u32, u8)>> = BTreeMap::new();
    for (number, document) in (0_u32..).zip(&documents) {
        for (term, occurrences) in &document.terms {
            let frequency = document.frequency(occurrences, &average);
            postings.entry(term).or_default().push((number, Frequencies::to_byte(frequency)));
        }
    }
    encode(&postings)
}

impl Document {
    fn new(config: &Config, case: &Case, edition: &Edition) -> Self {
        let mut document = Self::default();
        document.add(Field::Id, &case.id);
        document.add(Field::Title, &edition.title);
        document.add(Field::Tags, &case.slug.replace('-', " "));
        if let Some(component) = config.components.get(case.component) {
            document.add(Field::Tags, &component.value.key);
            component.value.labels.iter().for_each(|label| document.add(Field::Tags, label));
        }
        case.tags.iter().chain(&case.aliases).for_each(|tag| document.add(Field::Tags, tag));
        case.signatures.iter().for_each(|signature| document.add(Field::Signatures, signature));
        let fields = fields_of(edition);
        document.add_by_position(&edition.body.text, |position| {
            let after = fields.partition_point(|&(start, _)| start <= position);
            after.checked_sub(1).and_then(|at| fields.get(at)).map_or(Field::Body, |&(_, field)| field)
        });
        document
    }

    fn add(&mut self, field: Field, text: &str) {
        self.add_by_position(text, |_| field);
    }

    /// Adds the terms of `text`, each to the field of the place where it begins. The text is cut as a
    /// whole: a run of characters is one to its reader, whatever of it is code or heading.
    fn add_by_position(&mut self, text: &str, field: impl Fn(usize) -> Field) {
        analyze(text, |term| {
            let (weight, field) = (kind_weight(term.kind), field(term.start) as usize);
            if !self.terms.contains_key(term.text) {
                self.terms.insert(term.text.to_owned(), [0.0; FIELDS]);
            }
            if let Some(occurrences) = self.terms.get_mut(term.text) {
                occurrences[field] += weight;
            }
            self.lengths[field] += weight;
        });
    }

    /// BM25F's weighted frequency: occurrences by field, each normalised by the field's length and
    /// multiplied with its weight.
    fn frequency(&self, occurrences: &[f32; FIELDS], average: &[f32; FIELDS]) -> f32 {
        let mut frequency = 0.0;
        for field in Field::ALL {
            let at = field as usize;
            if occurrences[at] > 0.0 {
                let b = field.length_normalisation();
                let relative = self.lengths[at] / average[at];
                frequency += field.weight() * occurrences[at] / (1.0 - b + b * relative);
            }
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

fn encode(postings: &BTreeMap<&str, Vec<(u32, u8)>>) -> Index {
    let mut index = Index::default();
    let mut before = "";
    for (number, (term, list)) in postings.iter().enumerate() {
        if number % TERMS_PER_BLOCK == 0 {
            index.term_blocks.push(offset(index.term_bytes.len()));
            put_string(&mut index.term_bytes, term);
        } else {
            put_shared(&mut index.term_bytes, before, term);
        }
        before = term;
        index.posting_starts.push(offset(index.postings.len()));
        let mut last = 0;
        for &(edition, frequency) in list {
            put_varint(&mut index.postings, edition - last);
            index.postings.push(frequency);
            last = edition;
        }
    }
    index.posting_starts.push(offset(index.postings.len()));
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
