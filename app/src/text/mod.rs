//! Every sentence of the interface is a name in here. Another locale is another module of the same names.

mod en;

pub use en::*;
