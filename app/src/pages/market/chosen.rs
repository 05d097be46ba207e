//! What the marketplace is narrowed to, each with the way to take it back.

use domain::credits::Credits;
use leptos::prelude::*;

use super::asked::Asked;
use crate::text::market as words;
use crate::ui::button::{ButtonLink, Look, Size};
use crate::ui::chip::Taken;

/// A chip for each choice, which leads to the same list without it. Nothing where none is made; the suite has its tab.
#[component]
pub(super) fn Chosen(
    /// What is asked now.
    asked: Asked,
) -> impl IntoView {
    let without = |change: fn(&mut Asked)| {
        let mut other = asked.clone();
        change(&mut other);
        other.at_page(1)
    };
    let price = |amount: Credits| amount.shown_up();
    let mut chips: Vec<(String, String)> = Vec::new();
    if !asked.q.is_empty() {
        chips.push((words::set(words::WORDS, &asked.q), without(|asked| asked.q.clear())));
    }
    if let Some(category) = asked.category {
        chips.push((words::set(words::CATEGORY, category.label()), without(|asked| asked.category = None)));
    }
    if let Some(least) = asked.min_price {
        chips.push((words::set(words::MIN_PRICE, &price(least)), without(|asked| asked.min_price = None)));
    }
    if let Some(most) = asked.max_price {
        chips.push((words::set(words::MAX_PRICE, &price(most)), without(|asked| asked.max_price = None)));
    }
    if !asked.tags.is_empty() {
        chips.push((words::set(words::TAGS, &asked.tags.join(", ")), without(|asked| asked.tags.clear())));
    }
    if let Some(sort) = asked.sort {
        chips.push((words::set(words::SORT, words::sort(sort)), without(|asked| asked.sort = None)));
    }
    let clear = Asked { suite: asked.suite, ..Asked::default() }.at_page(1);
    (!chips.is_empty()).then(|| {
        let chips = chips.into_iter().map(|(text, href)| {
            let label = words::remove(&text);
            view! {
                <li class="max-w-full">
                    <Taken href=href text=text label=label/>
                </li>
            }
        });
        let chips = chips.collect_view();
        view! {
            <ul class="flex min-w-0 flex-wrap items-center gap-2" aria-label=words::CHOSEN>
                {chips}
                <li>
                    <ButtonLink look=Look::Ghost size=Size::Small href=clear>
                        {words::CLEAR}
                    </ButtonLink>
                </li>
            </ul>
        }
    })
}
