//! Python.

mod rules;

use std::borrow::Cow;

use tree_sitter::Node;

use super::reader::{Arg, Call, Callee, Code, Fact, Param, Part, Reader, Shape, child, children, field, operands};
use super::sink::Tables;

/// What nodes of Python mean.
pub(super) struct Python;

/// Decorators of functions that answer requests.
const ROUTES: [&str; 10] =
    ["route", "get", "post", "put", "patch", "delete", "api_view", "websocket", "head", "view_config"];

impl Reader for Python {
    fn shape<'t>(&self, code: Code<'t>, node: Node<'t>) -> Shape<'t> {
        match node.kind() {
            "identifier" => Shape::Name(code.text(node)),
            "attribute" => match (field(node, "object"), field(node, "attribute")) {
                (Some(object), Some(name)) => Shape::Member(object, code.text(name)),
                _ => Shape::Other,
            },
            "subscript" => match field(node, "value") {
                Some(value) => Shape::Index(value),
                None => Shape::Other,
            },
            "call" => call(code, node),
            "string" => string(code, node),
            "concatenated_string" => Shape::Built(children(node).into_iter().map(Part::Node).collect()),
            "binary_operator" => binary(code, node),
            "integer" | "float" | "true" | "false" | "none" => Shape::Constant(Cow::Borrowed(code.text(node))),
            "comparison_operator" | "not_operator" => Shape::Harmless,
            "parenthesized_expression"
            | "await"
            | "list"
            | "tuple"
            | "set"
            | "expression_list"
            | "boolean_operator"
            | "list_splat"
            | "keyword_argument" => match field(node, "value") {
                Some(value) => Shape::Any(vec![value]),
                None => Shape::Any(children(node)),
            },
            "conditional_expression" => {
                let parts = children(node);
                let condition = parts.get(1).map(Node::id);
                Shape::Any(parts.into_iter().filter(|part| Some(part.id()) != condition).collect())
            }
            "dictionary" => Shape::Any(children(node).into_iter().filter_map(|pair| field(pair, "value")).collect()),
            "named_expression" | "as_pattern" => match field(node, "value").or_else(|| node.named_child(0)) {
                Some(value) => Shape::Any(vec![value]),
                None => Shape::Other,
            },
            _ => Shape::Other,
        }
    }

    fn begins<'t>(&self, code: Code<'t>, node: Node<'t>) -> Option<Fact<'t>> {
        match node.kind() {
            "function_definition" => {
                let name = field(node, "name").map(|name| code.text(name)).unwrap_or_default();
                let answers = is_route(code, node);
                let params = field(node, "parameters").map(|list| params(code, list, answers)).unwrap_or_default();
                Some(Fact::Function { name, params, answers })
            }
            "lambda" => {
                let params = field(node, "parameters").map(|list| params(code, list, false)).unwrap_or_default();
                Some(Fact::Function { name: "", params, answers: false })
            }
            "if_statement" | "elif_clause" | "else_clause" | "for_statement" | "while_statement" | "try_statement"
            | "except_clause" | "case_clause" => Some(Fact::Branch),
            _ => None,
        }
    }

