//! A run that goes on after a crash gives what it would have given.

use engine::{Cancel, Input, Memory, Native, Stop, execute};

use super::run::{Ran, run};

/// Runs the agent whole, then cut after each entry of its journal, and compares.
pub(crate) fn same_from_every_cut(agent: &str, name: &str, input: impl Fn() -> Input) -> Ran {
    let whole = run(agent, input(), &[]);
    for entry in &whole.journal {
        assert!(entry.output.len() <= 256_000, "{}: {} bytes", entry.key, entry.output.len());
    }
    for cut in 0..=whole.journal.len() {
        let (before, after) = whole.journal.split_at(cut);
        let rest = run(agent, input(), before);
        assert_eq!(rest.outcome, whole.outcome, "{name} cut after {cut}");
        assert_eq!(rest.journal, after, "{name} cut after {cut}");
        for (artifact, bytes) in &rest.artifacts {
            assert_eq!(Some(bytes), whole.artifacts.get(artifact), "{artifact} of {name} cut after {cut}");
        }
        assert_eq!(rest.steps.len(), whole.steps.len().saturating_sub(cut), "finished steps are not worked again");
    }
    whole
}

/// Asks the run to stop at its first emission, and sees it stop.
pub(crate) async fn stops_when_asked(agent: &str, input: Input) {
    let cancel = Cancel::default();
    let program = Native::find(agent).expect("shipped");
    let mut running = execute(program, input, Memory::default(), cancel.clone());
    while let Some(emission) = running.emissions.recv().await {
        cancel.cancel();
        let _ = emission.stored.send(());
    }
    assert_eq!(running.outcome().await, Err(Stop::Cancelled));
}
