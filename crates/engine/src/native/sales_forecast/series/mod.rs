//! One series: a value for each period, or none.

pub(crate) mod build;
pub(crate) mod fill;

/// One series on the periods of the run's calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Series {
    /// Its name in the column of names; empty where there is none.
    pub(crate) name: String,
    /// The period of the first value.
    pub(crate) first: i64,
    /// From the first period with a value to the last.
    pub(crate) values: Vec<Option<f64>>,
    /// Rows of the table in it.
    pub(crate) rows: u64,
    /// Earlier periods that were left out because there are too many.
    pub(crate) cut: usize,
}

impl Series {
    /// Periods with a value.
    pub(crate) fn observed(&self) -> usize {
        self.values.iter().flatten().count()
    }

    /// The period after the last value.
    pub(crate) fn next(&self) -> i64 {
        self.first + i64::try_from(self.values.len()).unwrap_or(i64::MAX)
    }

    /// Whether all values are the same.
    pub(crate) fn is_constant(&self) -> bool {
        let mut values = self.values.iter().flatten();
        let first = values.next();
        values.all(|value| Some(value) == first)
    }
}
