//! API keys.

use domain::account::KeyScope;
use domain::credits::Credits;
use domain::id::ApiKeyId;
use domain::key::{ApiKey, Cap, CapPeriod, Token};
use domain::time::Micros;
use service::api_key::Made;

use super::account::ADA;
use super::{ASKED_AT, Example, bits, json};
use crate::http::api::keys::MadeKey;
use crate::http::api::keys::list::Keys;

pub(super) fn examples() -> Vec<Example> {
    // Well-made, and nobody's: the chance to be given it is that of guessing one.
    let token = Token::of_bits([7; 32]);
    let key = key(&token);
    let made = MadeKey::from(Made { key: key.clone(), token });
    vec![
        json("listKeys", "200", &Keys { data: vec![key.clone()] }),
        json("makeKey", "201", &made),
        json("changeKey", "200", &key),
        json("regenerateKey", "200", &made),
    ]
}

fn key(token: &Token) -> ApiKey {
    ApiKey {
        id: ApiKeyId::from_bits(bits(1)),
        owner_id: ADA,
        name: "Nightly import".to_owned(),
        hint: token.hint().to_owned(),
        scopes: [KeyScope::RunsRead, KeyScope::RunsWrite].into_iter().collect(),
        requests_per_minute: Some(5),
        cap: Some(Cap { amount: Credits::whole(50), period: CapPeriod::Month }),
        spent_this_month: Credits::whole(4),
        spent: Credits::whole(12),
        created_at: ASKED_AT.minus(Micros::days(14)),
        expires_at: Some(ASKED_AT.plus(Micros::days(365))),
        last_used_at: Some(ASKED_AT),
    }
}
