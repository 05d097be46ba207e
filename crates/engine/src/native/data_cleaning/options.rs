//! What the customer asked for.

use domain::input::Values;
use serde::Serialize;
use serde_json::Value;

use crate::native::table::Layout;
use crate::native::table::cell::date::Order;
use crate::native::table::cell::number::Mark;

/// What the customer asked for. Part of the inputs of each step that depends on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box that the customer ticks")]
pub(crate) struct Options {
    /// A label of the Encoding Standard; found out by itself if absent.
    pub(crate) encoding: Option<String>,
    /// Found out by itself if absent.
    pub(crate) delimiter: Option<u8>,
    /// Whether the first row names the columns; found out by itself if absent.
    pub(crate) header: Option<bool>,
    /// Found out by itself if absent.
    pub(crate) date_order: Option<Order>,
    /// Found out by itself if absent.
    pub(crate) decimal_mark: Option<Mark>,
    /// Whether near duplicates are removed rather than flagged.
    pub(crate) remove_near_duplicates: bool,
    /// Whether exact duplicates are removed.
    pub(crate) remove_duplicates: bool,
    /// Whether spellings of a category that differ in case are made one.
    pub(crate) unify_categories: bool,
    /// Whether cells that a spreadsheet would compute are made harmless.
    pub(crate) guard_formulas: bool,
    /// Texts that stand for no value, in lower case.
    pub(crate) missing_markers: Vec<String>,
    /// The modified z-score above which a number is an outlier.
    pub(crate) outlier_threshold: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self::read(&Values::new())
    }
}

impl Options {
    /// From checked values.
    pub(crate) fn read(values: &Values) -> Self {
        let layout = Layout::read(values);
        let text =
            |name: &str| values.get(name).and_then(Value::as_str).filter(|text| !text.is_empty() && *text != "auto");
        let flag = |name: &str, absent: bool| values.get(name).and_then(Value::as_bool).unwrap_or(absent);
        let markers = text("missing_markers").unwrap_or_default().split(',').map(|marker| marker.trim().to_lowercase());
        Self {
            encoding: layout.encoding,
            delimiter: layout.delimiter,
            header: layout.header,
            date_order: text("date_order").and_then(|name| match name {
                "dmy" => Some(Order::Dmy),
                "mdy" => Some(Order::Mdy),
                _ => None,
            }),
            decimal_mark: text("decimal_mark").and_then(|name| match name {
                "dot" => Some(Mark::Dot),
                "comma" => Some(Mark::Comma),
                _ => None,
            }),
            remove_duplicates: text("duplicates") != Some("flag"),
            remove_near_duplicates: text("near_duplicates") == Some("remove"),
            unify_categories: flag("unify_categories", false),
            guard_formulas: flag("guard_formulas", true),
            missing_markers: markers.filter(|marker| !marker.is_empty()).collect(),
            outlier_threshold: values.get("outlier_threshold").and_then(Value::as_f64).unwrap_or(3.5).clamp(1.0, 100.0),
        }
    }

    /// What decides on columns: what only later steps look at is always the same in it.
    pub(crate) fn of_columns(&self) -> Self {
        Self { remove_near_duplicates: false, ..self.of_rows() }
    }

    /// What decides on rows, likewise.
    pub(crate) fn of_rows(&self) -> Self {
        Self { outlier_threshold: 0.0, ..self.clone() }
    }

    /// What is said of the file's layout.
    pub(crate) fn layout(&self) -> Layout {
        Layout { encoding: self.encoding.clone(), delimiter: self.delimiter, header: self.header }
    }
}
