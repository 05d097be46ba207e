//! Links to runs.

use utoipa::ToSchema;

/// What the link of a run shows, besides its steps and what the agent said.
#[derive(Debug, ToSchema)]
pub struct RunShare {
    /// Whether what the run was given is shown.
    pub shows_input: bool,
    /// Whether the files it made, and its result as data, are shown.
    pub shows_files: bool,
    /// When the link was made.
    #[schema(format = DateTime)]
    pub created_at: String,
}

/// What a link is to show, besides the steps and what the agent said.
#[derive(Debug, ToSchema)]
#[schema(example = json!({"shows_input": false, "shows_files": true}))]
pub struct NewRunShare {
    /// What the run was given.
    pub shows_input: bool,
    /// The files it made, and its result as data.
    pub shows_files: bool,
}

/// A link that was just made.
#[derive(Debug, ToSchema)]
pub struct MadeRunShare {
    /// The link: whoever has it sees the run.
    #[schema(example = "https://guildhall.example/shared/R3GK9s0m2Qe4hYw7uT1xZc5vB8nL6pJd0aF_oXiE-kA")]
    pub link: String,
    /// Whether what the run was given is shown.
    pub shows_input: bool,
    /// Whether the files it made, and its result as data, are shown.
    pub shows_files: bool,
    /// When the link was made.
    #[schema(format = DateTime)]
    pub created_at: String,
}
