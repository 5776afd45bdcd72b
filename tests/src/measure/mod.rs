//! Whether somebody who looks can tell things apart: what they see as numbers, a classifier over them, and how sure one
//! may be of its result.
//!
//! A classifier that finds nothing proves nothing by itself. Each measurement is therefore made once more with a
//! planted tell, which it must find.

pub mod classifier;
pub mod features;
pub mod ranks;
pub mod welch;
