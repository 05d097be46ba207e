//! Rust.

mod rules;

use std::borrow::Cow;

use tree_sitter::Node;

use super::reader::{Arg, Call, Callee, Code, Fact, Param, Part, Reader, Shape, child, children, field, operands};
use super::sink::Tables;

/// What nodes of Rust mean.
pub(super) struct Rust;

/// Macros that put a text together.
const FORMATS: [&str; 3] = ["format", "format_args", "concat"];
/// Types of parameters that requests fill.
const FILLED: [&str; 8] = ["Query<", "Path<", "Form<", "Json<", "HttpRequest", "Multipart", "Request<", "HeaderMap"];

impl Reader for Rust {
    fn shape<'t>(&self, code: Code<'t>, node: Node<'t>) -> Shape<'t> {
        match node.kind() {
            "identifier" | "type_identifier" | "self" | "crate" | "field_identifier" => Shape::Name(code.text(node)),
            "scoped_identifier" | "scoped_type_identifier" => match (field(node, "path"), field(node, "name")) {
                (Some(path), Some(name)) => Shape::Member(path, code.text(name)),
                _ => Shape::Other,
            },
            "generic_function" | "generic_type" => match field(node, "function").or_else(|| field(node, "type")) {
                Some(inner) => Shape::Any(vec![inner]),
                None => Shape::Other,
            },
            "field_expression" => match (field(node, "value"), field(node, "field")) {
                (Some(value), Some(name)) => Shape::Member(value, code.text(name)),
                _ => Shape::Other,
            },
            "index_expression" => node.named_child(0).map_or(Shape::Other, Shape::Index),
            "call_expression" => call(code, node),
            "macro_invocation" => macro_call(code, node),
            "string_literal" | "raw_string_literal" | "char_literal" => {
                let text = code.text(node).trim_start_matches(['b', 'r', 'c']).trim_matches('#').trim_matches('"');
                Shape::Constant(Cow::Borrowed(text))
            }
            "binary_expression" => match field(node, "operator").map(|sign| code.text(sign)) {
                Some("+") => {
                    Shape::Built(operands(code, node, "binary_expression", "+").into_iter().map(Part::Node).collect())
                }
                _ => Shape::Harmless,
            },
            "integer_literal" | "float_literal" | "boolean_literal" => Shape::Constant(Cow::Borrowed(code.text(node))),
            "reference_expression"
            | "try_expression"
            | "await_expression"
            | "parenthesized_expression"
            | "unary_expression" => match field(node, "value").or_else(|| node.named_child(0)) {
                Some(inner) => Shape::Any(vec![inner]),
                None => Shape::Other,
            },
            "array_expression" | "tuple_expression" => Shape::Any(children(node)),
            "type_cast_expression" | "closure_expression" => Shape::Harmless,
            _ => Shape::Other,
        }
    }

    fn begins<'t>(&self, code: Code<'t>, node: Node<'t>) -> Option<Fact<'t>> {
        match node.kind() {
            "function_item" | "closure_expression" => {
                let name = field(node, "name").map(|name| code.text(name)).unwrap_or_default();
                let params = field(node, "parameters").map(|list| params(code, list)).unwrap_or_default();
                Some(Fact::Function { name, params, answers: false })
            }
            "if_expression" | "else_clause" | "match_arm" | "for_expression" | "while_expression"
            | "loop_expression" => Some(Fact::Branch),
            _ => None,
        }
    }

    fn does<'t>(&self, code: Code<'t>, node: Node<'t>, facts: &mut Vec<Fact<'t>>) {
        match node.kind() {
            "let_declaration" | "let_condition" => {
                let Some(pattern) = field(node, "pattern") else { return };
                let declared = field(node, "type").map(|kind| code.text(kind));
                bind(pattern, field(node, "value"), declared, facts);
            }
            "const_item" | "static_item" => {
                if let Some(target) = field(node, "name") {
                    let value = field(node, "value");
                    facts.push(Fact::Assign { target, value, adds: false, declared: None });
                }
            }
            "for_expression" => {
                if let Some(pattern) = field(node, "pattern") {
                    bind(pattern, field(node, "value"), None, facts);
                }
            }
            "assignment_expression" | "compound_assignment_expr" => {
                if let (Some(target), Some(value)) = (field(node, "left"), field(node, "right")) {
                    let adds = node.kind() != "assignment_expression";
                    facts.push(Fact::Assign { target, value: Some(value), adds, declared: None });
                }
            }
            // `sql.push_str(x)`: the text holds it from now on.
            "expression_statement" => {
                let Some(call) = node.named_child(0).filter(|call| call.kind() == "call_expression") else { return };
                let Some(function) = field(call, "function") else { return };
                let name = field(function, "field").map(|name| code.text(name)).unwrap_or_default();
                if matches!(name, "push_str" | "push" | "extend")
                    && let (Some(target), Some(list)) = (field(function, "value"), field(call, "arguments"))
                {
                    for value in children(list) {
                        facts.push(Fact::Assign { target, value: Some(value), adds: true, declared: None });
                    }
                }
            }
            "field_initializer" => {
                if let (Some(key), Some(value)) = (field(node, "field"), field(node, "value")) {
                    facts.push(Fact::Setting { key: code.text(key), value });
                }
            }
            "use_declaration" => {
                if let Some(argument) = field(node, "argument") {
                    import(code, "", argument, facts, 0);
                }
            }
            _ => {}
        }
    }

    fn tables(&self) -> &'static Tables {
        &rules::TABLES
    }
}

