//! What is switched on or off by settings and assignments.

use super::super::super::flow::value::Clean;
use super::super::super::sink::Test::{All, Answers, Outside, Says};
use super::super::super::sink::Which::At;
use super::super::super::sink::{Setting, setting};

/// What is switched on or off by settings and assignments.
pub(super) static SETTINGS: &[Setting] = &[
    setting(&["return"], All(&[Answers, Outside(At(0), Clean::HTML), Says(&["\"<", "<h", "<p", "<div"])]), "xss"),
    setting(&["return"], All(&[Answers, Outside(At(0), Clean::URL), Says(&["\"redirect:"])]), "open-redirect"),
];
