//! The ten classic series of `agents/sales-forecast/cases/series`, and what is held out of each: 18 months, 8 quarters or 6
//! years, the horizons of the M3 competition (Makridakis and Hibon, International Journal of Forecasting 16, 2000).

/// The file, the season, and how many values are held out.
pub(crate) const SERIES: [(&str, usize, usize); 10] = [
    ("air-passengers", 12, 18),
    ("driver-casualties", 12, 18),
    ("lung-deaths", 12, 18),
    ("nottingham-temperature", 12, 18),
    ("gas-consumption", 4, 8),
    ("quarterly-earnings", 4, 8),
    ("australian-residents", 4, 8),
    ("air-miles", 1, 6),
    ("lake-huron", 1, 6),
    ("nile", 1, 6),
];
