//! JavaScript and TypeScript.

mod rules;

use std::borrow::Cow;

use tree_sitter::Node;

use super::reader::{Arg, Call, Callee, Code, Fact, Param, Part, Reader, Shape, child, children, field, operands};
use super::sink::Tables;

/// What nodes of JavaScript and TypeScript mean.
pub(super) struct JavaScript;

impl Reader for JavaScript {
    fn shape<'t>(&self, code: Code<'t>, node: Node<'t>) -> Shape<'t> {
        match node.kind() {
            "identifier" | "shorthand_property_identifier" => Shape::Name(code.text(node)),
            "this" => Shape::Name("this"),
            "member_expression" => match (field(node, "object"), field(node, "property")) {
                (Some(object), Some(name)) => Shape::Member(object, code.text(name)),
                _ => Shape::Other,
            },
            "subscript_expression" => match field(node, "object") {
                Some(object) => Shape::Index(object),
                None => Shape::Other,
            },
            "call_expression" => call(code, node, "function"),
            "new_expression" => call(code, node, "constructor"),
            "string" => {
                Shape::Constant(Cow::Owned(children(node).into_iter().map(|part| code.text(part)).collect::<String>()))
            }
            "template_string" => template(code, node),
            "binary_expression" => match field(node, "operator").map(|sign| code.text(sign)) {
                Some("+") => {
                    Shape::Built(operands(code, node, "binary_expression", "+").into_iter().map(Part::Node).collect())
                }
                Some("||" | "&&" | "??") => Shape::Any(children(node)),
                _ => Shape::Harmless,
            },
            "number" | "true" | "false" | "null" | "undefined" | "regex" => {
                Shape::Constant(Cow::Borrowed(code.text(node)))
            }
            "parenthesized_expression"
            | "await_expression"
            | "as_expression"
            | "non_null_expression"
            | "satisfies_expression"
            | "jsx_expression" => match node.named_child(0) {
                Some(inner) => Shape::Any(vec![inner]),
                None => Shape::Other,
            },
            "ternary_expression" => {
                Shape::Any(["consequence", "alternative"].iter().filter_map(|name| field(node, name)).collect())
            }
            "array" | "spread_element" | "sequence_expression" => Shape::Any(children(node)),
            "assignment_expression" => field(node, "right").map_or(Shape::Other, |right| Shape::Any(vec![right])),
            "object" => Shape::Any(
                children(node)
                    .into_iter()
                    .filter_map(|part| if part.kind() == "pair" { field(part, "value") } else { Some(part) })
                    .filter(|part| part.kind() != "method_definition")
                    .collect(),
            ),
            "unary_expression" | "update_expression" => match field(node, "operator").map(|sign| code.text(sign)) {
                Some("!" | "typeof" | "+" | "-" | "~" | "delete") => Shape::Harmless,
                _ => Shape::Other,
            },
            "arrow_function" | "function_expression" | "function_declaration" | "class" => Shape::Harmless,
            _ => Shape::Other,
        }
    }

    fn begins<'t>(&self, code: Code<'t>, node: Node<'t>) -> Option<Fact<'t>> {
        match node.kind() {
            "function_declaration"
            | "function_expression"
            | "arrow_function"
            | "method_definition"
            | "generator_function_declaration" => {
                let name = field(node, "name").map(|name| code.text(name)).unwrap_or_default();
                let list = field(node, "parameters").or_else(|| field(node, "parameter"));
                let params = list.map(|list| params(code, list)).unwrap_or_default();
                Some(Fact::Function { name, params, answers: false })
            }
            "if_statement" | "else_clause" | "for_statement" | "for_in_statement" | "while_statement"
            | "try_statement" | "catch_clause" | "switch_case" | "switch_default" => Some(Fact::Branch),
            _ => None,
        }
    }

