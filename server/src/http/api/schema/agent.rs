//! Agents.

use utoipa::ToSchema;

/// What stands in a list of agents.
#[derive(Debug, ToSchema)]
pub struct AgentCard {
    /// The agent.
    #[schema(example = "agt_01kajk8tz7f0v9m3q2x5c6d8e3")]
    pub id: String,
    /// The name in addresses.
    #[schema(example = "data-cleaning")]
    pub slug: String,
    /// What a person reads.
    #[schema(example = "Data cleaning")]
    pub name: String,
    /// In a sentence.
    pub tagline: String,
    /// What it is for.
    pub category: Category,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The suite it belongs to.
    #[schema(required)]
    pub suite: Option<Suite>,
    /// The name of an icon.
    #[schema(required)]
    pub icon: Option<String>,
    /// Who made it.
    pub creator: String,
    /// What it executes.
    #[schema(example = "Native")]
    pub program: String,
    /// The fee of a run.
    #[schema(example = 4_000_000)]
    pub price_microcredits: i64,
    /// Whether it can be tried without an account.
    pub trial: bool,
    /// The number of its live version.
    #[schema(example = "1.0.0")]
    pub version: String,
    /// Finished runs of customers.
    pub runs: u64,
    /// The share of them that succeeded, in thousandths; null before the first.
    #[schema(required, maximum = 1000)]
    pub success_per_mille: Option<u32>,
    /// When it was first listed.
    #[schema(format = DateTime)]
    pub created_at: String,
}

/// What an agent is for.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Content.
    Content,
    /// Research.
    Research,
    /// Analysis.
    Analysis,
    /// Automation.
    Automation,
    /// Development.
    Development,
    /// Design.
    Design,
    /// Marketing.
    Marketing,
    /// Customer service.
    CustomerService,
    /// Operations.
    Operations,
    /// Security.
    Security,
}

/// Agents that belong together.
#[derive(Debug, ToSchema)]
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

/// What a version may reach; nothing unless said.
#[derive(Debug, ToSchema)]
pub struct Permissions {
    /// Hosts.
    pub network: Vec<String>,
    /// Models.
    pub models: Vec<String>,
}
