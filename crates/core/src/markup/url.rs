//! The two places where a URL can enter a fragment.

/// A URL that a reader may be sent to: `https`, `http` or `mailto`, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url(String);

/// A `data:` URL of a raster image: PNG, JPEG, GIF or WebP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageUrl(String);

impl Url {
    /// Takes `url` if its scheme is allowed.
    ///
    /// Browsers skip control characters and leading blanks before they look for a scheme; so a URL
    /// that holds any control character, or any blank outside its ends, is refused rather than mended.
    ///
    /// ```
    /// use casebook_core::markup::Url;
    /// assert!(Url::new("https://k3s.io/").is_some());
    /// assert!(Url::new("java\tscript:alert(1)").is_none());
    /// assert!(Url::new("//host/path").is_none());
    /// ```
    #[must_use]
    pub fn new(url: &str) -> Option<Self> {
        let url = url.trim_matches(' ');
        let (scheme, rest) = url.split_once(':')?;
        let scheme = scheme.to_ascii_lowercase();
        let hierarchical = matches!(scheme.as_str(), "https" | "http");
        let allowed = (hierarchical && names_a_host(rest)) || (scheme == "mailto" && !rest.is_empty());
        (allowed && !holds_blank_or_control(url)).then(|| Self(format!("{scheme}:{rest}")))
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

/// `https:host` and `https:///host` reach a host too, but nobody writes them in good faith.
fn names_a_host(rest: &str) -> bool {
    rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '\\', '?', '#']))
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
