//! Which agents belong together.

use serde::{Deserialize, Serialize};

/// Agents that belong together: a filter and a page of the marketplace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suite {
    /// Customer support.
    CustomerSupport,
    /// Operations.
    Operations,
    /// `DevOps`.
    Devops,
    /// Compliance and security.
    ComplianceAndSecurity,
    /// Sales and marketing.
    SalesAndMarketing,
}

impl Suite {
    /// All of them, in the order shown.
    pub const ALL: &'static [Self] =
        &[Self::CustomerSupport, Self::Operations, Self::Devops, Self::ComplianceAndSecurity, Self::SalesAndMarketing];

    /// The word in addresses and JSON.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::CustomerSupport => "customer_support",
            Self::Operations => "operations",
            Self::Devops => "devops",
            Self::ComplianceAndSecurity => "compliance_and_security",
            Self::SalesAndMarketing => "sales_and_marketing",
        }
    }

    /// The suite of that word.
    pub fn parse(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|suite| suite.slug() == slug)
    }
}

#[cfg(test)]
mod tests {
    use super::Suite;

    #[test]
    fn the_word_in_addresses_is_the_word_in_json() {
        for suite in Suite::ALL {
            assert_eq!(serde_json::json!(suite), suite.slug());
            assert_eq!(Suite::parse(suite.slug()), Some(*suite));
        }
        assert_eq!(Suite::parse("gardening"), None);
    }
}
