//! What differs between two texts, in short.

/// Most lines shown.
const MOST: usize = 20;

/// The lines only in `old` after `-`, those only in `new` after `+`, in order; the first of many.
pub(crate) fn diff(old: &str, new: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let mut changes = Vec::new();
    let (mut at, mut to) = (0, 0);
    for (same_old, same_new) in common(&old, &new).into_iter().chain([(old.len(), new.len())]) {
        changes.extend(old.iter().take(same_old).skip(at).map(|line| format!("- {line}")));
        changes.extend(new.iter().take(same_new).skip(to).map(|line| format!("+ {line}")));
        (at, to) = (same_old + 1, same_new + 1);
    }
    if changes.len() > MOST {
        let more = changes.len() - MOST;
        changes.truncate(MOST);
        changes.push(format!("… and {more} more lines"));
    }
    changes.join("\n")
}

/// Positions of a longest sequence of lines that both have.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    // longest[i][j]: its length in what begins with the i-th and j-th line.
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    let get = |longest: &[u32], i: usize, j: usize| longest.get(i * width + j).copied().unwrap_or(0);
    for (i, left) in old.iter().enumerate().rev() {
        for (j, right) in new.iter().enumerate().rev() {
            let length = if left == right {
                get(&longest, i + 1, j + 1) + 1
            } else {
                get(&longest, i + 1, j).max(get(&longest, i, j + 1))
            };
            if let Some(cell) = longest.get_mut(i * width + j) {
                *cell = length;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(left), Some(right)) = (old.get(i), new.get(j)) {
        if left == right {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if get(&longest, i + 1, j) >= get(&longest, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{MOST, diff};

    #[test]
    fn shows_what_changed_only() {
        assert_eq!(diff("a\nb\nc\nd", "a\nx\nc\nd\ne"), "- b\n+ x\n+ e");
        assert_eq!(diff("", "a"), "+ a");
        assert_eq!(diff("a\nb", "b"), "- a");
        assert_eq!(diff("a", "a"), "");
    }

    #[test]
    fn is_short() {
        let long = "line\n".repeat(100);
        assert_eq!(diff("", &long).lines().count(), MOST + 1);
        assert!(diff("", &long).ends_with("… and 80 more lines"));
    }
}
