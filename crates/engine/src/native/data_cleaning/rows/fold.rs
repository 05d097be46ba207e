//! When two texts are nearly the same.

/// The letters and digits of a text, in lower case and without accents: `O'Neill, Ann` and `oneill ann` fold alike.
///
/// A minus or a point keeps its meaning in numbers and dates; those are not folded.
pub(crate) fn fold(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    for letter in letters {
        match plain(letter) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(letter),
        }
    }
    // A text of nothing but signs stands for itself.
    if folded.is_empty() { text.to_lowercase() } else { folded }
}

fn plain(letter: char) -> Option<&'static str> {
    let plain = match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ť' | 'ţ' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        _ => return None,
    };
    Some(plain)
}

/// Whether two folded texts differ by no more than slips of the pen: one from five letters on, two from ten. Digits
/// must be the same: `Flat 12` is not `Flat 13`.
pub(crate) fn is_slip(one: &str, other: &str) -> bool {
    let (one_letters, other_letters): (Vec<char>, Vec<char>) =
        (one.chars().take(201).collect(), other.chars().take(201).collect());
    let shorter = one_letters.len().min(other_letters.len());
    let allowed = match shorter {
        0..=4 => return false,
        5..=9 => 1,
        _ => 2,
    };
    let digits = |letters: &[char]| letters.iter().copied().filter(char::is_ascii_digit).collect::<String>();
    if one_letters.len().abs_diff(other_letters.len()) > allowed
        || shorter > 200
        || digits(&one_letters) != digits(&other_letters)
    {
        return false;
    }
    distance(&one_letters, &other_letters) <= allowed
}

/// Letters to insert, delete, replace, or swap with their neighbour: the optimal string alignment distance (Damerau
/// 1964 gives the four slips; the recurrence is that of Wagner and Fischer 1974 with the swap added).
fn distance(one: &[char], other: &[char]) -> usize {
    let width = other.len() + 1;
    let (mut before, mut last, mut row) = (vec![0; width], (0..width).collect::<Vec<usize>>(), vec![0; width]);
    for (i, letter) in one.iter().enumerate() {
        row[0] = i + 1;
        for (j, twin) in other.iter().enumerate() {
            let replaced = last[j] + usize::from(letter != twin);
            row[j + 1] = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == other[j - 1] && one[i - 1] == *twin {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[width - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_case_and_accents_fold_away() {
        assert_eq!(fold("O'Neill,  Ann"), fold("oneill ann"));
        assert_eq!(fold("Müller-Straße 5"), "mullerstrasse5");
        assert_eq!(fold("-"), "-");
        assert_ne!(fold("日本"), fold("本日"));
    }

    #[test]
    fn slips_are_few_and_never_in_digits() {
        assert!(is_slip("johnsmith", "jonsmith"));
        assert!(is_slip("maria", "amria"));
        assert!(is_slip("christopherlee", "cristofherlee"));
        assert!(!is_slip("anna", "hanna"), "short words differ by one letter too often");
        assert!(!is_slip("flat12main", "flat13main"));
        assert!(!is_slip("johnsmith", "janesmyth"));
    }
}
