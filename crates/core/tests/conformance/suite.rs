//! The examples of a specification, as `spec.txt` holds them.

/// One example.
pub(crate) struct Example {
    pub(crate) line: usize,
    /// What the suite says behind `example`: the extension that it needs.
    pub(crate) extension: String,
    pub(crate) markdown: String,
    pub(crate) html: String,
}

const FENCE: &str = "````````````````````````````````";

/// All examples of `text`, in order. `→` stands for a tab.
pub(crate) fn examples(text: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if line == "<!-- END TESTS -->" {
            break;
        }
        let Some(extension) =
            line.strip_prefix(FENCE).and_then(|rest| rest.trim_start().strip_prefix("example"))
        else {
            continue;
        };
        let mut part = |end: &str| {
            let lines = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != end);
            lines.map(|line| line.replace('→', "\t") + "\n").collect::<String>()
        };
        examples.push(Example {
            line: number + 1,
            extension: extension.trim().to_owned(),
            markdown: part("."),
            html: part(FENCE),
        });
    }
    examples
}
