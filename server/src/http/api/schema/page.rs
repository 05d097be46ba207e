//! Pages of lists.

use utoipa::ToSchema;

use super::{AgentCard, Run, SignInAttempt, StatementLine};

macro_rules! pages {
    ($($(#[$doc:meta])* $name:ident of $item:ty;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, ToSchema)]
        pub struct $name {
            /// The items of this page.
            pub data: Vec<$item>,
            /// Items in the whole list.
            pub total: u64,
            /// This page's number, from 1.
            pub page: u32,
            /// Items on a page.
            #[schema(minimum = 1, maximum = 100)]
            pub per_page: u32,
            /// Pages in all; at least 1.
            pub total_pages: u32,
            /// Where the next page begins: send it as `cursor`. Null on the last page.
            #[schema(required)]
            pub next_cursor: Option<String>,
        }
    )*};
}

pages! {
    /// A page of agents.
    AgentPage of AgentCard;
    /// A page of runs, newest first, without input and output.
    RunPage of Run;
    /// A page of sign-ins, newest first.
    SignInPage of SignInAttempt;
    /// A page of a statement, newest first.
    TransactionPage of StatementLine;
}