    fn does<'t>(&self, code: Code<'t>, node: Node<'t>, facts: &mut Vec<Fact<'t>>) {
        match node.kind() {
            "variable_declarator" => {
                let (Some(name), Some(value)) = (field(node, "name"), field(node, "value")) else { return };
                if !required(code, name, value, facts) {
                    assign(name, Some(value), false, facts);
                }
            }
            "assignment_expression" | "for_in_statement" => {
                let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else { return };
                assign(left, Some(right), false, facts);
            }
            "augmented_assignment_expression" => {
                let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else { return };
                assign(left, Some(right), true, facts);
            }
            "public_field_definition" | "field_definition" => {
                let name = field(node, "name").or_else(|| field(node, "property"));
                if let (Some(name), Some(value)) = (name, field(node, "value")) {
                    facts.push(Fact::Setting { key: code.text(name), value });
                }
            }
            "pair" => {
                if let (Some(key), Some(value)) = (field(node, "key"), field(node, "value")) {
                    facts.push(Fact::Setting { key: code.text(key).trim_matches(['"', '\'']), value });
                }
            }
            "jsx_attribute" => {
                if let (Some(name), Some(value)) = (node.named_child(0), node.named_child(1)) {
                    facts.push(Fact::Setting { key: code.text(name), value });
                }
            }
            "import_statement" => import(code, node, facts),
            _ => {}
        }
    }

    fn tables(&self) -> &'static Tables {
        &rules::TABLES
    }
}

fn call<'t>(code: Code<'t>, node: Node<'t>, callee: &str) -> Shape<'t> {
    let Some(function) = field(node, callee) else { return Shape::Other };
    let args = match field(node, "arguments") {
        Some(list) if list.kind() == "arguments" => children(list),
        // A tagged template: its pieces are handed over one by one.
        Some(template) => vec![template],
        None => Vec::new(),
    };
    let args = args.into_iter().map(|node| Arg { name: None, node }).collect();
    let callee = match (function.kind(), field(function, "object"), field(function, "property")) {
        ("member_expression", Some(object), Some(name)) => Callee::Method(object, code.text(name)),
        _ => Callee::Node(function),
    };
    Shape::Call(Call { callee, args })
}

fn template<'t>(code: Code<'t>, node: Node<'t>) -> Shape<'t> {
    let parts: Vec<Part<'t>> = children(node)
        .into_iter()
        .filter_map(|part| match part.kind() {
            "template_substitution" => part.named_child(0).map(Part::Node),
            _ => Some(Part::Text(Cow::Borrowed(code.text(part)))),
        })
        .collect();
    if parts.iter().all(|part| matches!(part, Part::Text(_))) {
        return Shape::Constant(Cow::Borrowed(code.text(node).trim_matches('`')));
    }
    // `${x}` alone is x.
    match parts.as_slice() {
        [Part::Node(inner)] => Shape::Any(vec![*inner]),
        _ => Shape::Built(parts),
    }
}

fn assign<'t>(left: Node<'t>, value: Option<Node<'t>>, adds: bool, facts: &mut Vec<Fact<'t>>) {
    match left.kind() {
        "object_pattern" | "array_pattern" => {
            for part in children(left) {
                let target = match part.kind() {
                    "pair_pattern" => field(part, "value").unwrap_or(part),
                    "object_assignment_pattern" | "assignment_pattern" => field(part, "left").unwrap_or(part),
                    "rest_pattern" => part.named_child(0).unwrap_or(part),
                    _ => part,
                };
                assign(target, value, adds, facts);
            }
        }
        "shorthand_property_identifier_pattern" | "identifier" | "member_expression" | "subscript_expression" => {
            facts.push(Fact::Assign { target: left, value, adds, declared: None });
        }
        _ => {}
    }
}

