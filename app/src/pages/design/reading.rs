//! What is read: words of agents, code, icons.

use leptos::prelude::*;

use super::Specimen;
use crate::pages::agent::AgentMark;
use crate::text::design as words;
use crate::ui::code::{Code, Command, Copied};
use crate::ui::icon::{self, Icon};
use crate::ui::rendered::Rendered;
use domain::catalogue::Category;

pub(super) fn all() -> impl IntoView {
    view! {
        <Specimen id="prose">
            <Rendered html=service::run::message_html(words::MARKDOWN)/>
        </Specimen>
        <Specimen id="code">
            <div class="w-full min-w-0 space-y-4">
                <Code text="{\n  \"rows\": 12\n}"/>
                <Command line="guildhall serve"/>
                <Copied value="run_01kbz6w3v7f5d8q2m4n6p8r0st".to_owned() what=words::WORD/>
            </div>
        </Specimen>
        <Specimen id="icon">
            <Icon glyph=icon::SEARCH class="size-6"/>
            <Icon glyph=icon::COINS class="size-6"/>
            <Icon glyph=icon::RECEIPT class="size-6"/>
            <Icon glyph=icon::SHIELD_CHECK class="size-6"/>
            {Category::ALL
                .iter()
                .map(|category| view! { <AgentMark icon=None category=*category/> })
                .collect_view()}
            <AgentMark icon=None category=Category::Operations large=true/>
        </Specimen>
    }
}
