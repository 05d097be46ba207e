//! Function words: the commonest words of a language.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::native::sentiment_analysis::text::Token;

/// Code and English name of a language.
pub(crate) type Name = (&'static str, &'static str);

/// Whether a word is a function word of English.
pub(crate) fn is_english(key: &str) -> bool {
    key.contains("n't") || languages_of(key) & ENGLISH != 0
}

/// The foreign language with most function words among `tokens`, and how many they are. Words that English has too are
/// not counted.
pub(crate) fn foreign(tokens: &[&Token<'_>]) -> Option<(usize, Name)> {
    let mut counts = [0_usize; LANGUAGES.len()];
    for languages in tokens.iter().map(|token| languages_of(&token.key)).filter(|languages| languages & ENGLISH == 0) {
        for (place, count) in counts.iter_mut().enumerate() {
            *count += usize::from(languages >> place & 1 == 1);
        }
    }
    let best = counts.iter().zip(LANGUAGES).max_by_key(|(count, (name, _))| (**count, std::cmp::Reverse(name.0)));
    best.filter(|(count, _)| **count > 0).map(|(count, (name, _))| (*count, *name))
}

/// The first of [`LANGUAGES`].
const ENGLISH: u32 = 1;

/// A bit for each of [`LANGUAGES`] that has the word.
fn languages_of(key: &str) -> u32 {
    static WORDS: OnceLock<HashMap<&'static str, u32>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut words = HashMap::new();
        for (place, (_, listed)) in LANGUAGES.iter().enumerate() {
            for word in listed.split_whitespace() {
                *words.entry(word).or_default() |= 1 << place;
            }
        }
        words
    });
    words.get(key).copied().unwrap_or_default()
}

const LANGUAGES: &[(Name, &str)] = &[
    (
        ("eng", "English"),
        "the a an and or but if of to in on at by for with from as is are was were be been being am it its it's this \
         that these those i you he she we they me him her us them my your his our their mine yours not no so too very \
         just only also than then there here when where what which who whom whose why how all any some each every both \
         few more most other such own same can could will would shall should may might must do does did done have has \
         had having get got go goes went i'm i've i'll i'd you're you've we're we've they're that's there's he's she's \
         about after again against before below between down during into off once out over through under until up while \
         because back even still much many never always ever one two first time day new now well really please thanks",
    ),
    (
        ("deu", "German"),
        "der das und ist nicht ich ein eine einen einem einer eines sehr mit für auf den dem aber auch von zu wie noch \
         oder wir sie dass kein keine wurde wird sind haben habe hatte bei nach aus zum zur im vom leider schon mehr nur \
         wenn weil über ihr sich uns mir mich dich kann immer wieder alles gut schlecht schlechte schlechter",
    ),
    (
        ("spa", "Spanish"),
        "el los las una y es está son muy pero por para con que del lo se su sus más este esta esto como cuando todo nada \
         también porque bueno buena fue tiene hay yo mi muchas gracias estoy ha",
    ),
    (
        ("fra", "French"),
        "le les des est et une un je il elle nous vous pas ne très mais avec dans sur qui que c'est j'ai au aux du ce \
         cette ces sont était bien tout être avoir plus pour ou où même aussi mon ma mes",
    ),
    (
        ("ita", "Italian"),
        "il gli è che di non sono molto ma della del nel alla dei delle questo questa anche più con per una uno ho mio \
         mia tutto bene essere stato perché",
    ),
    (
        ("por", "Portuguese"),
        "o os não é um uma muito mas com para do da dos das na no em que você eu foi são está isso este esta mais meu \
         minha também ótimo bom boa",
    ),
    (
        ("nld", "Dutch"),
        "het een niet ik je zijn maar ook van voor op bij naar erg heel wel dit deze wij ze hebben heeft wordt werd nog \
         geen veel mijn aan uit en er",
    ),
    (("pol", "Polish"), "nie jest się że na jak ale bardzo już tylko są był była dla przez czy tak"),
    (("swe", "Swedish"), "och är inte jag det att på som för med men mycket också från vi har"),
    (("tur", "Turkish"), "ve bir bu çok için ama değil daha gibi olarak ben sen var yok iyi kötü"),
];
