//! PHP.

mod rules;

use std::borrow::Cow;

use tree_sitter::Node;

use super::reader::{Arg, Call, Callee, Code, Fact, Param, Part, Reader, Shape, child, children, field, operands};
use super::sink::Tables;

/// What nodes of PHP mean.
pub(super) struct Php;

impl Reader for Php {
    fn shape<'t>(&self, code: Code<'t>, node: Node<'t>) -> Shape<'t> {
        match node.kind() {
            "variable_name" | "name" | "qualified_name" | "relative_scope" => Shape::Name(code.text(node)),
            "member_access_expression" | "nullsafe_member_access_expression" => {
                match (field(node, "object"), field(node, "name")) {
                    (Some(object), Some(name)) => Shape::Member(object, code.text(name)),
                    _ => Shape::Other,
                }
            }
            "class_constant_access_expression" | "scoped_property_access_expression" => {
                match (node.named_child(0), node.named_child(1)) {
                    (Some(object), Some(name)) => Shape::Member(object, code.text(name)),
                    _ => Shape::Other,
                }
            }
            "subscript_expression" => node.named_child(0).map_or(Shape::Other, Shape::Index),
            "function_call_expression" => match field(node, "function") {
                Some(function) if function.kind() == "name" || function.kind() == "qualified_name" => {
                    // Names of functions know no case.
                    let name = code.text(function).trim_start_matches('\\').to_ascii_lowercase();
                    Shape::Call(Call { callee: Callee::Named(Cow::Owned(name)), args: args(node) })
                }
                Some(function) => Shape::Call(Call { callee: Callee::Node(function), args: args(node) }),
                None => Shape::Other,
            },
            "member_call_expression" | "nullsafe_member_call_expression" => {
                match (field(node, "object"), field(node, "name")) {
                    (Some(object), Some(name)) => {
                        Shape::Call(Call { callee: Callee::Method(object, code.text(name)), args: args(node) })
                    }
                    _ => Shape::Other,
                }
            }
            "scoped_call_expression" => match (field(node, "scope"), field(node, "name")) {
                (Some(scope), Some(name)) => {
                    Shape::Call(Call { callee: Callee::Method(scope, code.text(name)), args: args(node) })
                }
                _ => Shape::Other,
            },
            "object_creation_expression" => match node.named_child(0) {
                Some(class) => {
                    let name = code.text(class).rsplit('\\').next().unwrap_or_default();
                    Shape::Call(Call { callee: Callee::Named(Cow::Borrowed(name)), args: args(node) })
                }
                None => Shape::Other,
            },
            "echo_statement" => statement("echo", children(node)),
            "print_intrinsic" => statement("print", children(node)),
            "exit_statement" => statement("exit", children(node)),
            "include_expression" | "include_once_expression" | "require_expression" | "require_once_expression" => {
                statement("include", children(node))
            }
            "shell_command_expression" => {
                let varying = |part: &Node<'t>| !matches!(part.kind(), "string_content" | "escape_sequence");
                statement("`", children(node).into_iter().filter(varying).collect())
            }
            "string" => {
                Shape::Constant(Cow::Owned(children(node).into_iter().map(|part| code.text(part)).collect::<String>()))
            }
            "encapsed_string" | "heredoc" | "nowdoc" | "heredoc_body" => Shape::Built(text_parts(code, node)),
            "binary_expression" => match field(node, "operator").map(|sign| code.text(sign)) {
                Some(".") => {
                    Shape::Built(operands(code, node, "binary_expression", ".").into_iter().map(Part::Node).collect())
                }
                Some("??" | "||" | "&&") => Shape::Any(children(node)),
                _ => Shape::Harmless,
            },
            "integer" | "float" | "boolean" | "null" => Shape::Constant(Cow::Borrowed(code.text(node))),
            "cast_expression" => match (field(node, "type"), field(node, "value")) {
                (Some(kind), _)
                    if matches!(code.text(kind), "int" | "integer" | "float" | "bool" | "boolean" | "double") =>
                {
                    Shape::Harmless
                }
                (_, Some(value)) => Shape::Any(vec![value]),
                _ => Shape::Other,
            },
            "parenthesized_expression"
            | "error_suppression_expression"
            | "argument"
            | "reference_assignment_expression"
            | "clone_expression"
            | "array_element_initializer" => {
                children(node).last().map_or(Shape::Other, |inner| Shape::Any(vec![*inner]))
            }
            "assignment_expression" => field(node, "right").map_or(Shape::Other, |right| Shape::Any(vec![right])),
            "conditional_expression" => {
                Shape::Any(["body", "alternative"].iter().filter_map(|name| field(node, name)).collect())
            }
            "array_creation_expression" => Shape::Any(children(node)),
            "unary_op_expression" | "anonymous_function" | "arrow_function" => Shape::Harmless,
            _ => Shape::Other,
        }
    }

