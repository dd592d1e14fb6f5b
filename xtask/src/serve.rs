//! `cargo xtask serve`: the example portal and the hosted page over HTTP, to this machine only.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// What a portal with a strict policy would send.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// The folders that are served.
const FOLDERS: &[&str] = &["pkg", "www"];
const START: &str = "/www/portal/";

/// A request ends within this many bytes, and soon, or is none.
const LONGEST_HEAD: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves until it is interrupted.
pub(crate) fn run(workspace: &Workspace, port: u16) -> Result<()> {
    if !workspace.path("pkg/define.js").is_file() {
        bail!("the portal uses pkg/, which is not built: cargo xtask bundle");
    }
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| format!("port {port} is not free"))?;
    println!("http://{}{START}", listener.local_addr()?);
    let root: Arc<Path> = Arc::from(workspace.root.as_path());
    for stream in listener.incoming() {
        let root = Arc::clone(&root);
        // Browsers open connections that they use later, or never.
        thread::spawn(move || stream.map_err(Into::into).and_then(|stream| serve(stream, &root)));
    }
    Ok(())
}

fn serve(mut stream: TcpStream, root: &Path) -> Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let Some(request) = read_request(&mut BufReader::new((&mut stream).take(LONGEST_HEAD)))? else {
        return Ok(());
    };
    let answer = answer(&request, root);
    let Answer { status, headers, body } = &answer;
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nContent-Security-Policy: {POLICY}\r\n\
         X-Content-Type-Options: nosniff\r\nCache-Control: no-cache\r\nConnection: close\r\n",
        body.len()
    )?;
    for (name, value) in headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    stream.write_all(b"\r\n")?;
    if request.method != "HEAD" {
        stream.write_all(body)?;
    }
    Ok(stream.flush()?)
}

#[derive(Debug)]
struct Request {
    method: String,
    /// Without the query, still encoded.
    path: String,
}

/// The first line of a request; the rest of its head is read and passed over.
fn read_request(reader: &mut impl BufRead) -> Result<Option<Request>> {
    let mut lines = reader.lines();
    let Some(first) = lines.next().transpose()? else {
        return Ok(None);
    };
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let mut words = first.split(' ');
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Ok(None);
    };
    let path = target.split(['?', '#']).next().unwrap_or_default();
    Ok(Some(Request { method: method.to_owned(), path: path.to_owned() }))
}

#[derive(Debug)]
struct Answer {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

fn answer(Request { method, path }: &Request, root: &Path) -> Answer {
    let empty = |status, headers| Answer { status, headers, body: Vec::new() };
    if method != "GET" && method != "HEAD" {
        return empty("405 Method Not Allowed", vec![("Allow", "GET, HEAD".to_owned())]);
    }
    if path == "/" {
        return empty("302 Found", vec![("Location", START.to_owned())]);
    }
    let Some(file) = file_of(path) else {
        return empty("404 Not Found", Vec::new());
    };
    match fs::read(root.join(&file)) {
        Ok(body) => {
            Answer { status: "200 OK", headers: vec![("Content-Type", media_type(&file).to_owned())], body }
        }
        Err(_) => empty("404 Not Found", Vec::new()),
    }
}

/// The file that a path names, if it is one of ours. No name of them needs any encoding.
fn file_of(path: &str) -> Option<PathBuf> {
    let relative = path.strip_prefix('/')?;
    let is_plain =
        |part: &str| part != ".." && part.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    let mut parts: Vec<&str> = relative.split('/').collect();
    if parts.last() == Some(&"") {
        parts.pop();
        parts.push("index.html");
    }
    let is_ours = FOLDERS.contains(parts.first()?);
    (is_ours && parts.iter().all(|part| !part.is_empty() && is_plain(part))).then(|| parts.iter().collect())
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_folders_are_served() {
        for (path, file) in [
            ("/www/portal/", Some("www/portal/index.html")),
            ("/pkg/casebook_bg.wasm", Some("pkg/casebook_bg.wasm")),
            ("/Cargo.toml", None),
            ("/www/../Cargo.toml", None),
            ("/www/%2e%2e/Cargo.toml", None),
            ("/www//etc/passwd", None),
            ("/www/..\\Cargo.toml", None),
            ("", None),
        ] {
            assert_eq!(file_of(path), file.map(PathBuf::from), "{path}");
        }
    }

    #[test]
    fn requests_are_read_as_far_as_needed() -> Result<()> {
        let read = |text: &str| read_request(&mut text.as_bytes());
        let request = read("GET /www/?q=1 HTTP/1.1\r\nHost: x\r\n\r\n")?;
        assert!(request.is_some_and(|request| request.method == "GET" && request.path == "/www/"));
        assert!(read("")?.is_none());
        assert!(read("nonsense\r\n\r\n")?.is_none());
        Ok(())
    }

    #[test]
    fn what_is_not_there_or_not_asked_for_is_said() {
        let status = |method: &str, path: &str| {
            answer(&Request { method: method.to_owned(), path: path.to_owned() }, Path::new("/nowhere"))
                .status
        };
        assert_eq!(status("GET", "/"), "302 Found");
        assert_eq!(status("GET", "/www/none.js"), "404 Not Found");
        assert_eq!(status("POST", "/www/"), "405 Method Not Allowed");
    }
}
