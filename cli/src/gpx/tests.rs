use std::io::{self, Read};

use super::document::read;
use super::time::YEAR_1980;
use super::*;

const VISNJAN: &[u8] = include_bytes!("../../../data/tracks/around-visnjan-with-car.gpx");
const CERKNICA: &[u8] = include_bytes!("../../../data/tracks/cerknicko-jezero.gpx");
const ZBEVNICA: &[u8] = include_bytes!("../../../data/tracks/korita-zbevnica.gpx");

/// 2020-12-18T06:15:50Z
const MORNING: i64 = 1_608_272_150_000;

fn gpx(inner: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<gpx version=\"1.1\" creator=\"t\">\n{inner}\n</gpx>\n")
}

fn segment(points: &str) -> String {
    gpx(&format!("<trk><trkseg>{points}</trkseg></trk>"))
}

fn timed(time: &str) -> String {
    format!("<trkpt lat=\"45.5\" lon=\"14.25\"><time>{time}</time></trkpt>")
}

#[track_caller]
fn track(text: &str) -> Track {
    read_track(text.as_bytes()).expect("a track")
}

#[track_caller]
fn refusal(bytes: &[u8]) -> GpxError {
    read_track(bytes).expect_err("refused")
}

#[track_caller]
fn damaged_line(text: &str) -> u64 {
    match refusal(text.as_bytes()) {
        GpxError::Malformed { line } => line,
        other => panic!("not refused as damaged: {other:?}"),
    }
}

#[test]
fn a_car_drive_recorded_by_a_receiver_is_read_whole() {
    let track = read_track(VISNJAN).expect("a track");
    assert_eq!((track.points.len(), track.skipped), (104, Skipped::default()));
    let first = track.points.iter().filter_map(|point| point.time).min();
    let last = track.points.iter().filter_map(|point| point.time).max();
    assert_eq!((first, last), (Some(MORNING), Some(MORNING + 514_000)));
    assert!(track.points.iter().all(|point| point.elevation.is_some()));
}

#[test]
fn a_walk_of_two_hours_is_read_whole_beside_its_waypoints() {
    let track = read_track(CERKNICA).expect("a track");
    assert_eq!((track.points.len(), track.skipped), (296, Skipped::default()));
    let times: Vec<_> = track.points.iter().filter_map(|point| point.time).collect();
    assert_eq!(times.iter().max().zip(times.iter().min()).map(|(last, first)| last - first), Some(7_190_000));
}

#[test]
fn a_hike_that_is_only_partly_timed_plays_its_timed_points_only() {
    let track = read_track(ZBEVNICA).expect("a track");
    assert_eq!(track.points.len(), 871);
    assert_eq!(track.skipped, Skipped { untimed: 358, ..Skipped::default() });
    assert_eq!(track.retimed(MORNING).len(), 513);
}

#[test]
fn retiming_keeps_the_distances_in_time_and_ends_at_the_given_end() {
    let recorded = read_track(VISNJAN).expect("a track");
    let end = 1_900_000_000_123;
    let shifted = recorded.retimed(end);
    assert_eq!(shifted.len(), 104);
    assert_eq!(shifted.last().map(|place| place.2), Some(end));
    assert_eq!(shifted.first().map(|place| place.2), Some(end - 514_000));
    assert!(shifted.is_sorted_by_key(|place| place.2));
}

#[test]
fn retiming_puts_points_in_order_of_time_and_leaves_untimed_ones_out() {
    let three =
        [timed("2020-12-18T06:15:50Z"), timed("2020-12-18T06:15:20Z"), "<trkpt lat='1' lon='2'/>".into()];
    let track = track(&segment(&three.concat()));
    assert_eq!((track.points.len(), track.skipped.untimed, track.skipped.total()), (3, 1, 1));
    assert_eq!(track.retimed(0), [(45.5, 14.25, -30_000), (45.5, 14.25, 0)]);
    assert_eq!(track.retimed(i64::MIN).len(), 2);
    assert_eq!(track.retimed(i64::MAX).len(), 2);
}

#[test]
fn a_track_without_times_retimes_to_nothing() {
    assert_eq!(track(&segment("<trkpt lat='1' lon='2'/>")).retimed(0), []);
}

