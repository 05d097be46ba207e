//! CPU that a process and its children have used, from `/proc` (see `man 5 proc_pid_stat`).

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;

/// Reads the CPU time of processes.
pub(super) struct Cpu {
    ticks_per_second: f64,
}

impl Cpu {
    pub(super) fn new() -> Result<Self> {
        let said = process::output(Command::new("getconf").arg("CLK_TCK"))?;
        let ticks_per_second = String::from_utf8_lossy(&said).trim().parse().context("no clock ticks")?;
        Ok(Self { ticks_per_second })
    }

    /// Seconds of user and system time of a process and all below it.
    pub(super) fn seconds(&self, process: u32) -> Result<f64> {
        let all = stats()?;
        let mut family = vec![process];
        let mut ticks = 0.0;
        while let Some(member) = family.pop() {
            ticks += all.iter().find(|stat| stat.id == member).map_or(0.0, |stat| stat.ticks);
            family.extend(all.iter().filter(|stat| stat.parent == member).map(|stat| stat.id));
        }
        Ok(ticks / self.ticks_per_second)
    }
}

struct Stat {
    id: u32,
    parent: u32,
    ticks: f64,
}

fn stats() -> Result<Vec<Stat>> {
    let ids = fs::read_dir("/proc")?.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    // One that has ended meanwhile has no file any more.
    Ok(ids.filter_map(|id| parse(id, &fs::read_to_string(format!("/proc/{id}/stat")).ok()?)).collect())
}

fn parse(id: u32, stat: &str) -> Option<Stat> {
    // The name stands in brackets and may hold spaces and brackets itself.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |place: usize| fields.get(place)?.parse::<f64>().ok();
    Some(Stat { id, parent: fields.get(1)?.parse().ok()?, ticks: ticks(11)? + ticks(12)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_and_spaces_does_not_move_the_fields() {
        let line = "7 (a) b (c) S 3 7 7 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 4 0 100 1 1";
        let stat = parse(7, line).expect("fits");
        assert_eq!((stat.parent, stat.ticks), (3, 300.0));
    }
}
