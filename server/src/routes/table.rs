//! The table itself.

use axum::Router;
use axum::routing::{MethodFilter, on};
use domain::account::Action;

use super::{Kind, Route, Verb};
use crate::http::state::AppState;
use crate::http::{api, assets, avatars, export, forms, guard, layers, openapi, pages, parts, probes, reports, ws};

/// The router of the table's rows, with the layers that stand around all of them.
pub fn router(state: AppState) -> Router {
    layers::around(rows(&state, |_| true).fallback(pages::missing), state)
}

/// The router of the rows that tell how the process is, and of nothing else: for a process that serves nobody.
pub fn router_of_probes(state: AppState) -> Router {
    layers::around(rows(&state, |row| row.kind == Kind::Probe).fallback(probes::missing), state)
}

macro_rules! routes {
    ($($method:ident $path:literal $action:ident $kind:ident $name:literal => $handler:path;)*) => {
        /// What is served and who may ask.
        pub const ROUTES: &[Route] = &[$(Route {
            method: Verb::$method,
            path: $path,
            action: Action::$action,
            kind: Kind::$kind,
            name: $name,
        },)*];

        /// The rows that `is_served` picks, each with its guard. A pointer, so that it is compiled once.
        fn rows(state: &AppState, is_served: fn(&Route) -> bool) -> Router<AppState> {
            let mut rows = ROUTES.iter();
            let mut router = Router::new();
            $(if let Some(row) = rows.next() && is_served(row) {
                let filter = match row.method {
                    Verb::Get => MethodFilter::GET,
                    Verb::Post => MethodFilter::POST,
                    Verb::Put => MethodFilter::PUT,
                    Verb::Patch => MethodFilter::PATCH,
                    Verb::Delete => MethodFilter::DELETE,
                };
                router = router.route(row.path, guard::around(row, on(filter, $handler), state));
            })*
            router
        }
    };
}