#[test]
fn all_segments_of_all_tracks_count_and_other_points_do_not() {
    let point = "<trkpt lat='1' lon='2'/>";
    let text = gpx(&format!(
        "<wpt lat='9' lon='9'/><rte><rtept lat='8' lon='8'/></rte>\
         <trk><trkseg>{point}{point}</trkseg><trkseg>{point}</trkseg></trk><trk><trkseg>{point}</trkseg></trk>"
    ));
    let track = track(&text);
    assert_eq!(track.points.len(), 4);
    assert!(track.points.iter().all(|point| (point.latitude, point.longitude) == (1.0, 2.0)));
}

#[test]
fn without_a_track_routes_are_read_and_without_those_waypoints() {
    let route = gpx("<wpt lat='9' lon='9'/><rte><rtept lat='8' lon='8'/></rte><trk><trkseg/></trk>");
    assert_eq!(track(&route).points.iter().map(|point| point.latitude).collect::<Vec<_>>(), [8.0]);
    let waypoints = gpx("<wpt lat='9' lon='9'/><wpt lat='7' lon='9'/>");
    assert_eq!(track(&waypoints).points.iter().map(|point| point.latitude).collect::<Vec<_>>(), [9.0, 7.0]);
}

#[test]
fn waypoints_never_stand_in_for_a_track_that_is_there_but_unusable() {
    let text =
        gpx(&format!("<wpt lat='9' lon='9'/><trk><trkseg>{}</trkseg></trk>", timed("1901-12-13T20:45:52Z")));
    let error = refusal(text.as_bytes());
    assert!(matches!(error, GpxError::NoPoints { skipped: Skipped { before_1980: 1, .. } }), "{error:?}");
}

#[test]
fn prefixes_byte_order_mark_carriage_returns_and_fractions_are_understood() {
    let text = "\u{feff}<?xml version='1.0' encoding='UTF-8'?>\r\n<g:gpx xmlns:g='http://www.topografix.com/GPX/1/1'>\r\n\
                <g:trk>\r\n<g:trkseg>\r\n<g:trkpt lon=' 14.25 ' lat='-45.5'>\r\n<g:ele>\r\n12.5\r\n</g:ele>\r\n\
                <g:time>\r\n2020-12-18T08:15:50.250+02:00\r\n</g:time></g:trkpt></g:trkseg></g:trk></g:gpx>\r\n";
    let expected =
        TrackPoint { latitude: -45.5, longitude: 14.25, time: Some(MORNING + 250), elevation: Some(12.5) };
    assert_eq!(track(text).points, [expected]);
    assert_eq!(read_track(Slowly(text.as_bytes())).expect("a track").points, [expected]);
}

#[test]
fn character_references_comments_and_cdata_in_a_time_are_understood() {
    let text = segment(&timed("&#50;02<!-- -->0-12<![CDATA[-18T06:15:]]>&#x35;0Z"));
    assert_eq!(track(&text).points.first().and_then(|point| point.time), Some(MORNING));
}

#[test]
fn names_in_another_alphabet_or_encoding_do_not_matter() {
    let mut bytes = b"<gpx><metadata><name>Vi\x9anjan \xff\xfe</name></metadata>".to_vec();
    bytes.extend_from_slice(
        "<trk><name>Вишњан</name><trkseg><trkpt lat='1' lon='2'/></trkseg></trk></gpx>".as_bytes(),
    );
    assert_eq!(read_track(bytes.as_slice()).expect("a track").points.len(), 1);
}

#[test]
fn points_and_times_inside_extensions_are_not_the_recordings_own() {
    let text = segment(
        "<trkpt lat='1' lon='2'><extensions><time>2020-12-18T06:15:50Z</time><x:trkpt lat='3' lon='4'/>\
         <ele>1</ele></extensions></trkpt>",
    );
    let track = track(&text);
    assert_eq!(track.points, [TrackPoint { latitude: 1.0, longitude: 2.0, time: None, elevation: None }]);
}

