//! English words in their forms: `configure`, `configures`, `configured`, `configuration`.
//!
//! A light stemmer in the manner of Porter (*An algorithm for suffix stripping*, 1980), with the
//! suffixes of technical prose only. The index does not know it: words stay there as they are, and
//! a query reads the postings of all words of one family. So the exact word can count more than its
//! relatives, nothing is added to the index, and identifiers are never stemmed.

/// Shorter words are their own stem.
const SHORTEST: usize = 4;

/// Endings of number and tense, and what takes their place.
const INFLECTIONS: &[(&str, &str)] = &[("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("s", "")];

/// Endings by which one word is made of another, longest first.
const DERIVATIONS: &[(&str, &str)] = &[
    ("ization", "iz"),
    ("ation", ""),
    ("ator", ""),
    ("ment", ""),
    ("ion", ""),
    ("ate", ""),
    ("at", ""),
    ("ity", ""),
    ("er", ""),
    ("ly", ""),
    ("y", "i"),
    ("e", ""),
];

/// The stem of a folded word, or `None` for what is no English word: anything but `a`–`z`.
pub(super) fn stem(word: &str) -> Option<String> {
    if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let mut stem = word.to_owned();
    replace(&mut stem, INFLECTIONS);
    undouble(&mut stem);
    replace(&mut stem, DERIVATIONS);
    undouble(&mut stem);
    Some(stem)
}

/// Replaces the first of `endings` that leaves three letters with a vowel among them.
fn replace(word: &mut String, endings: &[(&str, &str)]) {
    for (ending, instead) in endings {
        let Some(kept) = word.strip_suffix(ending) else { continue };
        let is_word = kept.len() >= 3 && kept.bytes().any(is_vowel);
        // `status` and `access` are no plurals, `deploy` has no ending.
        let is_ending = match *ending {
            "s" => !kept.ends_with(['s', 'u', 'i']),
            "y" => !kept.ends_with(['a', 'e', 'o', 'u']),
            _ => true,
        };
        if is_word && is_ending {
            let length = kept.len();
            word.truncate(length);
            word.push_str(instead);
            return;
        }
    }
}

/// `stopp` as `stop`; `install` and `pass` too, alike in all their forms.
fn undouble(stem: &mut String) {
    if let [.., before, last] = stem.as_bytes()
        && before == last
        && !is_vowel(*last)
        && stem.len() > 3
    {
        let _ = stem.pop();
    }
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use super::stem;
    use proptest::prelude::*;

    #[test]
    fn families_have_one_stem() {
        for family in [
            "configure configures configured configuring configuration configurations configurator",
            "install installs installed installing installer installation",
            "stop stops stopped stopping",
            "policy policies",
            "deny denies denied",
            "retry retries retried",
            "restart restarts restarted restarting",
            "deploy deploys deployed deploying deployment deployments",
            "validate validates validated validating validation validator",
            "initialize initialized initializing initialization",
            "rotate rotates rotated rotating rotation",
            "container containers",
            "node nodes",
            "access accessed accessing",
            "certificate certificates",
            "connect connects connected connecting connection connections",
            "authority authorities",
            "cookie cookies",
        ] {
            let words = family.split(' ');
            let stems: Vec<Option<String>> = words.map(stem).collect();
            assert!(stems.iter().all(|stem| stem.is_some() && *stem == stems[0]), "{family}: {stems:?}");
        }
    }

    #[test]
    fn words_that_only_look_alike_have_stems_of_their_own() {
        for (a, b) in [
            ("general", "generate"),
            ("status", "state"),
            ("policy", "police"),
            ("server", "service"),
            ("containerd", "container"),
            ("access", "accept"),
            ("timeout", "time"),
            ("process", "proceed"),
            ("string", "strip"),
            ("need", "needle"),
            ("image", "imagine"),
            ("cluster", "clutter"),
        ] {
            assert_ne!(stem(a), stem(b), "{a}, {b}");
        }
    }

    #[test]
    fn only_english_words_have_a_stem() {
        for word in ["", "pod", "k8s", "x509", "Pods", "kube-system", "证书过期", "über", "logs2", "a b c"]
        {
            assert_eq!(stem(word), None, "{word}");
        }
        assert_eq!(stem("pods").as_deref(), Some("pod"));
    }

    proptest! {
        /// Families are looked up by their common beginning, so a stem has to be the beginning of its
        /// word, but for an `i` that stands for `y`.
        #[test]
        fn stems_begin_their_words(
            word in "[a-z]{2,6}[bcdfgklmnprst](|y|e|s|ies|ied|ing|ed|er|ers|ation|izations?|ated?|ators?|ments?|ity)",
        ) {
            let stem = stem(&word);
            prop_assert_eq!(stem.is_some(), word.len() >= 4);
            if let Some(stem) = stem {
                prop_assert!(word.starts_with(stem.trim_end_matches(['i', 'y'])), "{} of {}", stem, word);
                prop_assert!(stem.len() >= 3, "{} of {}", stem, word);
            }
        }
    }
}
