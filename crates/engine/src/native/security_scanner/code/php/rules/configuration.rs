//! What is switched on or off by calls.

use super::super::super::sink::Test::{All, Always, Holds, Is, One, Says};
use super::super::super::sink::Which::At;
use super::super::super::sink::{Sink, sink};

/// What is switched on or off by calls.
pub(super) static CONFIGURATION: &[Sink] = &[
    sink(&["=phpinfo", "=xdebug_start_trace"], Always, "debug-enabled"),
    sink(
        &["=ini_set"],
        All(&[Is(At(0), &["display_errors", "display_startup_errors"]), Is(At(1), &["1", "true", "on"])]),
        "debug-enabled",
    ),
    sink(&["=define"], All(&[Is(At(0), &["WP_DEBUG"]), Is(At(1), &["true"])]), "debug-enabled"),
    sink(
        &["=header"],
        Holds(At(0), &["access-control-allow-origin: *", "access-control-allow-origin:*"]),
        "cors-any-origin",
    ),
    sink(
        &["=setcookie", "=setrawcookie"],
        One(&[Is(At(5), &["false"]), Is(At(6), &["false"]), Says(&["'secure' => false", "'httponly' => false"])]),
        "insecure-cookie",
    ),
    sink(&["=session_set_cookie_params"], One(&[Is(At(3), &["false"]), Is(At(4), &["false"])]), "insecure-cookie"),
];
