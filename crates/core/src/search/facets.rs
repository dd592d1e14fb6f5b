//! Filtering by facets, and counting what each value would show.

use super::request::Filters;
use crate::collection::{Case, Collection, Facet};
use crate::error::Error;

/// Filters resolved to values of this collection.
#[derive(Debug)]
pub(super) struct Selection {
    /// For each facet with a filter: which of its values are chosen.
    chosen: [Option<Vec<bool>>; Facet::ALL.len()],
    /// Position of the only case that is wanted.
    only: Option<usize>,
    /// Keys that the collection does not have.
    pub(super) unknown: Vec<(Facet, String)>,
}

/// Cases that pass, and counts by facet and value.
#[derive(Debug)]
pub(super) struct Counts {
    pub(super) by_facet: [Vec<u32>; Facet::ALL.len()],
}

impl Selection {
    pub(super) fn new(
        collection: &Collection<'_>,
        filters: &Filters,
        id: Option<&str>,
    ) -> Result<Self, Error> {
        let only = id.map(|id| collection.case_by_id(id)).transpose()?.map(|case| case.index);
        let mut selection = Self { chosen: Default::default(), only, unknown: Vec::new() };
        for (facet, slot) in Facet::ALL.into_iter().zip(&mut selection.chosen) {
            let wanted = filters.of(facet);
            if wanted.is_empty() {
                continue;
            }
            let keys = collection.keys(facet)?;
            *slot = Some(keys.iter().map(|key| wanted.iter().any(|wanted| wanted == key)).collect());
            let unknown = wanted.iter().filter(|wanted| !keys.contains(&wanted.as_str()));
            selection.unknown.extend(unknown.map(|key| (facet, key.clone())));
        }
        Ok(selection)
    }

    fn passes(&self, facet: Facet, case: &Case<'_>) -> Result<bool, Error> {
        let Some(chosen) = self.chosen.get(facet as usize).and_then(Option::as_ref) else { return Ok(true) };
        let is_chosen = |value: usize| chosen.get(value).copied().unwrap_or(false);
        Ok(match case.value(facet) {
            Some(value) => is_chosen(value),
            None => case.tags()?.iter().any(|tag| is_chosen(usize::from(tag.get()))),
        })
    }
}

impl Counts {
    pub(super) fn new(collection: &Collection<'_>) -> Result<Self, Error> {
        let mut counts = Self { by_facet: Default::default() };
        for (facet, slot) in Facet::ALL.into_iter().zip(&mut counts.by_facet) {
            *slot = vec![0; collection.keys(facet)?.len()];
        }
        Ok(counts)
    }

    /// Counts `case` and says whether it passes all filters.
    ///
    /// A case that passes them all counts for every facet. One that fails a single facet counts for
    /// that facet alone: it would be seen if its value there were chosen. One that fails more
    /// would not be seen whatever single value were chosen.
    pub(super) fn add(&mut self, selection: &Selection, case: &Case<'_>) -> Result<bool, Error> {
        if selection.only.is_some_and(|only| only != case.index) {
            return Ok(false);
        }
        let mut failed = None;
        for facet in Facet::ALL {
            if !selection.passes(facet, case)? {
                if failed.is_some() {
                    return Ok(false);
                }
                failed = Some(facet);
            }
        }
        for facet in Facet::ALL.into_iter().filter(|&facet| failed.is_none_or(|failed| failed == facet)) {
            let Some(counts) = self.by_facet.get_mut(facet as usize) else { continue };
            let mut count = |value: usize| {
                if let Some(count) = counts.get_mut(value) {
                    *count += 1;
                }
            };
            match case.value(facet) {
                Some(value) => count(value),
                None => case.tags()?.iter().for_each(|tag| count(usize::from(tag.get()))),
            }
        }
        Ok(failed.is_none())
    }
}
