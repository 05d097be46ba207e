//! One run, from the quote to the receipt.

use domain::credits::{Credits, Usd};
use domain::hex::hex;
use domain::id::RunId;
use domain::input::FileRef;
use domain::page::Page;
use domain::quote::Quote;
use domain::receipt::{self, RECEIPT_V, Receipt};
use domain::run::{Event, EventBody, Run, RunPeriod, RunShare, RunSummary, RunTally, Status};
use domain::time::{Micros, Period};
use serde_json::{Value, json as value};
use service::run::{ArtifactInfo, CacheLine, CacheReport};
use sha2::{Digest as _, Sha256};

use super::account::ADA;
use super::agents::{LISTING, SLUG, VERSION};
use super::{ASKED_AT, Example, bits, json, streamed, text};
use crate::http::api::admin::cache::Cleared;
use crate::http::api::runs::artifacts::Artifacts;
use crate::http::api::runs::share::MadeShare;
use crate::http::api::schema::EventFrame;
use crate::http::api::ws::ticket::Ticket;
use crate::http::export;

const FEE: Credits = Credits::whole(4);
pub(super) const RUN: RunId = RunId::from_bits(bits(6));
const LINK: &str = "https://guildhall.example/shared/R3GK9s0m2Qe4hYw7uT1xZc5vB8nL6pJd0aF_oXiE-kA";
const CSV: &str = "name,signed up\r\nAda,13/04/2024\r\nBo,03/04/2024\r\nAda,13/04/2024\r\n";
const CLEANED: &str = "name,signed up\nAda,2024-04-13\nBo,2024-04-03\n";

pub(super) fn examples() -> Vec<Example> {
    let (done, queued) = (done(), queued());
    let in_list = Run { input: None, output: None, ..done.clone() };
    let runs = Page { data: vec![in_list], total: 1, page: 1, per_page: 20, total_pages: 1, next_cursor: None };
    let kept = Run { kept_at: Some(ASKED_AT.plus(Micros::hours(2))), erases_at: None, ..done.clone() };
    let stopped = Run {
        status: Status::Cancelled,
        charged: Some(Credits::ZERO),
        finished_at: Some(ASKED_AT.plus(Micros::seconds(1))),
        queue_place: None,
        ..queued.clone()
    };
    let ticket = Ticket { ticket: "R3GK9s0m2Qe4hYw7uT1xZc5vB8nL6pJd0aF_oXiE-kA".to_owned(), expires_in: 30 };
    let mut examples = vec![
        json("startRun", "201", &queued),
        json("startRun", "200", &done),
        json("showRun", "200", &done),
        json("listRuns", "200", &runs),
        json("summariseRuns", "200", &summary()),
        json("cancelRun", "200", &stopped),
        json("keepRun", "200", &kept),
        json("letRunGo", "200", &done),
        json("showShare", "200", &share()),
        json("shareRun", "201", &MadeShare { link: LINK.to_owned(), share: share() }),
        json("listArtifacts", "200", &Artifacts::of(vec![artifact()])),
        text("fetchArtifact", "*/*", CLEANED.to_owned()),
        streamed("watchRun", &event()),
        json("getWebSocketTicket", "201", &ticket),
        json("listReceiptKeys", "200", &value!({"data": [service::receipt::example_key(ASKED_AT)]})),
        json("showCache", "200", &cache()),
        json("clearCache", "200", &Cleared { cleared: 3 }),
    ];
    examples.extend(
        Quote::new(VERSION, FEE, Credits::ZERO, Some(Credits::whole(100))).map(|quote| json("quoteRun", "200", &quote)),
    );
    let exported = [export::Format::Json, export::Format::Csv].map(|format| export::runs::sample(format, &done));
    if let [Some(whole), Some(csv)] = exported {
        let whole: Value = serde_json::from_str(&whole).unwrap_or_default();
        examples.extend([json("exportRuns", "200", &whole), text("exportRuns", "text/csv", csv)]);
    }
    let receipt: Option<Value> =
        receipt().and_then(|receipt| serde_json::from_str(&service::receipt::example(receipt)).ok());
    examples.extend(receipt.map(|receipt| json("showReceipt", "200", &receipt)));
    examples
}

fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text))
}

fn queued() -> Run {
    let file = FileRef { filename: "customers.csv".to_owned(), bytes: CSV.len() as u64, sha256: sha256(CSV) };
    Run {
        id: RUN,
        agent_slug: SLUG.to_owned(),
        agent_name: LISTING.as_ref().map(|listing| listing.card.name.clone()).unwrap_or_default(),
        version_id: VERSION,
        version: LISTING.as_ref().map(|listing| listing.card.version.clone()).unwrap_or_default(),
        status: Status::Queued,
        input: value!({"file": file, "date_order": "auto", "guard_formulas": true}).as_object().cloned(),
        output: None,
        failure: None,
        ceiling: FEE,
        charged: None,
        created_at: ASKED_AT,
        started_at: None,
        finished_at: None,
        queue_place: Some(0),
        cached_from: None,
        branched_from: None,
        kept_at: None,
        erases_at: None,
        erased_at: None,
    }
}

