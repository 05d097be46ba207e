//! What a run shows in the terminal.

use std::io::{self, IsTerminal as _, Write as _};

use anyhow::bail;
use domain::credits::Credits;
use domain::run::{Event, EventBody, Run};

use super::super::say;

/// Asks whether the price is accepted.
pub(super) fn is_accepted(agent: &str, price: Credits) -> anyhow::Result<bool> {
    let offer = format!("{} costs at most {} credits, and nothing if it fails.", say::plain(agent), price.shown_up());
    if !io::stdin().is_terminal() {
        bail!("{offer} Say --yes to accept it.");
    }
    let mut err = io::stderr().lock();
    write!(err, "{offer} Run it? [y/N] ")?;
    err.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// A line for what happened, where a person wants to read of it.
pub(super) fn event(event: &Event) {
    let line = match event.body() {
        Some(EventBody::RunStarted { attempt: 1 }) => "started".to_owned(),
        Some(EventBody::RunStarted { attempt }) => format!("taken over, attempt {attempt}"),
        Some(EventBody::StepStarted { title, .. }) => format!("- {title}"),
        Some(EventBody::StepCompleted { summary, duration_us, .. }) => {
            format!("  done in {}  {summary}", length(duration_us))
        }
        Some(EventBody::StepFailed { message, .. }) => format!("  failed: {message}"),
        Some(EventBody::ToolCallStarted { tool, .. }) => format!("  calls {tool}"),
        Some(EventBody::ToolCallFailed { message, .. }) => format!("  the call failed: {message}"),
        Some(EventBody::MessageCompleted { text, .. }) => format!("\n{text}\n"),
        Some(EventBody::ArtifactCreated { name, bytes, .. }) => format!("  made {name}, {bytes} bytes"),
        Some(EventBody::RunFailed { message, .. }) => format!("failed: {message}"),
        Some(EventBody::RunTimedOut { limit_seconds }) => format!("stopped after {limit_seconds} s"),
        Some(EventBody::RunCancelled {}) => "stopped".to_owned(),
        _ => return,
    };
    say::line(say::plain(&line));
}

/// How it ended and what it cost.
pub(super) fn receipt(run: &Run) -> anyhow::Result<()> {
    if let Some(output) = &run.output {
        say::json(output)?;
    }
    let charged = run.charged.unwrap_or_default();
    let (charged, ceiling) = (charged.exact(), run.ceiling.exact());
    let why = if run.cached_from.is_some() { ": answered from an earlier run with the same input" } else { "" };
    say::line(format_args!("{}: charged {charged} of {ceiling} credits{why}", run.status.as_str()));
    Ok(())
}

fn length(micros: i64) -> String {
    match micros {
        ..1_000 => format!("{micros} µs"),
        1_000..1_000_000 => format!("{} ms", micros / 1_000),
        _ => format!("{}.{} s", micros / 1_000_000, micros % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn lengths_are_short() {
        assert_eq!([length(999), length(12_345), length(1_250_000)], ["999 µs", "12 ms", "1.2 s"]);
    }
}
