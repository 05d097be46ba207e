//! What one run takes at most. Each limit ends in clear words, never in a hang: `source` tells them.

/// Files of an archive, read or not.
pub(crate) const MAX_FILES: usize = 20_000;
/// Bytes that an archive may unpack to, in all.
pub(crate) const MAX_UNPACKED: u64 = 100_000_000;
/// Bytes of one file; larger ones are left out.
pub(crate) const MAX_FILE: u64 = 8_000_000;
/// Unpacked bytes for each packed one: text stays far below, a bomb does not.
pub(crate) const MAX_RATIO: u64 = 250;
/// Below this size a high ratio is a short file of blanks, not a bomb.
pub(crate) const RATIO_FROM: u64 = 1_000_000;
/// Bytes of a name with its folders.
pub(crate) const MAX_PATH: usize = 512;
/// Bytes of a file of code that are read as a syntax tree; secrets are looked for in all of it.
pub(crate) const MAX_CODE: usize = 2_000_000;
/// Bytes of one line of code; a longer one was made by a program.
pub(crate) const MAX_LINE: usize = 20_000;
/// Nodes of one syntax tree.
pub(crate) const MAX_NODES: usize = 2_000_000;
/// Looks of the parser at its caller for each file, and for each byte of it: a parse that takes more is given up.
/// Counted rather than timed, so that the same file has the same result on every machine.
pub(crate) const PARSE_LOOKS: usize = 20_000;
/// See [`PARSE_LOOKS`].
pub(crate) const PARSE_LOOKS_PER_BYTE: usize = 2;
/// Findings of one file; what lies beyond is counted.
pub(crate) const MAX_FINDINGS_PER_FILE: usize = 200;
/// Findings of a run that are kept.
pub(crate) const MAX_FINDINGS: usize = 5_000;
/// Packages of one dependency file.
pub(crate) const MAX_PACKAGES: usize = 20_000;