fn done() -> Run {
    let finished_at = ASKED_AT.plus(Micros::seconds(2));
    Run {
        status: Status::Succeeded,
        output: Some(output()),
        charged: Some(FEE),
        started_at: Some(ASKED_AT.plus(Micros::seconds(1))),
        finished_at: Some(finished_at),
        queue_place: None,
        erases_at: Some(finished_at.plus(domain::run::CONTENT_STAYS)),
        ..queued()
    }
}

/// What became of the table above; a test compares its shape with what the agent declares.
pub(super) fn output() -> Value {
    value!({
        "rows_in": 3, "rows_out": 2, "cells_changed": 2, "missing": 0, "outliers": 0,
        "columns": [
            {"name": "name", "type": "text", "missing": 0, "changed": 0, "outliers": 0, "issues": 0},
            {
                "name": "signed up", "type": "date", "missing": 0, "changed": 2, "outliers": 0, "issues": 0,
                "date_order": "dmy",
            },
        ],
        "dialect": {
            "encoding": "UTF-8", "byte_order_mark": false, "delimiter": "comma", "quote": "\"", "header": true,
            "lines_above_header": 0, "newline": "CRLF",
        },
        "changes": {"date": 2},
        "duplicates": {"exact": 1, "exact_removed": true, "near": 0, "near_removed": false},
        "issues": {},
        "assumptions": [],
    })
}

fn share() -> RunShare {
    RunShare { shows_input: false, shows_files: true, created_at: ASKED_AT.plus(Micros::minutes(5)) }
}

fn artifact() -> ArtifactInfo {
    ArtifactInfo {
        name: "cleaned.csv".to_owned(),
        media_type: "text/csv; charset=utf-8".to_owned(),
        bytes: CLEANED.len() as u64,
        sha256: sha256(CLEANED),
        created_at: ASKED_AT.plus(Micros::seconds(2)),
    }
}

fn event() -> EventFrame {
    let body = EventBody::StepStarted {
        key: "recognise-file".to_owned(),
        title: "Recognise the file".to_owned(),
        reuse: None,
    };
    let (name, at) = (body.name().to_owned(), ASKED_AT.plus(Micros::seconds(1)));
    let data = serde_json::to_value(body).map(|mut body| body["data"].take()).unwrap_or_default();
    let event = Event { seq: 2, at, v: 1, name, data };
    EventFrame { id: event.seq.to_string(), data: serde_json::to_string(&event).unwrap_or_default() }
}

fn summary() -> RunSummary {
    let tally = RunTally {
        runs: 120,
        finished: 118,
        succeeded: 109,
        cached: 12,
        charged: Credits::whole(388),
        timed: 106,
        time_us: 132_500_000,
    };
    let day = RunPeriod { begins_at: ASKED_AT.begin_of(Period::Day), sums: tally.sums() };
    RunSummary { total: tally.sums(), periods: vec![day] }
}

fn cache() -> CacheReport {
    let line = CacheLine {
        agent_slug: SLUG.to_owned(),
        agent_name: LISTING.as_ref().map(|listing| listing.card.name.clone()).unwrap_or_default(),
        entries: 3,
        hits: 12,
        worked: 88,
        hit_per_mille: Some(120),
        saved: Credits::whole(48),
    };
    CacheReport { since: ASKED_AT.minus(Micros::days(30)), serves_seconds: 3_600, data: vec![line] }
}

/// The receipt of the run; its signature is good, by a key that nobody trusts.
fn receipt() -> Option<Receipt> {
    let listing = LISTING.as_ref()?;
    let run = done();
    Some(Receipt {
        v: RECEIPT_V,
        issuer: "https://guildhall.example".to_owned(),
        run_id: RUN,
        owner_id: ADA,
        agent: receipt::Agent {
            slug: SLUG.to_owned(),
            version: run.version,
            version_id: VERSION,
            content_hash: listing.content_hash.clone(),
        },
        status: run.status,
        price: receipt::Price {
            held: FEE,
            charged: FEE,
            fee: FEE,
            model_use: Credits::ZERO,
            returned: Credits::ZERO,
            from_granted: FEE,
            nothing_held_because: None,
        },
        split: receipt::Shares { creator: Usd::ZERO, platform: Usd::ZERO },
        times: receipt::Times {
            queued_at: run.created_at,
            started_at: run.started_at,
            finished_at: run.finished_at?,
            settled_at: run.finished_at?,
        },
        events: receipt::Events {
            count: 12,
            chain_sha256: "9a3f0d2c5b7e8146a0c3e5d7f9b1a2c4e6d8f0a1b3c5d7e9f1a2b4c6d8e0f2a4".to_owned(),
        },
    })
}
