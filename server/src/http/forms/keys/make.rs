//! `POST /account/keys`
//!
//! The answer is the page with the key's text, not a way to it: the text is told once, so no second request could fetch it.
//! Sent again, the form finds its name taken.

use app::ssr::FormState;
use app::text::keys as words;
use axum::Extension;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::Response;
use domain::account::{KeyScope, KeyScopes, Viewer};
use domain::credits::Credits;
use domain::error::FieldError;
use domain::key::{Cap, CapPeriod, Draft};
use domain::time::{Micros, Timestamp};
use service::{Problem, api_key};

use super::shown;
use crate::http::forms::Typed;
use crate::http::pages::{self, Asked};
use crate::http::problem::Refusal;
use crate::http::state::AppState;

const KEPT: [&str; 6] = ["name", "scopes", "expires_days", "cap", "cap_period", "requests_per_minute"];

/// Makes a key and shows it, this once.
pub async fn submit(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    request: Request,
) -> Result<Response, Refusal> {
    let asked = Asked::of(&request, &viewer);
    let typed = Typed::from_request(request, &state).await?;
    let made = match draft(&typed, state.services.now()) {
        Ok(draft) => api_key::make(&state.services, &viewer, draft).await.map_err(Problem::from),
        Err(errors) => Err(Problem::invalid(errors)),
    };
    match made {
        Ok(made) => Ok(pages::with_new_key(&state, asked, shown(&made, false)).await),
        Err(problem) => {
            let form = FormState { form: "key", values: typed.kept(&KEPT), problem };
            Ok(pages::again(&state, asked, form).await)
        }
    }
}

fn draft(typed: &Typed, now: Timestamp) -> Result<Draft, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut misfit = |field: &str, code: &str, message: &str| errors.push(FieldError::new(field, code, message));
    let scopes: Option<KeyScopes> = typed.all("scopes").map(KeyScope::parse).collect();
    if scopes.is_none() {
        misfit("scopes", "unknown_scope", words::NOT_A_SCOPE);
    }
    let days: Option<i64> = match typed.text("expires_days") {
        "" => Some(0),
        text => text.parse().ok().filter(|days| words::ENDINGS.iter().any(|(known, _)| i64::from(*known) == *days)),
    };
    if days.is_none() {
        misfit("expires_at", "unknown_end", words::NOT_AN_END);
    }
    let cap = match typed.text("cap").trim() {
        "" => None,
        text => {
            let (amount, period) = (credits(text), CapPeriod::parse(typed.text("cap_period")));
            if amount.is_none() {
                misfit("cap", "not_credits", words::NOT_CREDITS);
            }
            if period.is_none() {
                misfit("cap_period", "unknown_period", words::NOT_A_PERIOD);
            }
            amount.zip(period).map(|(amount, period)| Cap { amount, period })
        }
    };
    let requests_per_minute = match typed.text("requests_per_minute").trim() {
        "" => None,
        text => {
            let limit = text.parse().ok();
            if limit.is_none() {
                misfit("requests_per_minute", "not_whole", words::NOT_WHOLE);
            }
            limit
        }
    };
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Draft {
        name: typed.text("name").to_owned(),
        scopes: scopes.unwrap_or_default(),
        expires_at: days.filter(|days| *days > 0).map(|days| now.plus(Micros::days(days))),
        cap,
        requests_per_minute,
    })
}

/// An amount as a person types it: `50`, `2.5`.
fn credits(text: &str) -> Option<Credits> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(part) || part.len() > 6 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<6}").parse().ok()?;
    Some(Credits::from_micro(whole.checked_mul(1_000_000)?.checked_add(part)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly() {
        let read = |text: &str| credits(text).map(Credits::micro);
        assert_eq!(read("50"), Some(50_000_000));
        assert_eq!(read("2.5"), Some(2_500_000));
        assert_eq!(read("0.000001"), Some(1));
        for bad in ["", ".", ".5", "-1", "1e3", "1,000", "1.0000001", "99999999999999999999", "1 ", "½"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
