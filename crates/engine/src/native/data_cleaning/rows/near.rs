//! Rows that are probably the same thing entered twice.
//!
//! Two rows are near duplicates when, their key left aside,
//! 1. all their cells fold alike (case, space, punctuation and accents aside), or
//! 2. all but one do, and in that one, a text, there is a slip of the pen or one of the two is empty.
//!
//! Pairs are never compared all with all. Every row has the sum of its cells' hashes; taking one cell's hash away gives
//! the hash of *the rest of the row* at no cost, and rows with the same rest stand in one block. Only within a block
//! are texts compared, and a block of more than [`MAX_BLOCK`] rows is passed over: a rest that so many rows share says
//! nothing about two of them being one. So the work is linear in the cells, and the block size guards against false
//! alarms too.
//!
//! A column whose values are all different whole numbers or codes is a key: a second entry gets a new one. With a key
//! left aside, equal rests must hold a column that tells rows apart — or each second sale of a pen would be a
//! duplicate.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::fold::{fold, is_slip};
use super::{Fate, ROWS_PER_CHECK, place};
use crate::cancel::{Cancel, Cancelled};
use crate::native::data_cleaning::clean::Cleaner;
use crate::native::data_cleaning::plan::Kind;

/// Rows that share the rest of their cells, at most.
const MAX_BLOCK: usize = 16;

/// A row and the earlier one that it nearly equals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Near {
    /// The later row.
    pub(crate) row: u32,
    /// The earlier row.
    pub(crate) of: u32,
    /// The column in which they differ by more than case, space and punctuation.
    pub(crate) column: Option<u32>,
}

/// Finds them among the rows that are kept, in order; each row once, with the earliest row that it resembles.
pub(crate) fn find(cleaner: &Cleaner<'_>, fates: &[Fate], cancel: &Cancel) -> Result<Vec<Near>, Cancelled> {
    let kept: Vec<u32> = (0..fates.len()).filter(|row| fates[*row] == Fate::Kept).map(place).collect();
    let search = Search::prepare(cleaner, kept, cancel)?;
    let mut found = HashMap::<u32, Near>::new();
    let mut take = |near: Near| {
        let known = found.entry(near.row).or_insert(near);
        if near.of < known.of {
            *known = near;
        }
    };
    if search.compared.len() < 2 {
        return Ok(Vec::new());
    }
    search.alike(&mut take);
    for &column in &search.compared {
        if cleaner.plan().columns[column].kind == Kind::Text {
            search.alike_but_for(column, &mut take, cancel)?;
        }
    }
    let mut found: Vec<Near> = found.into_values().collect();
    found.sort_unstable_by_key(|near| near.row);
    Ok(found)
}

struct Search<'c> {
    cleaner: &'c Cleaner<'c>,
    kept: Vec<u32>,
    /// The columns but for keys.
    compared: Vec<usize>,
    /// Those of them that tell rows apart: half of their values or more are different.
    telling: Vec<usize>,
    /// For each kept row, the sum of the hashes of its compared cells.
    sums: Vec<u64>,
}

impl<'c> Search<'c> {
    fn prepare(cleaner: &'c Cleaner<'c>, kept: Vec<u32>, cancel: &Cancel) -> Result<Self, Cancelled> {
        let mut search = Self { cleaner, sums: vec![0; kept.len()], kept, compared: Vec::new(), telling: Vec::new() };
        for (column, plan) in cleaner.plan().columns.iter().enumerate() {
            let hashes = search.hashes(column, cancel)?;
            let filled = hashes.iter().filter(|hash| **hash != 0).count();
            let mut distinct = hashes.clone();
            distinct.sort_unstable();
            distinct.dedup();
            let distinct = distinct.iter().filter(|hash| **hash != 0).count();
            let can_be_key = match plan.kind {
                Kind::Integer(_) | Kind::Identifier => true,
                Kind::Text => search.are_codes(column),
                _ => false,
            };
            if can_be_key && filled == search.kept.len() && distinct == filled && filled > 1 {
                continue;
            }
            search.compared.push(column);
            let can_tell = matches!(plan.kind, Kind::Text | Kind::Identifier | Kind::Date(_) | Kind::Datetime(_));
            if can_tell && distinct * 2 >= filled && filled > 0 {
                search.telling.push(column);
            }
            for (sum, hash) in search.sums.iter_mut().zip(hashes) {
                *sum = sum.wrapping_add(hash);
            }
        }
        Ok(search)
    }

