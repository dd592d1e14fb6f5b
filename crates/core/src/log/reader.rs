//! Reads a log piece by piece.

use std::collections::VecDeque;

use super::evidence::{Collected, Evidence, NEIGHBOURS};
use super::normal::normalize_into;
use super::rank::{Answer, Ranking};
use super::seam::{MOST_BACK, Seam};
use super::shown::{MOST_KEPT, Shown, around, beginning};
use super::signatures::{Match, Part, Signatures};
use super::words::{Seen, Words};
use crate::collection::Collection;
use crate::error::Error;

/// Largest log, in bytes: 50 MiB.
pub const MAX_INPUT: usize = 50 << 20;
/// Longer lines are matched in pieces of so many bytes …
const PIECE: usize = 16 << 10;
/// … that overlap by so many, so that nothing is lost between them.
const OVERLAP: usize = 2 << 10;

/// Reads a log in chunks and tells to which cases it points.
///
/// How the log is cut into chunks changes nothing. Memory is bounded by the collection, not by the
/// log: what is kept is one line, and a few lines for each signature that matched.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    collection: Collection<'a>,
    signatures: Signatures<'a>,
    words: Words<'a>,
    /// What has come of the line that is not yet complete, less the pieces that are matched.
    pending: Vec<u8>,
    /// `pending` begins where its line does.
    begins: bool,
    finished: bool,
    bytes: usize,
    lines: usize,
    normal: Vec<u8>,
    matches: Vec<Match>,
    seam: Seam,
    /// The last lines, or as much of them as is shown.
    recent: VecDeque<Vec<u8>>,
    collected: Collected,
    /// For each signature where its evidence is, if there is any.
    by_signature: Vec<Option<usize>>,
    /// A signature has matched.
    matched: bool,
}

impl<'a> Reader<'a> {
    /// Begins a log.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the collection's signatures cannot be read.
    pub fn new(collection: Collection<'a>) -> Result<Self, Error> {
        let signatures = Signatures::open(&collection)?;
        Ok(Self {
            by_signature: vec![None; signatures.count()],
            words: Words::open(&collection)?,
            signatures,
            collection,
            pending: Vec::new(),
            begins: true,
            finished: false,
            bytes: 0,
            lines: 0,
            normal: Vec::new(),
            matches: Vec::new(),
            seam: Seam::default(),
            recent: VecDeque::new(),
            collected: Collected::default(),
            matched: false,
        })
    }

