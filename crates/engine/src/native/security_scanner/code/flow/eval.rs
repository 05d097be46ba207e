//! The value of an expression, and the path by which it is called.

use tree_sitter::Node;

use super::Flow;
use super::value::{Clean, From, Value};
use crate::native::security_scanner::code::reader::{Call, Callee, Part, Shape};

/// Expressions within expressions that are looked into.
const MAX_DEPTH: u32 = 40;
/// Steps of a path that are followed.
const MAX_STEPS: u32 = 24;

impl<'t> Flow<'t> {
    /// What is known of an expression's value.
    pub(in super::super) fn eval(&mut self, node: Node<'t>) -> Value {
        self.eval_at(node, 0)
    }

    fn eval_at(&mut self, node: Node<'t>, depth: u32) -> Value {
        if depth > MAX_DEPTH || self.fuel == 0 {
            return Value::unknown();
        }
        self.fuel -= 1;
        match self.reader.shape(self.code, node) {
            Shape::Constant(text) => Value::constant(&text),
            Shape::Harmless => Value::harmless(),
            Shape::Built(parts) => self.built(&parts, depth),
            Shape::Any(nodes) => self.any(&nodes, depth),
            Shape::Name(name) => self.name(name, node),
            Shape::Member(object, _) => self.member(node, object, depth),
            Shape::Index(object) => {
                let path = self.path(node);
                if self.tables.is_outside(&path) { Value::outside() } else { self.element(object, depth) }
            }
            Shape::Call(call) => self.call(&call, depth),
            Shape::Other => self.other(node, depth),
        }
    }

