//! Ours beside the best of the peers.

use serde::Serialize;

use super::figures::Figures;
use super::measured::Runtime;
use crate::score::{Class, mean};

/// A peer whose mean MRR is lower than that of the best by more than this is no measure of speed or size.
pub(super) const COMPARABLE: f64 = 0.05;

/// Two figures, less being better.
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Pair {
    pub(super) what: &'static str,
    /// `None` where it does not matter.
    pub(super) runtime: Option<Runtime>,
    pub(super) unit: Unit,
    /// Whether the peer finds about as much as the best.
    pub(super) is_comparable: bool,
    pub(super) ours: f64,
    pub(super) peer: f64,
    pub(super) engine: String,
    /// Ours divided by the peer's.
    pub(super) ratio: f64,
}

/// What a figure is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Unit {
    Milliseconds,
    Bytes,
}

/// MRR in one class, ours and that of the peer that is best there.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct ClassPair {
    pub(super) lang: String,
    pub(super) class: String,
    pub(super) queries: usize,
    pub(super) ours: f64,
    pub(super) peer: f64,
    pub(super) engine: String,
    pub(super) difference: f64,
}

/// The whole comparison.
#[derive(Debug, Serialize)]
pub(super) struct Comparison {
    /// Peers whose relevance is that of the best peer, or little less.
    pub(super) comparable: Vec<String>,
    pub(super) ratios: Vec<Pair>,
    pub(super) differences: Vec<ClassPair>,
}

impl Comparison {
    /// `None` unless both ours and a peer were measured.
    pub(super) fn of(figures: &[Figures]) -> Option<Self> {
        let ours: Vec<&Figures> =
            figures.iter().filter(|one| one.ours && one.relevance().is_some()).collect();
        let peers: Vec<&Figures> =
            figures.iter().filter(|one| !one.ours && one.relevance().is_some()).collect();
        let best = peers.iter().map(|peer| peer.mean_mrr()).max_by(f64::total_cmp)?;
        let comparable: Vec<&Figures> =
            peers.iter().copied().filter(|peer| peer.mean_mrr() >= best - COMPARABLE).collect();
        let first = ours.first()?;
        Some(Self {
            comparable: comparable.iter().map(|peer| peer.engine.clone()).collect(),
            ratios: (ours.iter().flat_map(|one| of_runtime(one, &comparable, &peers)))
                .chain(of_files(first, &comparable))
                .collect(),
            differences: differences(first, &peers),
        })
    }
}

