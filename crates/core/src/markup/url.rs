//! The two places where a URL can enter a fragment.

/// A URL that a reader may be sent to: `https`, `http` or `mailto`, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url(String);

/// A `data:` URL of a raster image: PNG, JPEG, GIF or WebP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageUrl(String);

/// Longest URL of a link, in bytes. Addresses of that length are not for readers.
const MAX_LENGTH: usize = 4096;

impl Url {
    /// Takes `url` if its scheme is allowed, and writes it as a URL must be written.
    ///
    /// Browsers skip control characters and leading blanks before they look for a scheme; so a URL
    /// that holds any control character, or any blank outside its ends, is refused rather than mended.
    /// So is what parsers read differently or readers misread: a host behind `user@`, a backslash
    /// before the path, anything else than a name, number and port in the place of the host, and
    /// headers in a mail address. Behind
    /// the host, what is not ASCII or not allowed is percent-encoded, as `CommonMark`'s reference writer
    /// does.
    ///
    /// ```
    /// use casebook_core::markup::Url;
    /// assert!(Url::new("https://k3s.io/").is_some());
    /// assert!(Url::new("java\tscript:alert(1)").is_none());
    /// assert!(Url::new("//host/path").is_none());
    /// assert!(Url::new("https://k3s.io@host/").is_none());
    /// ```
    #[must_use]
    pub fn new(url: &str) -> Option<Self> {
        let url = url.trim_matches(' ');
        let (scheme, rest) = url.split_once(':')?;
        let scheme = scheme.to_ascii_lowercase();
        let (plain, encoded) = match scheme.as_str() {
            "https" | "http" => {
                let rest = rest.strip_prefix("//")?;
                let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
                is_host(host).then(|| (format!("//{host}"), path))?
            }
            "mailto" => (!rest.is_empty() && !rest.contains('?')).then(|| (String::new(), rest))?,
            _ => return None,
        };
        if holds_blank_or_control(url) {
            return None;
        }
        let mut written = format!("{scheme}:{plain}");
        percent_encode(encoded, &mut written);
        (written.len() <= MAX_LENGTH).then_some(Self(written))
    }

    /// The URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ImageUrl {
    /// Takes `url` if it is a base64 `data:` URL of an allowed image type.
    #[must_use]
    pub fn new(url: &str) -> Option<Self> {
        let (media_type, data) = url.strip_prefix("data:image/")?.split_once(";base64,")?;
        let allowed = matches!(media_type, "png" | "jpeg" | "gif" | "webp");
        let base64 = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/' | b'=');
        (allowed && data.bytes().all(base64)).then(|| Self(url.to_owned()))
    }

    /// The URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name or number, or an address in brackets, and perhaps a port; nothing that a parser could read
/// as the end of the host or the beginning of another.
fn is_host(host: &str) -> bool {
    let is_port = |port: &str| port.bytes().all(|c| c.is_ascii_digit()) && port.parse::<u16>().is_ok();
    if let Some((address, rest)) = host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        let is_address = address.bytes().all(|c| c.is_ascii_hexdigit() || matches!(c, b':' | b'.'));
        return is_address
            && address.contains(':')
            && (rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port));
    }
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '~');
    !name.is_empty() && name.chars().all(fits) && port.is_none_or(is_port)
}

/// Encodes what `CommonMark`'s reference writer does: all but letters, digits and these characters.
/// What is encoded already stays, so encoding twice changes nothing.
fn percent_encode(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let hex = |digit: u8| char::from(HEX.get(usize::from(digit)).copied().unwrap_or(b'0'));
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.+!*(),%#@?=;:/&$~'".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
}

fn holds_blank_or_control(url: &str) -> bool {
    url.chars().any(|c| c.is_control() || c.is_whitespace() || is_invisible(c))
}

/// Bidirectional overrides and zero-width characters: they make a URL look like another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{ImageUrl, Url};

    #[test]
    fn refuses_every_other_scheme_however_written() {
        let bad = [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "vbscript:x",
            "data:text/html,<script>",
            "file:///etc/passwd",
            "blob:https://a/b",
            "//host",
            "/path",
            "host",
            "",
            "https:",
            "https:host",
            "https:///host",
            "https://a b",
            "https://\u{202e}moc",
            "mailto:",
            "mailto:a@b.example?bcc=all@b.example",
            "https://k3s.io@evil.example",
            "https://k3s.io\\@evil.example",
            "https://k3s.io\\.evil.example/",
            "https:\\\\host",
            "https://:80/",
            "https://k3s.io:x/",
            "https://k3s.io:65536/",
            "https://k3s.io:+1/",
            "https://[::1/",
            "https://[k3s.io]/",
            "https://a|b/",
            "https://%6b3s.io/",
            &format!("https://a/{}", "a".repeat(super::MAX_LENGTH)),
        ];
        for url in bad {
            assert_eq!(Url::new(url), None, "{url:?}");
        }
    }

    #[test]
    fn keeps_what_is_allowed() {
        for (url, kept) in [
            ("https://k3s.io/a?b#c", "https://k3s.io/a?b#c"),
            ("HTTP://k3s.io", "http://k3s.io"),
            ("mailto:a@b.example", "mailto:a@b.example"),
            ("https://[::1]:6443/a", "https://[::1]:6443/a"),
            ("https://例子.example/证?书=\\[%20`", "https://例子.example/%E8%AF%81?%E4%B9%A6=%5C%5B%20%60"),
        ] {
            assert_eq!(Url::new(url).map(|url| url.0).as_deref(), Some(kept));
        }
    }

    #[test]
    fn images_are_raster_data_only() {
        assert!(ImageUrl::new("data:image/png;base64,iVBORw0KGgo=").is_some());
        for url in [
            "data:image/svg+xml;base64,AAAA",
            "https://a/b.png",
            "data:image/png,raw",
            "data:image/png;base64,\"x",
        ] {
            assert_eq!(ImageUrl::new(url), None, "{url:?}");
        }
    }
}
