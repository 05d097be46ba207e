//! The form of a run, checked before it is sent by the same code that checks it on the server.

#[cfg(feature = "hydrate")]
mod check;
#[cfg(feature = "hydrate")]
mod files;

use domain::input::Schema;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The file of a sample, to be put into a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleFile {
    /// The field's name.
    pub field: String,
    /// Where it is.
    pub url: String,
    /// What it is called.
    pub filename: String,
}

/// Around a run's form: checks it in the browser, takes files that are dropped, sends it once. That it is being sent is
/// told where the form has `data-sending`; the button that is pressed once has `data-start`, unless it cannot be pressed.
#[island]
pub fn RunForm(
    /// What the version declares of its input.
    schema: Schema,
    /// The file of the sample that was chosen, if one was.
    sample: Option<SampleFile>,
    /// The form.
    children: Children,
) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let schema = StoredValue::new(schema);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let (Some(root), Some(sample)) = (root.get(), sample.clone()) {
            files::fill_in(&root, sample, schema);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    drop(sample);
    #[cfg(feature = "hydrate")]
    check::restore_on_return(root);

    let on_submit = move |event: ev::SubmitEvent| {
        #[cfg(feature = "hydrate")]
        schema.with_value(|schema| check::submit(&event, schema));
        #[cfg(not(feature = "hydrate"))]
        let _ = (&event, schema);
    };
    let on_change = move |event: ev::Event| {
        #[cfg(feature = "hydrate")]
        schema.with_value(|schema| check::changed(&event, schema));
        #[cfg(not(feature = "hydrate"))]
        let _ = &event;
    };
    let on_drag = move |event: ev::DragEvent| {
        #[cfg(feature = "hydrate")]
        schema.with_value(|schema| files::dragged(&event, schema));
        #[cfg(not(feature = "hydrate"))]
        let _ = &event;
    };
    view! {
        <div
            node_ref=root
            on:submit=on_submit
            on:change=on_change
            on:dragover=on_drag
            on:dragleave=on_drag
            on:drop=on_drag
        >
            {children()}
        </div>
    }
}
