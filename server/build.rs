//! A release holds the built site and the agents inside, so it is built again when they change.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A development build reads both from their folders when they are asked for.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../site");
        println!("cargo::rerun-if-changed=../agents");
    }
}
