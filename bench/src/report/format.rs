//! Figures as people read them.

/// Where there is no figure.
pub(super) const NONE: &str = "–";

pub(super) fn bytes(bytes: f64) -> String {
    if bytes < 1e6 { format!("{:.0} kB", bytes / 1e3) } else { format!("{:.1} MB", bytes / 1e6) }
}

pub(super) fn duration(milliseconds: f64) -> String {
    if milliseconds < 1e3 { format!("{milliseconds:.0} ms") } else { format!("{:.1} s", milliseconds / 1e3) }
}

/// Three digits that count.
pub(super) fn milliseconds(milliseconds: f64) -> String {
    let digits = if milliseconds < 10.0 { 2 } else { usize::from(milliseconds < 100.0) };
    format!("{milliseconds:.digits$}")
}

/// `of` on a figure, or the sign that there is none.
pub(super) fn or_none<T>(figure: Option<T>, of: impl Fn(T) -> String) -> String {
    figure.map_or_else(|| NONE.to_owned(), of)
}

/// A Markdown table.
pub(super) fn table(head: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rule: Vec<String> = head.iter().map(|_| "---".to_owned()).collect();
    let rows = rows
        .into_iter()
        .map(|cells| row(&cells.iter().map(|cell| cell.replace('|', "\\|")).collect::<Vec<_>>()));
    row(head) + &row(&rule) + &rows.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_units() {
        assert_eq!([bytes(999_499.0), bytes(1_250_000.0)], ["999 kB", "1.2 MB"]);
        assert_eq!([duration(12.4), duration(1234.0)], ["12 ms", "1.2 s"]);
        assert_eq!(
            [milliseconds(0.064), milliseconds(12.34), milliseconds(2347.0)],
            ["0.06", "12.3", "2347"]
        );
        assert_eq!(table(&["a".into()], [vec!["x|y".into()]]), "| a |\n| --- |\n| x\\|y |\n");
    }
}