/// Whether it is `const fs = require("fs")` or `const { exec } = require("child_process")`: an import.
fn required<'t>(code: Code<'t>, name: Node<'t>, value: Node<'t>, facts: &mut Vec<Fact<'t>>) -> bool {
    let (module, member) = match (value.kind(), field(value, "object"), field(value, "property")) {
        ("member_expression", Some(object), Some(member)) => (object, Some(code.text(member))),
        _ => (value, None),
    };
    let is_require = module.kind() == "call_expression"
        && field(module, "function").is_some_and(|function| code.text(function) == "require");
    let text = field(module, "arguments").and_then(|list| list.named_child(0)).map(|text| code.text(text));
    let Some(text) = text.filter(|text| is_require && text.starts_with(['"', '\'', '`']) && !text.contains("${"))
    else {
        return false;
    };
    let mut full = module_name(text);
    if let Some(member) = member {
        full = format!("{full}.{member}");
    }
    bind(code, name, &full, facts);
    true
}

fn bind<'t>(code: Code<'t>, name: Node<'t>, full: &str, facts: &mut Vec<Fact<'t>>) {
    match name.kind() {
        "identifier" => facts.push(Fact::Import { alias: code.text(name), full: full.to_owned() }),
        "object_pattern" => {
            for part in children(name) {
                let (real, alias) = match (part.kind(), field(part, "key"), field(part, "value")) {
                    ("pair_pattern", Some(key), Some(value)) => (code.text(key), code.text(value)),
                    _ => (code.text(part), code.text(part)),
                };
                facts.push(Fact::Import { alias, full: format!("{full}.{real}") });
            }
        }
        _ => {}
    }
}

fn import<'t>(code: Code<'t>, node: Node<'t>, facts: &mut Vec<Fact<'t>>) {
    let Some(source) = field(node, "source") else { return };
    let full = module_name(code.text(source));
    let Some(clause) = child(node, "import_clause") else { return };
    for part in children(clause) {
        match part.kind() {
            "identifier" => facts.push(Fact::Import { alias: code.text(part), full: full.clone() }),
            "namespace_import" => {
                if let Some(name) = part.named_child(0) {
                    facts.push(Fact::Import { alias: code.text(name), full: full.clone() });
                }
            }
            "named_imports" => {
                for one in children(part) {
                    let Some(name) = field(one, "name") else { continue };
                    let alias = field(one, "alias").unwrap_or(name);
                    let full = format!("{full}.{}", code.text(name));
                    facts.push(Fact::Import { alias: code.text(alias), full });
                }
            }
            _ => {}
        }
    }
}

fn module_name(text: &str) -> String {
    text.trim_matches(['"', '\'', '`']).trim_start_matches("node:").trim_end_matches("/promises").to_owned()
}

fn params<'t>(code: Code<'t>, list: Node<'t>) -> Vec<Param<'t>> {
    let nodes = if list.kind() == "identifier" { vec![list] } else { children(list) };
    let mut found = Vec::new();
    for node in nodes {
        let pattern = match node.kind() {
            "required_parameter" | "optional_parameter" => field(node, "pattern").unwrap_or(node),
            "assignment_pattern" => field(node, "left").unwrap_or(node),
            _ => node,
        };
        let kind = field(node, "type").map(|kind| code.text(kind).trim_start_matches([':', ' ']));
        let is_decorated = node.kind() == "required_parameter"
            && children(node).iter().any(|part| {
                part.kind() == "decorator"
                    && ["@Query", "@Param", "@Body", "@Headers"].iter().any(|name| code.text(*part).starts_with(name))
            });
        match pattern.kind() {
            "identifier" => {
                found.push(Param { name: code.text(pattern), declared: kind, is_outside: is_decorated });
            }
            "object_pattern" => {
                for part in children(pattern) {
                    let name = code.text(field(part, "value").unwrap_or(part));
                    // `({ query, body }, res) => …`: a request taken apart.
                    let is_outside = matches!(name, "query" | "params" | "body" | "cookies" | "headers")
                        && nodes_are_handler(code, list);
                    found.push(Param { name, declared: None, is_outside });
                }
            }
            _ => {}
        }
    }
    found
}

fn nodes_are_handler(code: Code<'_>, list: Node<'_>) -> bool {
    children(list).iter().skip(1).any(|node| matches!(code.text(*node), "res" | "response" | "reply"))
}
