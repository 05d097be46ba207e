//! How often the security scanner is right on code that its rules were not written for:
//!
//! ```sh
//! cargo run --release -p engine --example scanner_accuracy            # the table
//! cargo run --release -p engine --example scanner_accuracy -- misses  # and each place where it is not
//! ```

#[path = "support/held_out.rs"]
mod held_out;

use held_out::{MEASURED, measure};

#[expect(clippy::print_stdout, reason = "what an example is for")]
fn main() {
    let tells_all = std::env::args().nth(1).is_some_and(|argument| argument == "misses");
    println!("| language | pieces | weak places | found | recall | wrong findings | precision |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for (name, language) in MEASURED {
        let figures = measure(name, language);
        println!(
            "| {name} | {} | {} | {} | {:.2} | {} | {:.2} |",
            figures.pieces,
            figures.found as usize + figures.missed.len(),
            figures.found,
            figures.recall(),
            figures.wrong.len(),
            figures.precision()
        );
        if tells_all {
            for missed in &figures.missed {
                println!("  missed {missed}");
            }
            for wrong in &figures.wrong {
                println!("  wrong  {wrong}");
            }
        }
    }
}
