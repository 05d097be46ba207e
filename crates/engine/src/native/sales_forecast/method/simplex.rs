//! The lowest point of a function, found by its values alone: Nelder and Mead, The Computer Journal 7, 1965.

/// Looks for the lowest point from `start` with at most about `evaluations` values; the best point seen.
///
/// Reflection 1, expansion 2, contraction and shrinking 1/2, as in the paper. What is not a number counts as infinite.
pub(super) fn minimise(start: &[f64], evaluations: usize, mut cost: impl FnMut(&[f64]) -> f64) -> Vec<f64> {
    let mut cost = |point: &[f64]| {
        let value = cost(point);
        if value.is_nan() { f64::INFINITY } else { value }
    };
    let size = start.len();
    let mut points: Vec<(f64, Vec<f64>)> = vec![(cost(start), start.to_vec())];
    for place in 0..size {
        let mut point = start.to_vec();
        point[place] += 1.0;
        points.push((cost(&point), point));
    }
    let mut used = size + 1;
    while used < evaluations {
        points.sort_by(|one, other| one.0.total_cmp(&other.0));
        let (best, worst) = (points[0].0, points[size].0);
        if !(worst - best).is_nan() && worst - best <= best.abs() * 1e-9 {
            break;
        }
        let centre: Vec<f64> = (0..size)
            .map(|place| {
                points[..size].iter().map(|(_, point)| point[place]).sum::<f64>()
                    / f64::from(u32::try_from(size).unwrap_or(1))
            })
            .collect();
        let away = |by: f64| -> Vec<f64> {
            centre.iter().zip(&points[size].1).map(|(centre, worst)| centre + by * (centre - worst)).collect()
        };
        let reflected = away(1.0);
        let value = cost(&reflected);
        used += 1;
        if value < points[0].0 {
            let expanded = away(2.0);
            let further = cost(&expanded);
            used += 1;
            points[size] = if further < value { (further, expanded) } else { (value, reflected) };
        } else if value < points[size - 1].0 {
            points[size] = (value, reflected);
        } else {
            let contracted = if value < worst { away(0.5) } else { away(-0.5) };
            let nearer = cost(&contracted);
            used += 1;
            if nearer < value.min(worst) {
                points[size] = (nearer, contracted);
            } else {
                let best = points[0].1.clone();
                for (value, point) in &mut points[1..] {
                    for (own, best) in point.iter_mut().zip(&best) {
                        *own = f64::midpoint(*own, *best);
                    }
                    *value = cost(point);
                }
                used += size;
            }
        }
    }
    points.sort_by(|one, other| one.0.total_cmp(&other.0));
    points.swap_remove(0).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_valley_of_rosenbrock_is_found() {
        let cost = |at: &[f64]| (1.0 - at[0]).powi(2) + 100.0 * (at[1] - at[0] * at[0]).powi(2);
        let lowest = minimise(&[-1.2, 1.0], 400, cost);
        assert!((lowest[0] - 1.0).abs() < 1e-3 && (lowest[1] - 1.0).abs() < 1e-3, "{lowest:?}");
    }

    #[test]
    fn nowhere_to_go_ends() {
        assert_eq!(minimise(&[3.0], 100, |_| f64::NAN).len(), 1);
        assert_eq!(minimise(&[3.0], 100, |_| 1.0), [3.0]);
    }
}
