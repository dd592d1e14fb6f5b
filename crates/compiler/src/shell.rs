//! Just enough of the shell's grammar to see which programs a line runs.
//!
//! Quotes, pipes, lists, sub-shells and command substitutions are told apart; expansions are not
//! done. What a line hides from this reader it hides from most reviewers too.

/// A word and whether any of it was quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) quoted: bool,
}

/// A program with its arguments; redirections are words, too.
pub(crate) type Command = Vec<Word>;

/// Commands joined by `|`.
pub(crate) type Pipeline = Vec<Command>;

/// Words that stand before a program that they run or guard.
const WRAPPERS: [&str; 26] = [
    "!", "command", "do", "doas", "docker", "else", "env", "exec", "find", "if", "ionice", "k3s", "kubectl",
    "nerdctl", "nice", "nohup", "nsenter", "podman", "ssh", "su", "sudo", "then", "time", "timeout", "until",
    "xargs",
];

/// Programs that run the text after `-c`.
const INTERPRETERS: [&str; 8] = ["sh", "bash", "zsh", "ash", "dash", "ksh", "su", "ssh"];

/// How deep scripts in quotes are followed.
const MAX_SCRIPTS: usize = 4;

/// The pipelines of a line, those inside of quoted scripts and substitutions included.
pub(crate) fn pipelines(line: &str) -> Vec<Pipeline> {
    let mut found = split(line);
    scripts(&mut found, 0);
    found
}

/// The pipelines that stand in quotes after `sh -c`, `ssh host` and the like.
fn scripts(pipelines: &mut Vec<Pipeline>, depth: usize) {
    if depth >= MAX_SCRIPTS {
        return;
    }
    let mut inner = Vec::new();
    for command in pipelines.iter().flatten() {
        if command.iter().any(|word| !word.quoted && INTERPRETERS.contains(&program_name(&word.text))) {
            let quoted = command.iter().filter(|word| word.quoted && word.text.contains(' '));
            inner.extend(quoted.flat_map(|word| split(&word.text)));
        }
    }
    if !inner.is_empty() {
        scripts(&mut inner, depth + 1);
        pipelines.extend(inner);
    }
}

/// The name of a program without its folder.
pub(crate) fn program_name(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

/// The parts of `command` that may be a program with its arguments: the command itself without
/// assignments, and, when it begins with a wrapper, everything from each later word on.
pub(crate) fn programs(command: &Command) -> Vec<&[Word]> {
    let is_assignment = |word: &Word| {
        word.text.split_once('=').is_some_and(|(name, _)| {
            name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        })
    };
    let start = command.iter().position(|word| !is_assignment(word)).unwrap_or(command.len());
    let command = command.get(start..).unwrap_or_default();
    let wraps = command.first().is_some_and(|word| WRAPPERS.contains(&program_name(&word.text)));
    let last = if wraps { command.len() } else { 1 };
    (0..last).filter_map(|at| command.get(at..).filter(|rest| !rest.is_empty())).collect()
}

fn split(line: &str) -> Vec<Pipeline> {
    let mut splitter = Splitter::default();
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => splitter.push(chars.next().unwrap_or('\\'), false),
            '\'' | '"' => {
                splitter.begin_quoted();
                while let Some(inner) = chars.next().filter(|inner| *inner != c) {
                    let escaped = c == '"' && inner == '\\';
                    splitter.push(if escaped { chars.next().unwrap_or('\\') } else { inner }, true);
                }
            }
            '#' if splitter.word.is_none() => break,
            '|' if chars.peek() == Some(&'|') => splitter.end_pipeline(),
            '|' => splitter.end_command(),
            ';' | '&' | '(' | ')' | '{' | '}' | '`' | '\n' if !splitter.is_placeholder(c) => {
                splitter.end_pipeline();
            }
            '>' if splitter.word.as_ref().is_none_or(|word| !word.text.starts_with('<')) => {
                splitter.end_word();
                splitter.push('>', false);
                splitter.end_word();
            }
            c if c.is_whitespace() => splitter.end_word(),
            c => splitter.push(c, false),
        }
    }
    splitter.end_pipeline();
    splitter.done
}

#[derive(Default)]
struct Splitter {
    done: Vec<Pipeline>,
    pipeline: Pipeline,
    command: Command,
    word: Option<Word>,
}

impl Splitter {
    fn push(&mut self, c: char, quoted: bool) {
        let word = self.word.get_or_insert_with(|| Word { text: String::new(), quoted: false });
        word.text.push(c);
        word.quoted |= quoted;
    }

    fn begin_quoted(&mut self) {
        self.word.get_or_insert_with(|| Word { text: String::new(), quoted: true }).quoted = true;
    }

    /// `{}` of `find` and `xargs` is a word.
    fn is_placeholder(&self, c: char) -> bool {
        c == '}' && self.word.as_ref().is_some_and(|word| word.text.contains('{'))
    }

    fn end_word(&mut self) {
        self.command.extend(self.word.take());
    }

    fn end_command(&mut self) {
        self.end_word();
        if !self.command.is_empty() {
            self.pipeline.push(std::mem::take(&mut self.command));
        }
    }

    fn end_pipeline(&mut self) {
        self.end_command();
        if !self.pipeline.is_empty() {
            self.done.push(std::mem::take(&mut self.pipeline));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pipelines;

    fn shown(line: &str) -> Vec<Vec<String>> {
        let command = |command: &Vec<super::Word>| {
            command.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        pipelines(line).iter().map(|pipeline| pipeline.iter().map(command).collect()).collect()
    }

    #[test]
    fn lines_are_cut_where_the_shell_cuts_them() {
        assert_eq!(shown("a 'b c' | d && e; f # g"), [vec!["a b c", "d"], vec!["e"], vec!["f"]]);
        assert_eq!(shown("echo \"x | y\" || z"), [vec!["echo x | y"], vec!["z"]]);
        assert_eq!(shown("echo $(rm -rf /x)"), [vec!["echo $"], vec!["rm -rf /x"]]);
        assert_eq!(shown("ssh n \"rm -rf /x\""), [vec!["ssh n rm -rf /x"], vec!["rm -rf /x"]]);
    }
}
