//! Commands: which program runs, with which options; quotes, variables, and what joins commands.

use std::collections::VecDeque;

use casebook_core::markup::TokenKind::{Comment, Key, Keyword, Operator, String, Variable};

use super::scanner::{Scanner, is_name};

/// Words after which a command begins.
const BEFORE_COMMANDS: [&str; 10] = ["if", "then", "else", "elif", "while", "until", "do", "!", "{", "time"];
/// Words of the language that no command follows.
const OTHER_WORDS: [&str; 9] = ["fi", "done", "esac", "for", "case", "in", "function", "select", "}"];
/// Programs that run the next word, if it is no option.
const WRAPPERS: [&str; 6] = ["sudo", "exec", "nohup", "command", "env", "xargs"];
/// What ends a word.
const SPECIAL: &str = "|&;()<>\"'`$\\";

/// Reads commands, to the end of the text.
pub(super) fn lex(scanner: &mut Scanner<'_>) {
    let mut shell = Shell::default();
    while scanner.peek().is_some() {
        shell.line(scanner);
        scanner.next();
    }
}

/// What a line of commands leaves to the next.
#[derive(Default)]
pub(super) struct Shell {
    /// What is open around the place: parentheses and double quotes.
    open: Vec<Open>,
    /// The next word is an argument, though it is the first of its line.
    within_command: bool,
    /// What ends the here-documents that begin behind this line.
    documents: VecDeque<std::string::String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Parenthesis,
    Quotes,
}

impl Shell {
    /// Reads a line, and all of a quotation that goes on in the next ones; not the end of the line.
    pub(super) fn line(&mut self, scanner: &mut Scanner<'_>) {
        if self.document(scanner) {
            return;
        }
        let mut command = !std::mem::take(&mut self.within_command);
        loop {
            if self.open.last() == Some(&Open::Quotes) {
                let start = scanner.at();
                command = self.quotes(scanner, start);
                continue;
            }
            let Some(c) = scanner.peek().filter(|c| *c != '\n') else { return };
            let start = scanner.at();
            // The value of a variable that is set for the command behind it: `A='b' c`.
            let is_value = command && scanner.before() == Some('=');
            match c {
                '#' if scanner.before().is_none_or(char::is_whitespace) => {
                    scanner.skip_line();
                    scanner.mark(Comment, start);
                }
                '\'' => {
                    scanner.next();
                    scanner.skip_past("'");
                    scanner.mark(String, start);
                    command = is_value;
                }
                '"' => {
                    scanner.next();
                    self.open.push(Open::Quotes);
                    command = self.quotes(scanner, start) || is_value;
                }
                '\\' => {
                    scanner.next();
                    if scanner.sees("\n") {
                        self.within_command = !command;
                        return;
                    }
                    scanner.next();
                    command = false;
                }
                '$' => command = self.expansion(scanner, command) || is_value,
                '<' if placeholder(scanner.rest()) > 0 => {
                    scanner.skip_bytes(placeholder(scanner.rest()));
                    command = false;
                }
                '|' | '&' | ';' | '<' | '>' => command = self.operator(scanner, command),
                '(' => {
                    scanner.next();
                    self.open.push(Open::Parenthesis);
                    command = true;
                }
                ')' => {
                    scanner.next();
                    // Without its opening, it ends the pattern of a `case`.
                    command = self.open.pop().is_none();
                }
                '`' => {
                    scanner.next();
                    command = true;
                }
                c if c.is_whitespace() => {
                    scanner.next();
                }
                _ => command = word(scanner, command),
            }
        }
    }

    /// Whether the next line belongs to the command of this one.
    pub(super) fn goes_on(&self) -> bool {
        self.within_command || !self.open.is_empty() || !self.documents.is_empty()
    }

    /// Reads double quotes from within, to their end or to where a command begins in them; what was
    /// read since `start` belongs to them. Returns whether a command follows.
    fn quotes(&mut self, scanner: &mut Scanner<'_>, start: usize) -> bool {
        loop {
            match scanner.peek() {
                Some('"') => {
                    scanner.next();
                    scanner.mark(String, start);
                    self.open.pop();
                    return false;
                }
                Some('\\') => {
                    scanner.next();
                    scanner.next();
                }
                Some('$') => {
                    scanner.mark(String, start);
                    if self.expansion(scanner, false) {
                        return true;
                    }
                }
                Some(_) => {
                    scanner.next();
                }
                None => {
                    scanner.mark(String, start);
                    self.open.pop();
                    return false;
                }
            }
        }
    }

