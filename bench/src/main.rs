//! Relevance on a corpus, natively: the quick half of the bench, for tuning.

mod cases;
mod corpus;
mod relevance;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use casebook_compiler::{BuildInfo, compile, render};
use casebook_core::collection::Collection;
use casebook_core::search::Engine;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let documents: PathBuf = arguments.next().context("a file of documents")?.into();
    let queries: PathBuf = arguments.next().context("a file or folder of queries")?.into();
    let show = arguments.next();
    let documents = corpus::documents(&documents)?;
    let queries = corpus::queries(&queries)?;
    let files = cases::files(&documents);
    let start = Instant::now();
    let compilation = compile(&files, &BuildInfo::default());
    let Some(block) = compilation.block else {
        println!(
            "{}",
            render(&compilation.diagnostics, &files, false).chars().take(4000).collect::<String>()
        );
        anyhow::bail!("the corpus does not compile");
    };
    let text: usize = documents.iter().map(|document| document.text.len() + document.title.len()).sum();
    let collection = Collection::open(&block).map_err(|error| anyhow!("{error}"))?;
    println!(
        "compiled in {:.1} s; text {} kB, block {} kB",
        start.elapsed().as_secs_f32(),
        text / 1000,
        block.len() / 1000
    );
    for section in casebook_core::block::layout::Section::ALL {
        print!("{} {} · ", section.name(), collection.block().section(section).map_or(0, <[u8]>::len) / 1000);
    }
    println!();
    let mut engine = Engine::new(collection).map_err(|error| anyhow!("{error}"))?;
    relevance::report(&mut engine, &documents, &queries, show.as_deref())
}