    fn built(&mut self, parts: &[Part<'t>], depth: u32) -> Value {
        let mut whole = Value::constant("");
        // The text of one piece alone is that piece, not something put together.
        let is_one = parts.len() == 1;
        for part in parts {
            let value = match part {
                Part::Text(text) => Value::constant(text),
                Part::Node(node) => self.eval_at(*node, depth + 1),
                Part::Name(name) => self.scopes.get(name).cloned().unwrap_or_else(Value::unknown),
            };
            if is_one {
                return value;
            }
            whole = whole.then(&value);
        }
        whole
    }

    fn any(&mut self, nodes: &[Node<'t>], depth: u32) -> Value {
        let mut nodes = nodes.iter();
        let Some(first) = nodes.next() else { return Value::constant("") };
        let mut value = self.eval_at(*first, depth + 1);
        for node in nodes {
            let other = self.eval_at(*node, depth + 1);
            value = value.or(&other);
        }
        value
    }

    fn name(&mut self, name: &str, node: Node<'t>) -> Value {
        if let Some(value) = self.scopes.get(name) {
            return value.clone();
        }
        let path = self.path(node);
        if self.tables.is_outside(&path) { Value::outside() } else { Value::unknown().of(&path) }
    }

    fn member(&mut self, node: Node<'t>, object: Node<'t>, depth: u32) -> Value {
        let raw = self.raw(node);
        if let Some(value) = self.scopes.get(&raw) {
            return value.clone();
        }
        let path = self.path(node);
        if self.tables.is_outside(&path) {
            return Value::outside();
        }
        // A member of a class or module whose name says that it is constant.
        let last = path.rsplit('.').next().unwrap_or_default();
        if last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit())
        {
            return Value::harmless().of(&path);
        }
        self.element(object, depth).of(&path)
    }

    /// Something out of a whole: from outside if the whole is.
    fn element(&mut self, object: Node<'t>, depth: u32) -> Value {
        let whole = self.eval_at(object, depth + 1);
        match whole.from {
            From::Outside => Value { text: "?".to_owned(), origin: String::new(), ..whole },
            From::Constant => Value { from: From::Constant, ..whole },
            From::Unknown => Value { clean: whole.clean, ..Value::unknown() },
        }
    }

    fn call(&mut self, call: &Call<'t>, depth: u32) -> Value {
        let path = self.callee(&call.callee);
        if self.tables.is_outside(&path) {
            return Value::outside().of(&format!("{path}()"));
        }
        if let Some(clean) = self.tables.cleans(&path) {
            let mut value = self.inputs(call, depth);
            value.clean = value.clean.or(clean);
            value.is_built &= clean != Clean::EVERYWHERE;
            return value.of(&format!("{path}()"));
        }
        if self.tables.builds(&path) {
            let mut parts: Vec<Part<'t>> = Vec::new();
            if let Callee::Method(object, _) = call.callee {
                parts.push(Part::Node(object));
            }
            parts.extend(call.args.iter().map(|arg| Part::Node(arg.node)));
            return self.built(&parts, depth);
        }
        let inputs = self.inputs(call, depth);
        let is_text = matches!(&call.callee, Callee::Method(..)) && self.tables.keeps(&path);
        let made = if is_text {
            inputs
        } else {
            match inputs.from {
                From::Outside => Value { text: "?".to_owned(), is_built: inputs.is_built, ..Value::outside() },
                _ => Value { is_built: inputs.is_built && self.tables.keeps(&path), ..Value::unknown() },
            }
        };
        made.of(&format!("{path}()"))
    }

    /// What goes into a call: the object and the arguments.
    fn inputs(&mut self, call: &Call<'t>, depth: u32) -> Value {
        let mut value = match call.callee {
            Callee::Method(object, _) => Some(self.eval_at(object, depth + 1)),
            _ => None,
        };
        for arg in &call.args {
            let other = self.eval_at(arg.node, depth + 1);
            value = Some(match value {
                Some(value) => value.or(&other),
                None => other,
            });
        }
        value.unwrap_or_else(Value::unknown)
    }

    /// An expression of another kind: from outside if something in it is.
    fn other(&mut self, node: Node<'t>, depth: u32) -> Value {
        let mut value = Value::unknown();
        let mut cursor = node.walk();
        let children: Vec<Node<'t>> = node.named_children(&mut cursor).take(64).collect();
        for child in children {
            let part = self.eval_at(child, depth + 1);
            if part.from == From::Outside {
                value.from = From::Outside;
            }
        }
        value
    }

    /// What is called, by its whole name.
    pub(in super::super) fn callee(&mut self, callee: &Callee<'t>) -> String {
        match callee {
            Callee::Node(node) => self.path(*node),
            Callee::Method(object, name) => {
                let before = self.path(*object);
                format!("{before}.{name}")
            }
            Callee::Named(name) => match self.imports.get(name.as_ref()) {
                Some(full) => full.clone(),
                None => name.to_string(),
            },
        }
    }

    /// The path of an expression, with names that were imported and variables replaced by what they stand for:
    /// `requests.get`, `sqlite3.connect().cursor().execute`.
    pub(in super::super) fn path(&mut self, node: Node<'t>) -> String {
        self.path_at(node, 0, true)
    }

    /// The path as it is written.
    pub(super) fn raw(&mut self, node: Node<'t>) -> String {
        self.path_at(node, 0, false)
    }

    fn path_at(&mut self, node: Node<'t>, steps: u32, resolves: bool) -> String {
        if steps > MAX_STEPS || self.fuel == 0 {
            return "?".to_owned();
        }
        self.fuel -= 1;
        match self.reader.shape(self.code, node) {
            Shape::Name(name) if !resolves => name.to_owned(),
            Shape::Name(name) => {
                if let Some(value) = self.scopes.get(name).filter(|value| !value.origin.is_empty()) {
                    return value.origin.clone();
                }
                self.imports.get(name).cloned().unwrap_or_else(|| name.to_owned())
            }
            Shape::Member(object, name) => {
                let before = self.path_at(object, steps + 1, resolves);
                format!("{before}.{name}")
            }
            Shape::Index(object) => {
                let before = self.path_at(object, steps + 1, resolves);
                format!("{before}[]")
            }
            Shape::Call(call) => {
                let before = match &call.callee {
                    Callee::Node(callee) => self.path_at(*callee, steps + 1, resolves),
                    Callee::Method(object, name) => format!("{}.{name}", self.path_at(*object, steps + 1, resolves)),
                    Callee::Named(name) => self.imports.get(name.as_ref()).cloned().unwrap_or_else(|| name.to_string()),
                };
                format!("{before}()")
            }
            Shape::Any(nodes) if nodes.len() == 1 => self.path_at(nodes[0], steps + 1, resolves),
            _ => "?".to_owned(),
        }
    }
}
