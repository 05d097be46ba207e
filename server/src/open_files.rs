//! How many files, and so connections, the process may have open.
//!
//! Most systems begin a process with 1,024 and let it take far more when it asks: the low number is for programs that still
//! use `select(2)`, which this one does not.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Raises the limit to what the system allows, and gives what it is then; `None` where there is none.
pub fn raise() -> Option<u64> {
    let before = getrlimit(Resource::Nofile);
    let wanted = Rlimit { current: before.maximum, maximum: before.maximum };
    if before.current != before.maximum
        && let Err(error) = setrlimit(Resource::Nofile, wanted)
    {
        tracing::warn!(%error, "the limit of open files could not be raised");
        return before.current;
    }
    before.maximum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_raised_to_what_the_system_allows() {
        let raised = raise();
        assert_eq!(getrlimit(Resource::Nofile).current, raised);
        assert!(raised.is_none_or(|files| files >= 1_024));
    }
}
