//! `wayhome demo --missed`: a worker's phone is gone, and help is set in motion all the same.

pub(crate) mod mail_server;
