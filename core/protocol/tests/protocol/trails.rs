//! Trails: newest first, within 24 places and 400 bytes, exact at their own precision.

use proptest::prelude::*;
use wayhome_protocol::place::Place;
use wayhome_protocol::time::Timestamp;
use wayhome_protocol::trail::Trail;

use crate::common::{NOW, journey};

#[test]
fn a_trail_keeps_the_newest_24_places_in_any_order_given() {
    let mut places = journey(40);
    places.rotate_left(17);
    let trail = Trail::new(&places);
    let times: Vec<u64> = trail.places().iter().map(|place| place.time().as_seconds()).collect();
    let newest: Vec<u64> = journey(24).iter().map(|place| place.time().as_seconds()).collect();
    assert_eq!(times, newest);
    assert!(trail.encode().len() <= Trail::MAX_BYTES);
}

#[test]
fn the_oldest_places_are_left_out_when_they_do_not_fit() {
    // From pole to pole over centuries: about 20 bytes each.
    let places: Vec<Place> = (0..24u64)
        .map(|n| {
            let sign = if n % 2 == 0 { 1 } else { -1 };
            let time = Timestamp::from_seconds(u64::MAX / 1_000 - n * (1 << 49));
            Place::new(sign * 900_000_000, sign * 1_800_000_000, Some(9), time).unwrap()
        })
        .collect();
    let trail = Trail::new(&places);
    assert!(trail.places().len() < 24);
    assert!(trail.encode().len() <= Trail::MAX_BYTES);
    let first = trail.places().first().unwrap();
    assert_eq!(first.time().as_seconds(), u64::MAX / 1_000);
}

#[test]
fn accuracy_is_kept_up_to_255_metres() {
    let at = |metres| {
        let place = Place::new(0, 0, metres, NOW).unwrap();
        Trail::new(&[place]).places()[0].accuracy_m()
    };
    assert_eq!(
        [at(None), at(Some(0)), at(Some(254)), at(Some(60_000))],
        [None, Some(1), Some(254), Some(255)]
    );
}

#[test]
fn degrees_are_rounded_to_the_nearest_with_halves_away_from_zero() {
    let at = |e7| Trail::new(&[Place::new(e7, 0, None, NOW).unwrap()]).places()[0].latitude_e7();
    assert_eq!([at(149), at(150), at(-149), at(-150), at(49), at(-50)], [100, 200, -100, -200, 0, -100]);
    assert_eq!(at(900_000_000), 900_000_000);
}

proptest! {
    #[test]
    fn a_trail_survives_its_packing(
        points in proptest::collection::vec(
            (-900_000_000i32..=900_000_000, -1_800_000_000i32..=1_800_000_000, any::<Option<u16>>(), any::<u64>()),
            0..40,
        )
    ) {
        let places: Vec<Place> = points
            .into_iter()
            .map(|(lat, lon, accuracy, ms)| Place::new(lat, lon, accuracy, Timestamp::from_millis(ms)).unwrap())
            .collect();
        let trail = Trail::new(&places);
        let packed = trail.encode();
        prop_assert!(packed.len() <= Trail::MAX_BYTES);
        prop_assert_eq!(Trail::decode(&packed), Ok(trail.clone()));
        prop_assert_eq!(Trail::new(trail.places()), trail);
    }
}
