//! What is known of a value.

/// Where a value may stand without doing harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Clean(u16);

impl Clean {
    pub(in super::super) const NOWHERE: Self = Self(0);
    pub(in super::super) const HTML: Self = Self(1);
    pub(in super::super) const SQL: Self = Self(2);
    pub(in super::super) const SHELL: Self = Self(4);
    pub(in super::super) const PATH: Self = Self(8);
    pub(in super::super) const URL: Self = Self(16);
    pub(in super::super) const CODE: Self = Self(32);
    pub(in super::super) const LDAP: Self = Self(64);
    /// As a text, not as an object with operators in it.
    pub(in super::super) const OPERATORS: Self = Self(128);
    pub(in super::super) const EVERYWHERE: Self = Self(u16::MAX);

    pub(in super::super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(in super::super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(in super::super) const fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum From {
    /// It stands in the code.
    Constant,
    /// Not known.
    Unknown,
    /// A request, an argument of the program, or another stranger.
    Outside,
}

/// Bytes of a text that are remembered.
const MAX_TEXT: usize = 400;
/// Bytes of an origin that are remembered.
const MAX_ORIGIN: usize = 160;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Value {
    /// Where it comes from.
    pub(in super::super) from: From,
    /// Whether it is a text put together from pieces of which one is not constant.
    pub(in super::super) is_built: bool,
    /// Where it does no harm.
    pub(in super::super) clean: Clean,
    /// What is known of its text; `?` for the pieces that are not.
    pub(in super::super) text: String,
    /// The path of what made it, such as `sqlite3.connect().cursor()`, or its type; empty if unknown.
    pub(in super::super) origin: String,
}

impl Value {
    pub(in super::super) fn constant(text: &str) -> Self {
        let text = text[..text.floor_char_boundary(MAX_TEXT)].to_owned();
        Self { from: From::Constant, is_built: false, clean: Clean::EVERYWHERE, text, origin: String::new() }
    }

    pub(in super::super) fn unknown() -> Self {
        Self {
            from: From::Unknown,
            is_built: false,
            clean: Clean::NOWHERE,
            text: "?".to_owned(),
            origin: String::new(),
        }
    }

    pub(in super::super) fn harmless() -> Self {
        Self { clean: Clean::EVERYWHERE, ..Self::unknown() }
    }

    pub(in super::super) fn outside() -> Self {
        Self { from: From::Outside, ..Self::unknown() }
    }

    pub(in super::super) fn of(mut self, origin: &str) -> Self {
        origin[..origin.floor_char_boundary(MAX_ORIGIN)].clone_into(&mut self.origin);
        self
    }

    pub(in super::super) fn is_constant(&self) -> bool {
        self.from == From::Constant
    }

    /// One of the two, it is not known which.
    pub(in super::super) fn or(mut self, other: &Self) -> Self {
        if self.is_constant() && !other.is_constant() {
            self.text.clone_from(&other.text);
        }
        self.merge(other);
        if self.origin.is_empty() {
            self.origin.clone_from(&other.origin);
        }
        self
    }

    /// Both, one after the other.
    pub(in super::super) fn then(mut self, other: &Self) -> Self {
        if self.text.len() + other.text.len() <= MAX_TEXT {
            self.text.push_str(&other.text);
        }
        self.merge(other);
        self.is_built |= !self.is_constant();
        self
    }

    fn merge(&mut self, other: &Self) {
        self.from = self.from.max(other.from);
        self.is_built |= other.is_built;
        self.clean = self.clean.and(other.clean);
    }
}
