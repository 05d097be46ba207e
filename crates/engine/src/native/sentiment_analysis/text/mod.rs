//! Text as the scorer reads it: tokens, and the sentences they stand in.

pub(crate) mod entity;
pub(crate) mod sentence;
pub(crate) mod token;

pub(crate) use sentence::sentences;
pub(crate) use token::{Kind, Token, tokens};
