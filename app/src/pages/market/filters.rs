//! The form of the marketplace: words and order in sight, the rest folded where it is narrow.

use domain::catalogue::{Category, Sort};
use domain::credits::Credits;
use leptos::prelude::*;

use super::asked::Asked;
use crate::text::market as text;
use crate::ui::icon::{self, Icon};

/// Search and filters; what is set stands in the fields.
#[component]
pub(super) fn Filters(
    /// What is asked now.
    asked: Asked,
) -> impl IntoView {
    let open = asked.filters() > 0;
    let count = asked.filters();
    let suite = asked.suite.and_then(|suite| serde_json::to_value(suite).ok()?.as_str().map(str::to_owned));
    view! {
        <form class="mt-8 space-y-3" method="get" action="/agents" role="search" aria-label=text::FILTERS>
            {suite.map(|suite| view! { <input type="hidden" name="suite" value=suite/> })}
            <div class="flex flex-col gap-3 sm:flex-row">
                <label class="input min-w-0 max-sm:w-full sm:flex-1">
                    <Icon glyph=icon::SEARCH class="size-5 text-soft"/>
                    <span class="sr-only">{text::WORDS}</span>
                    <input type="search" name="q" value=asked.q.clone() placeholder=text::WORDS_HINT maxlength="200"/>
                </label>
                <label class="select max-sm:w-full sm:w-60">
                    <span class="sr-only">{text::SORT}</span>
                    <select name="sort">
                        <option value="">{text::SORT_BEST}</option>
                        {Sort::ALL
                            .iter()
                            .map(|sort| {
                                view! {
                                    <option value=sort.as_str() selected=asked.sort == Some(*sort)>
                                        {text::sort(*sort)}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </label>
                <button type="submit" class="btn btn-primary">
                    {text::SEARCH}
                </button>
            </div>
            <details class="filters" open=open>
                <summary class="btn btn-ghost btn-sm">
                    <Icon glyph=icon::SLIDERS_HORIZONTAL/>
                    {text::MORE_FILTERS}
                    {(count > 0).then(|| view! { <span class="chip chip-accent tabular-nums">{count}</span> })}
                </summary>
                <div
                    class="panel mt-3 grid gap-4 p-5 sm:grid-cols-2 lg:grid-cols-4"
                >
                    <div class="field">
                        <label class="field-label" for="category">
                            {text::CATEGORY}
                        </label>
                        <select class="select w-full" id="category" name="category">
                            <option value="">{text::ANY_CATEGORY}</option>
                            {Category::ALL
                                .iter()
                                .map(|category| {
                                    view! {
                                        <option value=category.slug() selected=asked.category == Some(*category)>
                                            {category.label()}
                                        </option>
                                    }
                                })
                                .collect_view()}
                        </select>
                    </div>
                    <fieldset class="field">
                        <legend class="field-label">{text::PRICE}</legend>
                        <div class="flex gap-2">
                            <PriceField name="min_price" label=text::MIN_PRICE value=asked.min_price/>
                            <PriceField name="max_price" label=text::MAX_PRICE value=asked.max_price/>
                        </div>
                    </fieldset>
                    <div class="field">
                        <label class="field-label" for="tags">
                            {text::TAGS}
                        </label>
                        <input
                            class="input w-full"
                            id="tags"
                            name="tags"
                            value=asked.tags.join(", ")
                            placeholder=text::TAGS_HINT
                        />
                    </div>
                    <div class="flex items-end gap-2">
                        <button type="submit" class="btn">
                            {text::APPLY}
                        </button>
                        {asked
                            .is_narrowed()
                            .then(|| {
                                view! {
                                    <a class="btn btn-ghost" href="/agents">
                                        {text::CLEAR}
                                    </a>
                                }
                            })}
                    </div>
                </div>
            </details>
        </form>
    }
}

#[component]
fn PriceField(name: &'static str, label: &'static str, value: Option<Credits>) -> impl IntoView {
    view! {
        <input
            class="input w-full tabular-nums"
            name=name
            inputmode="decimal"
            placeholder=label
            aria-label=label
            value=value.map(Credits::exact)
        />
    }
}
