//! Addresses that stand in text without any markup, as links.
//!
//! Source: GitHub Flavored Markdown 0.29, "Autolinks (extension)", and what its reference does beyond
//! that text: `www.` after the start, a blank or one of `*_~(`, `http://` and `https://` after anything
//! but a letter or digit, up to a blank or `<`, less the punctuation that ends a sentence; mail
//! addresses, also behind `mailto:`. Chinese has no blanks around an address, so two rules differ:
//! `www.` may follow any character that is not ASCII, and addresses end before Chinese punctuation.

use super::Url;

/// Longest name of a host, in bytes (RFC 1035).
const MAX_HOST: usize = 255;

/// A piece of text. All pieces one after the other are the whole text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Text(&'a str),
    Link { text: &'a str, url: Url },
}

/// Cuts `text` into addresses and what is between them, in one pass.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some((start, end, url)) = next(text, done, at) {
        match Url::new(&url) {
            Some(url) => {
                pieces.extend(text.get(done..start).filter(|text| !text.is_empty()).map(Piece::Text));
                pieces.extend(text.get(start..end).map(|text| Piece::Link { text, url }));
                (done, at) = (end, end);
            }
            None => at = end,
        }
    }
    pieces.extend(text.get(done..).filter(|text| !text.is_empty()).map(Piece::Text));
    pieces
}

/// The next address from `from` on: where it is, and what it stands for. Nothing before `least`
/// belongs to it.
fn next(text: &str, least: usize, from: usize) -> Option<(usize, usize, String)> {
    let mut at = from;
    while let Some(found) = text.get(at..)?.find([':', 'w', 'W', '@']).map(|offset| at + offset) {
        let hit = match text.as_bytes().get(found) {
            Some(b':') => web(text, least, found),
            Some(b'@') => mail(text, least, found),
            _ => www(text, found),
        };
        if hit.is_some() {
            return hit;
        }
        at = found + 1;
    }
    None
}

/// `http://` or `https://` with its colon at `colon`.
fn web(text: &str, least: usize, colon: usize) -> Option<(usize, usize, String)> {
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        let start = colon.checked_sub(scheme.len()).filter(|start| *start >= least);
        let word = start.and_then(|start| text.get(start..colon));
        word.is_some_and(|word| word.eq_ignore_ascii_case(scheme))
    })?;
    let start = colon - scheme.len();
    let host = colon + "://".len();
    if text.get(colon..host)? != "://" || ends_in_word(text.get(..start)?) {
        return None;
    }
    if !is_host(text.get(host..)?, 1) {
        return None;
    }
    let end = end_of(text, host);
    Some((start, end, text.get(start..end)?.to_owned()))
}

/// `www.` at `start`.
fn www(text: &str, start: usize) -> Option<(usize, usize, String)> {
    let prefix = text.get(start..start + "www.".len())?;
    if !prefix.eq_ignore_ascii_case("www.") || !may_follow(text.get(..start)?) {
        return None;
    }
    if !is_host(text.get(start..)?, 2) {
        return None;
    }
    let end = end_of(text, start);
    Some((start, end, format!("http://{}", text.get(start..end)?)))
}

/// A mail address with its `@` at `sign`.
fn mail(text: &str, least: usize, sign: usize) -> Option<(usize, usize, String)> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-' | '_');
    let before = text.get(least..sign)?;
    let start = least + before.trim_end_matches(is_local).len();
    let domain = text.get(sign + 1..)?;
    let is_domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let length = domain.find(|c| !is_domain(c)).unwrap_or(domain.len());
    let domain = domain.get(..length)?.trim_end_matches('.');
    let whole = !domain.contains("..") && !domain.starts_with('.') && domain.contains('.');
    let ends_well = domain.ends_with(|c: char| c.is_ascii_alphanumeric());
    // `a@b.c@d` is no address, and one for another program is none of ours.
    let follows = text.get(sign + 1 + length..)?.starts_with('@');
    let chat = behind(text.get(least..start)?, "xmpp:").is_some();
    if start == sign || !whole || !ends_well || follows || chat {
        return None;
    }
    let end = sign + 1 + domain.len();
    let url = format!("mailto:{}", text.get(start..end)?);
    let start = behind(text.get(least..start)?, "mailto:").map_or(start, |before| least + before);
    Some((start, end, url))
}

