//! Which language a text is in. English is scored; every other one is named and left.
//!
//! Function words decide first: texts that people rate are often too short for statistics over letters, and one `nicht`
//! says more than all trigrams of a short sentence. Where they leave it open, `whatlang` is asked.

mod function;

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use whatlang::{Detector, Info, Lang};

use super::lexicon::word;
use super::text::{Kind, Token};

/// Words of a text that its language is recognised by.
const SAMPLE_WORDS: usize = 200;
/// Bytes of it that statistics over letters look at: they cost much more.
const SAMPLE_BYTES: usize = 300;
/// Letters below which statistics over letters guess.
const MIN_LETTERS: usize = 24;

/// The language of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Language {
    /// ISO 639-3 (`eng`); `zxx`, no language, for signs alone; `und` where it is not recognised.
    pub(crate) code: String,
    /// Its name in English.
    pub(crate) name: String,
}

impl Language {
    fn new(code: &str, name: &str) -> Self {
        Self { code: code.to_owned(), name: name.to_owned() }
    }

    /// Whether texts in it are scored.
    pub(crate) fn is_scored(&self) -> bool {
        matches!(self.code.as_str(), "eng" | "zxx")
    }
}

/// The language of a text with these tokens.
pub(crate) fn recognise(text: &str, tokens: &[Token<'_>]) -> Language {
    let words = || tokens.iter().filter(|token| token.kind == Kind::Word);
    let sample: Vec<&Token<'_>> = words().take(SAMPLE_WORDS).collect();
    if sample.is_empty() {
        return Language::new("zxx", "signs only");
    }
    let letters: usize = sample.iter().map(|token| token.key.chars().filter(|c| c.is_alphabetic()).count()).sum();
    let latin: usize = sample.iter().map(|token| token.key.chars().filter(|c| is_latin(*c)).count()).sum();
    if latin * 2 < letters {
        return detected(text).map_or_else(|| Language::new("und", "unknown"), |info| named(info.lang()));
    }
    let english = sample.iter().filter(|token| function::is_english(&token.key)).count();
    let foreign = function::foreign(&sample);
    let (most, code) = foreign.map_or((0, None), |(count, code)| (count, Some(code)));
    if english * 5 >= sample.len() && most * 2 <= english {
        return english_language();
    }
    if most > english
        && (most >= 2 || sample.len() <= 6)
        && let Some((code, name)) = code
    {
        return Language::new(code, name);
    }
    let known = sample.iter().filter(|token| function::is_english(&token.key) || word::valence(&token.key).is_some());
    let is_mostly_known = known.count() * 4 >= sample.len();
    if letters >= MIN_LETTERS
        && !is_mostly_known
        && let Some(info) = detected(text).filter(Info::is_reliable)
        && info.lang() != Lang::Eng
    {
        return named(info.lang());
    }
    english_language()
}

fn english_language() -> Language {
    Language::new("eng", "English")
}

fn detected(text: &str) -> Option<Info> {
    static DETECTOR: OnceLock<Detector> = OnceLock::new();
    // Each language costs a comparison, and rare ones next to common ones make short texts undecided.
    let is_wanted = |lang: &Lang| RARE.iter().all(|rare| rare != lang);
    let detector =
        DETECTOR.get_or_init(|| Detector::with_allowlist(Lang::all().iter().copied().filter(is_wanted).collect()));
    detector.detect(&text[..text.floor_char_boundary(SAMPLE_BYTES)])
}

/// Languages in Latin letters that are not looked for.
const RARE: &[Lang] =
    &[Lang::Epo, Lang::Lat, Lang::Jav, Lang::Sna, Lang::Zul, Lang::Aka, Lang::Tuk, Lang::Afr, Lang::Cat, Lang::Cym];

fn named(language: Lang) -> Language {
    let name = match language {
        Lang::Cmn => "Chinese",
        other => other.eng_name(),
    };
    Language::new(language.code(), name)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::super::text::tokens;
    use super::*;

    fn read(text: &str) -> String {
        recognise(text, &tokens(text)).code
    }

    #[test]
    fn languages_are_told_apart() {
        for (text, code) in [
            ("The battery is great and the screen is sharp.", "eng"),
            ("Great!", "eng"),
            ("meh", "eng"),
            ("Worst. Purchase. Ever.", "eng"),
            ("XYZ-200", "eng"),
            ("Das Essen war sehr gut und der Service auch.", "deu"),
            ("Leider nicht gut", "deu"),
            ("La comida es muy buena pero el servicio es lento.", "spa"),
            ("Le service est très lent mais la nourriture est bonne.", "fra"),
            ("Il cibo è molto buono ma il servizio è lento.", "ita"),
            ("O serviço é muito lento e não gostei da comida.", "por"),
            ("Het eten is niet lekker en de bediening is erg traag.", "nld"),
            ("料理はとても美味しかったですが、サービスは遅かったです。", "jpn"),
            ("Еда была очень вкусной, но обслуживание медленное.", "rus"),
            ("食物很好吃，但是服務很慢。", "cmn"),
            ("😍👍 !!!", "zxx"),
            ("5/5", "zxx"),
        ] {
            assert_eq!(read(text), code, "{text}");
        }
    }
}
