//! Accounts.

use utoipa::ToSchema;

/// A person with an account.
#[derive(Debug, ToSchema)]
pub struct Account {
    /// The person.
    #[schema(example = "usr_01kajk8tz7f0v9m3q2x5c6d8e1")]
    pub id: String,
    /// The owner that stands for the person: balance and runs belong to it.
    #[schema(example = "own_01kajk8tz7f0v9m3q2x5c6d8e2")]
    pub owner_id: String,
    /// In lower case.
    #[schema(example = "ada@example.org")]
    pub email: String,
    /// 3 to 20 characters.
    #[schema(example = "ada")]
    pub username: String,
    /// As the person writes it.
    #[schema(example = "Ada Lovelace")]
    pub full_name: String,
    /// What the person says about itself, in plain text; may be empty.
    #[schema(example = "Counts things.")]
    pub bio: String,
    /// Where its picture is, as a path of this server; null where initials stand for it. What is there never changes.
    #[schema(
        example = "/avatars/own_01kajk8tz7f0v9m3q2x5c6d8e2/2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
        required
    )]
    pub avatar_path: Option<String>,
    /// What the person may.
    pub role: Role,
    /// When the address was proven; nothing can be spent before.
    #[schema(format = DateTime, required)]
    pub email_verified_at: Option<String>,
    /// When an admin closed the account.
    #[schema(format = DateTime, required)]
    pub suspended_at: Option<String>,
    /// When it was made.
    #[schema(format = DateTime)]
    pub created_at: String,
}

/// What a person may; each includes the ones before.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A customer.
    User,
    /// A customer who publishes.
    Creator,
    /// Decides on submissions, licences, refunds.
    Admin,
    /// Also roles, plans, fees, secrets.
    SuperAdmin,
}