    fn does<'t>(&self, code: Code<'t>, node: Node<'t>, facts: &mut Vec<Fact<'t>>) {
        match node.kind() {
            "assignment" | "for_in_clause" | "for_statement" => {
                let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else { return };
                assign(left, Some(right), false, facts);
            }
            "augmented_assignment" => {
                let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else { return };
                assign(left, Some(right), true, facts);
            }
            "named_expression" => {
                let (Some(left), Some(right)) = (field(node, "name"), field(node, "value")) else { return };
                assign(left, Some(right), false, facts);
            }
            "as_pattern" => {
                let target = field(node, "alias").and_then(|alias| alias.named_child(0));
                if let (Some(target), Some(value)) = (target, node.named_child(0)) {
                    assign(target, Some(value), false, facts);
                }
            }
            "keyword_argument" | "default_parameter" | "typed_default_parameter" => {
                if let (Some(name), Some(value)) = (field(node, "name"), field(node, "value")) {
                    facts.push(Fact::Setting { key: code.text(name), value });
                }
            }
            "pair" => {
                if let (Some(key), Some(value)) = (field(node, "key"), field(node, "value")) {
                    facts.push(Fact::Setting { key: code.text(key).trim_matches(['"', '\'']), value });
                }
            }
            // A password that is compared with a constant is that constant.
            "comparison_operator" => {
                if let [left, right] = children(node).as_slice()
                    && right.kind() == "string"
                    && node.child(1).is_some_and(|sign| sign.kind() == "==")
                {
                    facts.push(Fact::Setting { key: code.text(*left), value: *right });
                }
            }
            "return_statement" => {
                if let Some(value) = node.named_child(0) {
                    facts.push(Fact::Setting { key: "return", value });
                }
            }
            "import_statement" => {
                for name in children(node) {
                    import(code, "", name, facts);
                }
            }
            "import_from_statement" => {
                let module = field(node, "module_name").map(|module| code.text(module)).unwrap_or_default();
                let mut cursor = node.walk();
                for name in node.children_by_field_name("name", &mut cursor) {
                    import(code, module, name, facts);
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
    let args = children(list).into_iter().map(|arg| match (arg.kind(), field(arg, "name"), field(arg, "value")) {
        ("keyword_argument", Some(name), Some(value)) => Arg { name: Some(code.text(name)), node: value },
        _ => Arg { name: None, node: arg },
    });
    let args: Vec<Arg<'t>> = args.collect();
    let callee = match (field(function, "object"), field(function, "attribute")) {
        (Some(object), Some(name)) => Callee::Method(object, code.text(name)),
        _ => Callee::Node(function),
    };
    Shape::Call(Call { callee, args })
}

fn string<'t>(code: Code<'t>, node: Node<'t>) -> Shape<'t> {
    let parts: Vec<Part<'t>> = children(node)
        .into_iter()
        .filter_map(|part| match part.kind() {
            "string_content" => Some(Part::Text(Cow::Borrowed(code.text(part)))),
            "interpolation" => field(part, "expression").or_else(|| part.named_child(0)).map(Part::Node),
            _ => None,
        })
        .collect();
    match parts.as_slice() {
        [] => Shape::Constant(Cow::Borrowed("")),
        [Part::Text(text)] => Shape::Constant(text.clone()),
        _ => Shape::Built(parts),
    }
}

fn binary<'t>(code: Code<'t>, node: Node<'t>) -> Shape<'t> {
    let sign = field(node, "operator").map(|sign| code.text(sign)).unwrap_or_default();
    match sign {
        "+" => Shape::Built(operands(code, node, "binary_operator", "+").into_iter().map(Part::Node).collect()),
        // A text and what goes into it, or a remainder: the text tells.
        "%" => match (field(node, "left"), field(node, "right")) {
            (Some(left), Some(right)) => {
                let mut parts = vec![Part::Node(left)];
                if right.kind() == "tuple" {
                    parts.extend(children(right).into_iter().map(Part::Node));
                } else {
                    parts.push(Part::Node(right));
                }
                Shape::Built(parts)
            }
            _ => Shape::Other,
        },
        "|" | "&" | "*" | "/" => Shape::Any(children(node)),
        _ => Shape::Harmless,
    }
}

fn assign<'t>(left: Node<'t>, value: Option<Node<'t>>, adds: bool, facts: &mut Vec<Fact<'t>>) {
    if matches!(left.kind(), "pattern_list" | "tuple_pattern" | "list_pattern" | "tuple") {
        let targets = children(left);
        // `a, b = 1, 2` gives each its own.
        let values = value.filter(|value| matches!(value.kind(), "expression_list" | "tuple")).map(children);
        let values = values.filter(|values| values.len() == targets.len());
        for (place, target) in targets.into_iter().enumerate() {
            let own = values.as_ref().map(|values| values[place]).or(value);
            facts.push(Fact::Assign { target, value: own, adds, declared: None });
        }
        return;
    }
    facts.push(Fact::Assign { target: left, value, adds, declared: None });
}

fn params<'t>(code: Code<'t>, list: Node<'t>, is_outside: bool) -> Vec<Param<'t>> {
    let param = |node: Node<'t>| {
        let name = match node.kind() {
            "identifier" => Some(node),
            "default_parameter" | "typed_default_parameter" => field(node, "name"),
            "typed_parameter" => node.named_child(0),
            _ => None,
        }?;
        let declared = field(node, "type").map(|kind| code.text(kind));
        let name = code.text(name);
        let is_harmless = declared.is_some_and(|kind| matches!(kind, "int" | "float" | "bool"));
        let is_own = matches!(name, "self" | "cls" | "request" | "db" | "session" | "response");
        Some(Param {
            name,
            declared,
            is_outside: is_outside && !is_harmless && !is_own && declared.is_none_or(is_plain),
        })
    };
    children(list).into_iter().filter_map(param).collect()
}

/// Types of parameters that requests fill; others are handed in by the framework.
fn is_plain(declared: &str) -> bool {
    let inner = declared.trim_start_matches("Optional[").trim_end_matches(']');
    matches!(inner, "str" | "bytes" | "list" | "dict" | "str | None")
}

fn is_route(code: Code<'_>, function: Node<'_>) -> bool {
    let Some(around) = function.parent().filter(|around| around.kind() == "decorated_definition") else {
        return false;
    };
    children(around).into_iter().filter(|one| one.kind() == "decorator").any(|decorator| {
        let text = code.text(decorator).trim_start_matches('@');
        let name = text.split('(').next().unwrap_or_default().trim();
        let last = name.rsplit('.').next().unwrap_or_default();
        ROUTES.contains(&last) && (name.contains('.') || last == "api_view" || last == "route")
    })
}

fn import<'t>(code: Code<'t>, module: &str, name: Node<'t>, facts: &mut Vec<Fact<'t>>) {
    let (real, alias) = match name.kind() {
        "aliased_import" => (field(name, "name"), field(name, "alias")),
        "dotted_name" => (Some(name), child(name, "identifier")),
        _ => return,
    };
    let (Some(real), Some(alias)) = (real, alias) else { return };
    let (real, alias) = (code.text(real), code.text(alias));
    if module.is_empty() {
        // `import a.b` binds `a`.
        let full = if name.kind() == "aliased_import" { real } else { alias };
        facts.push(Fact::Import { alias, full: full.to_owned() });
    } else {
        facts.push(Fact::Import { alias, full: format!("{module}.{real}") });
    }
}
