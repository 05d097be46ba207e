//! What bounds trials besides the device: the network, the browser in it, everybody, and known proxies together.

use std::sync::Arc;

use domain::time::Micros;
use service::trial::{Ranges, Rules};

use crate::common::{App, Browser, Options, on_both};

on_both!(with small => networks_and_browsers_have_limits_of_their_own);

const UP_TO_NETWORK: &str = "The trial runs of your network are used up for today.";

fn small() -> Options {
    let trial = Rules { per_browser_day: 2, per_address_day: 3, ..Rules::default() };
    Options { has_trial_agent: true, is_behind_proxy: true, trial, ..Options::by_hand() }
}

async fn networks_and_browsers_have_limits_of_their_own(app: &App) {
    // Each start without its cookie: another device, as far as anybody can tell.
    let fox = Browser::at(app, "198.51.100.7");
    assert_eq!(fox.left().await, Some(2), "the tightest is told");
    for left in [1, 0] {
        fox.cleared().tried("a", 1, 0).await;
        assert_eq!(fox.cleared().left().await, Some(left));
    }
    let refused = fox.cleared().try_agent("a", 1, 0).await;
    assert_eq!(refused.status, 429);
    assert!(refused.text().contains("The trial runs of this network are used up for today."), "{}", refused.text());
    assert!(fox.get("/agents/echo-trial/run").await.text().contains(UP_TO_NETWORK));
    // Another browser in the same network has the rest of what the network has.
    let owl = Browser::at(app, "198.51.100.200").named("Owl/2.0");
    assert_eq!(owl.left().await, Some(1));
    owl.tried("a", 1, 0).await;
    assert_eq!(owl.left().await, Some(0));
    assert_eq!(Browser::at(app, "198.51.100.201").named("Elk/3.0").try_agent("a", 1, 0).await.status, 429);
    // Others have nothing to do with it.
    assert_eq!(Browser::at(app, "198.51.101.7").left().await, Some(2));
    let six = Browser::at(app, "2001:db8:1::1");
    six.tried("a", 1, 0).await;
    assert_eq!(Browser::at(app, "2001:db8:1:ffff::9").left().await, Some(1));
    assert_eq!(Browser::at(app, "2001:db8:2::9").left().await, Some(2));
    // What a client writes itself changes nothing: only the last address counts.
    assert_eq!(Browser::at(app, "203.0.113.1, 198.51.100.7").try_agent("a", 1, 0).await.status, 429);
    app.clock.advance(Micros::days(1));
    assert_eq!(fox.cleared().left().await, Some(2), "another day");
    assert_eq!(owl.left().await, Some(2), "its device has had one of three");
    app.clock.advance(Micros::days(365));
    assert_eq!(owl.left().await, Some(2), "another year of the device, and another day");
}

mod budget {
    use super::{App, Browser, Options, Rules, on_both};

    on_both!(with two => a_day_has_so_many_for_everybody);

    fn two() -> Options {
        let trial = Rules { per_day: 2, ..Rules::default() };
        Options { has_trial_agent: true, is_behind_proxy: true, trial, ..Options::default() }
    }

    async fn a_day_has_so_many_for_everybody(app: &App) {
        assert_eq!(Browser::here(app).left().await, Some(2));
        Browser::at(app, "198.51.100.7").tried("a", 1, 0).await;
        Browser::here(app).tried("a", 1, 0).await;
        let late = Browser::at(app, "203.0.113.9");
        assert_eq!(late.left().await, Some(0));
        let refused = late.try_agent("a", 1, 0).await;
        assert_eq!(refused.status, 429);
        assert!(refused.text().contains("Today&#x27;s trial runs are used up.") || refused.text().contains("Today's"));
        assert_eq!(late.cookie("device"), None, "who gets nothing is not marked");
        let home = late.get("/").await.text();
        assert!(!home.contains("Try it now, no account"), "nothing is promised");
    }
}

mod known_proxies {
    use super::{App, Arc, Browser, Options, Ranges, Rules, on_both};

    on_both!(with listed => known_proxies_share_a_few);

    fn listed() -> Options {
        let ranges = Ranges::parse("date: 2026-11-20\n192.0.2.0/24\n2001:db8:5::/48\n").expect("a list");
        let trial = Rules { shared_per_day: 2, per_browser_day: 1, ranges: Some(Arc::new(ranges)), ..Rules::default() };
        Options { has_trial_agent: true, is_behind_proxy: true, trial, ..Options::default() }
    }

    async fn known_proxies_share_a_few(app: &App) {
        Browser::at(app, "192.0.2.7").tried("a", 1, 0).await;
        Browser::at(app, "2001:db8:5::1").tried("a", 1, 0).await;
        assert_eq!(Browser::at(app, "192.0.2.99").named("Owl/2.0").left().await, Some(0));
        assert_eq!(Browser::at(app, "192.0.2.99").try_agent("a", 1, 0).await.status, 429);
        assert_eq!(Browser::at(app, "198.51.100.7").left().await, Some(1));
    }
}
