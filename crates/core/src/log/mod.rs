//! From a log to the cases it points to, each with the lines that say so.
//!
//! | step | file | subject |
//! |---|---|---|
//! | read | `reader` | chunks to lines, and all of it together |
//! | | `normal`, `escape` | a line without what terminals and formats put around a message |
//! | match | `grams` | where a signature is possible at all |
//! | | `signatures`, `automaton` | whether it is there, in whole or cut |
//! | | `seam` | a message that a terminal broke over two lines |
//! | remember | `evidence`, `shown` | the lines that matched, with their neighbours |
//! | else | `words` | lines that resemble a line of a case, where no signature matched |
//! | answer | `rank` | cases by what matched, causes above consequences |
//!
//! Matching is linear in the log, and takes a bounded amount of memory beside what it answers.

mod automaton;
mod escape;
mod evidence;
mod grams;
mod normal;
mod rank;
mod reader;
mod seam;
mod shown;
mod signatures;
mod words;

pub use evidence::Evidence;
pub use normal::normalize;
pub use rank::{Answer, Hit, Kind};
pub use reader::{MAX_INPUT, Reader};
pub use shown::Shown;