/// Where `scheme` begins with which `text` ends, if it is not the end of a longer word.
fn behind(text: &str, scheme: &str) -> Option<usize> {
    let before = text.strip_suffix(scheme)?;
    (!ends_in_word(before)).then_some(before.len())
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_alphanumeric())
}

fn may_follow(before: &str) -> bool {
    before
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_ascii() || c.is_ascii_whitespace() || matches!(c, '*' | '_' | '~' | '('))
}

/// Whether `rest` begins with a domain of at least `labels` labels: letters, digits, `-` and `_`, the
/// latter not in the last two. Looks at no more than a domain may have, however many may begin here.
fn is_host(rest: &str, labels: usize) -> bool {
    let is_part = |c: &char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let host: String = rest.chars().take(MAX_HOST + 1).take_while(is_part).collect();
    let host = host.trim_end_matches('.');
    !host.is_empty()
        && host.len() <= MAX_HOST
        && host.split('.').count() >= labels
        && host.split('.').all(|label| !label.is_empty())
        && host.rsplit('.').take(2).all(|label| !label.contains('_'))
}

/// Where an address that begins at `start` or before ends.
fn end_of(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let ends = |c: char| c.is_whitespace() || c == '<' || is_chinese_punctuation(c);
    let mut address = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or("");
    // Counted once: a million closing parentheses are taken off one by one.
    let count = |wanted: char| address.chars().filter(|c| *c == wanted).count();
    let mut surplus = count(')').saturating_sub(count('('));
    loop {
        address = match address.chars().next_back() {
            Some('?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"') => {
                address.get(..address.len() - 1).unwrap_or("")
            }
            Some(')') if surplus > 0 => {
                surplus -= 1;
                address.get(..address.len() - 1).unwrap_or("")
            }
            Some(';') => match entity(address) {
                Some(at) => address.get(..at).unwrap_or(""),
                None => address.get(..address.len() - 1).unwrap_or(""),
            },
            _ => return start + address.len(),
        };
    }
}

/// Where the entity begins with which `address` ends.
fn entity(address: &str) -> Option<usize> {
    let name = address.strip_suffix(';')?;
    let before = name.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    before.strip_suffix('&').filter(|_| before.len() < name.len()).map(str::len)
}

fn is_chinese_punctuation(c: char) -> bool {
    matches!(c,
        '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
        | '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{2026}')
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    fn links(text: &str) -> Vec<(&str, String)> {
        let link = |piece| match piece {
            Piece::Link { text, url } => Some((text, url.as_str().to_owned())),
            Piece::Text(_) => None,
        };
        pieces(text).into_iter().filter_map(link).collect()
    }

    #[test]
    fn addresses_in_chinese_end_where_chinese_goes_on() {
        assert_eq!(
            links("见https://docs.k3s.io/cli，或（www.k3s.io）。"),
            [
                ("https://docs.k3s.io/cli", "https://docs.k3s.io/cli".to_owned()),
                ("www.k3s.io", "http://www.k3s.io".to_owned()),
            ]
        );
    }

    #[test]
    fn all_pieces_are_the_whole_text() {
        for text in ["", "a", "见https://a.b/c) x@y.z, www.q.r;", "http://", "@@@", "www.", "a:b:c://d"] {
            let whole: String = pieces(text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Text(text) | Piece::Link { text, .. } => text,
                })
                .collect();
            assert_eq!(whole, text);
        }
    }

    #[test]
    fn what_is_no_address_stays_text() {
        for text in [
            "xhttps://a.b",
            "ftp://a.b",
            "https://",
            "https://a_b.c_d",
            "www.",
            "a@b",
            "https://user@evil.example",
        ] {
            assert_eq!(links(text), [], "{text}");
        }
    }
}
