//! Go.

mod rules;

use std::borrow::Cow;

use tree_sitter::Node;

use super::reader::{Arg, Call, Callee, Code, Fact, Param, Part, Reader, Shape, children, field, operands};
use super::sink::Tables;

/// What nodes of Go mean.
pub(super) struct Go;

impl Reader for Go {
    fn shape<'t>(&self, code: Code<'t>, node: Node<'t>) -> Shape<'t> {
        match node.kind() {
            "identifier" | "package_identifier" | "field_identifier" | "type_identifier" => {
                Shape::Name(code.text(node))
            }
            "selector_expression" => match (field(node, "operand"), field(node, "field")) {
                (Some(object), Some(name)) => Shape::Member(object, code.text(name)),
                _ => Shape::Other,
            },
            "qualified_type" => match (field(node, "package"), field(node, "name")) {
                (Some(object), Some(name)) => Shape::Member(object, code.text(name)),
                _ => Shape::Other,
            },
            "index_expression" | "slice_expression" => match field(node, "operand") {
                Some(object) => Shape::Index(object),
                None => Shape::Other,
            },
            "call_expression" => call(code, node),
            // What is made of a type by name: `exec.Cmd{…}`.
            "interpreted_string_literal" | "raw_string_literal" => {
                Shape::Constant(Cow::Borrowed(code.text(node).trim_matches(['"', '`'])))
            }
            "binary_expression" => match field(node, "operator").map(|sign| code.text(sign)) {
                Some("+") => {
                    Shape::Built(operands(code, node, "binary_expression", "+").into_iter().map(Part::Node).collect())
                }
                _ => Shape::Harmless,
            },
            "int_literal" | "float_literal" | "rune_literal" | "true" | "false" | "nil" => {
                Shape::Constant(Cow::Borrowed(code.text(node)))
            }
            "parenthesized_expression"
            | "expression_list"
            | "literal_element"
            | "literal_value"
            | "variadic_argument"
            | "type_assertion_expression" => match field(node, "operand") {
                Some(operand) => Shape::Any(vec![operand]),
                None => Shape::Any(children(node)),
            },
            "keyed_element" => node.named_child(1).map_or(Shape::Other, |value| Shape::Any(vec![value])),
            "composite_literal" => field(node, "body").map_or(Shape::Other, |body| Shape::Any(children(body))),
            "type_conversion_expression" => {
                field(node, "operand").map_or(Shape::Other, |operand| Shape::Any(vec![operand]))
            }
            "unary_expression" => match (field(node, "operator").map(|sign| code.text(sign)), field(node, "operand")) {
                (Some("&" | "*" | "<-"), Some(operand)) => Shape::Any(vec![operand]),
                _ => Shape::Harmless,
            },
            "func_literal" => Shape::Harmless,
            _ => Shape::Other,
        }
    }

    fn begins<'t>(&self, code: Code<'t>, node: Node<'t>) -> Option<Fact<'t>> {
        match node.kind() {
            "function_declaration" | "method_declaration" | "func_literal" => {
                let name = field(node, "name").map(|name| code.text(name)).unwrap_or_default();
                let params = field(node, "parameters").map(|list| params(code, list)).unwrap_or_default();
                Some(Fact::Function { name, params, answers: false })
            }
            "if_statement" | "for_statement" | "expression_case" | "default_case" | "type_case" => Some(Fact::Branch),
            // The other side of an `if` has no node of its own but a block.
            "block" => {
                let around = node.parent()?;
                let is_other = field(around, "alternative").is_some_and(|other| other.id() == node.id());
                is_other.then_some(Fact::Branch)
            }
            _ => None,
        }
    }

    fn does<'t>(&self, code: Code<'t>, node: Node<'t>, facts: &mut Vec<Fact<'t>>) {
        match node.kind() {
            "short_var_declaration" | "assignment_statement" | "range_clause" => {
                let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else { return };
                let adds = field(node, "operator").is_some_and(|sign| code.text(sign) == "+=");
                assign(left, right, adds, facts);
            }
            "var_spec" | "const_spec" => {
                let declared = field(node, "type").map(|kind| code.text(kind));
                let values = field(node, "value").map(children).unwrap_or_default();
                let mut cursor = node.walk();
                for (place, target) in node.children_by_field_name("name", &mut cursor).enumerate() {
                    let value = values.get(place).or(values.first()).copied();
                    facts.push(Fact::Assign { target, value, adds: false, declared });
                }
            }
            "keyed_element" => {
                if let (Some(key), Some(value)) = (node.named_child(0), node.named_child(1)) {
                    let value =
                        if value.kind() == "literal_element" { value.named_child(0).unwrap_or(value) } else { value };
                    facts.push(Fact::Setting { key: code.text(key).trim_matches('"'), value });
                }
            }
            "import_spec" => {
                let path = field(node, "path").map(|path| code.text(path).trim_matches(['"', '`'])).unwrap_or_default();
                let name = field(node, "name").map_or_else(|| package(path), |name| code.text(name));
                facts.push(Fact::Import { alias: name, full: path.replace('.', "·") });
            }
            _ => {}
        }
    }

    fn tables(&self) -> &'static Tables {
        &rules::TABLES
    }
}

/// The name that a package is used by, by its path: `math/rand/v2` is `rand`.
fn package(path: &str) -> &str {
    let mut parts = path.rsplit('/');
    let last = parts.next().unwrap_or_default();
    let is_version = last.strip_prefix('v').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let name = if is_version && last.len() > 1 { parts.next().unwrap_or(last) } else { last };
    name.split(".v").next().unwrap_or(name)
}

fn call<'t>(code: Code<'t>, node: Node<'t>) -> Shape<'t> {
    let (Some(function), Some(list)) = (field(node, "function"), field(node, "arguments")) else {
        return Shape::Other;
    };
    let args: Vec<Arg<'t>> = children(list).into_iter().map(|node| Arg { name: None, node }).collect();
    // A conversion: `[]byte(x)`, `string(x)`.
    if matches!(function.kind(), "slice_type" | "parenthesized_type")
        || matches!(code.text(function), "string" | "[]byte" | "[]rune")
    {
        return Shape::Any(args.iter().map(|arg| arg.node).collect());
    }
    let callee = match (function.kind(), field(function, "operand"), field(function, "field")) {
        ("selector_expression", Some(object), Some(name)) => Callee::Method(object, code.text(name)),
        _ => Callee::Node(function),
    };
    Shape::Call(Call { callee, args })
}

fn assign<'t>(left: Node<'t>, right: Node<'t>, adds: bool, facts: &mut Vec<Fact<'t>>) {
    let list = |node: Node<'t>| if node.kind() == "expression_list" { children(node) } else { vec![node] };
    let (targets, values) = (list(left), list(right));
    for (place, target) in targets.iter().enumerate() {
        let value = if values.len() == targets.len() { values.get(place) } else { values.first() };
        facts.push(Fact::Assign { target: *target, value: value.copied(), adds, declared: None });
    }
}

fn params<'t>(code: Code<'t>, list: Node<'t>) -> Vec<Param<'t>> {
    let mut found = Vec::new();
    for one in children(list) {
        let declared = field(one, "type").map(|kind| code.text(kind).trim_start_matches('*'));
        let mut cursor = one.walk();
        for name in one.children_by_field_name("name", &mut cursor) {
            found.push(Param { name: code.text(name), declared, is_outside: false });
        }
    }
    found
}
