//! What a customer may ask for a minute.

/// What a customer is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Plan {
    /// What every account begins with, and what whoever has none is given by address.
    #[default]
    Free,
    /// The smallest that is paid for.
    Basic,
    /// For work every day.
    Pro,
    /// For companies.
    Enterprise,
    /// Without limits: for the tests and benches of this house.
    Internal,
}

impl Plan {
    const ALL: [Self; 5] = [Self::Free, Self::Basic, Self::Pro, Self::Enterprise, Self::Internal];

    /// Requests of programs a minute (A8); `None` where they are not counted.
    pub const fn per_minute(self) -> Option<u32> {
        match self {
            Self::Free => Some(10),
            Self::Basic => Some(100),
            Self::Pro => Some(1_000),
            Self::Enterprise => Some(10_000),
            Self::Internal => None,
        }
    }

    /// The word in settings and answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Basic => "basic",
            Self::Pro => "pro",
            Self::Enterprise => "enterprise",
            Self::Internal => "internal",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|plan| plan.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_read_again_and_each_plan_allows_more() {
        for plan in Plan::ALL {
            assert_eq!(Plan::parse(plan.as_str()), Some(plan));
        }
        assert_eq!(Plan::parse("unlimited"), None);
        let limits: Vec<u32> = Plan::ALL.iter().filter_map(|plan| plan.per_minute()).collect();
        assert_eq!(limits, [10, 100, 1_000, 10_000]);
    }
}
