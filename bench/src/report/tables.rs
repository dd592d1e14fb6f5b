//! The report as Markdown: ratios first, then everything.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::compare::{COMPARABLE, ClassPair, Comparison, Pair, Unit};
use super::figures::Figures;
use super::format::{bytes, duration, milliseconds, or_none, table};
use super::measured::{Environment, Size};
use crate::prepare::Corpus;
use crate::score::{Class, LIMIT, MIN_QUERIES, mean};

/// Less than this is rounding.
const EQUAL: f64 = 0.0005;

/// The whole report.
pub(super) fn all(
    environment: &Environment,
    corpus: &Corpus,
    comparison: Option<&Comparison>,
    figures: &[Figures],
) -> String {
    let mut text = format!("## {}\n\n{}", environment.corpus, about(environment, corpus));
    if let Some(comparison) = comparison {
        text.push_str(&ratios(comparison));
        text.push_str(&differences(&comparison.differences));
    }
    text.push_str(&performance(figures));
    let languages: BTreeSet<&String> =
        figures.iter().filter_map(Figures::relevance).flat_map(|relevance| relevance.keys()).collect();
    for lang in languages.into_iter().rev() {
        text.push_str(&relevance(figures, lang));
    }
    text.push_str(&sections(figures));
    text.push_str(&configurations(figures));
    text
}

fn about(environment: &Environment, corpus: &Corpus) -> String {
    let Environment { date, command, cpu, node, chromium, .. } = environment;
    let chromium = chromium.as_ref().map_or(String::new(), |version| format!(", {version}"));
    let languages: Vec<String> =
        corpus.languages.iter().map(|(lang, count)| format!("{count} {lang}")).collect();
    format!(
        "{date} · {cpu} · Node {node}{chromium} · `{command}`\n\n{} documents ({}), {} ({} gzipped), {} queries\n\n{}\n",
        corpus.documents,
        languages.join(", "),
        bytes(corpus.bytes as f64),
        bytes(corpus.gzip as f64),
        corpus.queries,
        corpus.origin.iter().fold(String::new(), |mut list, line| {
            let _ = writeln!(list, "- {line}");
            list
        }),
    )
}

fn ratios(comparison: &Comparison) -> String {
    let row = |ratio: &Pair| {
        let figure = |value| match ratio.unit {
            Unit::Milliseconds => format!("{} ms", milliseconds(value)),
            Unit::Bytes => bytes(value),
        };
        let runtime = or_none(ratio.runtime, |runtime| runtime.name().to_owned());
        vec![
            ratio.what.to_owned(),
            runtime,
            figure(ratio.ours),
            figure(ratio.peer),
            format!("{}{}", ratio.engine, if ratio.is_comparable { "" } else { " (finds less)" }),
            format!("**{:.2}**", ratio.ratio),
        ]
    };
    format!(
        "### Ours to the best peer\n\nOurs divided by the lowest figure among the peers of comparable relevance, whose mean \
         MRR@{LIMIT} is at most {COMPARABLE} below that of the best peer: {}. Below 1 is better.\n\n{}\n",
        comparison.comparable.join(", "),
        table(&head(&["", "in", "casebook", "peer", "which", "ratio"]), comparison.ratios.iter().map(row))
    )
}

fn differences(differences: &[ClassPair]) -> String {
    let row = |one: &ClassPair| {
        let mark = if one.difference < -EQUAL { "**below**" } else { "" };
        vec![
            one.lang.clone(),
            one.class.clone(),
            one.queries.to_string(),
            format!("{:.3}", one.ours),
            format!("{:.3}", one.peer),
            one.engine.clone(),
            format!("{:+.3}", if one.difference.abs() < EQUAL { 0.0 } else { one.difference }),
            mark.to_owned(),
        ]
    };
    format!(
        "MRR@{LIMIT} by class, ours and that of whichever peer is best there:\n\n{}\n",
        table(
            &head(&["", "class", "queries", "casebook", "peer", "which", "difference", ""]),
            differences.iter().map(row)
        )
    )
}

