//! JSON as a tree whose branches fold. It is made of `details`, so it folds without a script too.

use leptos::prelude::*;
use serde_json::Value;

use crate::text::run as text;

/// Branches of this depth are open at first.
const OPEN_DEPTH: usize = 2;
/// Branches with more members than this are folded, however near to the trunk.
const OPEN_MEMBERS: usize = 40;
/// Members that are drawn, in all: what a browser folds and unfolds at once.
const MOST_MEMBERS: usize = 2_000;
/// Deeper than this, a value is told as text.
const MOST_DEPTH: usize = 24;
/// Characters of a text that are shown.
const MOST_CHARS: usize = 2_000;

/// A value as a tree.
#[component]
pub(in crate::pages) fn Tree(
    /// The value.
    value: Value,
) -> impl IntoView {
    let mut left = MOST_MEMBERS;
    let root = match &value {
        Value::Array(_) | Value::Object(_) => members(&value, 0, &mut left).into_any(),
        plain => view! { <p class="json-leaf">{leaf(plain)}</p> }.into_any(),
    };
    view! { <div class="json">{root}</div> }
}

/// The members of a branch, as long as there is room for them.
fn members(value: &Value, depth: usize, left: &mut usize) -> AnyView {
    let (count, named): (usize, Vec<(String, &Value)>) = match value {
        Value::Array(values) => (
            values.len(),
            values.iter().take(*left).enumerate().map(|(place, value)| (place.to_string(), value)).collect(),
        ),
        Value::Object(map) => (map.len(), map.iter().take(*left).map(|(name, value)| (name.clone(), value)).collect()),
        _ => (0, Vec::new()),
    };
    *left = left.saturating_sub(named.len());
    let missing = count - named.len();
    let shown = named.into_iter().map(|(name, value)| member(name, value, depth, left)).collect_view();
    view! {
        <ul>
            {shown} {(missing > 0).then(|| view! { <li class="text-soft">{text::more_members(missing)}</li> })}
        </ul>
    }
    .into_any()
}

fn member(name: String, value: &Value, depth: usize, left: &mut usize) -> AnyView {
    let size = match value {
        Value::Array(values) => values.len(),
        Value::Object(map) => map.len(),
        _ => 0,
    };
    if size == 0 || depth >= MOST_DEPTH {
        return view! {
            <li class="json-leaf">
                <span class="json-name">{name}</span>
                ": "
                {leaf(value)}
            </li>
        }
        .into_any();
    }
    let about = match value {
        Value::Array(_) => text::json_list(size),
        _ => text::json_object(size),
    };
    let open = depth + 1 < OPEN_DEPTH && size <= OPEN_MEMBERS;
    view! {
        <li>
            <details open=open>
                <summary>
                    <span class="json-name">{name}</span>
                    <span class="text-soft">{about}</span>
                </summary>
                {members(value, depth + 1, left)}
            </details>
        </li>
    }
    .into_any()
}

fn leaf(value: &Value) -> impl IntoView + use<> {
    let class = match value {
        Value::String(_) => "json-text",
        Value::Number(_) => "json-number",
        _ => "json-word",
    };
    let mut told = value.to_string();
    if let Some((cut, _)) = told.char_indices().nth(MOST_CHARS) {
        told.truncate(cut);
        told.push('…');
    }
    view! { <span class=class>{told}</span> }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn drawn(value: Value) -> String {
        Owner::new().with(|| view! { <Tree value=value/> }.to_html())
    }

    #[test]
    fn branches_fold_and_the_trunk_is_open() {
        let html = drawn(json!({"a": {"b": {"c": [1, 2]}}, "empty": [], "text": "<b>"}));
        assert_eq!(html.matches("<details").count(), 3, "{html}");
        assert_eq!(html.matches("<details open").count(), 1, "{html}");
        assert!(html.contains("&lt;b&gt;") && !html.contains("<b>"), "{html}");
        assert!(html.contains("[]"), "{html}");
    }

    #[test]
    fn a_large_value_is_cut_and_says_so() {
        let html = drawn(Value::from((0..10_000).collect::<Vec<u32>>()));
        assert_eq!(html.matches("json-leaf").count(), MOST_MEMBERS);
        assert!(html.contains(&text::more_members(8_000)), "what is missing is told");
        // However deep it is, it is drawn.
        let deep = (0..120).fold(json!(1), |value, _| json!({ "x": value }));
        assert_eq!(drawn(deep).matches("<details").count(), MOST_DEPTH);
    }
}
