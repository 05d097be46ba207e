//! What of an agent's input is in sight at first, on its page and where it is run alike.

use domain::input::Field;

/// Fields in sight where none is needed, and options so few that folding them saves nothing.
const FEW: usize = 3;

/// What is in sight, and the options that are folded away, each in the order in which they are declared.
///
/// Where a run needs nothing in particular, the first fields are what the agent is about.
pub(in crate::pages) fn folded(fields: Vec<Field>) -> (Vec<Field>, Vec<Field>) {
    let needs_any = fields.iter().any(|field| field.required);
    let (mut in_sight, mut options) = (Vec::new(), Vec::new());
    for (place, field) in fields.into_iter().enumerate() {
        let is_main = if needs_any { field.required } else { place < FEW };
        if is_main { &mut in_sight } else { &mut options }.push(field);
    }
    if options.len() <= FEW {
        in_sight.append(&mut options);
    }
    (in_sight, options)
}

#[cfg(test)]
mod tests {
    use domain::input::Kind;

    use super::*;

    fn names(needed: &[&str], all: &[&str]) -> (Vec<String>, Vec<String>) {
        let field = |name: &&str| Field {
            name: (*name).to_owned(),
            label: (*name).to_owned(),
            help: String::new(),
            required: needed.contains(name),
            kind: Kind::Boolean { default: false },
        };
        let (in_sight, options) = folded(all.iter().map(field).collect());
        let names = |fields: Vec<Field>| fields.into_iter().map(|field| field.name).collect();
        (names(in_sight), names(options))
    }

    #[test]
    fn what_a_run_needs_is_in_sight_else_the_first_three() {
        let all = ["a", "b", "c", "d", "e", "f", "g"];
        assert_eq!(names(&["c"], &all), (vec!["c".into()], ["a", "b", "d", "e", "f", "g"].map(str::to_owned).to_vec()));
        assert_eq!(
            names(&[], &all),
            (["a", "b", "c"].map(str::to_owned).to_vec(), ["d", "e", "f", "g"].map(str::to_owned).to_vec())
        );
    }

    #[test]
    fn a_few_options_stay_in_sight_after_what_is_needed() {
        assert_eq!(names(&["b"], &["a", "b", "c", "d"]), (["b", "a", "c", "d"].map(str::to_owned).to_vec(), vec![]));
        assert_eq!(names(&[], &["a", "b"]), (["a", "b"].map(str::to_owned).to_vec(), vec![]));
    }
}