    /// Number of lines read, the one that is not yet complete left out.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// Number of bytes read.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether [`Reader::finish`] was called.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.finished
    }

    /// Reads on. Does nothing after [`Reader::finish`].
    ///
    /// # Errors
    /// [`Error::TooLarge`] when the log would be longer than [`MAX_INPUT`]; nothing of `chunk` is read
    /// then.
    pub fn push(&mut self, chunk: &str) -> Result<(), Error> {
        let length = self.bytes.saturating_add(chunk.len());
        if length > MAX_INPUT {
            return Err(Error::TooLarge { what: "bytes", limit: MAX_INPUT });
        }
        if self.finished {
            return Ok(());
        }
        self.bytes = length;
        let mut rest = chunk.as_bytes();
        while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
            let (line, after) = rest.split_at(end);
            rest = after.get(1..).unwrap_or_default();
            if self.begins && self.pending.is_empty() && line.len() <= PIECE {
                self.piece(line, Part { begins: true, ends: true });
            } else {
                self.extend(line);
                self.end_line();
            }
        }
        self.extend(rest);
        Ok(())
    }

    /// Ends the log, if it is not ended yet, and gives its cases in `lang` where there is a choice:
    /// the first `limit` of them.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the cases cannot be read.
    pub fn finish(&mut self, lang: Option<&str>, limit: usize) -> Result<Answer<'a>, Error> {
        if !self.finished {
            if !self.pending.is_empty() || !self.begins {
                self.end_line();
            }
            self.finished = true;
        }
        let mut ranking = Ranking::default();
        for (signature, at) in self.by_signature.iter().enumerate() {
            let evidence = at.and_then(|at| self.collected.list.get(at));
            if let (Some(evidence), Some(row)) = (evidence, self.signatures.row(signature)) {
                ranking.add_signature(row, evidence);
            }
        }
        if ranking.is_empty() {
            self.words.resembling(&self.collection, &self.collected.list, &mut ranking)?;
        }
        ranking.answer(&self.collection, lang, limit)
    }

    /// Adds to the line that is not yet complete, and matches all pieces of it but the last.
    fn extend(&mut self, line: &[u8]) {
        for part in line.chunks(PIECE) {
            self.pending.extend_from_slice(part);
            while self.pending.len() > PIECE {
                let pending = std::mem::take(&mut self.pending);
                let begins = std::mem::replace(&mut self.begins, false);
                self.piece(pending.get(..PIECE).unwrap_or_default(), Part { begins, ends: false });
                self.pending = pending;
                self.pending.drain(..PIECE - OVERLAP);
            }
        }
    }

    fn end_line(&mut self) {
        let mut pending = std::mem::take(&mut self.pending);
        let begins = std::mem::replace(&mut self.begins, true);
        self.piece(&pending, Part { begins, ends: true });
        pending.clear();
        self.pending = pending;
    }

    /// Matches a line, or a piece of one.
    fn piece(&mut self, raw: &[u8], part: Part) {
        let mut normal = std::mem::take(&mut self.normal);
        normal.clear();
        normalize_into(raw, &mut normal, |_| {});
        let mut matches = std::mem::take(&mut self.matches);
        matches.clear();
        let hopeful = self.signatures.find(&normal, part, &mut matches);
        let mut continues = false;
        if part.begins {
            continues = self.across(raw, &normal, hopeful);
            self.lines += 1;
            if self.collected.wants_line() {
                self.collected.follow(&beginning(raw));
            }
        }
        self.drop_covered(&normal, &mut matches);
        for found in &matches {
            let show = |reader: &Self| around(raw, reader.signatures.range(&normal, found));
            self.remember(found, 0, show);
        }
        if part.begins && part.ends {
            self.read_words(raw, &normal);
        }
        self.matches = matches;
        self.leave(raw, &normal, part, continues);
        self.seam.hopeful = hopeful || continues && self.seam.hopeful;
        self.normal = normal;
    }

    /// Matches what a terminal broke over the lines before and this one, `normal`, if it may continue
    /// them; and whether it may. `hopeful`: a piece of a signature is in this line and the rest is not.
    fn across(&mut self, raw: &[u8], normal: &[u8], hopeful: bool) -> bool {
        if !self.seam.may_continue(raw, normal) {
            return false;
        }
        // Most lines hold no piece of a signature, which spares them the second look.
        let broken = || self.seam.border(normal).iter().any(|border| self.signatures.may_match(border));
        if !(hopeful || self.seam.hopeful || broken()) {
            return true;
        }
        let mut seam = std::mem::take(&mut self.seam);
        let mut matches = Vec::new();
        let mut crossing = Vec::new();
        seam.join(raw, normal, |joined, border, part| {
            self.signatures.find(joined, part, &mut matches);
            for found in matches.drain(..).filter(|found| found.end > border) {
                crossing.push((self.signatures.range(joined, &found).start, found));
            }
        });
        for (start, found) in crossing {
            if let Some((back, held)) = seam.place(start) {
                self.remember(&found, back, |reader| reader.end_of_line(back, held));
            }
        }
        self.seam = seam;
        true
    }

    /// The line `back` lines before this one, with its last `held` bytes marked.
    fn end_of_line(&self, back: usize, held: usize) -> Shown {
        let raw = self.recent.iter().rev().nth(back - 1).map_or(&[][..], Vec::as_slice);
        let mut normal = Vec::new();
        normalize_into(raw, &mut normal, |_| {});
        around(raw, normal.len().saturating_sub(held)..normal.len())
    }

    /// A match within a longer one of another case is part of what that one says: `dial tcp` in the
    /// failure of a webhook.
    fn drop_covered(&self, text: &[u8], matches: &mut Vec<Match>) {
        let case = |found: &Match| self.signatures.row(found.signature).map(|row| row.case.get());
        let Some(first) = matches.first().map(case) else { return };
        if matches.iter().all(|found| case(found) == first) {
            return;
        }
        let ranges: Vec<_> =
            matches.iter().map(|found| (case(found), self.signatures.range(text, found))).collect();
        let mut at = 0;
        matches.retain(|_| {
            let Some((case, range)) = ranges.get(at) else { return false };
            at += 1;
            !ranges.iter().any(|(other, around)| {
                other != case
                    && around.len() > range.len()
                    && around.start <= range.start
                    && around.end >= range.end
            })
        });
    }

    /// Counts a match in the line that lies `back` lines before the one that is read now.
    fn remember(&mut self, found: &Match, back: usize, show: impl FnOnce(&Self) -> Shown) {
        let Some(known) = self.by_signature.get(found.signature).copied() else { return };
        // Lines are counted when they are read, which is after they were held against the ones before.
        let line = self.lines + 1 - back.max(1);
        if let Some(at) = known {
            let mut collected = std::mem::take(&mut self.collected);
            collected.again(at, line, found.share, || self.evidence(line, found.share, back, show(self)));
            self.collected = collected;
        } else {
            let evidence = self.evidence(line, found.share, back, show(self));
            let at = self.collected.add(evidence);
            self.matched = true;
            if let Some(slot) = self.by_signature.get_mut(found.signature) {
                *slot = Some(at);
            }
        }
    }

    fn evidence(&self, line: usize, share: f32, back: usize, shown: Shown) -> Evidence {
        let mut before: Vec<_> =
            self.recent.iter().rev().skip(back).take(NEIGHBOURS).map(|line| beginning(line)).collect();
        before.reverse();
        let mut after: Vec<_> =
            self.recent.iter().rev().take(back.saturating_sub(1)).map(|line| beginning(line)).collect();
        after.reverse();
        Evidence { line, last_line: line, count: 1, shown, before, after, share }
    }

    /// While no signature has matched, lines that may resemble one of a case are remembered.
    fn read_words(&mut self, raw: &[u8], normal: &[u8]) {
        if self.matched {
            return;
        }
        match self.words.read(normal) {
            Seen::Ignored => {}
            Seen::Again(at) => self.collected.again(at, self.lines, 0.0, Evidence::default),
            Seen::New(hash, words) => {
                let evidence = self.evidence(self.lines, 1.0, 0, around(raw, 0..normal.len()));
                let at = self.collected.add(evidence);
                self.words.remember(hash, words, at);
            }
        }
    }

    /// Prepares for the line that follows.
    fn leave(&mut self, raw: &[u8], normal: &[u8], part: Part, continues: bool) {
        let whole = part.begins && part.ends && raw.len() <= MOST_KEPT;
        self.seam.leave(raw, if whole { normal } else { &[] }, continues);
        if part.begins {
            let full = self.recent.len() >= NEIGHBOURS + MOST_BACK;
            let mut kept = if full { self.recent.pop_front() } else { None }.unwrap_or_default();
            kept.clear();
            kept.extend_from_slice(raw.get(..raw.len().min(MOST_KEPT)).unwrap_or_default());
            self.recent.push_back(kept);
        }
    }
}