routes! {
    Get  "/"                                      Browse        Page       "home"                 => pages::show;
    Get  "/agents"                                Browse        Page       "agents"               => pages::show;
    Get  "/agents/{slug}"                         Browse        Page       "agent"                => pages::show;
    Get  "/agents/{slug}/run"                     Browse        Page       "console"              => pages::show;
    Get  "/runs"                                  SeeRuns       Page       "runs"                 => pages::show;
    Get  "/runs/{id}"                             SeeRuns       Page       "run"                  => pages::run;
    Get  "/runs/{id}/receipt"                     SeeRuns       Page       "run.receipt"          => pages::show;
    Get  "/analytics"                             SeeRuns       Page       "analytics"            => pages::show;
    Get  "/receipts"                              Browse        Page       "receipts"             => pages::show;
    Get  "/runs/{id}/delete"                      ChangeRun     Page       "run.confirm_delete"   => pages::show;
    Get  "/runs/{id}/share"                       ChangeRun     Page       "run.sharing"          => pages::show;
    Get  "/shared/{token}"                        Browse        Page       "run.shared"           => pages::show;
    Get  "/credits"                               SeeCredits    Page       "credits"              => pages::show;
    Get  "/sign-up"                               Browse        Page       "sign_up"              => pages::show;
    Get  "/sign-in"                               Browse        Page       "sign_in"              => pages::show;
    Get  "/sign-in/code"                          Browse        Page       "sign_in.code"         => pages::show;
    Get  "/verify"                                Browse        Page       "verify"               => pages::show;
    Get  "/forgot-password"                       Browse        Page       "forgot_password"      => pages::show;
    Get  "/reset-password"                        Browse        Page       "reset_password"       => pages::show;
    Get  "/account"                               SeeAccount    Page       "account"              => pages::show;
    Get  "/account/security"                      ManageAccount Page       "account.security"     => pages::show;
    Get  "/account/security/second-factor"        ManageAccount Page       "second_factor"        => pages::show;
    Get  "/account/preferences"                   ManageAccount Page       "account.preferences"  => pages::show;
    Get  "/account/keys"                          ManageAccount Page       "account.keys"         => pages::show;
    Get  "/account/usage"                         SeeAccount    Page       "account.usage"        => pages::show;
    Get  "/design"                                Browse        Page       "design"               => pages::design;
    Get  "/docs/api"                              Browse        Page       "docs.api"             => pages::reference;

    Post "/sign-up"                               Browse        Form       "account.register"     => forms::sign_up::submit;
    Post "/sign-in"                               Browse        Form       "account.sign_in"      => forms::sign_in::submit;
    Post "/sign-in/code"                          Browse        Form       "account.sign_in.code" => forms::sign_in_code::submit;
    Post "/sign-out"                              Browse        Form       "account.sign_out"     => forms::sign_out::submit;
    Post "/verify"                                Browse        Form       "account.verify"       => forms::verify::submit;
    Post "/forgot-password"                       Browse        Form       "account.forgot"       => forms::forgot_password::submit;
    Post "/reset-password"                        Browse        Form       "account.reset"        => forms::reset_password::submit;
    Post "/account/security/second-factor"        ManageAccount Form       "second_factor.begin"  => forms::second_factor::begin::submit;
    Post "/account/security/second-factor/confirm" ManageAccount Form      "second_factor.confirm" => forms::second_factor::confirm::submit;
    Post "/account/security/second-factor/off"    ManageAccount Form       "second_factor.off"    => forms::second_factor::turn_off::submit;
    Post "/verify/resend"                         ManageAccount Form       "account.resend"       => forms::resend::submit;
    Post "/agents/{slug}/run"                     StartOrTryRun UploadForm "run.start"            => forms::run::submit;
    Post "/runs/{id}/cancel"                      ChangeRun     Form       "run.cancel"           => forms::cancel::submit;
    Post "/receipts"                              Browse        Form       "receipt.check"        => forms::receipt::check;
    Post "/runs/{id}/keep"                        ChangeRun     Form       "run.keep"             => forms::keep::keep;
    Post "/runs/{id}/let-go"                      ChangeRun     Form       "run.let_go"           => forms::keep::let_go;
    Post "/runs/{id}/share"                       ChangeRun     Form       "run.share"            => forms::share::share;
    Post "/runs/{id}/unshare"                     ChangeRun     Form       "run.unshare"          => forms::share::unshare;
    Post "/runs/{id}/delete"                      ChangeRun     Form       "run.delete"           => forms::delete::submit;
    Post "/account/keys"                          ManageAccount Form       "key.make"             => forms::keys::make::submit;
    Post "/account/keys/{id}/regenerate"          ManageAccount Form       "key.regenerate"       => forms::keys::regenerate::submit;
    Post "/account/keys/{id}/revoke"              ManageAccount Form       "key.revoke"           => forms::keys::revoke::submit;
    Post "/theme"                                 Browse        Form       "theme.choose"         => forms::theme::submit;
    Post "/account"                               ManageAccount Form       "account.update"       => forms::settings::profile::submit;
    Post "/account/avatar"                        ManageAccount UploadForm "account.avatar"       => forms::settings::avatar::submit;
    Post "/account/avatar/remove"                 ManageAccount Form       "account.avatar.remove" => forms::settings::avatar::remove;
    Post "/account/security/password"             ManageAccount Form       "account.password"     => forms::settings::password::submit;
    Post "/account/security/sessions/end-others"  ManageAccount Form       "account.sessions.end_others" => forms::settings::sessions::end_others;
    Post "/account/security/sessions/{id}/end"    ManageAccount Form       "account.session.end"  => forms::settings::sessions::end;
    Post "/account/preferences"                   ManageAccount Form       "account.choose"       => forms::settings::preferences::submit;

    Get  "/runs/export"                           SeeRuns       Part       "run.export"           => export::runs::download;
    Get  "/analytics/export"                      SeeRuns       Part       "analytics.export"     => export::analytics::download;
    Get  "/runs/{id}/artifacts/{name}"            SeeRuns       Part       "run.artifact"         => parts::artifact;
    Get  "/shared/{token}/artifacts/{name}"       Browse        Part       "run.shared_artifact"  => parts::shared_artifact;
    Get  "/runs/{id}/messages/{message_id}"       SeeRuns       Part       "run.message"          => parts::message;
    Get  "/runs/{id}/receipt.json"                SeeRuns       Part       "run.receipt_file"     => parts::receipt;
    Get  "/agents/{slug}/samples/{number}"        Browse        Part       "agent.sample"         => parts::sample;

    Get  "/pkg/{*path}"                           Browse        Asset      "asset"                => assets::hashed;
    Get  "/avatars/{owner}/{sha256}"              Browse        Asset      "avatar"               => avatars::show;
    Get  "/favicon.svg"                           Browse        Asset      "favicon"              => assets::plain;
    Get  "/robots.txt"                            Browse        Asset      "robots"               => assets::plain;

    Get  "/health"                                Browse        Probe      "health"               => probes::health;
    Get  "/health/live"                           Browse        Probe      "health.live"          => probes::live;
    Get  "/health/ready"                          Browse        Probe      "health.ready"         => probes::ready;
    Get  "/metrics"                               Observe       Probe      "metrics"              => probes::metrics;
    Get  "/ws"                                    SeeRuns       Stream     "ws"                   => ws::open;
    Get  "/ws/status"                             Administer    Api        "ws.status"            => ws::status;
    Post "/csp-reports"                           Browse        Report     "csp.report"           => reports::receive;

    Post "/api/v1/auth/register"                  Browse        Api        "api.auth.register"    => api::auth::register;
    Post "/api/v1/auth/token"                     Browse        Api        "api.auth.token"       => api::auth::token;
    Post "/api/v1/auth/refresh"                   Browse        Api        "api.auth.refresh"     => api::auth::refresh;
    Post "/api/v1/auth/logout"                    Browse        Api        "api.auth.logout"      => api::auth::logout;
    Post "/api/v1/auth/verify-email"              Browse        Api        "api.auth.verify_email" => api::auth::verify_email;
    Post "/api/v1/auth/forgot-password"           Browse        Api        "api.auth.forgot_password" => api::auth::forgot_password;
    Post "/api/v1/auth/reset-password"            Browse        Api        "api.auth.reset_password" => api::auth::reset_password;
    Get  "/api/v1/auth/me"                        SeeAccount    Api        "api.auth.me"          => api::auth::me;
    Patch "/api/v1/auth/me"                       ManageAccount Api        "api.auth.update_me"   => api::auth::update_me;
    Put  "/api/v1/auth/me/avatar"                 ManageAccount ApiUpload  "api.auth.avatar"      => api::auth::avatar::put;
    Delete "/api/v1/auth/me/avatar"               ManageAccount Api        "api.auth.avatar.remove" => api::auth::avatar::remove;
    Post "/api/v1/auth/change-password"           ManageAccount Api        "api.auth.change_password" => api::auth::change_password;
    Get  "/api/v1/auth/sessions"                  ManageAccount Api        "api.auth.sessions"    => api::auth::sessions::list;
    Delete "/api/v1/auth/sessions"                ManageAccount Api        "api.auth.sessions.end_others" => api::auth::sessions::end_others;
    Delete "/api/v1/auth/sessions/{id}"           ManageAccount Api        "api.auth.session.end" => api::auth::sessions::end;
    Get  "/api/v1/auth/sign-ins"                  ManageAccount Api        "api.auth.sign_ins"    => api::auth::sign_ins;
    Get  "/api/v1/auth/preferences"               SeeAccount    Api        "api.auth.preferences" => api::auth::preferences::show;
    Put  "/api/v1/auth/preferences"               ManageAccount Api        "api.auth.choose"      => api::auth::preferences::put;
    Get  "/api/v1/agents"                         Browse        Api        "api.agent.list"       => api::agents::list;
    Get  "/api/v1/agents/{slug}"                  Browse        Api        "api.agent.show"       => api::agents::show;
    Get  "/api/v1/categories"                     Browse        Api        "api.agent.categories" => api::agents::categories;
    Post "/api/v1/agents/{slug}/quote"            Browse        Api        "api.run.quote"        => api::runs::quote;
    Post "/api/v1/agents/{slug}/runs"             StartRun      ApiUpload  "api.run.start"        => api::runs::start;
    Get  "/api/v1/runs"                           SeeRuns       Api        "api.run.list"         => api::runs::list;
    Get  "/api/v1/runs/summary"                   SeeRuns       Api        "api.run.summary"      => api::runs::summary;
    Get  "/api/v1/runs/export"                    SeeRuns       Api        "api.run.export"       => api::runs::export;
    Get  "/api/v1/runs/{id}"                      SeeRuns       Api        "api.run.show"         => api::runs::show;
    Get  "/api/v1/runs/{id}/events"               SeeRuns       Stream     "api.run.events"       => api::runs::events;
    Post "/api/v1/runs/{id}/cancel"               ChangeRun     Api        "api.run.cancel"       => api::runs::cancel;
    Delete "/api/v1/runs/{id}"                    ChangeRun     Api        "api.run.delete"       => api::runs::delete;
    Post "/api/v1/runs/{id}/keep"                 ChangeRun     Api        "api.run.keep"         => api::runs::keep;
    Delete "/api/v1/runs/{id}/keep"               ChangeRun     Api        "api.run.let_go"       => api::runs::let_go;
    Get  "/api/v1/runs/{id}/share"                SeeRuns       Api        "api.run.share"        => api::runs::share::show;
    Post "/api/v1/runs/{id}/share"                ChangeRun     Api        "api.run.make_share"   => api::runs::share::make;
    Delete "/api/v1/runs/{id}/share"              ChangeRun     Api        "api.run.end_share"    => api::runs::share::end;
    Get  "/api/v1/runs/{id}/artifacts"            SeeRuns       Api        "api.run.artifacts"    => api::runs::artifacts;
    Get  "/api/v1/runs/{id}/artifacts/{name}"     SeeRuns       Api        "api.run.artifact"     => api::runs::artifact;
    Get  "/api/v1/runs/{id}/receipt"              SeeRuns       Api        "api.run.receipt"      => api::runs::receipt;
    Get  "/api/v1/receipts/keys"                  Browse        Api        "api.receipt.keys"     => api::receipts::keys;
    Post "/api/v1/ws/ticket"                      SeeRuns       Api        "api.ws.ticket"        => api::ws::ticket;
    Get  "/api/v1/credits/balance"                SeeCredits    Api        "api.credit.balance"   => api::credits::balance;
    Get  "/api/v1/credits/transactions"           SeeCredits    Api        "api.credit.statement" => api::credits::transactions;
    Get  "/api/v1/admin/cache"                    Administer    Api        "api.admin.cache"      => api::admin::show;
    Delete "/api/v1/admin/cache/{slug}"           Administer    Api        "api.admin.clear_cache" => api::admin::clear;
    Get  "/api/v1/keys"                           ManageAccount Api        "api.key.list"         => api::keys::list;
    Post "/api/v1/keys"                           ManageAccount Api        "api.key.make"         => api::keys::make;
    Patch "/api/v1/keys/{id}"                     ManageAccount Api        "api.key.change"       => api::keys::change;
    Delete "/api/v1/keys/{id}"                    ManageAccount Api        "api.key.revoke"       => api::keys::revoke;
    Post "/api/v1/keys/{id}/regenerate"           ManageAccount Api        "api.key.regenerate"   => api::keys::regenerate;
    Get  "/api/v1/usage/my-usage"                 SeeAccount    Api        "api.usage.mine"       => api::usage::my_usage;
    Get  "/api/v1/analytics/mine"                 SeeRuns       Api        "api.analytics.mine"   => api::analytics::mine;
    Get  "/api/v1/analytics/mine/export"          SeeRuns       Api        "api.analytics.export" => api::analytics::export;
    Get  "/api/openapi.json"                      Browse        Api        "api.openapi"          => openapi::show;
}
