//! The table itself.

use axum::Router;
use axum::routing::{MethodFilter, on};

use super::{Kind, Policy, Route, Verb};
use crate::http::state::AppState;
use crate::http::{api, assets, forms, guard, layers, openapi, pages, parts, probes, reports};

macro_rules! routes {
    ($($method:ident $path:literal $policy:ident $kind:ident $name:literal => $handler:path;)*) => {
        /// What is served and who may ask.
        pub const ROUTES: &[Route] = &[$(Route {
            method: Verb::$method,
            path: $path,
            policy: Policy::$policy,
            kind: Kind::$kind,
            name: $name,
        },)*];

        /// The router of the table's rows, with the layers that stand around all of them.
        pub fn router(state: AppState) -> Router {
            let mut rows = ROUTES.iter();
            let mut router = Router::new();
            $(if let Some(row) = rows.next() {
                let filter = match row.method {
                    Verb::Get => MethodFilter::GET,
                    Verb::Post => MethodFilter::POST,
                };
                router = router.route(row.path, guard::around(row, on(filter, $handler), &state));
            })*
            layers::around(router.fallback(pages::missing), state)
        }
    };
}

routes! {
    Get  "/"                                      Public   Page       "home"                 => pages::show;
    Get  "/agents"                                Public   Page       "agents"               => pages::show;
    Get  "/agents/{slug}"                         Public   Page       "agent"                => pages::show;
    Get  "/agents/{slug}/run"                     Public   Page       "console"              => pages::show;
    Get  "/runs"                                  SignedIn Page       "runs"                 => pages::show;
    Get  "/runs/{id}"                             SignedIn Page       "run"                  => pages::show;
    Get  "/credits"                               SignedIn Page       "credits"              => pages::show;
    Get  "/sign-up"                               Public   Page       "sign_up"              => pages::show;
    Get  "/sign-in"                               Public   Page       "sign_in"              => pages::show;
    Get  "/verify"                                Public   Page       "verify"               => pages::show;

    Post "/sign-up"                               Public   Form       "account.register"     => forms::sign_up::submit;
    Post "/sign-in"                               Public   Form       "account.sign_in"      => forms::sign_in::submit;
    Post "/sign-out"                              Public   Form       "account.sign_out"     => forms::sign_out::submit;
    Post "/verify"                                Public   Form       "account.verify"       => forms::verify::submit;
    Post "/verify/resend"                         SignedIn Form       "account.resend"       => forms::resend::submit;
    Post "/agents/{slug}/run"                     Verified UploadForm "run.start"            => forms::run::submit;
    Post "/runs/{id}/cancel"                      SignedIn Form       "run.cancel"           => forms::cancel::submit;
    Post "/theme"                                 Public   Form       "theme.choose"         => forms::theme::submit;

    Get  "/runs/{id}/artifacts/{name}"            SignedIn Part       "run.artifact"         => parts::artifact;
    Get  "/runs/{id}/messages/{message_id}"       SignedIn Part       "run.message"          => parts::message;
    Get  "/agents/{slug}/samples/{number}"        Public   Part       "agent.sample"         => parts::sample;

    Get  "/pkg/{*path}"                           Public   Asset      "asset"                => assets::hashed;
    Get  "/favicon.svg"                           Public   Asset      "favicon"              => assets::plain;
    Get  "/robots.txt"                            Public   Asset      "robots"               => assets::plain;

    Get  "/health"                                Public   Probe      "health"               => probes::health;
    Get  "/health/live"                           Public   Probe      "health.live"          => probes::live;
    Get  "/health/ready"                          Public   Probe      "health.ready"         => probes::ready;
    Get  "/metrics"                               Loopback Probe      "metrics"              => probes::metrics;
    Post "/csp-reports"                           Public   Report     "csp.report"           => reports::receive;

    Post "/api/v1/auth/register"                  Public   Api        "api.auth.register"    => api::auth::register;
    Post "/api/v1/auth/token"                     Public   Api        "api.auth.token"       => api::auth::token;
    Post "/api/v1/auth/refresh"                   Public   Api        "api.auth.refresh"     => api::auth::refresh;
    Post "/api/v1/auth/logout"                    Public   Api        "api.auth.logout"      => api::auth::logout;
    Post "/api/v1/auth/verify-email"              Public   Api        "api.auth.verify_email" => api::auth::verify_email;
    Get  "/api/v1/auth/me"                        SignedIn Api        "api.auth.me"          => api::auth::me;
    Get  "/api/v1/agents"                         Public   Api        "api.agent.list"       => api::agents::list;
    Get  "/api/v1/agents/{slug}"                  Public   Api        "api.agent.show"       => api::agents::show;
    Get  "/api/v1/categories"                     Public   Api        "api.agent.categories" => api::agents::categories;
    Post "/api/v1/agents/{slug}/quote"            Public   Api        "api.run.quote"        => api::runs::quote;
    Post "/api/v1/agents/{slug}/runs"             Verified ApiUpload  "api.run.start"        => api::runs::start;
    Get  "/api/v1/runs"                           SignedIn Api        "api.run.list"         => api::runs::list;
    Get  "/api/v1/runs/{id}"                      SignedIn Api        "api.run.show"         => api::runs::show;
    Get  "/api/v1/runs/{id}/events"               SignedIn Stream     "api.run.events"       => api::runs::events;
    Post "/api/v1/runs/{id}/cancel"               SignedIn Api        "api.run.cancel"       => api::runs::cancel;
    Get  "/api/v1/runs/{id}/artifacts"            SignedIn Api        "api.run.artifacts"    => api::runs::artifacts;
    Get  "/api/v1/runs/{id}/artifacts/{name}"     SignedIn Api        "api.run.artifact"     => api::runs::artifact;
    Get  "/api/v1/credits/balance"                SignedIn Api        "api.credit.balance"   => api::credits::balance;
    Get  "/api/v1/credits/transactions"           SignedIn Api        "api.credit.statement" => api::credits::transactions;
    Get  "/api/openapi.json"                      Public   Api        "api.openapi"          => openapi::show;
}
