//! Where and how it was measured.

use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::Result;
use serde_json::{Value, json};

use super::{Bench, corpus};
use crate::args::BenchOptions;
use crate::process::read;

/// What Node knows of this machine.
const MACHINE: &str = "const cpus = os.cpus(); `${cpus.length} × ${cpus[0]?.model.trim() ?? 'CPU'}`";

pub(super) fn describe(bench: &Bench<'_>) -> Result<Value> {
    let node = |code: &str| read(bench.workspace.program(&bench.node).args(["--print", code]));
    let chromium = bench
        .browser
        .as_ref()
        .map(|browser| read(bench.workspace.program(&browser.chromium).arg("--version")));
    Ok(json!({
        "corpus": corpus::name(bench.options),
        "date": humantime::format_rfc3339_seconds(SystemTime::now()).to_string(),
        "command": command(bench.options),
        "cpu": node(MACHINE)?,
        "node": node("process.versions.node")?,
        "chromium": chromium.transpose()?,
    }))
}

/// The command as it was typed, paths by their last parts: where else they lie is nobody's business.
fn command(options: &BenchOptions) -> String {
    let defaults = BenchOptions::default();
    let mut command = String::from("cargo xtask bench");
    let mut add = |option: &str, value: &str| {
        for part in [option, value].into_iter().filter(|part| !part.is_empty()) {
            command.push(' ');
            command.push_str(part);
        }
    };
    let name = |path: &PathBuf| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    if let Some(corpus) = &options.corpus {
        add("", &name(corpus));
    } else {
        add("--size", &options.size.to_string());
    }
    if let Some(queries) = &options.queries {
        add("--queries", &name(queries));
    }
    if !options.only.is_empty() {
        add("--only", &options.only.join(","));
    }
    if options.budget != defaults.budget {
        add("--budget", &options.budget.to_string());
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands() {
        let options = BenchOptions {
            corpus: Some("/somewhere/docs".into()),
            only: vec!["casebook".into(), "fuse".into()],
            budget: 5,
            ..BenchOptions::default()
        };
        assert_eq!(command(&options), "cargo xtask bench docs --only casebook,fuse --budget 5");
        assert_eq!(command(&BenchOptions::default()), "cargo xtask bench --size 10000");
    }
}
