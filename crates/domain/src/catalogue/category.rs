//! What an agent is for.

use serde::{Deserialize, Serialize};

macro_rules! categories {
    ($($name:ident = $slug:literal, $label:literal;)*) => {
        /// What an agent is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Category { $(#[doc = $label] $name,)* }

        impl Category {
            /// All of them, in the order shown.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word in addresses and JSON.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)* }
            }

            /// What a person reads.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            /// The category of that slug.
            pub fn parse(slug: &str) -> Option<Self> {
                match slug { $($slug => Some(Self::$name),)* _ => None }
            }
        }
    };
}

categories! {
    Content = "content", "Content";
    Research = "research", "Research";
    Analysis = "analysis", "Analysis";
    Automation = "automation", "Automation";
    Development = "development", "Development";
    Design = "design", "Design";
    Marketing = "marketing", "Marketing";
    CustomerService = "customer_service", "Customer service";
    Operations = "operations", "Operations";
    Security = "security", "Security";
}