/// What is compared, in what it is told, and how to get it.
type Quantity = (&'static str, Unit, fn(&Figures) -> Option<f64>);

/// Of Node and of the browser each: neither clocks nor memory are the same.
const OF_A_RUNTIME: [Quantity; 5] = [
    ("query p50", Unit::Milliseconds, |one| Some(one.searched.as_ref()?.p50)),
    ("query p95", Unit::Milliseconds, |one| Some(one.searched.as_ref()?.p95)),
    ("query p99", Unit::Milliseconds, |one| Some(one.searched.as_ref()?.p99)),
    ("load to first result", Unit::Milliseconds, |one| Some(one.searched.as_ref()?.first_result_ms)),
    ("memory", Unit::Bytes, |one| one.searched.as_ref()?.memory.in_use(one.runtime)),
];

const OF_FILES: [Quantity; 3] = [
    ("index", Unit::Bytes, |one| Some(one.index?.bytes as f64)),
    ("index, gzipped", Unit::Bytes, |one| Some(one.index?.gzip as f64)),
    ("index and documents, gzipped", Unit::Bytes, |one| Some(one.whole?.gzip as f64)),
];

/// What is measured in the runtime of `ours`. Where no comparable peer runs there, any will have to do.
fn of_runtime(ours: &Figures, comparable: &[&Figures], peers: &[&Figures]) -> Vec<Pair> {
    let is_here = |peer: &&&Figures| peer.runtime == ours.runtime;
    let is_comparable = comparable.iter().any(|peer| is_here(&peer));
    let among = if is_comparable { comparable } else { peers };
    let here: Vec<&Figures> = among.iter().filter(is_here).copied().collect();
    let ratios = OF_A_RUNTIME.iter().filter_map(|quantity| ratio(quantity, ours, &here));
    ratios.map(|ratio| Pair { runtime: Some(ours.runtime), is_comparable, ..ratio }).collect()
}

fn of_files(ours: &Figures, comparable: &[&Figures]) -> Vec<Pair> {
    OF_FILES.iter().filter_map(|quantity| ratio(quantity, ours, comparable)).collect()
}

/// Ours and the lowest of the peers'.
fn ratio((what, unit, of): &Quantity, ours: &Figures, peers: &[&Figures]) -> Option<Pair> {
    let ours = of(ours)?;
    let figures = peers.iter().filter_map(|peer| Some((of(peer)?, &peer.engine)));
    let (peer, engine) = figures.min_by(|(one, _), (other, _)| one.total_cmp(other))?;
    Some(Pair {
        what,
        unit: *unit,
        runtime: None,
        is_comparable: true,
        ours,
        peer,
        engine: engine.clone(),
        ratio: ours / peer,
    })
}

fn differences(ours: &Figures, peers: &[&Figures]) -> Vec<ClassPair> {
    let mut differences = Vec::new();
    for (lang, classes) in ours.relevance().into_iter().flatten() {
        let means = mean(classes).map(|class| ("mean", class));
        let named = classes.iter().map(|(name, class)| (name.as_str(), *class));
        for (name, class) in means.into_iter().chain(named) {
            let theirs = peers.iter().filter_map(|peer| Some((of_class(peer, lang, name)?.mrr, peer)));
            // The first of equals: peers are sorted by their means.
            let best = theirs.reduce(|best, other| if other.0 > best.0 { other } else { best });
            if let Some((peer, engine)) = best {
                differences.push(ClassPair {
                    lang: lang.clone(),
                    class: name.to_owned(),
                    queries: class.queries,
                    ours: class.mrr,
                    peer,
                    engine: engine.engine.clone(),
                    difference: class.mrr - peer,
                });
            }
        }
    }
    differences
}

fn of_class(figures: &Figures, lang: &str, name: &str) -> Option<Class> {
    let classes = figures.relevance()?.get(lang)?;
    if name == "mean" { mean(classes) } else { classes.get(name).copied() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::figures::Searched;
    use crate::report::measured::{Memory, Size};
    use crate::score::{MIN_QUERIES, Scores};

    /// An engine that finds `found` of eight Chinese queries.
    fn figures(engine: &str, found: usize, p50: f64, bytes: usize) -> Figures {
        let mut scores = Scores::default();
        for at in 0..MIN_QUERIES {
            scores.add("zh", "title", (at < found).then_some(0));
        }
        let size = Size { bytes, gzip: bytes / 2 };
        Figures {
            engine: engine.to_owned(),
            ours: engine == "casebook",
            runtime: Runtime::Node,
            version: String::new(),
            configuration: String::new(),
            build_ms: None,
            compile_ms: None,
            index: Some(size),
            whole: Some(size),
            sections: serde_json::Map::new(),
            searched: Some(Searched {
                first_result_ms: 1.0,
                first_query_ms: 1.0,
                p50,
                p95: p50,
                p99: p50,
                memory: Memory { heap: 1.0, linear: None, resident: None },
                answered: MIN_QUERIES,
                relevance: Some(scores.relevance()),
            }),
            failed: None,
        }
    }

    #[test]
    fn only_peers_that_find_as_much_are_a_measure() -> Result<(), &'static str> {
        let all =
            [figures("good", 8, 4.0, 100), figures("casebook", 7, 2.0, 300), figures("quick", 2, 0.1, 10)];
        let comparison = Comparison::of(&all).ok_or("nothing to compare")?;
        assert_eq!(comparison.comparable, ["good"]);
        let ratio = |what| comparison.ratios.iter().find(|ratio| ratio.what == what).map(|ratio| ratio.ratio);
        assert_eq!(ratio("query p50"), Some(0.5));
        assert_eq!(ratio("index"), Some(3.0));
        assert!(comparison.ratios.iter().all(|ratio| ratio.is_comparable));
        let below: Vec<_> =
            comparison.differences.iter().map(|one| (one.class.as_str(), one.difference)).collect();
        assert_eq!(below, [("mean", -0.125), ("title", -0.125)]);
        Ok(())
    }

    #[test]
    fn alone_there_is_nothing_to_compare() {
        assert!(Comparison::of(&[figures("casebook", 8, 1.0, 1)]).is_none());
        assert!(Comparison::of(&[figures("good", 8, 1.0, 1)]).is_none());
    }
}
