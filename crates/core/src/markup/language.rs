//! What the language of a code block tells of its contents.

/// Languages whose blocks hold commands, as they are written in info strings.
pub const SHELLS: [&str; 9] =
    ["sh", "bash", "shell", "zsh", "ash", "dash", "ksh", "console", "shell-session"];

/// Languages whose blocks hold what somebody wrote for a program to read: files, code.
const SOURCES: [&str; 14] = [
    "yaml",
    "yml",
    "json",
    "jsonc",
    "json5",
    "toml",
    "rego",
    "go",
    "golang",
    "rust",
    "rs",
    "diff",
    "patch",
    "dockerfile",
];

/// Whether a block in this language is what a program printed, and not what somebody typed or wrote.
#[must_use]
pub fn is_printed(language: &str) -> bool {
    !SHELLS.contains(&language) && !SOURCES.contains(&language)
}

#[cfg(test)]
mod tests {
    use super::is_printed;

    #[test]
    fn commands_and_files_are_not_printed() {
        for language in ["", "text", "log", "plain"] {
            assert!(is_printed(language), "{language}");
        }
        for language in ["sh", "bash", "console", "yaml", "yml", "json", "rego", "dockerfile"] {
            assert!(!is_printed(language), "{language}");
        }
    }
}
