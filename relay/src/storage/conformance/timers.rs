//! Timers.

use wayhome_protocol::ids::TimerId;
use wayhome_protocol::keys::TimerPublic;
use wayhome_protocol::time::Timestamp;

use super::*;

pub(crate) fn a_timer_comes_back_as_it_was_stored(mut storage: impl Storage) {
    let id = TimerId::from_bytes([6; 16]);
    let key = |place: u8, last_counter| TimerKey {
        place,
        public_key: TimerPublic::from_bytes([place; 32]),
        last_counter,
    };
    let mut timer =
        Timer { receive_id: ASHA, keys: vec![key(0, None), key(3, None)], touched: None, ordered: None };
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        tables.put_timer(&id, &timer)?;
        assert_eq!(tables.timer(&id)?.as_ref(), Some(&timer));
        timer.keys = vec![key(0, Some(4)), key(3, Some(u64::try_from(i64::MAX).unwrap()))];
        timer.touched =
            Some(Touch { delta_s: 129_600, effective: Timestamp::from_millis(1_700_000_000_000) });
        timer.ordered = Some(Order { op: 2, counter: 4, delta_s: 1, hash: [7; 32] });
        tables.put_timer(&id, &timer)?;
        assert_eq!(tables.timer(&id)?.as_ref(), Some(&timer));
        assert_eq!((tables.count_timers(&ASHA)?, tables.count_timers(&BEN)?), (1, 0));
        Ok(())
    });
}
