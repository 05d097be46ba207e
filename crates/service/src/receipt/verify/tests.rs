//! No byte of a receipt can be changed unnoticed.

use domain::credits::{Credits, Usd};
use domain::id::{OwnerId, RunId, VersionId};
use domain::receipt::{Agent, Events, Price, RECEIPT_V, Shares, Times};
use domain::run::Status;
use domain::time::Timestamp;

use super::super::key::SigningKey;
use super::*;

fn receipt() -> Receipt {
    let at = |seconds: i64| Timestamp::from_micros(1_795_000_000_000_000 + seconds * 1_000_000);
    Receipt {
        v: RECEIPT_V,
        issuer: "https://guildhall.example".to_owned(),
        run_id: RunId::from_bits(1),
        owner_id: OwnerId::from_bits(2),
        agent: Agent {
            slug: "data-cleaning".to_owned(),
            version: "1.0.0".to_owned(),
            version_id: VersionId::from_bits(3),
            content_hash: "ab".repeat(32),
        },
        status: Status::Succeeded,
        price: Price {
            held: Credits::whole(4),
            charged: Credits::whole(4),
            fee: Credits::whole(4),
            model_use: Credits::ZERO,
            returned: Credits::ZERO,
            from_granted: Credits::whole(1),
            nothing_held_because: None,
        },
        split: Shares { creator: Usd::from_micro(70_000), platform: Usd::from_micro(30_000) },
        times: Times { queued_at: at(0), started_at: Some(at(1)), finished_at: at(2), settled_at: at(2) },
        events: Events { count: 9, chain_sha256: "cd".repeat(32) },
    }
}

fn signed() -> String {
    text(&SigningKey::of_seed([7; 32]).sign(receipt()))
}

#[test]
fn a_receipt_is_genuine_as_it_was_signed() {
    let verified = verify(&signed(), None);
    assert_eq!(verified.faults, []);
    assert_eq!(verified.receipt, Some(receipt()));
    assert_eq!(signed(), signed(), "the same facts give the same file");
    let key = verified.public_key.expect("a key");
    assert!(verify(&signed(), Some(&key)).is_genuine());
    let other = SigningKey::of_seed([8; 32]).sign(receipt());
    assert_eq!(verify(&text(&other), Some(&key)).faults, [Fault::OtherKey]);
}

#[test]
fn every_changed_byte_is_noticed_and_its_place_told() {
    let file = signed();
    for place in 0..file.len() {
        let mut bytes = file.clone().into_bytes();
        bytes[place] ^= 1;
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let line = file[..place].matches('\n').count() + 1;
        let faults = verify(&text, None).faults;
        assert!(!faults.is_empty(), "byte {place} in line {line}");
        let named = file.lines().nth(line - 1).unwrap_or_default();
        let name = named.trim().trim_matches('"').split('"').next().unwrap_or_default();
        let told = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let is_told = told.contains(name)
            || told.contains(&format!("line {line} "))
            || told.contains(&format!("Line {line} "))
            || told.contains("is no receipt")
            || told.contains("signature");
        assert!(is_told, "byte {place} in line {line}: {told}");
    }
}

#[test]
fn a_changed_price_is_named() {
    let changed = signed().replacen("\"charged_microcredits\": 4000000", "\"charged_microcredits\": 3000000", 1);
    assert_eq!(verify(&changed, None).faults, [Fault::Value("price.charged_microcredits".to_owned())]);
    let named = verify(&changed, None).faults[0].to_string();
    assert!(named.starts_with("price.charged_microcredits"), "{named}");
}

#[test]
fn a_value_changed_together_with_its_digest_is_a_forgery() {
    let mut receipt = receipt();
    receipt.price.charged = Credits::whole(1);
    let honest: Document = serde_json::from_str(&signed()).expect("a document");
    let forged = Document { digests: digests(&receipt), receipt, signature: honest.signature };
    assert_eq!(verify(&text(&forged), None).faults, [Fault::Signature]);
}

#[test]
fn what_is_no_receipt_is_told_with_its_place() {
    for nothing in ["", " \n"] {
        assert_eq!(verify(nothing, None).faults, [Fault::Empty]);
    }
    for text in ["{}", "null", "[1", "\u{0}", "{\"receipt\": 1}"] {
        let faults = verify(text, None).faults;
        assert!(matches!(faults.as_slice(), [Fault::Unreadable(_)]), "{text}: {faults:?}");
    }
    for (from, to) in [("\n}\n", "\n}"), ("\n", "\r\n"), ("  \"v\"", " \"v\"")] {
        let faults = verify(&signed().replacen(from, to, 1), None).faults;
        assert!(matches!(faults.as_slice(), [Fault::Layout { .. }]), "{from:?}: {faults:?}");
    }
    let with_more = signed().replacen("\"v\": 1,", "\"v\": 1, \"paid\": true,", 1);
    assert!(matches!(verify(&with_more, None).faults.as_slice(), [Fault::Unreadable(_)]));
}
