//! What single words, phrases, emoticons and emoji say by themselves. The data lie in `data/`, with their sources.

pub(crate) mod degree;
pub(crate) mod emoji;
pub(crate) mod emoticon;
pub(crate) mod negation;
pub(crate) mod phrase;
pub(crate) mod stem;
pub(crate) mod word;

/// Lines of a data file that hold anything, cut at their first tab.
fn rows(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    data.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// Lines of a data file that begin with a number, and what stands after it.
fn numbered(data: &'static str) -> impl Iterator<Item = (f32, &'static str)> {
    let lines = data.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ')).filter_map(|(number, rest)| Some((number.parse().ok()?, rest)))
}
