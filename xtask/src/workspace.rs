//! Where things are, and what the root package says about itself.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process::{cargo, read};

/// The workspace this program belongs to.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Where cargo builds; inside `root` unless the user says otherwise.
    pub(crate) target: PathBuf,
    /// The root package: name, version, description, licence.
    pub(crate) package: Package,
}

/// What the manifest of the root package says.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) description: Option<String>,
    pub(crate) license: Option<String>,
}

impl Workspace {
    /// Asks cargo; where this package lies tells where to ask.
    pub(crate) fn find() -> Result<Self> {
        let here =
            std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&here).parent().context("xtask lies in no workspace")?;
        let answer =
            read(cargo().args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(root))?;
        let metadata: Value = serde_json::from_str(&answer).context("cargo metadata is not JSON")?;
        let root = PathBuf::from(text(&metadata, "workspace_root")?);
        let target = PathBuf::from(text(&metadata, "target_directory")?);
        let manifest = root.join("Cargo.toml");
        let package = metadata["packages"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|package| package["manifest_path"].as_str().map(Path::new) == Some(&manifest))
            .context("the workspace has no root package")?;
        Ok(Self {
            root,
            target,
            package: Package {
                name: text(package, "name")?,
                version: text(package, "version")?,
                description: package["description"].as_str().map(str::to_owned),
                license: package["license"].as_str().map(str::to_owned),
            },
        })
    }

    /// A path inside the workspace.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Cargo, started in the root: there the pinned toolchain applies.
    pub(crate) fn cargo(&self) -> Command {
        self.command(cargo())
    }

    /// Another program, started in the root.
    pub(crate) fn program(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        self.command(Command::new(program))
    }

    fn command(&self, mut command: Command) -> Command {
        command.current_dir(&self.root);
        command
    }
}

fn text(value: &Value, key: &str) -> Result<String> {
    value[key].as_str().map(str::to_owned).with_context(|| format!("cargo metadata says no `{key}`"))
}
