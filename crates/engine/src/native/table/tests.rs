use super::*;

fn table(text: &str) -> Table {
    Table::of(text.to_owned(), &Dialect { delimiter: Some(b','), header: true, ..Dialect::default() })
}

fn row(table: &Table, row: usize) -> Vec<String> {
    (0..table.columns()).map(|column| table.cell(row, column).into_owned()).collect()
}

#[test]
fn quoted_cells_keep_delimiters_quotes_and_lines() {
    let table = table("a,b\n\"x, y\",\"he said \"\"hi\"\"\"\n\"two\nlines\", \"padded\" \nlast,1");
    assert_eq!(row(&table, 0), ["x, y", "he said \"hi\""]);
    assert_eq!(row(&table, 1), ["two\nlines", "padded"]);
    assert_eq!(row(&table, 2), ["last", "1"]);
    assert_eq!((table.line(1), table.line(2)), (3, 5));
}

#[test]
fn stray_quotes_stand_for_themselves() {
    let table = table("a,b\n5\" pipe,1\n\"say \"no\" now\",2\n");
    assert_eq!(row(&table, 0), ["5\" pipe", "1"]);
    assert_eq!(row(&table, 1), ["say \"no\" now", "2"]);
}

#[test]
fn a_quote_that_is_never_closed_swallows_nothing() {
    let to_the_end = table("a,b\n\"oops,1\nx,2\ny,3\n");
    assert_eq!(to_the_end.rows(), 3);
    assert_eq!(row(&to_the_end, 0), ["\"oops", "1"]);
    assert_eq!(to_the_end.unclosed_quotes(), [2]);
    let to_another = table("a,b\n\"oops,1\nx,\"2\"\ny,3\n");
    assert_eq!(to_another.rows(), 3);
    assert_eq!(row(&to_another, 1), ["x", "2"]);
}

#[test]
fn every_kind_of_line_end_ends_a_line_and_blank_lines_are_counted() {
    let table = table("a,b\r\n1,2\r3,4\n\n \n5,6");
    assert_eq!(table.rows(), 3);
    assert_eq!(row(&table, 2), ["5", "6"]);
    assert_eq!(table.blank_lines(), [(4, 5)]);
    assert_eq!(table.line(2), 6);
}

#[test]
fn short_rows_are_filled_and_surplus_cells_have_a_column() {
    let table = table("a,b\n1\n1,2,3,\"4\"\n1,2,,\n");
    assert_eq!(table.names(), ["a", "b", "surplus"]);
    assert_eq!(row(&table, 0), ["1", "", ""]);
    assert_eq!(row(&table, 1), ["1", "2", "3,\"4\""]);
    assert!(table.is_blank(table.surplus(2).expect("surplus")));
}

#[test]
fn empty_columns_after_the_last_name_are_left_out() {
    let table = table("a,b,,\n1,2,,\n3,4,,\n");
    assert_eq!(table.names(), ["a", "b"]);
}
