//! Java.

mod rules;

use std::borrow::Cow;

use tree_sitter::Node;

use super::reader::{Arg, Call, Callee, Code, Fact, Param, Part, Reader, Shape, child, children, field, operands};
use super::sink::Tables;

/// What nodes of Java mean.
pub(super) struct Java;

/// Annotations of parameters that requests fill.
const FILLED: [&str; 10] = [
    "@RequestParam",
    "@PathVariable",
    "@RequestBody",
    "@RequestHeader",
    "@CookieValue",
    "@QueryParam",
    "@PathParam",
    "@FormParam",
    "@ModelAttribute",
    "@HeaderParam",
];

impl Reader for Java {
    fn shape<'t>(&self, code: Code<'t>, node: Node<'t>) -> Shape<'t> {
        match node.kind() {
            "identifier" | "type_identifier" => Shape::Name(code.text(node)),
            "this" => Shape::Name("this"),
            "field_access" => match (field(node, "object"), field(node, "field")) {
                (Some(object), Some(name)) => Shape::Member(object, code.text(name)),
                _ => Shape::Other,
            },
            "array_access" => match field(node, "array") {
                Some(array) => Shape::Index(array),
                None => Shape::Other,
            },
            "method_invocation" => {
                let Some(name) = field(node, "name") else { return Shape::Other };
                let name = code.text(name);
                let callee = match field(node, "object") {
                    Some(object) => Callee::Method(object, name),
                    None => Callee::Named(Cow::Borrowed(name)),
                };
                Shape::Call(Call { callee, args: args(node) })
            }
            "object_creation_expression" => {
                let Some(kind) = field(node, "type") else { return Shape::Other };
                // `new java.util.Random()` and `new Random()` are one.
                let name = code.text(kind).split('<').next().unwrap_or_default();
                let name = name.rsplit('.').next().unwrap_or(name).trim();
                Shape::Call(Call { callee: Callee::Named(Cow::Borrowed(name)), args: args(node) })
            }
            "string_literal" => Shape::Constant(Cow::Borrowed(code.text(node).trim_matches('"'))),
            "binary_expression" => match field(node, "operator").map(|sign| code.text(sign)) {
                Some("+") => {
                    Shape::Built(operands(code, node, "binary_expression", "+").into_iter().map(Part::Node).collect())
                }
                _ => Shape::Harmless,
            },
            "decimal_integer_literal"
            | "hex_integer_literal"
            | "decimal_floating_point_literal"
            | "true"
            | "false"
            | "null_literal"
            | "character_literal"
            | "octal_integer_literal" => Shape::Constant(Cow::Borrowed(match code.text(node) {
                "null" => "",
                text => text,
            })),
            "class_literal" => Shape::Constant(Cow::Borrowed(code.text(node))),
            "parenthesized_expression" => node.named_child(0).map_or(Shape::Other, |inner| Shape::Any(vec![inner])),
            "cast_expression" => match (field(node, "type"), field(node, "value")) {
                (Some(kind), Some(_)) if matches!(code.text(kind), "int" | "long" | "double" | "Integer") => {
                    Shape::Harmless
                }
                (_, Some(value)) => Shape::Any(vec![value]),
                _ => Shape::Other,
            },
            "ternary_expression" => {
                Shape::Any(["consequence", "alternative"].iter().filter_map(|name| field(node, name)).collect())
            }
            "array_initializer" => Shape::Any(children(node)),
            "array_creation_expression" => match field(node, "value") {
                Some(value) => Shape::Any(vec![value]),
                None => Shape::Constant(Cow::Borrowed("")),
            },
            "assignment_expression" => field(node, "right").map_or(Shape::Other, |right| Shape::Any(vec![right])),
            "instanceof_expression" | "unary_expression" | "update_expression" | "lambda_expression" => Shape::Harmless,
            _ => Shape::Other,
        }
    }