fn call<'t>(code: Code<'t>, node: Node<'t>) -> Shape<'t> {
    let (Some(function), Some(list)) = (field(node, "function"), field(node, "arguments")) else {
        return Shape::Other;
    };
    let args = children(list).into_iter().map(|node| Arg { name: None, node }).collect();
    let method =
        if function.kind() == "generic_function" { field(function, "function").unwrap_or(function) } else { function };
    let callee = match (method.kind(), field(method, "value"), field(method, "field")) {
        ("field_expression", Some(value), Some(name)) => Callee::Method(value, code.text(name)),
        _ => Callee::Node(method),
    };
    Shape::Call(Call { callee, args })
}

fn macro_call<'t>(code: Code<'t>, node: Node<'t>) -> Shape<'t> {
    let Some(name) = field(node, "macro").map(|name| code.text(name)) else { return Shape::Other };
    let Some(tokens) = child(node, "token_tree") else { return Shape::Other };
    let last = name.rsplit("::").next().unwrap_or(name);
    if !FORMATS.contains(&last) {
        let args = children(tokens).into_iter().map(|node| Arg { name: None, node }).collect();
        return Shape::Call(Call { callee: Callee::Named(Cow::Owned(format!("{last}!"))), args });
    }
    let mut parts = Vec::new();
    for token in children(tokens) {
        match token.kind() {
            "string_literal" | "raw_string_literal" => {
                let text = code.text(token);
                parts.push(Part::Text(Cow::Borrowed(text.trim_matches(['"', '#', 'r']))));
                parts.extend(inline_names(text).map(Part::Name));
            }
            "identifier" => parts.push(Part::Name(code.text(token))),
            "token_tree" => parts.extend(children(token).into_iter().map(Part::Node)),
            _ => {}
        }
    }
    Shape::Built(parts)
}

/// The variables named in a format: `{name}`, `{name:?}`.
fn inline_names(format: &str) -> impl Iterator<Item = &str> {
    format.split('{').skip(1).filter_map(|rest| {
        let name = rest.split('}').next()?.split(':').next()?;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        (is_name && !name.as_bytes()[0].is_ascii_digit()).then_some(name)
    })
}

fn bind<'t>(pattern: Node<'t>, value: Option<Node<'t>>, declared: Option<&'t str>, facts: &mut Vec<Fact<'t>>) {
    match pattern.kind() {
        "identifier" => facts.push(Fact::Assign { target: pattern, value, adds: false, declared }),
        "tuple_struct_pattern"
        | "tuple_pattern"
        | "struct_pattern"
        | "mut_pattern"
        | "ref_pattern"
        | "field_pattern"
        | "reference_pattern" => {
            for part in children(pattern).into_iter().take(32) {
                bind(part, value, None, facts);
            }
        }
        _ => {}
    }
}

fn params<'t>(code: Code<'t>, list: Node<'t>) -> Vec<Param<'t>> {
    let mut found = Vec::new();
    for one in children(list) {
        let Some(pattern) = field(one, "pattern").or_else(|| (one.kind() == "identifier").then_some(one)) else {
            continue;
        };
        let declared = field(one, "type").map(|kind| code.text(kind));
        let is_outside = declared.is_some_and(|kind| {
            let name = kind.trim_start_matches('&').rsplit("::").next().unwrap_or(kind);
            let whole = kind.contains("web::") || FILLED.iter().any(|one| name.starts_with(one));
            whole && (FILLED.iter().any(|one| kind.contains(one))) && !kind.contains("<u32>") && !kind.contains("<i64>")
        });
        // `Query(params): Query<…>` takes it apart at once.
        let name = innermost(pattern, 0);
        found.push(Param { name: code.text(name), declared, is_outside });
    }
    found
}

fn innermost(pattern: Node<'_>, depth: u32) -> Node<'_> {
    let inner =
        children(pattern).into_iter().rfind(|part| part.kind() == "identifier" || part.kind().ends_with("pattern"));
    match inner {
        Some(inner) if depth < 4 => innermost(inner, depth + 1),
        _ => pattern,
    }
}

fn import<'t>(code: Code<'t>, before: &str, node: Node<'t>, facts: &mut Vec<Fact<'t>>, depth: u32) {
    if depth > 16 {
        return;
    }
    let join = |name: &str| {
        let name = name.replace("::", ".");
        if before.is_empty() { name } else { format!("{before}.{name}") }
    };
    match node.kind() {
        "identifier" => facts.push(Fact::Import { alias: code.text(node), full: join(code.text(node)) }),
        "scoped_identifier" => {
            if let Some(name) = field(node, "name") {
                facts.push(Fact::Import { alias: code.text(name), full: join(code.text(node)) });
            }
        }
        "use_as_clause" => {
            if let (Some(path), Some(alias)) = (field(node, "path"), field(node, "alias")) {
                facts.push(Fact::Import { alias: code.text(alias), full: join(code.text(path)) });
            }
        }
        "scoped_use_list" => {
            let before = field(node, "path").map(|path| join(code.text(path))).unwrap_or_default();
            for one in field(node, "list").map(children).unwrap_or_default() {
                import(code, &before, one, facts, depth + 1);
            }
        }
        "use_list" => {
            for one in children(node) {
                import(code, before, one, facts, depth + 1);
            }
        }
        _ => {}
    }
}
