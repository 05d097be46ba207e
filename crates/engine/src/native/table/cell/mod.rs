//! What one cell can be read as. Nothing here knows a column: each reader says what a text may mean, and how sure that
//! is; the plan of the column decides between the readings.

pub(crate) mod boolean;
pub(crate) mod clock;
pub(crate) mod date;
pub(crate) mod formula;
pub(crate) mod missing;
pub(crate) mod mojibake;
pub(crate) mod month;
pub(crate) mod number;
pub(crate) mod period;
pub(crate) mod space;
