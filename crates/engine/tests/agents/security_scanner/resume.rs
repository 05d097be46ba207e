//! A run that goes on after a crash gives what it would have given.

use domain::input::Values;

use super::AGENT;
use super::archive::archive;
use crate::cases::Agent;
use crate::resume::{same_from_every_cut, stops_when_asked};
use crate::run::file;

#[test]
fn a_run_cut_after_any_step_ends_with_the_same_bytes() {
    let agent = Agent::load(AGENT);
    let bytes = agent.bytes("samples/shop.zip");
    let whole = same_from_every_cut(AGENT, "shop.zip", || file("shop.zip", &bytes, Values::new()));
    assert_eq!(whole.steps, ["read", "scan-01", "scan-02", "scan-03", "scan-04", "write", "draw"]);
}

#[tokio::test]
async fn a_run_that_is_asked_to_stop_stops() {
    let code = "x = f(a + b)\n".repeat(100_000);
    let bytes = archive(&[("a.py", code.as_bytes())]);
    stops_when_asked(AGENT, file("a.zip", &bytes, Values::new())).await;
}
