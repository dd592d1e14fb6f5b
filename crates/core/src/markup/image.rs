//! How large an image is, for a page that leaves room for it before it is there.

/// Most pixels of a side: more than a reader can look at.
pub const MAX_SIDE: u32 = 16_384;

/// Width and height of an image in pixels, each from 1 to [`MAX_SIDE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageSize {
    width: u32,
    height: u32,
}

impl ImageSize {
    /// Takes width and height if both are in range.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Option<Self> {
        let fits = |side: u32| (1..=MAX_SIDE).contains(&side);
        (fits(width) && fits(height)).then_some(Self { width, height })
    }

    /// In pixels.
    #[must_use]
    pub fn width(self) -> u32 {
        self.width
    }

    /// In pixels.
    #[must_use]
    pub fn height(self) -> u32 {
        self.height
    }
}

#[cfg(test)]
mod tests {
    use super::{ImageSize, MAX_SIDE};

    #[test]
    fn sides_are_in_range() {
        assert!(ImageSize::new(1, MAX_SIDE).is_some());
        for (width, height) in [(0, 1), (1, 0), (MAX_SIDE + 1, 1), (1, u32::MAX)] {
            assert_eq!(ImageSize::new(width, height), None);
        }
    }
}
