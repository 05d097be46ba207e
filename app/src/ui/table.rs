//! Tables of the house's own lists. (Tables that agents made stand in `pages::run::preview`.)

use leptos::prelude::*;

/// On which side of its column something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Where reading begins.
    #[default]
    Start,
    /// Where it ends: for figures and times.
    End,
    /// The same, left out where there is little room.
    EndWhereRoom,
}

impl Side {
    /// The classes of a cell.
    pub const fn class(self) -> Option<&'static str> {
        match self {
            Self::Start => None,
            Self::End => Some("text-end"),
            Self::EndWhereRoom => Some("text-end max-md:hidden"),
        }
    }
}

/// A list whose lines are cards where it is narrow. Its cells name their place there: `row-main`, `row-status`,
/// `row-price`, `row-when`.
#[component]
pub fn Rows(
    /// What each column holds, and on which side.
    columns: Vec<(&'static str, Side)>,
    /// What the table is of, where no heading stands above it.
    #[prop(optional)]
    label: Option<&'static str>,
    /// The lines.
    children: Children,
) -> impl IntoView {
    let heads = columns.into_iter().map(|(label, side)| {
        view! {
            <th scope="col" class=side.class()>
                {label}
            </th>
        }
    });
    let heads = heads.collect_view();
    view! {
        <table class="rows" aria-label=label>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    }
}

/// Names with numbers beside them. It scrolls sideways where it must.
#[component]
pub fn Counts(
    /// What each column holds: the names first.
    columns: Vec<&'static str>,
    /// The lines: the name as `<th scope="row">`.
    children: Children,
) -> impl IntoView {
    let heads = columns.into_iter().map(|label| view! { <th scope="col">{label}</th> }).collect_view();
    view! {
        <div class="scrolls">
            <table class="counts">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