    fn begins<'t>(&self, code: Code<'t>, node: Node<'t>) -> Option<Fact<'t>> {
        match node.kind() {
            "method_declaration" | "constructor_declaration" => {
                let name = field(node, "name").map(|name| code.text(name)).unwrap_or_default();
                let params = field(node, "parameters").map(|list| params(code, list)).unwrap_or_default();
                let answers = child(node, "modifiers").is_some_and(|modifiers| {
                    let text = code.text(modifiers);
                    text.contains("Mapping") || text.contains("@GET") || text.contains("@POST")
                });
                Some(Fact::Function { name, params, answers })
            }
            "if_statement"
            | "for_statement"
            | "enhanced_for_statement"
            | "while_statement"
            | "try_statement"
            | "catch_clause"
            | "switch_block_statement_group"
            | "switch_rule" => Some(Fact::Branch),
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
            "variable_declarator" => {
                let declared = node.parent().and_then(|around| field(around, "type")).map(|kind| code.text(kind));
                let declared = declared.map(|kind| kind.split('<').next().unwrap_or(kind));
                let declared = declared.map(|kind| kind.rsplit('.').next().unwrap_or(kind).trim());
                if let Some(target) = field(node, "name") {
                    facts.push(Fact::Assign { target, value: field(node, "value"), adds: false, declared });
                }
            }
            "resource" => {
                if let (Some(target), Some(value)) = (field(node, "name"), field(node, "value")) {
                    let declared = field(node, "type").map(|kind| code.text(kind));
                    facts.push(Fact::Assign { target, value: Some(value), adds: false, declared });
                }
            }
            "assignment_expression" => {
                if let (Some(target), Some(value)) = (field(node, "left"), field(node, "right")) {
                    let adds = field(node, "operator").is_some_and(|sign| code.text(sign) == "+=");
                    facts.push(Fact::Assign { target, value: Some(value), adds, declared: None });
                }
            }
            "enhanced_for_statement" => {
                if let (Some(target), Some(value)) = (field(node, "name"), field(node, "value")) {
                    facts.push(Fact::Assign { target, value: Some(value), adds: false, declared: None });
                }
            }
            // `sql.append(x)`, `list.add(x)`: the object holds it from now on.
            "expression_statement" => {
                let Some(call) = node.named_child(0).filter(|call| call.kind() == "method_invocation") else { return };
                let name = field(call, "name").map(|name| code.text(name)).unwrap_or_default();
                if matches!(name, "append" | "add" | "put" | "insert" | "addAll" | "push")
                    && let Some(target) = field(call, "object").filter(|object| object.kind() == "identifier")
                {
                    for arg in args(call) {
                        facts.push(Fact::Assign { target, value: Some(arg.node), adds: true, declared: None });
                    }
                }
            }
            "return_statement" => {
                if let Some(value) = node.named_child(0) {
                    facts.push(Fact::Setting { key: "return", value });
                }
            }
            "import_declaration" => {
                if let Some(name) = node.named_child(0) {
                    // Simple names are enough to tell classes apart.
                    let last = code.text(name).rsplit('.').next().unwrap_or_default();
                    facts.push(Fact::Import { alias: last, full: last.to_owned() });
                }
            }
            _ => {}
        }
    }

    fn tables(&self) -> &'static Tables {
        &rules::TABLES
    }
}

fn args(node: Node<'_>) -> Vec<Arg<'_>> {
    let list = field(node, "arguments").map(children).unwrap_or_default();
    list.into_iter().map(|node| Arg { name: None, node }).collect()
}

fn params<'t>(code: Code<'t>, list: Node<'t>) -> Vec<Param<'t>> {
    let param = |node: Node<'t>| {
        let name = code.text(field(node, "name")?);
        let declared = field(node, "type").map(|kind| code.text(kind));
        let declared = declared.map(|kind| kind.rsplit('.').next().unwrap_or(kind));
        let is_harmless = declared.is_some_and(|kind| {
            matches!(kind, "int" | "long" | "Integer" | "Long" | "boolean" | "Boolean" | "UUID" | "double")
        });
        let is_filled = child(node, "modifiers").is_some_and(|modifiers| {
            let text = code.text(modifiers);
            FILLED.iter().any(|name| text.contains(name))
        });
        Some(Param { name, declared, is_outside: is_filled && !is_harmless })
    };
    children(list).into_iter().filter_map(param).collect()
}
