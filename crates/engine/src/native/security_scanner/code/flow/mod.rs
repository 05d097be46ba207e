//! Where values come from and where they go, within one function.
//!
//! One walk over the tree in the order of the text. A variable has the value that was set last; where that may not have
//! happened, either of the two. Nothing is known of what other functions do with their arguments: what they give comes
//! from outside if something that went in does, and is unknown otherwise.

mod eval;
mod scope;
pub(super) mod value;

use std::collections::HashMap;
use std::ops::Range;

use tree_sitter::{Node, Tree, TreeCursor};

use self::scope::Scopes;
use self::value::Value;
use super::reader::{Code, Fact, Reader, Shape};
use super::sink::{Hit, Tables};
use crate::cancel::Cancel;
use crate::native::security_scanner::limit::MAX_FINDINGS_PER_FILE;

/// Expressions that are looked into for one file: what is nested beyond all sense counts as unknown.
const FUEL: u32 = 4_000_000;
/// Nodes between two looks at the flag that asks to stop.
const NODES_PER_CHECK: u32 = 10_000;

/// A walk over one file.
pub(super) struct Flow<'t> {
    pub(super) code: Code<'t>,
    pub(super) reader: &'static dyn Reader,
    pub(super) tables: &'static Tables,
    imports: HashMap<String, String>,
    scopes: Scopes,
    /// What is being given a value around the place, by name: so it is known what chance is drawn for.
    pub(super) target: String,
    hits: Vec<Hit<'t>>,
    /// Where passwords stand, so that no output shows them.
    pub(super) secrets: Vec<Range<usize>>,
    fuel: u32,
}

/// What a walk found.
pub(super) struct Walked<'t> {
    /// What hurts.
    pub(super) hits: Vec<Hit<'t>>,
    /// Where passwords stand.
    pub(super) secrets: Vec<Range<usize>>,
}

/// What ends with a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Nothing,
    Function,
    Branch,
}

impl<'t> Flow<'t> {
    /// Walks over the tree and tells what was hit.
    pub(super) fn walk(code: Code<'t>, tree: &'t Tree, reader: &'static dyn Reader, cancel: &Cancel) -> Walked<'t> {
        let mut flow = Self {
            code,
            reader,
            tables: reader.tables(),
            imports: HashMap::new(),
            scopes: Scopes::new(),
            target: String::new(),
            hits: Vec::new(),
            secrets: Vec::new(),
            fuel: FUEL,
        };
        flow.all(&mut tree.walk(), cancel);
        Walked { hits: flow.hits, secrets: flow.secrets }
    }

    /// Every node, without recursion: trees are as deep as their author likes.
    fn all(&mut self, cursor: &mut TreeCursor<'t>, cancel: &Cancel) {
        let (mut ends, mut seen) = (Vec::new(), 0u32);
        loop {
            seen += 1;
            if seen.is_multiple_of(NODES_PER_CHECK) && cancel.is_cancelled() {
                return;
            }
            ends.push(self.enter(cursor.node()));
            if cursor.goto_first_child() {
                continue;
            }
            loop {
                self.leave(cursor.node(), ends.pop().unwrap_or(Ends::Nothing));
                if self.hits.len() >= MAX_FINDINGS_PER_FILE {
                    return;
                }
                if cursor.goto_next_sibling() {
                    break;
                }
                if !cursor.goto_parent() {
                    return;
                }
            }
        }
    }

    fn enter(&mut self, node: Node<'t>) -> Ends {
        if !node.is_named() {
            return Ends::Nothing;
        }
        match self.reader.begins(self.code, node) {
            Some(Fact::Function { name, params, answers }) => {
                self.scopes.enter(name, answers);
                for param in params {
                    let declared = param.declared.unwrap_or_default();
                    let is_outside = param.is_outside || self.tables.is_outside_type(declared);
                    let value = if is_outside { Value::outside() } else { Value::unknown() };
                    self.scopes.set(param.name, value.of(declared));
                }
                Ends::Function
            }
            Some(Fact::Branch) => {
                self.scopes.enter_branch();
                Ends::Branch
            }
            _ => Ends::Nothing,
        }
    }

    fn leave(&mut self, node: Node<'t>, ends: Ends) {
        if node.is_named() {
            if let Shape::Call(call) = self.reader.shape(self.code, node) {
                let path = self.callee(&call.callee);
                self.check_call(node, &path, &call);
            }
            let mut facts = Vec::new();
            self.reader.does(self.code, node, &mut facts);
            for fact in facts {
                self.fact(node, fact);
            }
        }
        match ends {
            Ends::Function => self.scopes.leave(),
            Ends::Branch => self.scopes.leave_branch(),
            Ends::Nothing => {}
        }
    }

    fn fact(&mut self, node: Node<'t>, fact: Fact<'t>) {
        match fact {
            Fact::Import { alias, full } => drop(self.imports.insert(alias.to_owned(), full)),
            Fact::Setting { key, value } => self.check_setting(node, key, value),
            Fact::Assign { target, value, adds, declared } => {
                let raw = self.raw(target);
                let declared = declared.unwrap_or_default();
                let mut new = match value {
                    Some(value) => self.eval(value),
                    None => Value::unknown(),
                };
                if new.origin.is_empty() || new.origin == "null" {
                    new = new.of(declared);
                }
                if adds {
                    let old = self.scopes.get(&raw).cloned().unwrap_or_else(Value::unknown);
                    new = old.then(&new);
                }
                if let Some(value) = value {
                    self.check_assignment(node, target, &raw, value);
                }
                if !raw.is_empty() {
                    if self.tables.shares_variables && declared.is_empty() && !self.is_declaration(node) {
                        self.scopes.set_shared(&raw, new);
                    } else {
                        self.scopes.set(&raw, new);
                    }
                }
            }
            Fact::Function { .. } | Fact::Branch => {}
        }
    }

    fn is_declaration(&self, node: Node<'t>) -> bool {
        self.tables.declarations.contains(&node.kind())
    }

    /// Keeps what was found.
    pub(super) fn hit(&mut self, hit: Hit<'t>) {
        let stands = |other: &Hit<'t>| other.rule == hit.rule && other.node.start_byte() == hit.node.start_byte();
        if !self.hits.iter().rev().take(8).any(stands) {
            self.hits.push(hit);
        }
    }

    /// The name of the innermost function that has one.
    pub(super) fn function(&self) -> &str {
        self.scopes.function()
    }

    /// Whether the innermost function answers requests.
    pub(super) fn answers(&self) -> bool {
        self.scopes.answers()
    }
}
