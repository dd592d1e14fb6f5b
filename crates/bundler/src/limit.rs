//! How large the page in one file may become.

use crate::error::{Code, Error};
use crate::sizes::Sizes;

/// What the page in one file is called.
const BUNDLE: &str = "casebook.html";

/// Bytes in what people call a megabyte.
const MB: usize = 1_000_000;

/// A larger page opens slowly: a browser reads all of it, decodes and unpacks it and compiles the module
/// before the first search, and needs a multiple of its size in memory.
const SLOW: usize = 25 * MB;

/// A larger page is refused. Browsers hold a script element as one string, of at most 512 MB in V8,
/// beside which the decoded and the unpacked module lie; telephones give up long before.
const MOST: usize = 256 * MB;

/// What is in the module.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Contents {
    pub(crate) cases: usize,
    pub(crate) sizes: Sizes,
}

/// Whether a page of so many bytes may be written: an error, a warning or nothing to say.
pub(crate) fn check(bytes: usize, contents: Contents) -> Result<Option<String>, Error> {
    let Contents { cases, sizes: Sizes { text, index } } = contents;
    let held = format!("{cases} cases, text {}, index {}", megabytes(text), megabytes(index));
    let size = megabytes(bytes);
    if bytes > MOST {
        return Err(Code::TooLarge.error(format!(
            "the bundle would have {size}; browsers do not open a page of more than {} reliably. \
             It would hold {held}. Split the collection, or host pkg/ and www/ instead of {BUNDLE}",
            megabytes(MOST)
        )));
    }
    Ok((bytes > SLOW).then(|| {
        format!(
            "{BUNDLE} has {size} and is slow to open ({held}): above {} split the collection, or host \
             pkg/ and www/ instead",
            megabytes(SLOW)
        )
    }))
}

fn megabytes(bytes: usize) -> String {
    let tenths = (bytes + MB / 20) / (MB / 10);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTENTS: Contents =
        Contents { cases: 10_000, sizes: Sizes { text: 118_600_000, index: 37_849_999 } };

    #[test]
    fn what_opens_quickly_needs_no_words() {
        for bytes in [0, SLOW] {
            assert!(check(bytes, CONTENTS).is_ok_and(|warning| warning.is_none()), "{bytes}");
        }
    }

    #[test]
    fn what_opens_slowly_is_said() {
        for bytes in [SLOW + 1, MOST] {
            let warning = check(bytes, CONTENTS).ok().flatten().unwrap_or_default();
            let held = "10000 cases, text 118.6 MB, index 37.8 MB";
            assert!(warning.contains(held) && warning.contains("slow to open"), "{warning}");
        }
    }

    #[test]
    fn what_does_not_open_is_refused() {
        let problem = check(300_000_000, CONTENTS).err().map(|error| error.to_string()).unwrap_or_default();
        for part in
            ["would have 300.0 MB", "more than 256.0 MB", "10000 cases", "text 118.6 MB", "pkg/", BUNDLE]
        {
            assert!(problem.contains(part), "{problem}");
        }
        assert!(check(MOST + 1, CONTENTS).is_err());
    }
}
