//! A long transcript in stretches: so many of them are drawn, and each can be folded.

use std::ops::Range;

use domain::run::Item;

/// Steps in a stretch, at most.
pub(super) const STEPS: usize = 100;
/// Items that a page shows at first, at least, where there are more: the last ones.
pub(crate) const SHOWN: usize = 200;

/// Steps that follow each other, or one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Which items.
    pub(super) items: Range<usize>,
    /// The number of the first step, among those that follow each other, from 1; 0 for a message.
    pub(super) number: usize,
    /// Whether more steps follow each other than one stretch has.
    pub(super) is_part: bool,
}

/// All of them, in order. One that is there keeps its place, however many items come.
pub(super) fn stretches(items: &[Item]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let is_step = matches!(item, Item::Step(_));
        let number = match found.last_mut() {
            Some(last) if is_step && last.number > 0 => {
                if last.items.len() < STEPS {
                    last.items.end = place + 1;
                    continue;
                }
                last.is_part = true;
                last.number + STEPS
            }
            _ => usize::from(is_step),
        };
        found.push(Stretch { items: place..place + 1, number, is_part: number > 1 });
    }
    found
}

/// The first item that is shown where the last `count` are asked for: whole stretches only.
pub(crate) fn first_shown(items: &[Item], count: usize) -> usize {
    let wanted = items.len().saturating_sub(count);
    stretches(items).iter().map(|stretch| stretch.items.start).take_while(|start| *start <= wanted).last().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use domain::run::{Step, StepState};
    use domain::time::Timestamp;

    use super::*;

    fn steps(count: usize) -> Vec<Item> {
        let step = |number: usize| {
            Item::Step(Step {
                key: format!("step-{number}"),
                title: String::new(),
                state: StepState::Completed,
                summary: String::new(),
                duration_us: None,
                started_at: Timestamp::from_micros(0),
                calls: Vec::new(),
                made: Vec::new(),
                reuse: None,
            })
        };
        (0..count).map(step).collect()
    }

    #[test]
    fn steps_go_together_by_hundreds_and_messages_stand_alone() {
        let mut items = steps(250);
        items.push(Item::Message { id: "m".into(), text: String::new(), complete: true });
        items.extend(steps(3));
        let found = stretches(&items);
        let told: Vec<_> = found.iter().map(|one| (one.items.clone(), one.number, one.is_part)).collect();
        assert_eq!(
            told,
            [
                (0..100, 1, true),
                (100..200, 101, true),
                (200..250, 201, true),
                (250..251, 0, false),
                (251..254, 1, false)
            ]
        );
        assert_eq!(stretches(&steps(100)).len(), 1);
        assert!(stretches(&[]).is_empty());
    }

    #[test]
    fn the_last_items_are_shown_in_whole_stretches() {
        assert_eq!(first_shown(&steps(150), 200), 0);
        assert_eq!(first_shown(&steps(2_500), 200), 2_300);
        assert_eq!(first_shown(&steps(2_550), 200), 2_300);
        assert_eq!(first_shown(&[], 200), 0);
    }
}
