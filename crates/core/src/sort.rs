//! Sorting with one copy of the algorithm.
//!
//! The standard library's sorts are compiled anew for every type and every order: 131 functions, a sixth
//! of the module's code. Here numbers are sorted, in one place, and the items follow them.

use std::cmp::Ordering;

/// Sorts `items` by `order`; what is equal stays in its order.
pub(crate) fn sort_by<T>(items: &mut [T], mut order: impl FnMut(&T, &T) -> Ordering) {
    if items.len() < 2 {
        return;
    }
    let mut numbers: Vec<u32> = (0..=u32::MAX).take(items.len()).collect();
    sort_numbers(&mut numbers, &mut |a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => order(a, b),
        _ => Ordering::Equal,
    });
    follow(items, &mut numbers);
}

/// Sorts `items` by a key; what is equal stays in its order.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts `items` by keys that were worked out before, one for each; what is equal stays in its order.
pub(crate) fn sort_by_keys<T, K: Ord>(items: &mut [T], keys: &[K]) {
    let mut numbers: Vec<u32> = (0..=u32::MAX).take(items.len()).collect();
    sort_numbers(&mut numbers, &mut |a, b| keys.get(a).cmp(&keys.get(b)));
    follow(items, &mut numbers);
}

/// Sorts `items`.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// The one sort.
fn sort_numbers(numbers: &mut [u32], order: &mut dyn FnMut(usize, usize) -> Ordering) {
    numbers.sort_unstable_by(|&a, &b| order(a as usize, b as usize).then(a.cmp(&b)));
}

/// Brings `items` into the order of `from`: to each place comes the item whose number stands there. Every
/// circle of places is gone through once.
fn follow<T>(items: &mut [T], from: &mut [u32]) {
    for start in 0..items.len() {
        let mut place = start;
        while let Some(number) = from.get_mut(place) {
            let next = std::mem::replace(number, u32::try_from(place).unwrap_or(u32::MAX)) as usize;
            if next == start || next >= items.len() {
                break;
            }
            items.swap(place, next);
            place = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{sort, sort_by, sort_by_key, sort_by_keys};

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items in prop::collection::vec((0_u8..8, any::<u16>()), 0..200)) {
            let (mut ours, mut theirs) = (items.clone(), items.clone());
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            let keys: Vec<_> = ours.iter().map(|item| item.1 % 7).collect();
            sort_by_keys(&mut ours, &keys);
            theirs.sort_by_key(|item| item.1 % 7);
            prop_assert_eq!(&ours, &theirs);
            sort_by(&mut ours, |a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
            theirs.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
            prop_assert_eq!(&ours, &theirs);
            let words: Vec<String> = items.iter().map(|item| item.1.to_string()).collect();
            let (mut ours, mut theirs) = (words.clone(), words);
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
