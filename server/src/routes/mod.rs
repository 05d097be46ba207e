//! What is served and who may ask: one table ([`ROUTES`]), from whose rows the router is made.
//!
//! A route without an action cannot exist: the macro that makes the table takes method, path, action, kind, name and
//! handler together, and the router is built from nothing else. The pages that leptos declares are compared with the
//! table at start and in a test ([`compare`]).

mod compare;
mod table;

pub use compare::{Difference, compare};
use domain::account::Action;
use http::Method;
use serde::Serialize;
use std::time::Duration;
pub use table::{ROUTES, router, router_of_probes};

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Route {
    /// `GET` comes with `HEAD`.
    pub method: Verb,
    /// As axum writes it: `/agents/{slug}`.
    pub path: &'static str,
    /// What whoever asks must be allowed to do ([`domain::account::authorise`]).
    pub action: Action,
    /// What sort of answer it gives; limits go by it.
    pub kind: Kind,
    /// A short name for logs and metrics: `run.start`.
    pub name: &'static str,
}

/// The methods that are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Verb {
    /// Reads; changes nothing.
    Get,
    /// Makes or does something.
    Post,
    /// Puts something in the place of what was there.
    Put,
    /// Changes parts of something.
    Patch,
    /// Takes something away.
    Delete,
}

/// What sort of answer a route gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A page of leptos.
    Page,
    /// A page's form: 303 or the page again.
    Form,
    /// A form with files.
    UploadForm,
    /// A part of a page, or a file of a run, for browsers.
    Part,
    /// JSON.
    Api,
    /// JSON about a body with files.
    ApiUpload,
    /// Events without an end.
    Stream,
    /// A built file; the same for everybody.
    Asset,
    /// How the process is; nobody's viewer is looked up.
    Probe,
    /// A browser's report of something that the policy of content stopped.
    Report,
}

const MEGABYTE: usize = 1_000_000;

impl Kind {
    /// Bytes of a request's body at most. A file ends at 20 MB; as base64 in JSON that is 27 MB.
    pub const fn body_limit(self) -> usize {
        match self {
            Self::UploadForm | Self::ApiUpload => 30 * MEGABYTE,
            Self::Report => 16 * 1024,
            _ => 2 * MEGABYTE,
        }
    }

    /// How long the whole of a request's body may take to arrive.
    pub const fn body_time(self) -> Duration {
        match self {
            Self::UploadForm | Self::ApiUpload => Duration::from_mins(2),
            _ => Duration::from_secs(30),
        }
    }

    /// How long a request may take until its answer begins; a stream begins at once.
    pub const fn time(self) -> Duration {
        match self {
            Self::UploadForm | Self::ApiUpload => Duration::from_secs(150),
            _ => Duration::from_secs(40),
        }
    }

    /// Whether it matters who asks.
    pub const fn has_viewer(self) -> bool {
        !matches!(self, Self::Asset | Self::Probe | Self::Report)
    }
}

impl Route {
    /// Whether it is for programs: what is counted by plan (decision 37).
    pub fn is_for_programs(&self) -> bool {
        let begins = ["/api/v1/", "/v1/", "/mcp/"].iter().any(|start| self.path.starts_with(start));
        begins || matches!(self.path, "/mcp" | "/ws")
    }
}

impl Verb {
    /// As it stands in a request.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The method.
    pub const fn method(self) -> Method {
        match self {
            Self::Get => Method::GET,
            Self::Post => Method::POST,
            Self::Put => Method::PUT,
            Self::Patch => Method::PATCH,
            Self::Delete => Method::DELETE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_row_stands_twice_and_every_name_is_its_own() {
        let mut seen = BTreeSet::new();
        let mut names = BTreeSet::new();
        for row in ROUTES {
            assert!(seen.insert((row.method.method().to_string(), row.path)), "{} stands twice", row.path);
            assert!(names.insert(row.name), "{} names two rows", row.name);
        }
    }

    #[test]
    fn what_changes_something_is_open_to_the_public_only_where_meant() {
        let open: Vec<&str> = ROUTES
            .iter()
            .filter(|row| row.method != Verb::Get && row.action == Action::Browse)
            .map(|row| row.name)
            .collect();
        let meant = [
            "account.register",
            "account.sign_in",
            "account.sign_in.code",
            "account.sign_out",
            "account.verify",
            "account.forgot",
            "account.reset",
            "receipt.check",
            "theme.choose",
            "csp.report",
            "api.auth.register",
            "api.auth.token",
            "api.auth.refresh",
            "api.auth.logout",
            "api.auth.verify_email",
            "api.auth.forgot_password",
            "api.auth.reset_password",
            "api.run.quote",
        ];
        assert_eq!(open, meant);
    }

    #[test]
    fn the_process_tells_about_itself_only_to_this_machine() {
        let metrics = ROUTES.iter().find(|row| row.path == "/metrics").map(|row| row.action);
        assert_eq!(metrics, Some(Action::Observe));
    }
}
