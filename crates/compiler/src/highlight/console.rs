//! A session at a shell: commands behind their prompts, and what they wrote.

use casebook_core::markup::TokenKind::{Output, Prompt};

use super::scanner::Scanner;
use super::shell::Shell;

/// What a shell writes before the lines that continue a command.
const CONTINUED: &str = "> ";

/// A line is a command behind a prompt, the rest of one, or output.
pub(super) fn lex(scanner: &mut Scanner<'_>) {
    // Of the command that the next line may continue.
    let mut shell: Option<Shell> = None;
    while scanner.peek().is_some() {
        let start = scanner.at();
        let prompt = prompt_length(scanner.line());
        let continued = scanner.sees(CONTINUED);
        match (prompt, shell.take()) {
            (1.., _) => {
                scanner.skip_bytes(prompt);
                scanner.mark(Prompt, start);
                shell = command(scanner, Shell::default());
            }
            (_, Some(before)) if continued => {
                scanner.eat(CONTINUED);
                scanner.mark(Prompt, start);
                shell = command(scanner, before);
            }
            (_, Some(before)) => shell = command(scanner, before),
            (_, None) => {
                // To the next prompt, ends of lines included: without them, nothing is left of it.
                while scanner.peek().is_some() && prompt_length(scanner.line()) == 0 {
                    scanner.skip_line();
                    scanner.next();
                }
                scanner.mark(Output, start);
            }
        }
    }
}

/// Reads the line of a command, and its end. Returns the shell if the command goes on.
fn command(scanner: &mut Scanner<'_>, mut shell: Shell) -> Option<Shell> {
    shell.line(scanner);
    scanner.next();
    (shell.goes_on()).then_some(shell)
}

/// How many bytes of a line are a prompt: `$ `, `# `, and what may stand before it, `user@host:~`,
/// `[user@host folder]`.
pub(crate) fn prompt_length(line: &str) -> usize {
    let Some((at, sign)) = line.char_indices().find(|(_, c)| matches!(c, '$' | '#')) else { return 0 };
    let (before, behind) = (line.get(..at).unwrap_or(""), line.get(at + sign.len_utf8()..).unwrap_or(""));
    let name = before.trim_start();
    let bracketed = name.strip_prefix('[').and_then(|name| name.trim_end().strip_suffix(']'));
    let is_host = |name: &str| name.contains('@') && !name.starts_with('@');
    let is_prompt = name.is_empty()
        || bracketed.is_some_and(is_host)
        || (is_host(name) && !name.contains(char::is_whitespace));
    match behind.strip_prefix(' ') {
        Some(_) if is_prompt => at + sign.len_utf8() + 1,
        // A prompt at which nothing was typed.
        None if is_prompt && behind.is_empty() => line.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::prompt_length;

    #[test]
    fn prompts_are_told_from_output() {
        for prompt in ["$ ", "# ", "  $ ", "root@node:~# ", "me@node:/var/log$ ", "[root@node ~]# "] {
            assert_eq!(prompt_length(&format!("{prompt}ls $HOME # x")), prompt.len(), "{prompt:?}");
        }
        assert_eq!(prompt_length("root@node:~#"), "root@node:~#".len());
        for output in ["", "NAME $ 5", "[INFO] # x", "@a# b", "a b@c $ d", "$HOME", "#!/bin/sh", "> x"] {
            assert_eq!(prompt_length(output), 0, "{output:?}");
        }
    }
}
