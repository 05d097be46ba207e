//! The form of the marketplace: words in sight; the rest beside what was found, or folded where it is narrow.

use domain::catalogue::{Category, Sort};
use domain::credits::Credits;
use leptos::prelude::*;

use super::asked::Asked;
use crate::text::market as text;
use crate::ui::button::{Button, Look, Shape};
use crate::ui::field::{Kind, TextField};
use crate::ui::fold::Fold;
use crate::ui::icon;
use crate::ui::search::SearchField;
use crate::ui::select::{Choice, SelectField};

/// Search and filters; what is set stands in the fields.
#[component]
pub(super) fn Filters(
    /// What is asked now.
    asked: Asked,
) -> impl IntoView {
    let count = asked.filters();
    let sorts = Sort::ALL.iter().map(|sort| Choice::new(sort.as_str(), text::sort(*sort)));
    let sorts: Vec<Choice> = std::iter::once(Choice::new("", text::SORT_BEST)).chain(sorts).collect();
    let categories = Category::ALL.iter().map(|category| Choice::new(category.slug(), category.label()));
    let categories: Vec<Choice> = std::iter::once(Choice::new("", text::ANY_CATEGORY)).chain(categories).collect();
    let price = |amount: Option<Credits>| amount.map(Credits::exact).unwrap_or_default();
    view! {
        <form class="min-w-0" method="get" action="/agents" role="search" aria-label=text::FILTERS>
            {asked.suite.map(|suite| view! { <input type="hidden" name="suite" value=suite.slug()/> })}
            <div class="flex gap-2">
                <SearchField name="q" label=text::WORDS value=asked.q placeholder=text::WORDS_HINT most=200/>
                <Button look=Look::Primary shape=Shape::Square glyph=icon::ARROW_RIGHT label=text::SEARCH/>
            </div>
            <Fold
                title=text::MORE_FILTERS
                glyph=icon::SLIDERS_HORIZONTAL
                count=count
                open=asked.has_bad_price
                class="market-fold mt-3 py-1.5"
            >
                <div class="grid gap-5 max-lg:pb-2 sm:max-lg:grid-cols-2">
                    <SelectField
                        name="category"
                        label=text::CATEGORY
                        choices=categories
                        chosen=asked.category.map(Category::slug).unwrap_or_default()
                    />
                    <SelectField
                        name="sort"
                        label=text::SORT
                        choices=sorts
                        chosen=asked.sort.map(Sort::as_str).unwrap_or_default()
                    />
                    <fieldset>
                        <legend class="field-label">{text::PRICE}</legend>
                        <div class="mt-1.5 grid grid-cols-2 gap-2">
                            <TextField
                                name="min_price"
                                label=text::MIN_PRICE
                                kind=Kind::Decimal
                                may_be_empty=true
                                value=price(asked.min_price)
                            />
                            <TextField
                                name="max_price"
                                label=text::MAX_PRICE
                                kind=Kind::Decimal
                                may_be_empty=true
                                value=price(asked.max_price)
                            />
                        </div>
                    </fieldset>
                    <TextField
                        name="tags"
                        label=text::TAGS
                        may_be_empty=true
                        value=asked.tags.join(", ")
                        placeholder=text::TAGS_HINT
                    />
                    <Button shape=Shape::Wide>{text::APPLY}</Button>
                </div>
            </Fold>
        </form>
    }
}
