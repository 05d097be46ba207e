//! Makes a customer with a past, for looking at pages that tell of many days: `past DATA AGENTS [DAYS]`.
//!
//! Nothing is made up: the agents of the folder `AGENTS` really work, through the use cases, by a clock that is set back and
//! moved on between runs. `DATA` must be a folder without a database. Serve it afterwards (`GUILDHALL_DATA=DATA guildhall
//! serve`) and sign in as `ada` with the password [`PASSWORD`].

use std::path::PathBuf;
use std::time::Duration;

use domain::account::{Preferences, Role, Viewer};
use domain::credits::Credits;
use domain::id::{LotId, TransactionId};
use domain::time::{Micros, Timestamp};
use serde_json::{Value, json};
use service::account::{Register, choose_preferences, create_admin, find_owner_by_login};
use service::catalogue::AgentSource;
use service::clock::Clock;
use service::ledger::issue::{Issue, grant, issue_alone};
use service::mail::Transport;
use service::run::{self, GivenFile, Start, Workers};
use service::{Services, SetUp, Settings, make_private};
use store::Location;

const PASSWORD: &str = "Correct1horse";
/// Runs of the days of a week, Monday first.
const WEEK: [i64; 7] = [3, 5, 4, 6, 3, 1, 0];
const DAY: i64 = Micros::days(1).0;
const REVIEWS: [&str; 4] = [
    "The screen is gorgeous. The battery life is terrible, and support never answered.",
    "Arrived a day early, and the colours are even better than in the picture.",
    "It works, but the manual is a mess.",
    "Third order, never disappointed.",
];

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut given = std::env::args().skip(1);
    let (Some(data), Some(agents)) = (given.next().map(PathBuf::from), given.next().map(PathBuf::from)) else {
        return Err("usage: past DATA AGENTS [DAYS]".into());
    };
    let days: i64 = given.next().map_or(Ok(120), |text| text.parse())?;
    let now = Clock::System.now();
    let today = now.as_micros().div_euclid(DAY);
    let clock = Clock::manual(Timestamp::from_micros((today - days) * DAY));
    let services = open(data, agents, clock.clone()).await?;
    let ada = customer(&services).await?;
    let workers = Workers::start(&services).await?;
    let mut number = 0;
    for day in today - days..=today {
        // 1970-01-05 was a Monday. There is a holiday in the second month, and more is done as time goes by.
        let weekday = usize::try_from((day - 4).rem_euclid(7))?;
        let age = today - day;
        let runs = if (74..80).contains(&age) { 0 } else { WEEK[weekday] * (2 * days - age) / (2 * days) };
        for place in 0..runs {
            let at =
                day * DAY + Micros::hours(7).0 + place * Micros::minutes(97).0 + (number % 7) * Micros::minutes(4).0;
            if at >= now.as_micros() {
                break;
            }
            clock.advance(Timestamp::from_micros(at).since(services.now()));
            one(&services, &ada, number).await?;
            number += 1;
        }
    }
    workers.stop(Duration::from_secs(5)).await;
    services.close().await;
    println!("{number} runs; sign in as ada with {PASSWORD}");
    Ok(())
}

async fn open(data: PathBuf, agents: PathBuf, clock: Clock) -> Result<Services, Failure> {
    make_private(&data)?;
    let secret = format!("{:032x}{:032x}", clock.mint(), clock.mint());
    std::fs::write(data.join("secret"), &secret)?;
    let services = Services::set_up(SetUp {
        location: Location::Sqlite(data.join("guildhall.db")),
        mail: Transport::folder(data.join("mail"), "Guildhall <guildhall@localhost>")?,
        data,
        secret: secret.into_bytes(),
        previous_secret: None,
        agents: vec![AgentSource::Folder(agents)],
        settings: Settings { is_limited: false, ..Settings::default() },
        clock,
    });
    Ok(services.await?)
}

async fn customer(services: &Services) -> Result<Viewer, Failure> {
    let form = Register {
        email: "ada@example.org".to_owned(),
        username: "ada".to_owned(),
        full_name: "Ada Lovelace".to_owned(),
        password: PASSWORD.to_owned(),
    };
    create_admin(services, form, Role::User).await?;
    let (owner, ada) = find_owner_by_login(services, "ada").await?.ok_or("nobody was made")?;
    let berlin = Preferences { time_zone: "Europe/Berlin".to_owned(), ..Preferences::default() };
    choose_preferences(services, &ada, berlin).await?;
    grant(services, owner, Credits::whole(5_000), "For looking around").await?;
    let (lot, transaction) =
        (LotId::from_bits(services.clock().mint()), TransactionId::from_bits(services.clock().mint()));
    let soon = Clock::System.now().plus(Micros::days(12));
    issue_alone(services, Issue::granted(lot, transaction, owner, Credits::whole(2_000)).expiring(soon)).await?;
    Ok(ada)
}

/// One run, of the kind that its number says, to its end.
async fn one(services: &Services, viewer: &Viewer, number: i64) -> Result<(), Failure> {
    let file = |name: &str, text: String| {
        vec![("file".to_owned(), GivenFile { filename: name.to_owned(), bytes: text.into_bytes() })]
    };
    let (slug, values, files): (&str, Value, Vec<(String, GivenFile)>) = match number % 9 {
        0 | 3 | 6 => ("data-cleaning", json!({}), file("customers.csv", customers(number))),
        1 | 4 | 5 => {
            let review = REVIEWS[usize::try_from(number % 4)?];
            ("sentiment-analysis", json!({"text": format!("{review} ({number})")}), Vec::new())
        }
        2 => ("sales-forecast", json!({}), file("sales.csv", sales(number))),
        // The same table each time: within the hour its answer is there already.
        7 => ("data-cleaning", json!({}), file("orders.csv", customers(0))),
        _ => ("data-cleaning", json!({}), file("empty.csv", "name,joined\n".to_owned())),
    };
    let Value::Object(values) = values else { return Err("no object".into()) };
    let start = Start {
        slug: slug.to_owned(),
        values,
        files,
        max_price: Credits::whole(10),
        use_cache: number % 4 != 3,
        idempotency_key: format!("past-{number}"),
        trace_id: String::new(),
    };
    let id = run::start(services, viewer, start).await?.run.id;
    while run::show(services, viewer, id).await?.charged.is_none() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(())
}

fn customers(number: i64) -> String {
    let line = |row: i64| format!("Customer {row}, {:02}/0{}/2024 ,{}\n", row % 27 + 1, row % 9 + 1, row * 13 + number);
    format!("name,signed up,spent\n{}", (0..30).map(line).collect::<String>())
}

fn sales(number: i64) -> String {
    let line =
        |month: i64| format!("{}-{:02}-01,{}\n", 2021 + month / 12, month % 12 + 1, 100 + month * 2 + number % 17);
    format!("month,sold\n{}", (0..40).map(line).collect::<String>())
}
