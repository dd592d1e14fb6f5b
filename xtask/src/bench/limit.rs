//! Programs that must not run for ever.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Seldom enough to take nothing from what is measured.
const GLANCE: Duration = Duration::from_millis(50);

/// Runs a program for at most `limit`; what it says goes to `log`. Its failure is an error that tells why.
pub(super) fn run(command: &mut Command, limit: Duration, log: &Path) -> Result<()> {
    let file = File::create(log).with_context(|| format!("{} cannot be written", log.display()))?;
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file).spawn()?;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > limit {
            child.kill()?;
            let _status = child.wait()?;
            bail!("not within {} s", limit.as_secs());
        }
        std::thread::sleep(GLANCE);
    };
    if !status.success() {
        let said = fs::read_to_string(log).unwrap_or_default();
        let error = said.lines().find(|line| line.contains("Error"));
        bail!("{}", error.map_or_else(|| status.to_string(), |line| line.trim().to_owned()));
    }
    Ok(())
}
