//! Customers with credits and tokens, in a data folder on which a server starts after.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use serde_json::json;
use service::account::{Origin, issue_tokens};

use crate::world;

/// Options of `bench fund`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// The server's secret, in its file.
    #[arg(long)]
    secret_file: PathBuf,
    /// How many.
    #[arg(long, default_value_t = 64)]
    customers: usize,
}

/// Gives their access tokens.
pub(crate) async fn run(args: Args) -> anyhow::Result<String> {
    let secret = std::fs::read_to_string(&args.secret_file)?.trim().as_bytes().to_vec();
    let services = world::open(&args.data, secret).await?;
    let origin = Origin { address: IpAddr::V4(Ipv4Addr::LOCALHOST), user_agent: "bench".to_owned(), marks: None };
    let mut tokens = Vec::new();
    for number in 0..args.customers {
        let name = format!("customer{number}");
        world::customer(&services, &name).await?;
        tokens.push(issue_tokens(&services, &name, world::PASSWORD, None, &origin).await?.access_token);
    }
    services.close().await;
    Ok(json!({ "tokens": tokens }).to_string())
}
