//! Traditional Chinese characters as simplified ones, so that `憑證過期` finds `凭证过期`.
//!
//! One character in, one out, as with all [folding](fn@super::fold). What needs a dictionary of words
//! (`乾淨` but `乾坤`) is left alone; which characters those are is written in `simplified.txt`, with
//! where it comes from. The compiler makes a bitmap and a table of that file: one bit for each
//! character of the block tells whether it changes, and how many changing ones stand before it is
//! its place among the targets (Jacobson, FOCS 1989).

/// The pairs as people read them. Used at compile time only; the module holds [`TABLE`].
const PAIRS: &str = include_str!("simplified.txt");
/// Number of pairs.
const COUNT: usize = count();
/// The block CJK Unified Ideographs, where all pairs lie.
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;
/// Words of 64 bits for one bit each character.
const WORDS: usize = ((LAST - FIRST) as usize).div_ceil(64);

static TABLE: Table = Table::new();

/// The simplified form of `c`, if it is a traditional one, and `c` itself if not.
///
/// What comes out never changes again. No table is searched: the cost is the same for every character.
#[inline]
pub(super) fn simplified(c: char) -> char {
    TABLE.target(c).unwrap_or(c)
}

struct Table {
    /// Bit `i` of word `w`: whether U+4E00 + 64 `w` + `i` changes.
    changes: [u64; WORDS],
    /// How many change before each word.
    before: [u16; WORDS],
    /// What they become, in order of what they are.
    targets: [u16; COUNT],
}

impl Table {
    #[inline]
    fn target(&self, c: char) -> Option<char> {
        let at = (c as u32).checked_sub(FIRST)?;
        let (word, bit) = ((at / 64) as usize, at % 64);
        let changes = self.changes.get(word)?;
        if changes >> bit & 1 == 0 {
            return None;
        }
        let here = (changes & ((1 << bit) - 1)).count_ones();
        let rank = usize::from(*self.before.get(word)?) + here as usize;
        char::from_u32(u32::from(*self.targets.get(rank)?))
    }

    /// Reads `simplified.txt`. It is evaluated by the compiler: what is asserted here fails the build.
    const fn new() -> Self {
        let mut table = Self { changes: [0; WORDS], before: [0; WORDS], targets: [0; COUNT] };
        let (mut at, mut rank, mut previous) = (0, 0, 0);
        loop {
            at = skip(at);
            if at >= PAIRS.len() {
                break;
            }
            let (from, to) = (decode(at), decode(at + 3));
            at += 6;
            assert!(from > previous, "the pairs are in order of code points");
            previous = from;
            let place = from - FIRST;
            table.changes[(place / 64) as usize] |= 1 << (place % 64);
            table.targets[rank] = to as u16;
            rank += 1;
        }
        let (mut word, mut sum) = (0, 0);
        while word < WORDS {
            table.before[word] = sum;
            sum += table.changes[word].count_ones() as u16;
            word += 1;
        }
        table
    }
}

const fn count() -> usize {
    let (mut at, mut count) = (skip(0), 0);
    while at < PAIRS.len() {
        count += 1;
        at = skip(at + 6);
    }
    count
}

/// Where the next pair begins, at `at` or after it, past blanks and comments.
const fn skip(mut at: usize) -> usize {
    let text = PAIRS.as_bytes();
    while at < text.len() {
        match text[at] {
            b' ' | b'\n' | b'\r' => at += 1,
            b'#' => {
                while at < text.len() && text[at] != b'\n' {
                    at += 1;
                }
            }
            _ => break,
        }
    }
    at
}

/// The character of three bytes at `at`: all of the block are, in UTF-8.
const fn decode(at: usize) -> u32 {
    let text = PAIRS.as_bytes();
    let (a, b, c) = (text[at], text[at + 1], text[at + 2]);
    assert!(a >> 4 == 0b1110 && b >> 6 == 0b10 && c >> 6 == 0b10, "a pair is two characters of the block");
    let code = (a as u32 & 0x0f) << 12 | (b as u32 & 0x3f) << 6 | c as u32 & 0x3f;
    assert!(FIRST <= code && code <= LAST, "a pair is two characters of the block");
    code
}

#[cfg(test)]
mod tests {
    use super::{COUNT, PAIRS, TABLE, simplified};

    fn text(traditional: &str) -> String {
        traditional.chars().map(simplified).collect()
    }

    fn pairs() -> impl Iterator<Item = (char, char)> {
        PAIRS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).map(|pair| {
            let mut characters = pair.chars();
            (characters.next().expect("a first"), characters.next().expect("a second"))
        })
    }

    #[test]
    fn traditional_becomes_simplified() {
        for (traditional, expected) in [
            ("憑證過期，連線逾時", "凭证过期，连线逾时"),
            ("節點無法啟動", "节点无法启动"),
            ("節點無法啓動", "节点无法启动"),
            ("磁碟寫滿後，資料庫無回應", "磁碟写满后，资料库无回应"),
            ("由於記憶體不足，行程被終止", "由于记忆体不足，行程被终止"),
            ("設定檔裡的網路位址錯誤", "设定档里的网路位址错误"),
            ("叢集、映像檔與負載平衡", "丛集、映像档与负载平衡"),
        ] {
            assert_eq!(text(traditional), expected);
        }
    }

    #[test]
    fn everything_else_stays() {
        for same in ["证书过期", "乾坤", "著名", "K3s abc ＡＢＣ", "かなカナ한글", "々〇㐀𠀀鿿一"]
        {
            assert_eq!(text(same), same);
        }
    }

    #[test]
    fn every_pair_is_read() {
        assert_eq!(pairs().count(), COUNT);
        for (from, to) in pairs() {
            assert_eq!(simplified(from), to, "{from}");
        }
        let changing = ('\0'..=char::MAX).filter(|&c| simplified(c) != c).count();
        assert_eq!(changing, COUNT);
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for c in '\0'..=char::MAX {
            let once = simplified(c);
            assert_eq!(simplified(once), once, "{c}");
            assert_eq!(once.len_utf8(), c.len_utf8(), "{c}: of one length in UTF-8, as is all of the block");
        }
    }

    #[test]
    fn the_module_stays_small() {
        assert!(size_of_val(&TABLE) <= 9 * 1024, "{}", size_of_val(&TABLE));
    }
}
