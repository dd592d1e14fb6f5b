//! Which state of the collection the bundle was built from.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result};

use super::git::Repository;

const COMMIT: &str = "CASEBOOK_COMMIT";
const BUILT_AT: &str = "CASEBOOK_BUILT_AT";

/// What the bundle says about its origin; unknown where there is no git.
#[derive(Debug)]
pub(super) struct Identity {
    /// The commit, with `-dirty` when files differ from it.
    commit: Option<String>,
    /// RFC 3339, UTC. The time of the commit and not of the build, so that the same commit gives
    /// the same bytes.
    built_at: Option<String>,
}

impl Identity {
    /// What the environment says, else what git says of the folder of the cases.
    pub(super) fn find(cases: &Path) -> Result<Self> {
        let repository = Repository::of(cases)?;
        let commit = match env(COMMIT) {
            Some(commit) => Some(commit),
            None => repository.as_ref().map(Repository::state).transpose()?,
        };
        let built_at = match (env(BUILT_AT), env("SOURCE_DATE_EPOCH")) {
            (Some(time), _) => Some(time),
            (None, Some(seconds)) => Some(rfc3339(&seconds).context("SOURCE_DATE_EPOCH")?),
            (None, None) => {
                let time = repository.as_ref().map(Repository::time).transpose()?;
                time.as_deref().map(rfc3339).transpose()?
            }
        };
        Ok(Self { commit, built_at })
    }

    /// Hands the identity to a build, and says what it is.
    pub(super) fn put_into(&self, build: &mut Command) {
        for (name, value) in [(COMMIT, &self.commit), (BUILT_AT, &self.built_at)] {
            eprintln!("  {name}={}", value.as_deref().unwrap_or("(not known)"));
            if let Some(value) = value {
                build.env(name, value);
            }
        }
    }
}

fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Seconds since 1970 as RFC 3339.
fn rfc3339(seconds: &str) -> Result<String> {
    let seconds: u64 =
        seconds.parse().with_context(|| format!("`{seconds}` is not a number of seconds since 1970"))?;
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    Ok(humantime::format_rfc3339_seconds(time).to_string())
}

#[cfg(test)]
mod tests {
    use super::rfc3339;

    #[test]
    fn seconds_become_a_date() {
        assert_eq!(rfc3339("1763021296").ok().as_deref(), Some("2025-11-13T08:08:16Z"));
        assert!(rfc3339("yesterday").is_err());
    }
}
