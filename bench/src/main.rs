//! Corpora as collections of casebook, and what engines make of them.
//!
//! `cargo xtask bench` runs the steps of this program and, between them, the engines. `relevance` is
//! the quick half, for tuning: our engine alone, natively.
//!
//! | module | subject |
//! |---|---|
//! | `corpus` | documents and queries, from files |
//! | `generate` | documents out of nothing but a seed |
//! | `derive` | queries whose answers are known, cut from documents |
//! | `cases` | documents as a collection that the compiler accepts |
//! | `prepare` | a corpus in a folder, as every engine gets it |
//! | `sections` | how long compiling takes, and what each part of the block weighs |
//! | `relevance` | our engine on a corpus, natively |
//! | `score`, `percentile` | what is counted |
//! | `report` | the figures of all engines as tables and JSON |

mod args;
mod cases;
mod corpus;
mod derive;
mod generate;
mod gzip;
mod percentile;
mod prepare;
mod random;
mod relevance;
mod report;
mod score;
mod sections;

use anyhow::Result;

use args::Command;

fn main() -> Result<()> {
    match args::parse()? {
        Command::Relevance { documents, queries, show } => {
            relevance::run(&documents, &queries, show.as_deref())
        }
        Command::Prepare(options) => prepare::run(&options),
        Command::Sections { cases, module } => sections::run(&cases, &module),
        Command::Report { folder } => report::run(&folder),
    }
}
