//! Which state of the collection the bundle was built from.

use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result};
use casebook_compiler::BuildInfo;

use super::git::Repository;

const COMMIT: &str = "CASEBOOK_COMMIT";
const BUILT_AT: &str = "CASEBOOK_BUILT_AT";

/// What the bundle says about its origin: what the environment says, else what git says of the folder of
/// the cases. The time is that of the commit and not of the build, so that the same commit gives the same
/// bytes. Says on standard error what was found.
pub(super) fn find(cases: &Path) -> Result<BuildInfo> {
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
    for (name, value) in [(COMMIT, &commit), (BUILT_AT, &built_at)] {
        eprintln!("  {name}={}", value.as_deref().unwrap_or("(not known)"));
    }
    Ok(BuildInfo { commit, built_at })
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
