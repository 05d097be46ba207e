//! A run while it works: the server's picture of it, kept up to date by its events.
//!
//! The browser folds the same events by the same code as the server. When the run is settled, the server's final
//! picture takes this one's place: with the files, the receipt and the new balance.

#[cfg(feature = "hydrate")]
mod follow;

use std::collections::BTreeMap;

use domain::credits::Credits;
use domain::run::{Status, Transcript};
use domain::time::Timestamp;
use leptos::prelude::*;

use crate::text;
use crate::transcript::{self, CostMeter, Look, Rendered, SHOWN, first_shown};
use crate::ui::button::{Button, Press, Size};
use crate::ui::skeleton::Skeleton;
use crate::ui::status::StatusBadge;

/// Whether events arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// They do, or will.
    Open,
    /// They stopped; the browser is trying again.
    Retrying,
    /// They stopped for good.
    Lost,
}

/// What changes while a run is watched.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    pub(crate) transcript: RwSignal<Transcript>,
    pub(crate) rendered: RwSignal<Rendered>,
    pub(crate) line: RwSignal<Line>,
    pub(crate) now: RwSignal<Timestamp>,
}

/// A run that is not settled yet.
#[island]
pub fn LiveRun(
    /// The run's id.
    id: String,
    /// What is held.
    ceiling: Credits,
    /// What happened so far.
    transcript: Transcript,
    /// The HTML of the messages that are whole.
    rendered: BTreeMap<String, String>,
    /// How many runs waited before it, where it was queued.
    place: Option<u64>,
    /// What the server's clock said.
    now: Timestamp,
) -> impl IntoView {
    let live = Live {
        transcript: RwSignal::new(transcript),
        rendered: RwSignal::new(rendered),
        line: RwSignal::new(Line::Open),
        now: RwSignal::new(now),
    };
    let look = Look { page: format!("/runs/{id}"), shows_files: true, ..Look::default() };
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| follow::follow(&id, live));
    #[cfg(not(feature = "hydrate"))]
    drop(id);
    // How many of the last items are shown: all that there are would take the browser longer with each event.
    let shown = RwSignal::new(SHOWN);
    let first = Memo::new(move |_| live.transcript.with(|transcript| first_shown(&transcript.items, shown.get())));
    let earlier = move || {
        let count = first.get();
        (count > 0).then(|| {
            view! {
                <p class="earlier">
                    {text::run::earlier(count)}
                    <Button
                        size=Size::Small
                        press=Press::Acts
                        on:click=move |_| shown.update(|shown| *shown += 5 * SHOWN)
                    >
                        {text::run::EARLIER_MORE}
                    </Button>
                </p>
            }
        })
    };
    let items = move || {
        let look = Look { now: Some(live.now.get()), ..look.clone() };
        let rendered = live.rendered.read();
        live.transcript.with(|transcript| transcript::items(transcript, first.get(), &rendered, &look))
    };

    // Nothing of it is there yet: a picture of what is to come.
    let to_come = move || live.transcript.read().items.is_empty().then(|| view! { <Skeleton/> });

    let status = Signal::derive(move || live.transcript.read().status);
    let spent = Signal::derive(move || live.transcript.read().spent);
    let queued = move || (status.get() == Status::Queued).then(|| text::run::queued(place));
    let elapsed = move || {
        let started_at = live.transcript.read().started_at?;
        // Whole seconds: tenths would only flicker.
        Some(text::run::elapsed(live.now.get().since(started_at)))
    };
    view! {
        <div class="space-y-5">
        <div class="live-strip">
            <div class="flex flex-wrap items-center gap-3">
                <span role="status">
                    <StatusBadge status=status/>
                </span>
                <span class="text-sm text-soft tabular-nums">{elapsed}</span>
                <span class="text-sm text-soft">{queued}</span>
                <span class="text-sm text-soft" role="status">
                    {move || text::run::line(live.line.get())}
                </span>
            </div>
            <CostMeter spent=spent ceiling=ceiling/>
        </div>
        {earlier}
        <div class="space-y-5">{items}</div>
        {to_come}
        </div>
    }
}
