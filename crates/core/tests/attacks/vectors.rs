//! The vectors and the places they are put, from `tests/rendering/`.

use std::iter::Peekable;
use std::str::Chars;

/// A template of Markdown with its name.
pub(crate) struct Position {
    pub(crate) name: &'static str,
    template: String,
}

impl Position {
    /// The Markdown with `vector` in its place.
    pub(crate) fn with(&self, vector: &str) -> String {
        self.template.replace('◊', vector)
    }
}

/// All vectors, in order.
pub(crate) fn vectors() -> Vec<String> {
    lines(include_str!("../../../../tests/rendering/attacks.txt")).map(unescaped).collect()
}

/// All positions, in order.
pub(crate) fn positions() -> Vec<Position> {
    lines(include_str!("../../../../tests/rendering/positions.txt"))
        .map(|line| {
            let (name, template) = line.split_once(": ").expect("a name and a template");
            Position { name, template: template.replace("\\n", "\n") }
        })
        .collect()
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with("%%"))
}

fn unescaped(line: &str) -> String {
    let mut chars = line.chars().peekable();
    let text = read(&mut chars, false);
    assert!(chars.next().is_none(), "{line}");
    text
}

/// Reads to the end, or to the `}` that ends what is repeated.
fn read(chars: &mut Peekable<Chars<'_>>, in_braces: bool) -> String {
    let mut text = String::new();
    while let Some(c) = chars.next() {
        match c {
            '}' if in_braces => return text,
            '\\' => match chars.next().expect("something behind a backslash") {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                'f' => text.push('\u{c}'),
                'r' => text.push('\r'),
                '0' => text.push('\0'),
                'u' => {
                    assert_eq!(chars.next(), Some('{'));
                    let digits: String = chars.by_ref().take_while(|c| *c != '}').collect();
                    text.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                }
                '{' => {
                    let count: String = chars.by_ref().take_while(|c| *c != '×').collect();
                    text += &read(chars, true).repeat(count.parse().expect("a number"));
                }
                other => text.push(other),
            },
            c => text.push(c),
        }
    }
    text
}
