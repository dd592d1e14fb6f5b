//! How specific a regular expression is, by the literals it cannot do without.

use casebook_core::text::is_wide;
use regex_syntax::hir::{Hir, HirKind};

/// The least number of fixed characters; a Han character counts as two.
pub(crate) const LEAST_LITERAL: usize = 6;

/// The number of fixed characters in the shortest text that `hir` matches. Blanks do not count.
pub(super) fn least_literal(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Literal(literal) => weight(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(_) => usize::from(is_one_letter(hir)),
        HirKind::Capture(capture) => least_literal(&capture.sub),
        HirKind::Repetition(repetition) => {
            // `(ab){3}` fixes six characters, `a{9}` hardly more than one.
            usize::try_from(repetition.min.min(3)).unwrap_or(0) * least_literal(&repetition.sub)
        }
        HirKind::Concat(parts) => parts.iter().map(least_literal).sum(),
        HirKind::Alternation(parts) => parts.iter().map(least_literal).min().unwrap_or(0),
        HirKind::Empty | HirKind::Look(_) => 0,
    }
}

/// Texts of which at least one is in every text that `hir` matches, as long as they come.
pub(super) fn needles(hir: &Hir) -> Option<Vec<String>> {
    let shortest = |needles: &Vec<String>| needles.iter().map(String::len).min().unwrap_or(0);
    needle_sets(hir).into_iter().max_by_key(shortest)
}

/// Lists of texts; of each list, at least one text is in every text that `hir` matches.
pub(super) fn needle_sets(hir: &Hir) -> Vec<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            String::from_utf8(literal.0.to_vec()).map(|text| vec![vec![text]]).unwrap_or_default()
        }
        HirKind::Capture(capture) => needle_sets(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needle_sets(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(needle_sets).collect(),
        HirKind::Alternation(parts) => {
            let all: Option<Vec<_>> = parts.iter().map(needles).collect();
            all.map(|all| all.into_iter().flatten().collect()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn weight(text: &str) -> usize {
    let of = |c: char| match c {
        c if c.is_whitespace() => 0,
        c if is_wide(c) => 2,
        _ => 1,
    };
    text.chars().map(of).sum()
}

/// `[aA]`, which is what a letter becomes when case is ignored.
fn is_one_letter(hir: &Hir) -> bool {
    let HirKind::Class(class) = hir.kind() else { return false };
    let regex_syntax::hir::Class::Unicode(class) = class else { return false };
    let single = class.ranges().iter().all(|range| range.start() == range.end());
    let folded: std::collections::BTreeSet<_> =
        class.ranges().iter().flat_map(|range| range.start().to_lowercase()).collect();
    single && class.ranges().len() <= 3 && folded.len() <= 2
}

#[cfg(test)]
mod tests {
    use super::{least_literal, needles};

    fn parsed(pattern: &str) -> regex_syntax::hir::Hir {
        regex_syntax::Parser::new().parse(pattern).unwrap()
    }

    #[test]
    fn the_shortest_match_counts() {
        for (pattern, expected) in [
            ("abc def", 6),
            (r"\d+ .* x", 1),
            ("(abcdef|ab)", 2),
            ("(?i)error", 5),
            ("证书过期", 8),
            (r"Slow SQL( \(started|: )", 8),
            ("a*", 0),
        ] {
            assert_eq!(least_literal(&parsed(pattern)), expected, "{pattern}");
        }
    }

    #[test]
    fn needles_are_what_every_match_holds() {
        assert_eq!(needles(&parsed(r"ab \d+ longer")), Some(vec![" longer".to_owned()]));
        let mut either = needles(&parsed("rego_(parse|type)_error")).unwrap();
        either.sort();
        assert_eq!(either, ["_error"]);
        assert_eq!(needles(&parsed(r"\d+")), None);
    }
}
