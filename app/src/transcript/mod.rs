//! How a run's transcript is drawn: the same on the server and in the browser.
//!
//! Everything here is a function of `domain::run::Transcript` and of the HTML of its whole messages. A live run is
//! drawn again after its events; elements stay where they are, so that what a person folded open stays open. So a
//! stretch that is not shown keeps its place, as nothing.

mod call;
mod look;
mod made;
pub mod message;
pub mod meter;
mod step;
mod steps;
mod stretch;

use std::collections::BTreeMap;

use domain::run::{Item, Transcript};
use leptos::either::Either;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
pub(crate) use made::glyph;
use made::made;
use steps::steps;
use stretch::{Stretch, stretches};

pub use look::{Look, anchor};
pub use message::{AgentSays, CustomerSays};
pub use meter::CostMeter;
pub(crate) use stretch::{SHOWN, first_shown};

/// The sanitised HTML of whole messages, by message id.
pub type Rendered = BTreeMap<String, String>;

/// Steps and messages in their order, from that item on.
pub fn items(transcript: &Transcript, from: usize, rendered: &Rendered, look: &Look) -> impl IntoView + use<> {
    let all = stretches(&transcript.items);
    let last = all.len().saturating_sub(1);
    let mut waiting: Vec<String> = Vec::new();
    let mut drawn = Vec::with_capacity(all.len());
    for (place, stretch) in all.iter().enumerate() {
        if stretch.items.start < from {
            drawn.push(None);
            continue;
        }
        waiting.extend(made_in(transcript, stretch));
        // What steps made is shown after what the agent says of it.
        let is_told_next = stretch.number > 0 && all.get(place + 1).is_some_and(|next| next.number == 0);
        let made_here = if is_told_next { Vec::new() } else { std::mem::take(&mut waiting) };
        let view = match &transcript.items[stretch.items.start] {
            Item::Message { id, text, complete } => Either::Left(view! {
                <AgentSays text=text.clone() html=rendered.get(id).cloned() complete=*complete/>
            }),
            Item::Step(_) => Either::Right(steps(&transcript.items, stretch, place == last, look)),
        };
        let files = made(&made_here, &transcript.artifacts, look);
        drawn.push(Some(view! { {view} {files} }));
    }
    drawn
}

/// The names of the files that a stretch's steps made.
fn made_in<'t>(transcript: &'t Transcript, stretch: &Stretch) -> impl Iterator<Item = String> + use<'t> {
    transcript.items[stretch.items.clone()].iter().flat_map(|item| match item {
        Item::Step(step) => step.made.clone(),
        Item::Message { .. } => Vec::new(),
    })
}
