//! Words that are no noun, and words that go with one.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::native::sentiment_analysis::lexicon::degree;

/// Whether a word is no noun on its own: a function word, a common verb, adverb or adjective, a word for time.
pub(crate) fn is_other(key: &str) -> bool {
    static OTHER: OnceLock<HashSet<&'static str>> = OnceLock::new();
    key.len() < 3
        || degree::level(key).is_some()
        || key.ends_with("ly")
        || key.contains('\'')
        || OTHER.get_or_init(|| NO_NOUNS.split_whitespace().collect()).contains(key)
}

/// Words after which a noun stands.
pub(crate) fn is_determiner(key: &str) -> bool {
    matches!(
        key,
        "the"
            | "this"
            | "that"
            | "these"
            | "those"
            | "my"
            | "your"
            | "our"
            | "their"
            | "his"
            | "her"
            | "its"
            | "a"
            | "an"
            | "no"
            | "any"
            | "some"
            | "every"
            | "each"
            | "of"
            | "with"
            | "and"
            | "about"
    )
}

/// Forms of *to be* and its like: what stands before is what the opinion after is about.
pub(crate) fn is_copula(key: &str) -> bool {
    matches!(
        key,
        "is" | "are"
            | "was"
            | "were"
            | "isn't"
            | "aren't"
            | "wasn't"
            | "weren't"
            | "looks"
            | "look"
            | "looked"
            | "feels"
            | "feel"
            | "felt"
            | "sounds"
            | "sound"
            | "sounded"
            | "tastes"
            | "tasted"
            | "smells"
            | "smelled"
            | "seems"
            | "seemed"
            | "works"
            | "worked"
            | "runs"
            | "ran"
            | "has"
            | "had"
            | "gets"
            | "got"
            | "became"
            | "arrived"
            | "came"
            | "could"
            | "should"
            | "would"
            | "does"
            | "doesn't"
            | "did"
            | "didn't"
            | "can"
            | "can't"
            | "needs"
            | "lasts"
            | "lasted"
            | "makes"
            | "made"
            | "keeps"
            | "stopped"
            | "died"
            | "failed"
            | "broke"
    )
}

const NO_NOUNS: &str = "the a an and or but if then than that this these those there here where when while what which \
    who whom whose why how all any some each every both few more most other another such own same can could will would \
    shall should may might must not nor too very just only also even still yet ever never always often sometimes again \
    once already almost quite rather really pretty about above across after against along among around as at before \
    behind below beside between beyond by despite down during except for from in inside into like near of off on onto \
    out outside over past per since through throughout till to toward towards under until up upon with within without \
    i me my mine myself you your yours he him his she her hers it its we us our ours they them their theirs myself \
    itself themselves someone somebody something anyone anybody anything everyone everybody everything nothing nobody \
    none one ones two three four five six seven eight nine ten hundred thousand first second third last next be am is \
    are was were been being do does did done doing have has had having get gets got getting gotten go goes went going \
    gone come comes came coming make makes made making take takes took taking taken give gives gave giving given see \
    sees saw seen seeing say says said saying tell tells told know knows knew known think thinks thought find finds \
    found want wants wanted need needs needed use uses used using try tries tried keep keeps kept let lets put puts \
    seem seems seemed look looks looked looking feel feels felt feeling become becomes became start starts started \
    stop stops stopped call calls called ask asks asked work works worked working run runs ran buy buys bought buying \
    pay paid order ordered ordering send sent sends sold sell eat ate eaten eating drink drank watch watched watching \
    read wear wore play played stay stayed visit visited arrive arrived leave left hold holds held bring brought show \
    shows showed turn turned seemed expect expected consider considered believe guess hope wish mean means meant wait \
    waited waiting talk spoke speak spoken serve served cost costs took takes happen happened live lived move moved \
    open opened close closed set sit sat stand stood lasts lasted much many little less least lot lots bit kind sort \
    type way ways thing things stuff time times day days week weeks month months year years hour hours minute minutes \
    today yesterday tomorrow tonight morning night ago later soon now then back away together maybe perhaps however \
    though although because unless whether instead else either neither so well new old big small large long short high \
    low full whole entire main different similar several various able ready sure certain possible available real own \
    black white red blue green hot cold warm dry young early late half part people person guy guys man woman everyone \
    anyway especially definitely actually finally please thanks thank yes okay plus etc via per overall rest end side \
    point case fact reason idea problem issue matter example place area number amount part piece couple pair level \
    total average size experience product item purchase ngl gonna wanna gotta imo imho lol omg btw lie lies sleep slept \
    answer answers answering ever log logs recommend recommends wasn didn doesn isn don isn won anymore";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_left() {
        for noun in ["battery", "screen", "service", "staff", "price", "delivery", "plot", "room"] {
            assert!(!is_other(noun), "{noun}");
        }
        for other in ["the", "quickly", "it's", "went", "tv"] {
            assert!(is_other(other), "{other}");
        }
    }
}
