//! How a run's transcript is drawn: the same on the server and in the browser.
//!
//! Everything here is a function of `domain::run::Transcript` and of the HTML of its whole messages. A live run is
//! drawn again after each event; elements stay where they are, so that what a person folded open stays open.

mod call;
pub mod message;
pub mod meter;
mod step;

use std::collections::BTreeMap;

use domain::run::{Item, Step};
use leptos::either::Either;
use leptos::prelude::*;

use crate::text;

pub use message::{AgentSays, CustomerSays};
pub use meter::CostMeter;

/// The sanitised HTML of whole messages, by message id.
pub type Rendered = BTreeMap<String, String>;

/// Steps that follow each other, or one message.
enum Part {
    Steps(Vec<Step>),
    Message { id: String, text: String, complete: bool },
}

fn parts(items: Vec<Item>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for item in items {
        match (item, parts.last_mut()) {
            (Item::Step(step), Some(Part::Steps(steps))) => steps.push(step),
            (Item::Step(step), _) => parts.push(Part::Steps(vec![step])),
            (Item::Message { id, text, complete }, _) => parts.push(Part::Message { id, text, complete }),
        }
    }
    parts
}

/// Steps and messages in their order.
pub fn items(items: Vec<Item>, rendered: &Rendered) -> impl IntoView + use<> {
    parts(items)
        .into_iter()
        .map(|part| match part {
            Part::Steps(steps) => Either::Left(view! {
                <div class="turn" role="log" aria-label=text::run::STEPS>
                    <ol class="steps-list">{steps.into_iter().map(step::step).collect_view()}</ol>
                </div>
            }),
            Part::Message { id, text, complete } => {
                let html = rendered.get(&id).cloned();
                Either::Right(view! { <AgentSays text=text html=html complete=complete/> })
            }
        })
        .collect_view()
}
