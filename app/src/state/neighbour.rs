//! Which thing of a list takes the place of one that has gone.

/// The nearest thing after `gone` that is still there, else the nearest before it.
///
/// `before` is the list with `gone` in it, `after` the list without it.
pub(crate) fn neighbour<T: Copy + PartialEq>(before: &[T], gone: T, after: &[T]) -> Option<T> {
    let at = before.iter().position(|it| *it == gone)?;
    let (earlier, later) = before.split_at(at);
    let nearest = later.iter().skip(1).chain(earlier.iter().rev());
    nearest.copied().find(|it| after.contains(it))
}

#[cfg(test)]
mod tests {
    use super::neighbour;
    use proptest::prelude::*;

    #[test]
    fn is_the_next_else_the_one_before() {
        assert_eq!(neighbour(&[1, 2, 3], 2, &[1, 3]), Some(3));
        assert_eq!(neighbour(&[1, 2, 3], 3, &[1, 2]), Some(2));
        assert_eq!(neighbour(&[1], 1, &[]), None);
        assert_eq!(neighbour(&[1, 2, 3, 4], 2, &[1, 4]), Some(4), "the next went too");
        assert_eq!(neighbour(&[1, 2], 9, &[1, 2]), None, "it was never there");
    }

    proptest! {
        #[test]
        fn is_always_one_that_is_there(before in proptest::collection::hash_set(0..20u8, 1..10), kept in any::<u32>()) {
            let before: Vec<u8> = before.into_iter().collect();
            let gone = before[0];
            let after: Vec<u8> = before.iter().copied().filter(|it| *it != gone && kept & (1 << it) != 0).collect();
            match neighbour(&before, gone, &after) {
                Some(it) => prop_assert!(after.contains(&it)),
                None => prop_assert!(after.is_empty()),
            }
        }
    }
}
