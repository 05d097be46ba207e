//! Lengths of time.

pub const UNDER_A_MILLISECOND: &str = "< 1 ms";
pub const JUST_NOW: &str = "just now";

pub fn milliseconds(count: i64) -> String {
    format!("{count} ms")
}

pub fn seconds(whole: i64, tenths: i64) -> String {
    if tenths == 0 { format!("{whole} s") } else { format!("{whole}.{tenths} s") }
}

pub fn minutes(minutes: i64, seconds: i64) -> String {
    if seconds == 0 { format!("{minutes} min") } else { format!("{minutes} min {seconds} s") }
}

pub fn hours(hours: i64, minutes: i64) -> String {
    if minutes == 0 { format!("{hours} h") } else { format!("{hours} h {minutes} min") }
}

pub fn minutes_ago(count: i64) -> String {
    ago(count, "minute")
}

pub fn hours_ago(count: i64) -> String {
    ago(count, "hour")
}

pub fn days_ago(count: i64) -> String {
    ago(count, "day")
}

fn ago(count: i64, unit: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{s} ago")
}
