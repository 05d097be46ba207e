//! Tells cargo that the crate embeds the migrations: a new file in the folders is not seen otherwise.

fn main() {
    println!("cargo::rerun-if-changed=../../migrations");
}
