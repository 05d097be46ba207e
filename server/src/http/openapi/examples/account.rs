//! Accounts, tokens, and where one is signed in.

use domain::account::{
    Device, Door, Language, Notices, Outcome, Preferences, Presence, PresenceId, Role, SignIn, Theme, User, avatar_path,
};
use domain::credits::Credits;
use domain::id::{OwnerId, SessionId, SignInId, TokenFamilyId, UserId};
use domain::page::Page;
use domain::time::Micros;
use service::account::Tokens;

use super::{ASKED_AT, Example, bits, json};
use crate::http::api::auth::{TokenPair, forgot_password, register, sessions};

pub(super) const ADA: OwnerId = OwnerId::from_bits(bits(2));

pub(super) fn examples() -> Vec<Example> {
    let ada = ada();
    let tokens = TokenPair::from(tokens());
    let preferences = preferences();
    vec![
        json("register", "202", &register::Answer::LETTER_SENT),
        json("signIn", "200", &tokens),
        json("refresh", "200", &tokens),
        json("verifyEmail", "200", &ada),
        json("forgotPassword", "202", &forgot_password::Answer::ACCEPTED),
        json("me", "200", &ada),
        json("updateMe", "200", &ada),
        json("putAvatar", "200", &ada),
        json("listSessions", "200", &sessions::Answer { data: presences() }),
        json("listSignIns", "200", &sign_ins()),
        json("preferences", "200", &preferences),
        json("choosePreferences", "200", &preferences),
    ]
}

fn ada() -> User {
    let sha256 = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    User {
        id: UserId::from_bits(bits(1)),
        owner_id: ADA,
        email: "ada@example.org".to_owned(),
        username: "ada".to_owned(),
        full_name: "Ada King".to_owned(),
        bio: "Counts things.".to_owned(),
        avatar_path: Some(avatar_path(ADA, sha256)),
        role: Role::User,
        email_verified_at: Some(ASKED_AT.minus(Micros::days(20))),
        suspended_at: None,
        created_at: ASKED_AT.minus(Micros::days(21)),
    }
}

/// Nobody's: the parts of the access token say no more than that.
fn tokens() -> Tokens {
    Tokens {
        access_token:
            "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c3JfZXhhbXBsZSJ9.c2lnbmF0dXJlX29mX2FuX2V4YW1wbGU"
                .to_owned(),
        refresh_token: "k3T0cJ9sVb1WqZ7yLx5nE2aRm8uHd4oPf6gIeKjXtQw".to_owned(),
        expires_in_seconds: 1_800,
    }
}

fn device(program: &str, system: &str) -> Device {
    Device { program: Some(program.to_owned()), system: Some(system.to_owned()) }
}

fn presences() -> Vec<Presence> {
    let program = Presence {
        id: PresenceId::Family(TokenFamilyId::from_bits(bits(1))),
        door: Door::Api,
        address: "192.0.2.7".to_owned(),
        device: device("curl", "Linux"),
        created_at: ASKED_AT.minus(Micros::hours(1)),
        last_seen_at: ASKED_AT,
        expires_at: ASKED_AT.plus(Micros::days(30)),
        is_current: true,
    };
    let browser = Presence {
        id: PresenceId::Session(SessionId::from_bits(bits(1))),
        door: Door::Browser,
        device: device("Firefox", "Windows"),
        is_current: false,
        ..program.clone()
    };
    vec![program, browser]
}

fn sign_ins() -> Page<SignIn> {
    let attempt = |last, outcome, ago| SignIn {
        id: SignInId::from_bits(bits(last)),
        at: ASKED_AT.minus(ago),
        outcome,
        door: Door::Api,
        address: "192.0.2.7".to_owned(),
        device: device("curl", "Linux"),
    };
    let data =
        vec![attempt(2, Outcome::Succeeded, Micros::hours(1)), attempt(1, Outcome::WrongPassword, Micros::minutes(61))];
    Page { data, total: 2, page: 1, per_page: 20, total_pages: 1, next_cursor: None }
}

fn preferences() -> Preferences {
    Preferences {
        language: Language::En,
        theme: Some(Theme::Dark),
        time_zone: "Europe/Berlin".to_owned(),
        default_ceiling: Some(Credits::whole(10)),
        notices: Notices { new_device: true, run_finished: false },
    }
}
