//! The browsers besides Chromium that the page is tested in: Firefox and `WebKit`.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::programs::{can_install, install, named_by, on_path};
use crate::tools;
use crate::workspace::Workspace;

/// Firefox with the program that drives it.
#[derive(Debug)]
pub(crate) struct Firefox {
    pub(crate) firefox: PathBuf,
    pub(crate) driver: PathBuf,
}

/// `WebKitGTK`'s driver, which knows its browser, and a display for them: it has no headless mode.
#[derive(Debug)]
pub(crate) struct WebKit {
    pub(crate) driver: PathBuf,
    pub(crate) display: PathBuf,
}

/// Firefox, installed first where we can, and geckodriver, built first where it is not there.
pub(crate) fn firefox(workspace: &Workspace) -> Result<Firefox> {
    if find_firefox().is_none() && can_install() {
        install(workspace, &["firefox-esr"])?;
    }
    let firefox = find_firefox().context(
        "Firefox is needed: `apt-get install firefox-esr`, `dnf install firefox`, \
         `brew install --cask firefox`; or set FIREFOX to its file",
    )?;
    let driver = match named_by("GECKODRIVER").or_else(|| on_path("geckodriver")) {
        Some(driver) => driver,
        None => tools::geckodriver(workspace)
            .context("Firefox is driven by geckodriver: put it on PATH, or set GECKODRIVER to its file")?,
    };
    Ok(Firefox { firefox, driver })
}

fn find_firefox() -> Option<PathBuf> {
    const ELSEWHERE: &[&str] = &[
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
    ];
    named_by("FIREFOX")
        .or_else(|| ["firefox-esr", "firefox"].iter().find_map(|name| on_path(name)))
        .or_else(|| ELSEWHERE.iter().map(PathBuf::from).find(|file| file.is_file()))
}

/// `WebKitGTK` and a display without a screen; installed first where we can.
pub(crate) fn webkit(workspace: &Workspace) -> Result<WebKit> {
    if find_webkit().is_none() && can_install() {
        // xvfb-run wants xauth, which is only recommended.
        install(workspace, &["webkit2gtk-driver", "xvfb", "xauth"])?;
    }
    find_webkit().context(
        "WebKitGTK's WebKitWebDriver and xvfb-run are needed, which Linux alone has: \
         `apt-get install webkit2gtk-driver xvfb xauth`; or set WEBKITDRIVER to the file of the driver",
    )
}

fn find_webkit() -> Option<WebKit> {
    let driver = named_by("WEBKITDRIVER").or_else(|| on_path("WebKitWebDriver"))?;
    on_path("xauth")?;
    Some(WebKit { driver, display: on_path("xvfb-run")? })
}
