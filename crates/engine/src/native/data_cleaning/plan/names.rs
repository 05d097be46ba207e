//! What the name of a column says about its values.

const IDENTIFIERS: [&str; 27] = [
    "phone",
    "telephone",
    "tel",
    "mobile",
    "cell",
    "fax",
    "telefon",
    "handy",
    "zip",
    "zipcode",
    "postcode",
    "postal",
    "postalcode",
    "plz",
    "iban",
    "bic",
    "swift",
    "sku",
    "isbn",
    "issn",
    "ean",
    "upc",
    "gtin",
    "ssn",
    "vin",
    "imei",
    "barcode",
];
const DATES: [&str; 18] = [
    "date",
    "day",
    "datum",
    "tag",
    "fecha",
    "data",
    "dob",
    "birthday",
    "birthdate",
    "born",
    "created",
    "updated",
    "modified",
    "on",
    "at",
    "signup",
    "start",
    "end",
];

fn words(name: &str) -> impl Iterator<Item = String> {
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for c in name.chars().take(100) {
        if c.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    let words: Vec<String> = spaced.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    words.into_iter().filter(|word| !word.is_empty())
}

/// Whether digits in it are a name: a telephone number, a postcode.
pub(crate) fn is_identifier(name: &str) -> bool {
    words(name).any(|word| IDENTIFIERS.contains(&word.as_str()))
}

/// Whether eight digits in it can be a date.
pub(crate) fn is_date(name: &str) -> bool {
    words(name).any(|word| DATES.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_names() {
        assert!(is_identifier("Phone No.") && is_identifier("zip_code") && is_identifier("homePhone"));
        assert!(!is_identifier("telling") && !is_identifier("amount"));
        assert!(is_date("createdAt") && is_date("order_date") && !is_date("update_count"));
    }
}
