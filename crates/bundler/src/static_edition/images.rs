//! A text whose images are left out.

use casebook_core::markup::{Element, Fragment, Step};

/// `fragment` with the description of each image, in italics, in its place.
pub(super) fn described(fragment: Fragment) -> Fragment {
    let mut steps = Vec::with_capacity(fragment.steps.len());
    for step in fragment.steps {
        match step {
            // Its end follows at once, and closes the emphasis.
            Step::Open(Element::Image { alt, .. }) => {
                steps.extend([Step::Open(Element::Emphasis), Step::Text(alt)]);
            }
            step => steps.push(step),
        }
    }
    Fragment { steps, ..fragment }
}