fn performance(figures: &[Figures]) -> String {
    let raw = |size: Option<Size>| or_none(size, |size| bytes(size.bytes as f64));
    let zipped = |size: Option<Size>| or_none(size, |size| bytes(size.gzip as f64));
    let row = |one: &Figures| {
        let searched = one.searched.as_ref();
        let memory = searched.map(|searched| searched.memory);
        let time = |of: fn(&super::figures::Searched) -> f64| or_none(searched, |one| milliseconds(of(one)));
        vec![
            one.engine.clone(),
            one.runtime.name().to_owned(),
            one.version.clone(),
            build(one),
            raw(one.index),
            zipped(one.index),
            zipped(one.whole),
            or_none(searched, |one| duration(one.first_result_ms)),
            or_none(searched, |one| duration(one.first_query_ms)),
            time(|one| one.p50),
            time(|one| one.p95),
            time(|one| one.p99),
            or_none(memory, |memory| bytes(memory.heap)),
            or_none(memory.and_then(|memory| memory.linear), bytes),
            or_none(memory.and_then(|memory| memory.resident), bytes),
            or_none(searched, |one| one.answered.to_string()),
        ]
    };
    let head = head(&[
        "engine",
        "in",
        "version",
        "build",
        "index",
        "index gz",
        "with documents gz",
        "load to first result",
        "first query",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "heap",
        "Wasm memory",
        "process",
        "answered",
    ]);
    format!("### Times and sizes\n\n{}\n", table(&head, figures.iter().map(row)))
}

fn build(figures: &Figures) -> String {
    if let Some(failed) = &figures.failed {
        return format!("failed: {failed}");
    }
    let build = or_none(figures.build_ms, duration);
    // What the peers' figure is of, before what users wait for.
    match figures.compile_ms {
        Some(compile) => format!("{} (the whole module {build})", duration(compile)),
        None => build,
    }
}

fn relevance(figures: &[Figures], lang: &str) -> String {
    let known: Vec<_> = figures.iter().filter_map(|one| Some((one, one.relevance()?.get(lang)?))).collect();
    let names: BTreeSet<&String> = known.iter().flat_map(|(_, classes)| classes.keys()).collect();
    let count = |name: &String| {
        known
            .iter()
            .filter_map(|(_, classes)| classes.get(name))
            .map(|class| class.queries)
            .max()
            .unwrap_or(0)
    };
    let cell =
        |class: Option<Class>| or_none(class, |class| format!("{:.2} / {:.2}", class.mrr, class.success));
    let mut columns = head(&["engine", "in", "mean"]);
    columns.extend(names.iter().map(|name| format!("{name} ({})", count(name))));
    let rows = known.iter().map(|(one, classes)| {
        let mut row = vec![one.engine.clone(), one.runtime.name().to_owned(), cell(mean(classes))];
        row.extend(names.iter().map(|name| cell(classes.get(*name).copied())));
        row
    });
    format!(
        "### Relevance, queries in {lang}\n\nMRR@{LIMIT} / success@1 by class (number of queries); mean over the classes \
         with at least {MIN_QUERIES}:\n\n{}\n",
        table(&columns, rows)
    )
}

/// The parts of our block.
fn sections(figures: &[Figures]) -> String {
    let Some(ours) = figures.iter().find(|one| one.ours && !one.sections.is_empty()) else {
        return String::new();
    };
    let rows = ours.sections.iter().map(|(name, size)| {
        let figure = |key: &str| size.get(key).and_then(serde_json::Value::as_f64);
        vec![name.clone(), or_none(figure("bytes"), bytes), or_none(figure("gzip"), bytes)]
    });
    format!("### Parts of our block\n\n{}\n", table(&head(&["part", "bytes", "gzipped"]), rows))
}

fn configurations(figures: &[Figures]) -> String {
    let of_engine: BTreeMap<_, _> = figures.iter().map(|one| (&one.engine, &one.configuration)).collect();
    of_engine.iter().fold(String::from("### Configurations\n\n"), |mut list, (engine, configuration)| {
        let _ = writeln!(list, "- {engine}: {configuration}");
        list
    })
}

fn head(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
