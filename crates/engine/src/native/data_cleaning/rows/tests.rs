use super::near::Near;
use super::*;
use crate::native::table::Dialect;

fn found(text: &str) -> Found {
    let table = Table::of(text.to_owned(), &Dialect { delimiter: Some(b','), header: true, ..Dialect::default() });
    let (options, cancel) = (Options::default(), Cancel::default());
    let plan = plan(&table, &options, &cancel).expect("a plan");
    Found::find(&Cleaner::new(&table, &plan, &options), &cancel).expect("found")
}

fn pairs(text: &str) -> Vec<(u64, u64, Option<u32>)> {
    found(text)
        .near
        .iter()
        .map(|Near { row, of, column }| (number(*row as usize), number(*of as usize), *column))
        .collect()
}

#[test]
fn rows_that_are_equal_once_cleaned_are_duplicates() {
    let found = found("when,what\n5.1.2024,a\n2024-01-05,a\n13.1.2024,b\nNA,-\n 5.1.2024,a\n");
    let expected = [Fate::Kept, Fate::Duplicate(0), Fate::Kept, Fate::Empty, Fate::Duplicate(0)];
    assert_eq!(found.fates, expected);
}

#[test]
fn rows_that_fold_alike_are_near_duplicates() {
    assert_eq!(pairs("name,city\nAnn O'Neill,Oslo\nann oneill,OSLO\nBob,Rome\n"), [(2, 1, None)]);
}

#[test]
fn a_slip_in_one_cell_is_a_near_duplicate_when_the_rest_says_enough() {
    let people = "id,name,mail,city\n1,John Smith,j@x.com,Oslo\n2,Jon Smith,j@x.com,Oslo\n3,Ada,a@x.com,Rome\n";
    assert_eq!(pairs(people), [(2, 1, Some(1))]);
    let missing = "id,name,mail,city\n1,John Smith,j@x.com,\n2,John Smith,j@x.com,Oslo\n3,Ada,a@x.com,Rome\n";
    assert_eq!(pairs(missing), [(2, 1, Some(3))]);
}

#[test]
fn the_second_sale_of_a_pen_is_none() {
    assert_eq!(pairs("order,item,count\n1,pen,1\n2,pen,1\n3,ink,1\n4,pen,2\n5,ink,1\n6,pen,1\n"), []);
}

#[test]
fn readings_that_differ_in_a_number_are_none() {
    assert_eq!(pairs("at,place,value\n2024-01-01,north,5\n2024-01-01,north,6\n2024-01-02,north,5\n"), []);
}