    /// Codes are short texts with a digit and without space: `C-1042`.
    fn are_codes(&self, column: usize) -> bool {
        self.kept.iter().take(200).all(|row| {
            let text = self.cleaner.cell(*row as usize, column).text;
            text.len() <= 40 && text.bytes().any(|byte| byte.is_ascii_digit()) && !text.contains([' ', '@'])
        })
    }

    fn hashes(&self, column: usize, cancel: &Cancel) -> Result<Vec<u64>, Cancelled> {
        let mut hashes = Vec::with_capacity(self.kept.len());
        for (index, &row) in self.kept.iter().enumerate() {
            if index % ROWS_PER_CHECK == 0 {
                cancel.check()?;
            }
            hashes.push(self.hash(row, column));
        }
        Ok(hashes)
    }

    /// The hash of a folded cell; 0 for an empty one.
    fn hash(&self, row: u32, column: usize) -> u64 {
        let text = self.folded(row, column);
        if text.is_empty() {
            return 0;
        }
        let mut hasher = DefaultHasher::new();
        (column, text).hash(&mut hasher);
        hasher.finish()
    }

    fn folded(&self, row: u32, column: usize) -> String {
        let text = self.cleaner.cell(row as usize, column).text;
        let is_text = matches!(self.cleaner.plan().columns[column].kind, Kind::Text | Kind::Identifier);
        if is_text { fold(&text) } else { text.into_owned() }
    }

    /// Whether compared cells of two rows fold alike, but for `aside`: equal hashes are no proof.
    fn agree(&self, one: u32, other: u32, aside: Option<usize>) -> bool {
        let mut rest = self.compared.iter().filter(|column| Some(**column) != aside);
        rest.all(|column| self.folded(one, *column) == self.folded(other, *column))
    }

    /// Whether the row's cells, but for `aside`, say enough to know it by: two values, one of them telling.
    fn is_known_by(&self, row: u32, aside: Option<usize>) -> bool {
        let is_filled =
            |column: &&usize| Some(**column) != aside && !self.cleaner.cell(row as usize, **column).text.is_empty();
        self.compared.iter().filter(is_filled).take(2).count() == 2
            && self.telling.iter().any(|column| is_filled(&column))
    }

    /// Runs of equal hashes: each the indexes of its rows, in order.
    fn blocks(hashes: &[u64]) -> Vec<(u64, u32)> {
        let mut sorted: Vec<(u64, u32)> =
            hashes.iter().enumerate().map(|(index, hash)| (*hash, place(index))).collect();
        sorted.sort_unstable();
        sorted
    }

    fn alike(&self, take: &mut impl FnMut(Near)) {
        let has_key = self.compared.len() < self.cleaner.table().columns();
        let sorted = Self::blocks(&self.sums);
        for block in sorted.chunk_by(|one, other| one.0 == other.0).filter(|block| block.len() > 1) {
            let of = self.kept[block[0].1 as usize];
            if has_key && (block.len() > MAX_BLOCK || !self.is_known_by(of, None)) {
                continue;
            }
            for (_, index) in &block[1..] {
                let row = self.kept[*index as usize];
                if self.agree(of, row, None) {
                    take(Near { row, of, column: None });
                }
            }
        }
    }

    fn alike_but_for(&self, column: usize, take: &mut impl FnMut(Near), cancel: &Cancel) -> Result<(), Cancelled> {
        let hashes = self.hashes(column, cancel)?;
        let rests: Vec<u64> = self.sums.iter().zip(&hashes).map(|(sum, hash)| sum.wrapping_sub(*hash)).collect();
        let sorted = Self::blocks(&rests);
        let is_block = |block: &&[(u64, u32)]| (2..=MAX_BLOCK).contains(&block.len());
        for (count, block) in sorted.chunk_by(|one, other| one.0 == other.0).filter(is_block).enumerate() {
            if count % ROWS_PER_CHECK == 0 {
                cancel.check()?;
            }
            if !self.is_known_by(self.kept[block[0].1 as usize], Some(column)) {
                continue;
            }
            for (later, (_, index)) in block.iter().enumerate().skip(1) {
                let row = self.kept[*index as usize];
                let text = self.folded(row, column);
                let first = block[..later].iter().map(|(_, index)| self.kept[*index as usize]).find(|of| {
                    let other = self.folded(*of, column);
                    let is_incomplete = text.is_empty() != other.is_empty();
                    (is_incomplete || is_slip(&other, &text)) && self.agree(*of, row, Some(column))
                });
                if let Some(of) = first {
                    take(Near { row, of, column: Some(place(column)) });
                }
            }
        }
        Ok(())
    }
}
