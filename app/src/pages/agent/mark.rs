//! An agent's picture.

use domain::catalogue::Category;
use leptos::prelude::*;

use super::named::NAMED;
use crate::ui::icon::{self, Glyph, Icon};

/// An agent's icon on a tile: the one that its manifest names, else the one of its category.
#[component]
pub(in crate::pages) fn AgentMark(
    /// The name in the manifest.
    icon: Option<String>,
    /// What the agent is for.
    category: Category,
    /// Whether it stands at the head of a page.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let glyph = icon.as_deref().and_then(named).or_else(|| named(of_category(category))).unwrap_or(icon::STORE);
    let (tile, size) = if large { ("mark mark-large", "size-8") } else { ("mark", "size-5") };
    view! {
        <span class=tile>
            <Icon glyph=glyph class=size/>
        </span>
    }
}

fn named(name: &str) -> Option<Glyph> {
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, glyph)| *glyph)
}

const fn of_category(category: Category) -> &'static str {
    match category {
        Category::Content => "pen-line",
        Category::Research => "telescope",
        Category::Analysis => "chart-column",
        Category::Automation => "zap",
        Category::Development => "code",
        Category::Design => "palette",
        Category::Marketing => "megaphone",
        Category::CustomerService => "headset",
        Category::Operations => "settings-2",
        Category::Security => "shield",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_has_a_picture() {
        for category in Category::ALL {
            assert!(named(of_category(*category)).is_some(), "{}", category.slug());
        }
    }
}
