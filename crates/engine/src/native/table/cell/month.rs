//! The names of months in the languages whose exports are met most often.

/// The month, 1 to 12, that a word names: whole, or cut after three letters or more, with or without a full stop.
///
/// English, German, French, Spanish, Italian, Portuguese and Dutch; where a cut name could be two months (`ju`), none.
pub(crate) fn named(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    if word.chars().count() < 3 || word.len() > 12 {
        return None;
    }
    let mut found = None;
    for (month, names) in (1..).zip(MONTHS) {
        if names.iter().any(|name| name.starts_with(word.as_str())) {
            if found.is_some() {
                return None;
            }
            found = Some(month);
        }
    }
    found
}

const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner", "janvier", "enero", "gennaio", "janeiro", "januari"],
    &["february", "februar", "février", "fevrier", "febrero", "febbraio", "fevereiro", "februari"],
    &["march", "märz", "maerz", "mrz", "mars", "marzo", "março", "marco", "maart", "mrt"],
    &["april", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio", "maio", "mei"],
    &["june", "juni", "juin", "junio", "giugno", "junho"],
    &["july", "juli", "juillet", "julio", "luglio", "julho"],
    &["august", "août", "aout", "agosto", "augustus"],
    &["september", "sept", "septembre", "septiembre", "settembre", "setembro"],
    &["october", "oktober", "octobre", "octubre", "ottobre", "outubro"],
    &["november", "novembre", "noviembre", "novembro"],
    &["december", "dezember", "décembre", "decembre", "diciembre", "dicembre", "dezembro"],
];

/// Whether a word is an English name of a day of the week, whole or cut to three letters.
pub(crate) fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']).to_ascii_lowercase();
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && days.iter().any(|day| day.starts_with(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_whole_and_cut() {
        for (word, month) in [("Jan", 1), ("febr.", 2), ("MÄRZ", 3), ("mai", 5), ("juin", 6), ("Sept", 9), ("dez", 12)]
        {
            assert_eq!(named(word), Some(month), "{word}");
        }
        for word in ["ju", "xyz", "", "jui", "m"] {
            assert_eq!(named(word), None, "{word}");
        }
        assert!(is_weekday("Mon,") && is_weekday("friday") && !is_weekday("mo"));
    }
}