    fn begins<'t>(&self, code: Code<'t>, node: Node<'t>) -> Option<Fact<'t>> {
        match node.kind() {
            "function_definition" | "method_declaration" | "anonymous_function" => {
                let name = field(node, "name").map(|name| code.text(name)).unwrap_or_default();
                let params = field(node, "parameters").map(|list| params(code, list)).unwrap_or_default();
                Some(Fact::Function { name, params, answers: false })
            }
            "if_statement" | "else_clause" | "else_if_clause" | "for_statement" | "foreach_statement"
            | "while_statement" | "case_statement" | "default_statement" | "try_statement" | "catch_clause" => {
                Some(Fact::Branch)
            }
            _ => None,
        }
    }

    fn does<'t>(&self, code: Code<'t>, node: Node<'t>, facts: &mut Vec<Fact<'t>>) {
        match node.kind() {
            "assignment_expression" | "reference_assignment_expression" => {
                if let (Some(target), Some(value)) = (field(node, "left"), field(node, "right")) {
                    if target.kind() == "list_literal" {
                        for target in children(target) {
                            facts.push(Fact::Assign { target, value: Some(value), adds: false, declared: None });
                        }
                        return;
                    }
                    // `$a[…] = x` makes all of `$a` as x is.
                    if target.kind() == "subscript_expression"
                        && let Some(base) = target.named_child(0)
                    {
                        facts.push(Fact::Assign { target: base, value: Some(value), adds: true, declared: None });
                    }
                    facts.push(Fact::Assign { target, value: Some(value), adds: false, declared: None });
                }
            }
            "augmented_assignment_expression" => {
                if let (Some(target), Some(value)) = (field(node, "left"), field(node, "right")) {
                    facts.push(Fact::Assign { target, value: Some(value), adds: true, declared: None });
                }
            }
            "foreach_statement" => {
                let parts = children(node);
                if let (Some(value), Some(target)) = (parts.first(), parts.get(1)) {
                    for target in if target.kind() == "pair" { children(*target) } else { vec![*target] } {
                        facts.push(Fact::Assign { target, value: Some(*value), adds: false, declared: None });
                    }
                }
            }
            "property_element" | "const_element" => {
                let name = field(node, "name").or_else(|| child(node, "name")).or_else(|| node.named_child(0));
                let value = field(node, "default_value").or_else(|| children(node).get(1).copied());
                if let (Some(name), Some(value)) = (name, value) {
                    facts.push(Fact::Setting { key: code.text(name), value });
                }
            }
            "array_element_initializer" => {
                if let (Some(key), Some(value)) = (node.named_child(0), node.named_child(1)) {
                    facts.push(Fact::Setting { key: code.text(key).trim_matches(['"', '\'']), value });
                }
            }
            _ => {}
        }
    }

    fn tables(&self) -> &'static Tables {
        &rules::TABLES
    }
}

fn statement<'t>(name: &'static str, nodes: Vec<Node<'t>>) -> Shape<'t> {
    let args = nodes.into_iter().map(|node| Arg { name: None, node }).collect();
    Shape::Call(Call { callee: Callee::Named(Cow::Borrowed(name)), args })
}

fn args(node: Node<'_>) -> Vec<Arg<'_>> {
    let list = field(node, "arguments").or_else(|| child(node, "arguments")).map(children).unwrap_or_default();
    list.into_iter().map(|node| Arg { name: None, node: children(node).last().copied().unwrap_or(node) }).collect()
}

fn text_parts<'t>(code: Code<'t>, node: Node<'t>) -> Vec<Part<'t>> {
    children(node)
        .into_iter()
        .flat_map(|part| match part.kind() {
            "string_content" | "escape_sequence" | "nowdoc_string" => vec![Part::Text(Cow::Borrowed(code.text(part)))],
            "heredoc_start" | "heredoc_end" => Vec::new(),
            "heredoc_body" | "nowdoc_body" => text_parts(code, part),
            _ => vec![Part::Node(part)],
        })
        .collect()
}

fn params<'t>(code: Code<'t>, list: Node<'t>) -> Vec<Param<'t>> {
    let param = |node: Node<'t>| {
        let name = code.text(field(node, "name")?);
        let declared = field(node, "type").map(|kind| code.text(kind).rsplit('\\').next().unwrap_or_default());
        Some(Param { name, declared, is_outside: false })
    };
    children(list).into_iter().filter_map(param).collect()
}
