//! Receipts: the page of one, and the page that checks one.

pub const TITLE: &str = "Receipt";
pub const LEAD: &str =
    "What stays of this run for good: the version that ran, its price, its times and a digest of its events.";
pub const OPEN: &str = "Open the receipt";
pub const DOWNLOAD: &str = "Download the signed file";
pub const DOWNLOAD_NOTE: &str =
    "Keep the file as it is. Anyone can check it, on our page or on a machine without a network.";
pub const CHECK_LINK: &str = "Check a receipt";
pub const BACK: &str = "Back to the run";
pub const AGENT: &str = "Agent";
pub const VERSION: &str = "Version";
pub const OUTCOME: &str = "Outcome";
pub const PRICE: &str = "Price";
pub const FEE: &str = "Agent fee";
pub const MODEL_USE: &str = "Model use";
pub const FROM_GRANTED: &str = "Of it from granted credits";
pub const SPLIT: &str = "Behind the charge";
pub const TO_CREATOR: &str = "To the creator";
pub const TO_PLATFORM: &str = "To Guildhall";
pub const SPLIT_NOTE: &str = "In US dollars that were paid for the credits. Granted credits carry none.";
pub const TIMES: &str = "Times";
pub const QUEUED: &str = "Asked for";
pub const SETTLED: &str = "Settled";
pub const PROOF: &str = "Proof";
pub const EVENTS: &str = "Events";
pub const CHAIN: &str = "Digest of all events";
pub const CHAIN_WHAT: &str = "the digest of all events";
pub const ISSUER: &str = "Issued at";

pub const CHECK_TITLE: &str = "Check a receipt";
pub const CHECK_LEAD: &str = "Choose the file of a receipt, or paste it. We tell whether every byte is as we signed it, and if not, which value was changed.";
pub const FILE: &str = "The receipt's file";
pub const PASTE: &str = "Or its text";
pub const CHECK: &str = "Check";
pub const GENUINE: &str = "This receipt is genuine";
pub const GENUINE_NOTE: &str = "Every value is as we signed it.";
pub const CHANGED: &str = "This is not as we signed it";
pub const NOTHING: &str = "There is nothing to check";
pub const NOTHING_NOTE: &str = "Choose the file of a receipt, or paste its text.";
pub const OFFLINE: &str = "Without us";
pub const OFFLINE_NOTE: &str = "The same check runs on your own machine, without a network:";
pub const KEYS: &str = "Our public keys";
pub const KEYS_NOTE: &str = "A receipt names the key that signed it. Give the one of that name as the key.";
pub const KEY_SIGNS: &str = "signs now";
pub const KEY_RETIRED: &str = "retired; its receipts stay valid";
pub const KEY_WHAT: &str = "the public key";

/// Why nothing was held.
pub fn nothing_held(reason: &str) -> &'static str {
    match reason {
        "trial" => "A trial run: it costs nothing.",
        "cached" => "The stored answer to an earlier run with the same input: it costs nothing.",
        "platform" => "A run of the platform itself: it costs nothing.",
        _ => "This agent is free.",
    }
}

/// What a genuine receipt says in one sentence.
pub fn sentence(agent: &str, version: &str, charged: &str, settled: &str) -> String {
    format!("{agent} {version}, {charged}, settled {settled}.")
}

/// The command that checks a receipt offline, in two lines that a shell reads as one.
pub fn command(public_key: &str) -> String {
    format!("guildhall receipt verify receipt.json \\\n  --key {public_key}")
}
