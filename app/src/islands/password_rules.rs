//! What a password needs; ticked off while it is typed.

use leptos::prelude::*;

use crate::text;
use crate::ui::icon::{self, Icon};

/// How many rules there are.
const RULES: usize = 4;

fn kept(password: &str) -> [bool; RULES] {
    [
        (8..=128).contains(&password.chars().count()),
        password.chars().any(char::is_uppercase),
        password.chars().any(char::is_lowercase),
        password.chars().any(|c| c.is_ascii_digit()),
    ]
}

/// The password field and, below it, what a password needs. The rules are those of `domain::account::check_password`.
#[island]
pub fn PasswordRules(
    /// The field.
    children: Children,
) -> impl IntoView {
    let typed = RwSignal::new([false; RULES]);
    view! {
        <div class="flex flex-col gap-2" on:input=move |event| typed.set(kept(&event_target_value(&event)))>
            {children()}
            <ul class="grid grid-cols-1 gap-x-4 gap-y-1 text-sm sm:grid-cols-2" id="password-rules">
                {text::sign_up::PASSWORD_RULES
                    .into_iter()
                    .enumerate()
                    .map(|(place, rule)| {
                        view! {
                            <li class=move || if typed.get()[place] { "rule rule-kept" } else { "rule" }>
                                {move || {
                                    let glyph = if typed.get()[place] { icon::CHECK } else { icon::CIRCLE_DASHED };
                                    view! { <Icon glyph=glyph class="size-3.5"/> }
                                }}
                                {rule}
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn all_rules_are_kept_where_the_domain_takes_the_password() {
        for password in ["Abcdefg1", "abcdefg1", "ABCDEFG1", "Abcdefgh", "Abcdef1", "", "Äbcdefg1"] {
            let all = kept(password).into_iter().all(|kept| kept);
            assert_eq!(all, domain::account::check_password(password).is_ok(), "{password}");
        }
    }
}
