use super::*;
use crate::native::sentiment_analysis::score;
use crate::native::sentiment_analysis::text;

fn said(text: &str, list: &str) -> Vec<(String, &'static str)> {
    let tokens = text::tokens(text);
    let sentences = text::sentences(&tokens);
    let (_, opinions) = score::score(&tokens, &sentences);
    let all = aspects(&tokens, &sentences, &opinions, &wanted(list));
    all.into_iter().map(|said| (said.aspect, said.label.as_str())).collect()
}

fn pairs(all: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    all.iter().map(|(name, label)| ((*name).to_owned(), *label)).collect()
}

#[test]
fn each_opinion_goes_to_what_it_is_about() {
    let (good, bad) = ("positive", "negative");
    assert_eq!(said("The camera is great.", ""), pairs(&[("camera", good)]));
    assert_eq!(said("Great camera, terrible battery life.", ""), pairs(&[("camera", good), ("battery life", bad)]));
    assert_eq!(
        said("The food was delicious but the service was slow.", ""),
        pairs(&[("food", good), ("service", bad)])
    );
    assert_eq!(said("I love the screen.", ""), pairs(&[("screen", good)]));
    assert_eq!(said("Love the new dark mode.", ""), pairs(&[("dark mode", good)]));
    assert_eq!(said("The staff were not helpful.", ""), pairs(&[("staff", bad)]));
    assert_eq!(said("The food and the service were excellent.", ""), pairs(&[("service", good), ("food", good)]));
    assert_eq!(said("The laptop is heavy, but gorgeous and fast.", ""), pairs(&[("laptop", good)]));
}

#[test]
fn what_was_asked_for_is_found_by_any_of_its_words() {
    let list = "Price / cost, battery, delivery";
    assert_eq!(
        said("The cost is ridiculous. Batteries are excellent! Delivery on Monday.", list),
        pairs(&[("price", "negative"), ("battery", "positive"), ("delivery", "neutral")])
    );
}

#[test]
fn without_an_opinion_there_is_no_aspect() {
    assert!(said("The parcel has a lid and the box has a handle.", "").is_empty());
}

#[test]
fn lists_are_read_with_all_their_separators() {
    let names: Vec<String> = wanted("a, b / c;d\n a ,,").into_iter().map(|wanted| wanted.name).collect();
    assert_eq!(names, ["a", "b", "d"]);
}
