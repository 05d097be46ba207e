//! What the other copies hear when a device's runs become an account's.

use std::time::Duration;

use domain::credits::Credits;
use serde_json::json;
use service::run;
use service::trial::{Device, Marks, Seen, adopt};
use store::{Db, Heard, Listener, Notice};

use crate::world::World;

/// Whether workers of other copies are called before it has been quiet for a while.
async fn is_called(listener: &mut Listener) -> bool {
    loop {
        // Notices are told after 50 ms at most.
        match tokio::time::timeout(Duration::from_secs(1), listener.next()).await {
            Ok(Ok(Heard::Notices(notices))) if notices.contains(&Notice::Queue) => return true,
            Ok(heard) => drop(heard.expect("listens")),
            Err(_) => return false,
        }
    }
}

/// A worker at a run that moves loses its lease. Whoever looks for runs next takes it over at once, in whichever copy.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn workers_of_other_copies_hear_of_runs_that_move() {
    let world = World::postgres().await;
    let other = Db::open(&world.location()).await.expect("opens");
    let mut listener = other.listen().await.expect("listens").expect("copies hear each other");
    let (owner, ada) = world.customer("ada").await;
    let device = Device::new(&world.services);
    let (text, address) = (Some(device.text()), [127, 0, 0, 1].into());
    let marks = Marks::of(&world.services, Seen { device: text, address, signature: "", is_exempt: true });
    let values = json!({"text": "a"}).as_object().cloned().expect("an object");
    let start = run::Start {
        slug: "echo-trial".to_owned(),
        values,
        files: Vec::new(),
        max_price: Credits::ZERO,
        use_cache: true,
        branch_from: None,
        idempotency_key: "k".to_owned(),
        trace_id: String::new(),
    };
    run::start_trial(&world.services, &marks, start).await.expect("starts");
    assert!(is_called(&mut listener).await, "a start is told");
    assert!(!is_called(&mut listener).await, "and then it is quiet");

    assert_eq!(adopt(&world.services, &device, owner).await.expect("moves"), 1);
    assert!(is_called(&mut listener).await, "a move is told");
    assert_eq!(run::list(&world.services, &ada, &run::Narrowing::default(), None, 1).await.expect("lists").total, 1);
    assert_eq!(adopt(&world.services, &device, owner).await.expect("asks"), 0);
    assert!(!is_called(&mut listener).await, "nothing moved");
    other.close().await;
    world.end().await;
}
