//! The time of day after a date.

/// A time of day as it will be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    /// `T10:30:00`, with the fraction and the offset that were there.
    pub(crate) iso: String,
    /// Whether it is midnight without an offset: what spreadsheets add to a plain date.
    pub(crate) is_midnight: bool,
}

/// Reads `10:30`, `10:30:15.25`, `10:30 PM`, each with `Z`, `UTC` or `+02:00` after it.
pub(crate) fn read(text: &str) -> Option<Clock> {
    if text.len() > 40 || !text.is_ascii() {
        return None;
    }
    let upper = text.trim().to_ascii_uppercase();
    let (rest, offset) = split_offset(&upper)?;
    let (rest, half) = match rest.strip_suffix("PM").or_else(|| rest.strip_suffix("P.M.")) {
        Some(rest) => (rest.trim_end(), Some(12)),
        None => match rest.strip_suffix("AM").or_else(|| rest.strip_suffix("A.M.")) {
            Some(rest) => (rest.trim_end(), Some(0)),
            None => (rest, None),
        },
    };
    let mut parts = rest.split(':');
    let mut hour = whole(parts.next()?, 23)?;
    let minute = parts.next().map(|part| if part.len() == 2 { whole(part, 59) } else { None });
    let seconds = parts.next();
    if parts.next().is_some() || (minute.is_none() && half.is_none()) {
        return None;
    }
    let minute = minute.unwrap_or(Some(0))?;
    let (second, fraction) = match seconds.map(|part| part.split_once(['.', ',']).unwrap_or((part, ""))) {
        Some((second, fraction)) if second.len() == 2 && fraction.len() <= 9 => (whole(second, 59)?, fraction),
        Some(_) => return None,
        None => (0, ""),
    };
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some(half) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + half;
    }
    let is_midnight =
        hour == 0 && minute == 0 && second == 0 && fraction.bytes().all(|digit| digit == b'0') && offset.is_empty();
    let point = if fraction.is_empty() { "" } else { "." };
    Some(Clock { iso: format!("T{hour:02}:{minute:02}:{second:02}{point}{fraction}{offset}"), is_midnight })
}

fn split_offset(text: &str) -> Option<(&str, String)> {
    for utc in ["Z", "UTC", "GMT"] {
        if let Some(rest) = text.strip_suffix(utc) {
            return Some((rest.trim_end(), "Z".to_owned()));
        }
    }
    let Some(place) = text.rfind(['+', '-']) else {
        return Some((text, String::new()));
    };
    let (rest, sign, digits) = (text[..place].trim_end(), &text[place..=place], text[place + 1..].replace(':', ""));
    let (hours, minutes) = match digits.len() {
        2 => (digits.as_str(), "00"),
        4 => digits.split_at(2),
        _ => return None,
    };
    (whole(hours, 14).is_some() && whole(minutes, 59).is_some()).then(|| (rest, format!("{sign}{hours}:{minutes}")))
}

fn whole(text: &str, max: u8) -> Option<u8> {
    if text.is_empty() || text.len() > 2 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|value| *value <= max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_one_way() {
        let cases = [
            ("10:30", "T10:30:00"),
            ("9:05:07", "T09:05:07"),
            ("10:30:15.250", "T10:30:15.250"),
            ("12:15 am", "T00:15:00"),
            ("1:15 p.m.", "T13:15:00"),
            ("3PM", "T15:00:00"),
            ("10:30:00Z", "T10:30:00Z"),
            ("10:30 +0200", "T10:30:00+02:00"),
            ("10:30:00-05:30", "T10:30:00-05:30"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).map(|clock| clock.iso).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "10", "25:00", "10:60", "13:00 PM", "10:30:99", "10:3", "a:b", "10:30+99"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(read("00:00").is_some_and(|clock| clock.is_midnight));
        assert!(read("00:00Z").is_some_and(|clock| !clock.is_midnight));
    }
}
