//! A set of writes in the order in which statements over many rows can make it.

use std::collections::HashMap;
use std::hash::Hash;

/// The places of `all` in layers, in each of which a key comes once: a statement over many rows changes each of them once, so
/// what comes second for the same row is left for the statements after it, and finds what the first one made.
pub fn layers<T, K: Eq + Hash>(all: &[T], key: impl Fn(&T) -> K) -> Vec<Vec<usize>> {
    let mut depths: HashMap<K, usize> = HashMap::with_capacity(all.len());
    let mut layers: Vec<Vec<usize>> = Vec::new();
    for (place, one) in all.iter().enumerate() {
        let depth = depths.entry(key(one)).or_default();
        match layers.get_mut(*depth) {
            Some(layer) => layer.push(place),
            None => layers.push(vec![place]),
        }
        *depth += 1;
    }
    layers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_again_is_in_the_next_layer() {
        let layers = layers(&["a", "b", "a", "c", "a", "b"], |name| *name);
        assert_eq!(layers, [vec![0, 1, 3], vec![2, 5], vec![4]]);
    }
}