#[test]
fn a_bad_point_costs_that_point_only_and_is_counted() {
    let bad_places = [
        "",
        "lat='1'",
        "lat='' lon='2'",
        "lat='NaN' lon='2'",
        "lat='inf' lon='2'",
        "lat='90.01' lon='2'",
        "lat='1' lon='-180.5'",
        "lat='45,5' lon='14,2'",
        "lat='north' lon='2'",
        "lat='&x;' lon='2'",
        "lat=1 lon='2'",
    ];
    let mut points: String = bad_places.iter().map(|place| format!("<trkpt {place}></trkpt>\n")).collect();
    points.push_str(&timed("1901-12-13T20:45:52Z"));
    points.push_str(&timed("1979-12-31T23:59:59.999Z"));
    points.push_str(&timed("2100-01-01T00:00:00Z"));
    points.push_str(&timed("half past six"));
    points.push_str(&timed("&noon;"));
    points.push_str(&timed(&"2".repeat(10_000)));
    points.push_str(&timed(" "));
    points.push_str(&timed("1980-01-01T00:00:00Z"));
    let track = track(&segment(&points));
    let expected = Skipped {
        untimed: 1,
        before_1980: 2,
        after_2100: 1,
        bad_time: 3,
        bad_coordinate: bad_places.len() as u64,
    };
    assert_eq!(track.skipped, expected);
    assert_eq!(track.points.iter().map(|point| point.time).collect::<Vec<_>>(), [None, Some(YEAR_1980)]);
}

#[test]
fn an_empty_file_is_called_empty() {
    for bytes in [&b""[..], b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"] {
        assert!(matches!(refusal(bytes), GpxError::Empty), "{bytes:?}");
    }
}

#[test]
fn other_kinds_of_file_are_called_so() {
    let utf16: Vec<u8> = "\u{feff}<gpx></gpx>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let others: [&[u8]; 9] = [
        b"{\"type\":\"FeatureCollection\"}",
        b"<?xml version='1.0'?>",
        b"<?xml version='1.0'?><kml></kml>",
        b"<!DOCTYPE html><html><body>404</body></html>",
        b"lat,lon\n1,2\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR<gpx>",
        b"</gpx>",
        b"<",
        &utf16,
    ];
    for bytes in others {
        assert!(matches!(refusal(bytes), GpxError::NotGpx), "{bytes:?}");
    }
}

#[test]
fn gpx_without_a_point_says_so() {
    for inner in [
        "",
        "<trk/>",
        "<trk><trkseg></trkseg></trk>",
        "<metadata><time>2020-12-18T06:15:50Z</time></metadata>",
    ] {
        let error = refusal(gpx(inner).as_bytes());
        assert!(matches!(error, GpxError::NoPoints { skipped } if skipped == Skipped::default()), "{inner}");
    }
}

#[test]
fn damage_is_reported_with_its_line() {
    assert_eq!(damaged_line("<gpx>\n<trk>\n<trkseg>\n</trk>\n</gpx>"), 4);
    assert_eq!(damaged_line("<gpx>\n<trk>\n<trkseg>\n"), 4);
    assert_eq!(damaged_line("<gpx>\n\n<trk"), 3);
    assert_eq!(damaged_line("<gpx>\n<!-- a comment\nwithout an end"), 2);
    assert_eq!(damaged_line("<gpx></gpx>\n<gpx></gpx>"), 2);
    assert_eq!(damaged_line("<gpx></gpx>\n\nafterthought"), 1);
}

#[test]
fn a_recording_cut_off_anywhere_is_refused_and_never_taken_for_a_shorter_one() {
    let whole = VISNJAN.trim_ascii_end();
    for length in (0..whole.len()).step_by(37) {
        let error = refusal(whole.get(..length).unwrap_or_default());
        let expected = matches!(error, GpxError::Empty | GpxError::NotGpx | GpxError::Malformed { .. });
        assert!(expected, "cut to {length} bytes: {error:?}");
    }
}

#[test]
fn flipped_bytes_give_a_track_or_an_error_and_no_panic() {
    for position in (0..VISNJAN.len()).step_by(29) {
        for mask in [0x01, 0x10, 0x80, 0xff] {
            let mut bytes = VISNJAN.to_vec();
            bytes[position] ^= mask;
            if let Ok(track) = read_track(bytes.as_slice()) {
                assert!(track.points.len() as u64 + track.skipped.left_out() <= 104);
            }
        }
    }
}