    /// Reads `$` and what it stands for, or `$` alone. Returns whether a command follows.
    fn expansion(&mut self, scanner: &mut Scanner<'_>, command: bool) -> bool {
        let start = scanner.at();
        scanner.next();
        match scanner.peek() {
            Some('(') => {
                scanner.next();
                self.open.push(Open::Parenthesis);
                return true;
            }
            Some('{') => {
                scanner.skip_while(|c| c != '}' && c != '\n');
                scanner.eat("}");
            }
            Some(c) if is_name(c) && !c.is_ascii_digit() => scanner.skip_while(is_name),
            Some(c) if c.is_ascii_digit() || "@*#?$!-".contains(c) => {
                scanner.next();
            }
            _ => return command,
        }
        scanner.mark(Variable, start);
        false
    }

    /// Reads what joins commands or leads what they read and write elsewhere.
    fn operator(&mut self, scanner: &mut Scanner<'_>, command: bool) -> bool {
        let start = scanner.at();
        let joins = scanner.peek().is_some_and(|c| "|&;".contains(c)) && !scanner.sees("&>");
        if joins {
            scanner.skip_while(|c| "|&;".contains(c));
            scanner.mark(Operator, start);
            return true;
        }
        if scanner.eat("<<<") {
            scanner.mark(Operator, start);
        } else if scanner.eat("<<") {
            scanner.eat("-");
            scanner.mark(Operator, start);
            self.begin_document(scanner);
        } else if scanner.eat("<(") || scanner.eat(">(") {
            self.open.push(Open::Parenthesis);
            return true;
        } else {
            scanner.eat("&");
            scanner.skip_while(|c| c == '>' || c == '<');
            let is_file = !duplicates(scanner);
            scanner.mark(Operator, start);
            if is_file {
                // It is no command, and what comes behind it is what came before.
                scanner.skip_blanks();
                scanner.skip_while(in_word);
            }
        }
        command
    }

    /// Reads the word that ends a here-document.
    fn begin_document(&mut self, scanner: &mut Scanner<'_>) {
        scanner.skip_blanks();
        let start = scanner.at();
        scanner.skip_while(|c| is_name(c) || "'\"\\-.".contains(c));
        scanner.mark(String, start);
        let end = scanner.since(start).trim_matches(['\'', '"', '\\']);
        // `$((1<<3))` is none.
        if !end.is_empty() && !end.starts_with(|c: char| c.is_ascii_digit()) {
            self.documents.push_back(end.to_owned());
        }
    }

    /// Reads a line of a here-document, if one is open.
    fn document(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let Some(end) = self.documents.front() else { return false };
        let is_end = scanner.line().trim_start_matches('\t') == end;
        scanner.skip_line();
        if is_end {
            self.documents.pop_front();
        }
        true
    }
}

/// Reads a word, or what of it has no quotes, variables and the like in it. Returns whether a command
/// follows.
fn word(scanner: &mut Scanner<'_>, command: bool) -> bool {
    let start = scanner.at();
    let begins = scanner.before().is_none_or(|c| c.is_whitespace() || "|&;(`".contains(c));
    if begins && scanner.peek() == Some('-') {
        scanner.skip_while(|c| is_name(c) || c == '-' || c == '.');
        if scanner.since(start).contains(is_name) {
            scanner.mark(Key, start);
        }
        scanner.skip_while(in_word);
        return false;
    }
    if !(command && begins) {
        scanner.skip_while(in_word);
        // `2>`
        if begins && scanner.sees(">") && scanner.since(start).bytes().all(|byte| byte.is_ascii_digit()) {
            scanner.skip_while(|c| c == '>');
            duplicates(scanner);
            scanner.mark(Operator, start);
        }
        return command && !begins;
    }
    scanner.skip_while(is_name);
    if scanner.sees("=") && scanner.at() > start {
        scanner.mark(Variable, start);
        scanner.skip_while(in_word);
        return true;
    }
    scanner.skip_while(in_word);
    let word = scanner.since(start);
    // Its rest is in quotes, or a placeholder.
    let is_whole = scanner.peek().is_none_or(|c| c.is_whitespace() || "|&;)>`".contains(c));
    if is_whole {
        scanner.mark(Keyword, start);
    }
    is_whole && !OTHER_WORDS.contains(&word) && (BEFORE_COMMANDS.contains(&word) || WRAPPERS.contains(&word))
}

/// Reads the rest of `2>&1` or `>&-`.
fn duplicates(scanner: &mut Scanner<'_>) -> bool {
    let found = scanner.eat("&");
    if found {
        scanner.skip_while(|c| c.is_ascii_digit() || c == '-');
    }
    found
}

fn in_word(c: char) -> bool {
    !c.is_whitespace() && !SPECIAL.contains(c)
}

/// The length of the placeholder at the beginning of `text`, such as `<node>`: what the page turns into
/// a field.
fn placeholder(text: &str) -> usize {
    let name = text.strip_prefix('<').filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let length = name.map_or(0, |name| name.len() - name.trim_start_matches(fits).len());
    if name.and_then(|name| name.get(length..)).is_some_and(|rest| rest.starts_with('>')) {
        length + 2
    } else {
        0
    }
}
