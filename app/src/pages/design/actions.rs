//! What is pressed, and words in a frame.

use domain::run::Status;
use leptos::prelude::*;

use super::Specimen;
use crate::text::design as words;
use crate::ui::badge::{self, Badge};
use crate::ui::button::{Button, ButtonLink, Look, Onward, Press, Shape, Size};
use crate::ui::chip::{ChipLink, Taken};
use crate::ui::icon;
use crate::ui::key::Key;
use crate::ui::status::StatusBadge;

const LOOKS: [Look; 7] =
    [Look::Primary, Look::Plain, Look::Soft, Look::Ghost, Look::Danger, Look::DangerOutline, Look::DangerGhost];
const SIZES: [Size; 4] = [Size::Large, Size::Medium, Size::Small, Size::Tiny];

pub(super) fn all() -> impl IntoView {
    let looks = LOOKS.map(|look| view! { <Button look=look press=Press::Acts>{words::PRESS}</Button> });
    let sizes =
        SIZES.map(|size| view! { <Button size=size press=Press::Acts glyph=icon::PLAY>{words::PRESS}</Button> });
    view! {
        <Specimen id="button">
            <div class="flex flex-wrap items-center gap-3">{looks.collect_view()}</div>
            <div class="flex w-full flex-wrap items-center gap-3">{sizes.collect_view()}</div>
            <div class="flex flex-wrap items-center gap-3">
                <Button press=Press::Acts disabled=true>
                    {words::DISABLED}
                </Button>
                <Button look=Look::Primary press=Press::Acts busy=true>
                    {words::BUSY}
                </Button>
                <Button
                    look=Look::Ghost
                    shape=Shape::Square
                    press=Press::Acts
                    glyph=icon::X
                    label=words::PRESS
                />
                <ButtonLink href="#button">{words::LINK}</ButtonLink>
                <Onward href="#button" label=words::LINK/>
            </div>
            <Button look=Look::Primary shape=Shape::Wide press=Press::Acts>
                {words::WIDE}
            </Button>
        </Specimen>
        <Specimen id="badge">
            <Badge text=words::WORD/>
            <Badge text=words::WORD look=badge::Look::Neutral/>
            <Badge text=words::WORD look=badge::Look::Accent/>
            <Badge text=words::WORD look=badge::Look::Info glyph=icon::INFO/>
            <Badge text=words::WORD look=badge::Look::Success glyph=icon::CHECK/>
            <Badge text=words::WORD look=badge::Look::Warning glyph=icon::TRIANGLE_ALERT/>
            <Badge text=words::WORD look=badge::Look::Error glyph=icon::X/>
        </Specimen>
        <Specimen id="status">
            {Status::ALL
                .iter()
                .map(|status| view! { <StatusBadge status=Signal::stored(*status)/> })
                .collect_view()}
        </Specimen>
        <Specimen id="chip">
            <ChipLink href="#chip" text=words::WORD/>
            <Taken href="#chip" text=words::TAKEN label=words::TAKEN_LABEL/>
        </Specimen>
        <Specimen id="key">
            <Key name="j"/>
            <Key name="Enter"/>
            <span class="inline-flex items-center gap-1">
                <Key name="Ctrl"/>
                <Key name="K"/>
            </span>
        </Specimen>
    }
}
