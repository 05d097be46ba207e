//! What leads somewhere, and what lies above the page.

use leptos::prelude::*;

use super::Specimen;
use crate::text::design as words;
use crate::ui::breadcrumb::Crumbs;
use crate::ui::button::{Button, Look, Press};
use crate::ui::confirm::Confirm;
use crate::ui::dialog::Dialog;
use crate::ui::fold::Fold;
use crate::ui::icon;
use crate::ui::menu::{Menu, MenuButton, MenuLink};
use crate::ui::pager::Pager;
use crate::ui::stepper::{Stands, Stepper};
use crate::ui::tabs::{Tab, Tabs};
use crate::ui::tooltip::Tip;

pub(super) fn all() -> impl IntoView {
    let tab = |label: &str, count: Option<u64>, is_here: bool| Tab {
        label: label.to_owned(),
        href: "#tabs".to_owned(),
        count,
        is_here,
    };
    let tabs = vec![tab(words::WORD, Some(12), true), tab(words::LINK, Some(3), false), tab(words::WIDE, None, false)];
    let above = || (words::WORD.to_owned(), "#breadcrumb".to_owned());
    view! {
        <Specimen id="tabs">
            <div class="w-full min-w-0">
                <Tabs label=words::LABEL tabs=tabs/>
            </div>
        </Specimen>
        <Specimen id="breadcrumb">
            <Crumbs crumbs=vec![above(), above()]/>
        </Specimen>
        <Specimen id="pager">
            <div class="w-full">
                <Pager previous=Some("#pager".to_owned()) next=Some("#pager".to_owned()) place=words::PLACE/>
            </div>
        </Specimen>
        <Specimen id="stepper">
            <Stepper steps=vec![
                (words::WORD, words::SENTENCE, Stands::Past),
                (words::WORD, words::SENTENCE, Stands::Here),
                (words::WORD, words::SENTENCE, Stands::Future),
            ]/>
        </Specimen>
        <Specimen id="menu">
            <Button press=Press::Acts attr:popovertarget="design-menu">
                {words::OPEN}
            </Button>
            <Menu id="design-menu">
                <MenuLink href="#menu" glyph=icon::HISTORY label=words::LINK/>
                <MenuLink href="#menu" glyph=icon::MAIL label=words::URGENT urgent=true/>
                <MenuButton glyph=icon::LOG_OUT label=words::PRESS/>
            </Menu>
        </Specimen>
        <Specimen id="dialog">
            <Button press=Press::Acts attr:popovertarget="design-dialog">
                {words::OPEN}
            </Button>
            <Dialog id="design-dialog" title=words::QUESTION>
                <p>{words::SENTENCE}</p>
                <p class="flex gap-3">
                    <Button
                        look=Look::Danger
                        press=Press::Acts
                        attr:popovertarget="design-dialog"
                        attr:popovertargetaction="hide"
                    >
                        {words::PRESS}
                    </Button>
                </p>
            </Dialog>
        </Specimen>
        <Specimen id="confirm">
            <Confirm action="/design".to_owned() label=words::PRESS note=words::SENTENCE button=words::PRESS/>
        </Specimen>
        <Specimen id="fold">
            <Fold title=words::WORD count=2 class="fold w-full">
                {words::SENTENCE}
            </Fold>
            <Fold title=words::WORD glyph=icon::BRACES open=true class="fold w-full">
                {words::SENTENCE}
            </Fold>
        </Specimen>
        <Specimen id="tooltip">
            <span class="inline-flex items-center gap-1">
                {words::WORD} <Tip id="design-tip" label=words::TIP_LABEL text=words::SENTENCE/>
            </span>
        </Specimen>
    }
}
