//! Signatures against what other cases quote: where one fires, two cases claim one line.

use std::collections::{BTreeMap, BTreeSet};

use crate::body::{Body, Quote};
use crate::case::CaseFile;
use crate::checks::links::Index;
use crate::diagnostic::Code;
use crate::findings::{Findings, quoted};

use super::needles::Needles;
use super::{Signature, matches_quote};

/// All signatures of a collection, so that each quote meets only those it may match.
pub(crate) struct Across<'c> {
    signatures: Vec<(usize, &'c Signature)>,
    by_case: &'c [Vec<Signature>],
    needles: Needles,
}

impl<'c> Across<'c> {
    /// `signatures` are those of each case, by the position of the case.
    pub(crate) fn new(by_case: &'c [Vec<Signature>]) -> Self {
        let all = by_case.iter().enumerate();
        let signatures: Vec<_> =
            all.flat_map(|(case, list)| list.iter().map(move |one| (case, one))).collect();
        let needles = Needles::new(signatures.iter().map(|(_, signature)| *signature));
        Self { signatures, by_case, needles }
    }

    /// For each signature that matches quotes of other cases, which cases: positions both.
    pub(crate) fn strays(&self, cases: &[&CaseFile<'_>]) -> BTreeMap<usize, BTreeSet<usize>> {
        let mut strays: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (reader, case) in cases.iter().enumerate().filter(|(_, case)| case.lang == 0) {
            for quote in case.body.quotes.iter().filter(|quote| !quote.in_commands) {
                for at in self.needles.candidates(&quote.text) {
                    let Some((owner, signature)) = self.signatures.get(at) else { continue };
                    let known = strays.get(&at).is_some_and(|readers| readers.contains(&reader));
                    let owner_slug = cases.get(*owner).map_or("", |owner| owner.slug.as_str());
                    let stray = *owner != reader
                        && !known
                        && !self.shared(reader, signature)
                        && matches_quote(signature, quote)
                        && !points_to(&case.body, quote, owner_slug);
                    if stray {
                        strays.entry(at).or_default().insert(reader);
                    }
                }
            }
        }
        strays
    }

    /// Whether the case at `reader` has the same signature.
    fn shared(&self, reader: usize, signature: &Signature) -> bool {
        let own = self.by_case.get(reader).map_or(&[][..], Vec::as_slice);
        own.iter().any(|other| other.text.text == signature.text.text)
    }

    /// The case of the signature at `at`, and the signature.
    pub(crate) fn signature(&self, at: usize) -> Option<(usize, &'c Signature)> {
        self.signatures.get(at).copied()
    }
}

/// Whether the paragraph, item or row of `quote` sends its reader to the case `slug`: then the
/// quote is how to tell the two apart, not a symptom of its own case.
fn points_to(body: &Body, quote: &Quote, slug: &str) -> bool {
    let mut near = body.links.iter().filter(|link| link.block == quote.block);
    near.any(|link| Index::case_of(&link.destination).is_some_and(|target| target == slug))
}

/// At most so many other cases are named in one message.
const MOST_NAMED: usize = 3;

const WAYS_OUT: &str = "make it more specific;
or, if both cases claim the line, give both the same signature;
or, if the other case only mentions it, let that paragraph link to this one";

/// Reports that `signature` matches what the cases in `others` quote.
pub(crate) fn report(signature: &Signature, others: &[String], findings: &mut Findings<'_>) {
    let text = &signature.text;
    let shown = others.iter().take(MOST_NAMED).map(|slug| format!("`{slug}.md`"));
    let mut files = shown.collect::<Vec<_>>().join(", ");
    if others.len() > MOST_NAMED {
        files += " and others";
    }
    let message = format!("the signature {} also matches what {files} quotes", quoted(&text.text));
    findings
        .add(Code::SignatureElsewhere, &text.span, message)
        .expected("a signature that tells this case from the others")
        .help(WAYS_OUT);
}
