use std::collections::HashMap;

/// Longest slug in characters, but for the number of a repeated one.
const MAX_CHARS: usize = 128;

/// Turns a heading into the name by which it is linked to.
///
/// Letters and digits of any script stay, lower-cased; a run of anything else becomes one `-`, none
/// at either end. A heading of nothing but punctuation becomes `section`. What comes after
/// 128 characters is left out.
///
/// ```
/// use casebook_core::markup::slug;
/// assert_eq!(slug("根因分析"), "根因分析");
/// assert_eq!(slug("A. Port 8443 / TLS"), "a-port-8443-tls");
/// assert_eq!(slug("İstanbul"), "istanbul");
/// assert_eq!(slug("?!"), "section");
/// ```
#[must_use]
pub fn slug(heading: &str) -> String {
    let mut slug = String::new();
    let mut length = 0;
    for c in heading.chars() {
        if length >= MAX_CHARS {
            break;
        }
        length += 1;
        if c.is_alphanumeric() {
            // In lower case some letters are two characters, the second no letter: İ.
            slug.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        } else {
            length -= 1;
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        slug.push_str("section");
    }
    slug
}

/// Gives slugs that are unique within one fragment: `a`, `a-1`, `a-2`.
#[derive(Debug, Default)]
pub struct Slugs {
    next: HashMap<String, u32>,
}

impl Slugs {
    /// The slug of `heading`, unlike every slug given before.
    pub fn unique(&mut self, heading: &str) -> String {
        let base = slug(heading);
        let mut candidate = base.clone();
        while self.next.contains_key(&candidate) {
            let number = self.next.entry(base.clone()).or_insert(1);
            candidate = format!("{base}-{number}");
            *number += 1;
        }
        self.next.insert(candidate.clone(), 1);
        candidate
    }
}

#[cfg(test)]
mod tests {
    use super::Slugs;

    #[test]
    fn repeated_headings_get_different_slugs() {
        let mut slugs = Slugs::default();
        let given = ["a", "a", "a-1", "A", "a"].map(|heading| slugs.unique(heading));
        assert_eq!(given, ["a", "a-1", "a-1-1", "a-2", "a-3"]);
    }
}
