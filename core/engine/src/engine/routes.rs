//! Routes of this store's reader: requests that are sent at once and of which nothing is kept here.

use rand_core::CryptoRng;
use wayhome_protocol::route_request::{
    ROUTE_ANSWER_LENGTH, RouteAnswer, RouteError, RouteOrder, RouteRequest,
};

use super::Engine;
use crate::EngineError;

impl Engine {
    /// The request that carries this order: path, body and the answer's length. It needs no open vault.
    pub fn route_request(
        &self,
        order: &RouteOrder,
        rng: &mut impl CryptoRng,
    ) -> Result<(&'static str, Vec<u8>, usize), EngineError> {
        let request = RouteRequest::seal(self.lobby.reading(), order, &self.lobby.relay_key(), rng);
        let request = request.map_err(|error| match error {
            RouteError::Map(_) => {
                EngineError::invalid("address", "is longer than 600 bytes, or the language than 16")
            }
            _ => EngineError::RecordDamaged,
        })?;
        Ok(("/v1/route", request.encode().to_vec(), ROUTE_ANSWER_LENGTH))
    }

    /// Reads the answer to such a request.
    pub fn route_answer(&self, answer: &[u8]) -> Result<RouteAnswer, EngineError> {
        Ok(RouteAnswer::decode(answer)?)
    }
}
