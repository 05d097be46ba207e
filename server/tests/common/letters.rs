//! Reading the letters that a server wrote into its folder.

use std::path::Path;
use std::time::Duration;

/// The letters to `recipient` so far, oldest first, as text.
pub(crate) fn to(folder: &Path, recipient: &str) -> Vec<String> {
    let Ok(entries) = folder.join("mail").read_dir() else { return Vec::new() };
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "eml"));
    // Named by ids, which sort by time.
    paths.sort();
    let letters = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok());
    letters.filter(|letter| letter.contains(&format!("To: {recipient}\r\n"))).map(|letter| plain(&letter)).collect()
}

/// The token in the link of the last letter to `recipient`, waited for.
pub(crate) async fn token(folder: &Path, recipient: &str) -> String {
    for _ in 0..400 {
        if let Some(token) = to(folder, recipient).last().and_then(|letter| token_in(letter)) {
            return token;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("no letter with a link came to {recipient}; there are {:?}", to(folder, recipient));
}

/// Waits for a letter to `recipient` in which `text` stands.
pub(crate) async fn saying(folder: &Path, recipient: &str, text: &str) -> String {
    for _ in 0..400 {
        if let Some(letter) = to(folder, recipient).into_iter().find(|letter| letter.contains(text)) {
            return letter;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("no letter saying {text:?} came to {recipient}; there are {:?}", to(folder, recipient));
}

/// Waits until there are so many letters to `recipient`, and gives them, oldest first.
pub(crate) async fn waited_for(folder: &Path, recipient: &str, count: usize) -> Vec<String> {
    for _ in 0..400 {
        let letters = to(folder, recipient);
        if letters.len() >= count {
            return letters;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{count} letters to {recipient} did not come; there are {:?}", to(folder, recipient));
}

/// The token in the link of a letter to that page.
pub(crate) fn token_for(page: &str, letter: &str) -> Option<String> {
    let (_, rest) = letter.split_once(&format!("/{page}?token="))?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
    (end > 0).then(|| rest[..end].to_owned())
}

fn token_in(letter: &str) -> Option<String> {
    token_for("verify", letter)
}

/// Quoted-printable undone, as far as a link needs it. The plain part, which comes first, is mostly sent as it is.
fn plain(letter: &str) -> String {
    if letter.contains("Content-Transfer-Encoding: 7bit") {
        return letter.to_owned();
    }
    letter.replace("=\r\n", "").replace("=3D", "=").replace("=3d", "=")
}
