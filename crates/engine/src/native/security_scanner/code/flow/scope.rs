//! The variables of the functions around a place.

use std::collections::HashMap;

use super::value::Value;

/// Variables of one function.
#[derive(Debug, Default)]
struct Scope {
    name: String,
    answers: bool,
    values: HashMap<String, Kept>,
    /// The branches around the place in this function, by number, the innermost last.
    branches: Vec<u32>,
}

/// The value of a variable.
#[derive(Debug)]
struct Kept {
    value: Value,
    /// The branches in which it was set.
    within: Vec<u32>,
}

/// The functions around a place, the innermost last; the file itself is the first.
#[derive(Debug)]
pub(super) struct Scopes {
    scopes: Vec<Scope>,
    last_branch: u32,
}

impl Scopes {
    pub(super) fn new() -> Self {
        let file = Scope { branches: vec![0], ..Scope::default() };
        Self { scopes: vec![file], last_branch: 0 }
    }

    pub(super) fn enter(&mut self, name: &str, answers: bool) {
        self.last_branch += 1;
        let branches = vec![self.last_branch];
        self.scopes.push(Scope { name: name.to_owned(), answers, branches, ..Scope::default() });
    }

    pub(super) fn leave(&mut self) {
        if self.scopes.len() > 1 {
            self.scopes.pop();
        }
    }

    pub(super) fn enter_branch(&mut self) {
        self.last_branch += 1;
        if let Some(scope) = self.scopes.last_mut() {
            scope.branches.push(self.last_branch);
        }
    }

    pub(super) fn leave_branch(&mut self) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.branches.pop();
        }
    }

    /// The name of the innermost function that has one.
    pub(super) fn function(&self) -> &str {
        self.scopes.iter().rev().map(|scope| scope.name.as_str()).find(|name| !name.is_empty()).unwrap_or_default()
    }

    /// Whether the innermost function answers requests.
    pub(super) fn answers(&self) -> bool {
        self.scopes.last().is_some_and(|scope| scope.answers)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.scopes.iter().rev().find_map(|scope| scope.values.get(name)).map(|kept| &kept.value)
    }

    /// Gives a variable of the innermost function its value.
    pub(super) fn set(&mut self, name: &str, value: Value) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.set(name, value);
        }
    }

    /// Gives a variable its value, where functions share those of the functions around them.
    pub(super) fn set_shared(&mut self, name: &str, value: Value) {
        let innermost = self.scopes.len() - 1;
        match self.scopes.iter_mut().enumerate().rev().find(|(_, scope)| scope.values.contains_key(name)) {
            Some((number, scope)) if number < innermost => {
                // Nobody knows when the inner function runs.
                if let Some(kept) = scope.values.get_mut(name) {
                    kept.value = value.or(&kept.value);
                }
            }
            _ => self.set(name, value),
        }
    }
}

impl Scope {
    /// A new value replaces the old one, unless it is set where it may not happen.
    fn set(&mut self, name: &str, value: Value) {
        let here = self.branches.last().copied().unwrap_or_default();
        match self.values.get_mut(name) {
            Some(kept) if !kept.within.contains(&here) => kept.value = value.or(&kept.value),
            _ => drop(self.values.insert(name.to_owned(), Kept { value, within: self.branches.clone() })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::From;
    use super::*;

    fn of(scopes: &Scopes) -> Option<From> {
        scopes.get("a").map(|value| value.from)
    }

    #[test]
    fn what_may_not_happen_does_not_replace() {
        let mut scopes = Scopes::new();
        scopes.set("a", Value::outside());
        scopes.enter_branch();
        scopes.set("a", Value::constant("x"));
        scopes.leave_branch();
        assert_eq!(of(&scopes), Some(From::Outside));
        scopes.set("a", Value::constant("x"));
        assert_eq!(of(&scopes), Some(From::Constant));
    }

    #[test]
    fn both_sides_of_a_branch_count() {
        let mut scopes = Scopes::new();
        scopes.enter_branch();
        scopes.set("a", Value::outside());
        scopes.leave_branch();
        scopes.enter_branch();
        scopes.set("a", Value::constant("x"));
        scopes.leave_branch();
        assert_eq!(of(&scopes), Some(From::Outside));
    }
}
