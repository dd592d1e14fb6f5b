//! Percentiles of times.

/// The smallest of `sorted` that at least `share` of them do not exceed (nearest rank); 0 of none.
pub(crate) fn percentile(sorted: &[f64], share: f64) -> f64 {
    let rank = (share * sorted.len() as f64).ceil().max(1.0);
    // Not negative, and far below 2^53.
    #[allow(clippy::cast_sign_loss)]
    sorted.get(rank as usize - 1).copied().unwrap_or(0.0)
}

/// The middle one, the lower of two; 0 of none.
pub(crate) fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    percentile(&sorted, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_rank() {
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        for (numbers, share, expected) in [
            (&hundred[..], 0.5, 50.0),
            (&hundred[..], 0.95, 95.0),
            (&hundred[..], 0.99, 99.0),
            (&hundred[..], 1.0, 100.0),
            (&hundred[..2], 0.5, 1.0),
            (&hundred[..3], 0.5, 2.0),
            (&hundred[..1], 0.99, 1.0),
            (&[][..], 0.5, 0.0),
        ] {
            let found = percentile(numbers, share);
            assert!((found - expected).abs() < 1e-9, "{share} of {}: {found}", numbers.len());
        }
        assert!((median(&[3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
    }
}
