//! Finding programs that are not ours to build: browser, driver, Node.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::{read, run};
use crate::workspace::Workspace;

/// The oldest Node that runs the tests.
const NODE: u32 = 20;

/// A browser with the program that drives it.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// The file of a program on PATH.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|file| file.is_file())
}

/// PATH with these folders before it.
pub(crate) fn path_with(folders: &[PathBuf]) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = folders.iter().cloned().chain(std::env::split_paths(&path));
    Ok(std::env::join_paths(folders)?)
}

/// Chromium (or Chrome) and its driver; installed first where we can.
pub(crate) fn browser(workspace: &Workspace) -> Result<Browser> {
    if let Some(browser) = find_browser() {
        return Ok(browser);
    }
    if can_install() {
        // The fonts are for screenshots: without them Chinese is boxes.
        install(workspace, &["chromium", "chromium-driver", "fonts-noto-cjk"])?;
    }
    find_browser().context(
        "Chromium or Chrome with its chromedriver is needed, of the same major version: \
         `apt-get install chromium chromium-driver`, `dnf install chromium chromedriver`, \
         `brew install --cask chromium chromedriver`; or set CHROMIUM and CHROMEDRIVER to \
         the files of both",
    )
}

fn find_browser() -> Option<Browser> {
    const BROWSERS: &[&str] =
        &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    const ELSEWHERE: &[&str] = &[
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    ];
    let chromium = named_by("CHROMIUM")
        .or_else(|| BROWSERS.iter().find_map(|name| on_path(name)))
        .or_else(|| ELSEWHERE.iter().map(PathBuf::from).find(|file| file.is_file()))?;
    let driver = named_by("CHROMEDRIVER")
        .or_else(|| on_path("chromedriver"))
        .or_else(|| Some(PathBuf::from("/usr/lib/chromium/chromedriver")).filter(|file| file.is_file()))?;
    Some(Browser { chromium, driver })
}

/// The file that an environment variable names.
pub(crate) fn named_by(variable: &str) -> Option<PathBuf> {
    let file = PathBuf::from(std::env::var_os(variable)?);
    file.is_file().then_some(file)
}

/// Node with npm, new enough; installed first where we can.
pub(crate) fn node(workspace: &Workspace) -> Result<PathBuf> {
    let needed = format!("Node {NODE} or newer with npm is needed: https://nodejs.org");
    if (on_path("node").is_none() || on_path("npm").is_none()) && can_install() {
        install(workspace, &["nodejs", "npm"])?;
    }
    let (Some(node), Some(_)) = (on_path("node"), on_path("npm")) else {
        bail!(needed);
    };
    let version = read(workspace.program(&node).arg("--version"))?;
    let major = version.trim_start_matches('v').split('.').next();
    match major.and_then(|digits| digits.parse::<u32>().ok()) {
        Some(major) if major >= NODE => Ok(node),
        _ => bail!("{needed}; {} is {version}", node.display()),
    }
}

/// `npm ci` in a folder, unless what is installed there is what the lock file says.
pub(crate) fn packages(workspace: &Workspace, folder: &str) -> Result<()> {
    let lock = format!("{folder}/package-lock.json");
    let lock = fs::read(workspace.path(&lock)).context(lock)?;
    let installed = workspace.path(&format!("{folder}/node_modules/.casebook-lock"));
    if fs::read(&installed).is_ok_and(|known| known == lock) {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut install = workspace.program(npm);
    run(install.args(["ci", "--no-audit", "--no-fund"]).current_dir(workspace.path(folder)))?;
    fs::write(&installed, lock).with_context(|| format!("{} cannot be written", installed.display()))
}

/// Whether this is a Debian-like system and we may change it.
pub(crate) fn can_install() -> bool {
    let is_root = || {
        let id = read(std::process::Command::new("id").arg("-u"));
        id.is_ok_and(|user| user == "0")
    };
    Path::new("/etc/debian_version").is_file() && on_path("apt-get").is_some() && is_root()
}

/// Installs packages of a Debian-like system.
pub(crate) fn install(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    eprintln!("  not found, so installing: {}", packages.join(" "));
    let apt = |arguments: &[&str]| {
        run(workspace.program("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update", "--quiet"])?;
    let install = ["install", "--quiet", "--yes", "--no-install-recommends"];
    apt(&[&install, packages].concat())
}