#[test]
fn a_document_that_defines_its_own_entities_is_refused() {
    let laughs =
        "<!DOCTYPE gpx [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\n<gpx>&b;</gpx>";
    let outside = "<?xml version='1.0'?><!DOCTYPE gpx SYSTEM \"file:///etc/hostname\"><gpx></gpx>";
    for text in [laughs, outside] {
        assert!(matches!(refusal(text.as_bytes()), GpxError::DocumentType), "{text}");
    }
}

#[test]
fn a_document_type_inside_the_recording_is_refused_too() {
    let text = "<gpx><!DOCTYPE x [<!ENTITY a \"ha\">]><wpt lat='1' lon='2'/></gpx>";
    assert!(matches!(refusal(text.as_bytes()), GpxError::NotGpx | GpxError::DocumentType));
}

#[test]
fn each_bound_holds_at_its_own_number() {
    let limits = Limits { bytes: 2_000, element: 400, points: 3, depth: 6 };
    let limit = |text: &str| match read(text.as_bytes(), limits) {
        Ok(_) => None,
        Err(GpxError::TooLarge { limit }) => Some(limit),
        Err(other) => panic!("{other:?}"),
    };
    let points = |count: usize| segment(&"<trkpt lat='1' lon='2'/>".repeat(count));
    let with_text = |text: &str| gpx(&format!("<trk><trkseg><trkpt lat='1' lon='2'/></trkseg></trk>{text}"));
    assert_eq!(limit(&points(3)), None);
    assert_eq!(limit(&points(4)), Some(Limit::Points));
    assert_eq!(limit(&with_text("<a><b><c><d><e/></d></c></b></a>")), None);
    assert_eq!(limit(&with_text("<a><b><c><d><e><f/></e></d></c></b></a>")), Some(Limit::Depth));
    assert_eq!(limit(&with_text(&"<!-- fine -->".repeat(100))), None);
    assert_eq!(limit(&with_text(&"<!-- fine -->".repeat(150))), Some(Limit::Bytes));
}

#[test]
fn one_endless_element_is_stopped_at_its_own_bound() {
    for (start, filling) in [("<gpx><!--", b'-'), ("<gpx a='", b'x'), ("<gpx>", b' '), ("<gpx><name>", b'x')]
    {
        let endless = start.as_bytes().chain(io::repeat(filling));
        let error = read_track(endless).expect_err("refused");
        assert!(matches!(error, GpxError::TooLarge { limit: Limit::Element }), "{start}: {error:?}");
    }
}

#[test]
fn an_endless_row_of_elements_is_stopped() {
    let open = b"<gpx>".chain(Again(b"<n>", 0));
    assert!(matches!(read_track(open), Err(GpxError::TooLarge { limit: Limit::Depth })));
    let points = b"<gpx>".chain(Again(b"<wpt lat='1' lon='2'/>", 0));
    assert!(matches!(read_track(points), Err(GpxError::TooLarge { limit: Limit::Points })));
    let empty = b"<gpx>".chain(Again(b"<n/>", 0));
    let smaller = Limits { bytes: 1 << 20, ..Limits::USUAL };
    assert!(matches!(read(empty, smaller), Err(GpxError::TooLarge { limit: Limit::Bytes })));
}

#[test]
fn a_file_that_cannot_be_read_says_so() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::PermissionDenied.into())
        }
    }
    match read_track(b"<gpx>".chain(Broken)) {
        Err(GpxError::Read { source }) => assert_eq!(source.kind(), io::ErrorKind::PermissionDenied),
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_message_repeats_what_the_file_says() {
    for bytes in [
        &b"<secret>"[..],
        b"<gpx>\n<secret></other>",
        b"<gpx>secret",
        b"<!DOCTYPE gpx [<!ENTITY secret 's'>]>",
    ] {
        assert!(!refusal(bytes).to_string().contains("secret"));
    }
}

/// Gives one byte at a time.
struct Slowly<'a>(&'a [u8]);

impl Read for Slowly<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let one = into.len().min(1);
        self.0.read(&mut into[..one])
    }
}

/// Gives the same bytes for ever.
struct Again(&'static [u8], usize);

impl Read for Again {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        for byte in into.iter_mut() {
            *byte = self.0[self.1 % self.0.len()];
            self.1 += 1;
        }
        Ok(into.len())
    }
}
