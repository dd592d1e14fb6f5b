//! How high the right answers stand.

use std::collections::BTreeMap;

use serde::Serialize;

/// Answers that are looked at.
pub(crate) const LIMIT: usize = 10;

/// Classes of fewer queries are shown, but kept out of the mean.
pub(crate) const MIN_QUERIES: usize = 8;

/// What became of the queries of one class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Class {
    pub(crate) queries: usize,
    /// Mean of 1 / rank of the first right answer among the first ten.
    pub(crate) mrr: f64,
    /// Share of queries whose first answer is right.
    pub(crate) success: f64,
}

/// Classes by name.
pub(crate) type Classes = BTreeMap<String, Class>;

/// What became of all queries, by language.
pub(crate) type Relevance = BTreeMap<String, Classes>;

/// Counts queries one by one.
#[derive(Debug, Default)]
pub(crate) struct Scores(BTreeMap<(String, String), Class>);

impl Scores {
    /// Adds a query whose first right answer had `rank`, from 0.
    pub(crate) fn add(&mut self, lang: &str, class: &str, rank: Option<usize>) {
        let class = self.0.entry((lang.to_owned(), class.to_owned())).or_default();
        class.queries += 1;
        class.mrr += rank.filter(|rank| *rank < LIMIT).map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
        class.success += f64::from(u8::from(rank == Some(0)));
    }

    /// The means of all classes.
    pub(crate) fn relevance(self) -> Relevance {
        let mut relevance = Relevance::new();
        for ((lang, name), sum) in self.0 {
            let count = sum.queries.max(1) as f64;
            let class = Class { queries: sum.queries, mrr: sum.mrr / count, success: sum.success / count };
            let _none = relevance.entry(lang).or_default().insert(name, class);
        }
        relevance
    }
}

/// The mean of the classes that are large enough; `None` when none is.
pub(crate) fn mean(classes: &Classes) -> Option<Class> {
    let counted: Vec<&Class> = classes.values().filter(|class| class.queries >= MIN_QUERIES).collect();
    let count = counted.len() as f64;
    (!counted.is_empty()).then(|| Class {
        queries: counted.iter().map(|class| class.queries).sum(),
        mrr: counted.iter().map(|class| class.mrr).sum::<f64>() / count,
        success: counted.iter().map(|class| class.success).sum::<f64>() / count,
    })
}

/// The mean MRR of all languages, each counting the same.
pub(crate) fn overall(relevance: &Relevance) -> Option<f64> {
    let means: Vec<f64> = relevance.values().filter_map(mean).map(|class| class.mrr).collect();
    (!means.is_empty()).then(|| means.iter().sum::<f64>() / means.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_to_means() {
        let mut scores = Scores::default();
        for rank in [Some(0), Some(1), Some(3), None, Some(10)] {
            scores.add("zh", "title", rank);
        }
        let relevance = scores.relevance();
        let class = relevance["zh"]["title"];
        assert_eq!(class.queries, 5);
        assert!((class.mrr - 1.75 / 5.0).abs() < 1e-9, "{}", class.mrr);
        assert!((class.success - 0.2).abs() < 1e-9, "{}", class.success);
        assert_eq!(mean(&relevance["zh"]), None, "five queries are too few for a mean");
    }

    #[test]
    fn languages_weigh_the_same() {
        let mut scores = Scores::default();
        for _ in 0..MIN_QUERIES {
            scores.add("zh", "title", Some(0));
            scores.add("zh", "phrase", None);
            scores.add("en", "title", Some(0));
        }
        assert_eq!(overall(&scores.relevance()), Some(0.75));
    }
}
