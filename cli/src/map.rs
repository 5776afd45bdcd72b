//! The way drawn to scale: an equirectangular picture, in which east and west shrink with the cosine of the
//! latitude in the middle. True enough for what a person travels in a day.

use std::fmt::Write as _;

use crate::html;

/// Width of the drawing, in its own units.
const WIDTH: f64 = 480.0;
const HEIGHT_LEAST: f64 = 240.0;
const HEIGHT_MOST: f64 = 480.0;
const MARGIN: f64 = 34.0;
/// Room under the picture for the scale bar.
const FOOT: f64 = 34.0;
const MARK_RADIUS: f64 = 12.0;
/// A way shorter than this is not blown up to fill the picture: jitter is not a journey.
const SPAN_LEAST_KM: f64 = 0.1;
const KM_PER_DEGREE: f64 = 111.195;
/// Points of a line nearer to each other than this look like one.
const NEAR: f64 = 0.5;

/// Degrees north and degrees east.
pub(crate) type Spot = (f64, f64);

/// Something that happened at a place.
pub(crate) struct Mark<'a> {
    /// A few letters.
    pub(crate) label: &'a str,
    pub(crate) sos: bool,
    pub(crate) spot: Spot,
}

/// The picture as an SVG element. The texts are for those who cannot see it.
pub(crate) fn draw(way: &[Spot], marks: &[Mark<'_>], title: &str, description: &str) -> String {
    let spots: Vec<Spot> = way.iter().copied().chain(marks.iter().map(|mark| mark.spot)).collect();
    let map = Projection::of(&spots);
    let height = map.height;
    // Writing to a text never fails, here and below.
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg class=\"map\" viewBox=\"0 0 {WIDTH} {:.0}\" role=\"img\" aria-labelledby=\"map-title map-desc\">\n\
         <title id=\"map-title\">{}</title>\n<desc id=\"map-desc\">{}</desc>\n",
        height + FOOT,
        html::text(title),
        html::text(description)
    );
    grid(&mut out, &map);
    line(&mut out, &map, way);
    ends(&mut out, &map, way);
    pins(&mut out, &map, marks);
    scale_bar(&mut out, &map);
    out.push_str("</svg>\n");
    out
}

/// From degrees to the drawing.
struct Projection {
    origin: Spot,
    east_shrink: f64,
    units_per_km: f64,
    shift: (f64, f64),
    height: f64,
}

impl Projection {
    fn of(spots: &[Spot]) -> Self {
        let mut finite = spots.iter().copied().filter(|spot| is_place(*spot)).peekable();
        let origin = finite.peek().copied().unwrap_or((0.0, 0.0));
        let (mut north, mut south, mut west, mut east) = (origin.0, origin.0, 0.0_f64, 0.0_f64);
        for spot in finite {
            (north, south) = (north.max(spot.0), south.min(spot.0));
            let away = turn(spot.1 - origin.1);
            (west, east) = (west.min(away), east.max(away));
        }
        let middle: f64 = (north + south) / 2.0;
        // At a pole a degree of longitude is no way at all; a little of it keeps the numbers finite.
        let east_shrink = middle.to_radians().cos().max(0.001);
        let wide_km = ((east - west) * KM_PER_DEGREE * east_shrink).max(SPAN_LEAST_KM);
        let tall_km = ((north - south) * KM_PER_DEGREE).max(SPAN_LEAST_KM);
        let units_per_km = ((WIDTH - 2.0 * MARGIN) / wide_km).min((HEIGHT_MOST - 2.0 * MARGIN) / tall_km);
        let height = (tall_km * units_per_km + 2.0 * MARGIN).clamp(HEIGHT_LEAST, HEIGHT_MOST);
        // Of the middle of all places, as seen from the first.
        let x = (east + west) / 2.0 * KM_PER_DEGREE * east_shrink * units_per_km;
        let y = (middle - origin.0) * KM_PER_DEGREE * units_per_km;
        Self { origin, east_shrink, units_per_km, shift: (WIDTH / 2.0 - x, height / 2.0 + y), height }
    }

    /// x to the right, y down. Always finite, also for what is no place.
    fn at(&self, spot: Spot) -> (f64, f64) {
        let spot = if is_place(spot) { spot } else { self.origin };
        let east_km = turn(spot.1 - self.origin.1) * KM_PER_DEGREE * self.east_shrink;
        let north_km = (spot.0 - self.origin.0) * KM_PER_DEGREE;
        (self.shift.0 + east_km * self.units_per_km, self.shift.1 - north_km * self.units_per_km)
    }

    /// The longest of 1, 2 or 5 times a power of ten, in km, that is at most a quarter of the width.
    fn round_km(&self) -> f64 {
        let most = WIDTH / 4.0 / self.units_per_km;
        let power = 10.0_f64.powf(most.log10().floor());
        [5.0, 2.0].into_iter().map(|times| times * power).find(|km| *km <= most).unwrap_or(power)
    }
}

fn is_place(spot: Spot) -> bool {
    (-90.0..=90.0).contains(&spot.0) && (-180.0..=180.0).contains(&spot.1)
}

/// The short way round: a difference of longitudes as −180 up to 180 degrees.
fn turn(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

fn grid(out: &mut String, map: &Projection) {
    let step = map.round_km() * map.units_per_km;
    let _ = write!(
        out,
        "<rect class=\"ground\" width=\"{WIDTH}\" height=\"{:.1}\"/>\n<path class=\"grid\" d=\"",
        map.height
    );
    // The step is a tenth of the width or more, so these are few lines.
    let lines = |from: f64, to: f64| {
        std::iter::successors(Some(from), move |at| Some(at + step)).take_while(move |at| *at < to).take(40)
    };
    for x in lines(MARGIN.rem_euclid(step), WIDTH) {
        let _ = write!(out, "M{x:.1} 0V{:.1}", map.height);
    }
    for y in lines((map.height - MARGIN).rem_euclid(step), map.height) {
        let _ = write!(out, "M0 {y:.1}H{WIDTH}");
    }
    out.push_str("\"/>\n");
}

fn line(out: &mut String, map: &Projection, way: &[Spot]) {
    let mut drawn: Option<(f64, f64)> = None;
    let mut path = String::new();
    for (index, spot) in way.iter().enumerate() {
        let (x, y) = map.at(*spot);
        let last = index + 1 == way.len();
        if let Some(before) = drawn
            && !last
            && (x - before.0).hypot(y - before.1) < NEAR
        {
            continue;
        }
        let _ = write!(path, "{}{x:.1} {y:.1}", if drawn.is_none() { 'M' } else { 'L' });
        drawn = Some((x, y));
    }
    if !path.is_empty() {
        let _ = writeln!(out, "<path class=\"way\" d=\"{path}\"/>");
    }
}

/// A ring where the way begins and a smaller square where it ends, so that both show where they meet.
fn ends(out: &mut String, map: &Projection, way: &[Spot]) {
    if let Some((x, y)) = way.first().map(|spot| map.at(*spot)) {
        let _ = writeln!(out, "<circle class=\"start\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"8\"/>");
    }
    if let Some((x, y)) = way.last().map(|spot| map.at(*spot)) {
        let _ = writeln!(
            out,
            "<rect class=\"end\" x=\"{:.1}\" y=\"{:.1}\" width=\"8\" height=\"8\"/>",
            x - 4.0,
            y - 4.0
        );
    }
}

/// The numbered marks beside their places, each where it covers no other, with a line to its place.
fn pins(out: &mut String, map: &Projection, marks: &[Mark<'_>]) {
    let anchors: Vec<(f64, f64)> = marks.iter().map(|mark| map.at(mark.spot)).collect();
    let mut discs: Vec<Disc> = Vec::new();
    for (mark, anchor) in marks.iter().zip(&anchors) {
        let radius = if mark.sos { MARK_RADIUS + 5.0 } else { MARK_RADIUS };
        discs.push(Disc { at: free_place(*anchor, radius, &anchors, &discs, map.height), radius });
    }
    let class = |mark: &Mark<'_>| if mark.sos { "pin sos" } else { "pin" };
    for ((mark, (x, y)), Disc { at: (to_x, to_y), .. }) in marks.iter().zip(&anchors).zip(&discs) {
        let _ = writeln!(
            out,
            "<g class=\"{}\"><path d=\"M{x:.1} {y:.1}L{to_x:.1} {to_y:.1}\"/><circle class=\"dot\" cx=\"{x:.1}\" \
             cy=\"{y:.1}\" r=\"3.5\"/></g>",
            class(mark)
        );
    }
    // Above all lines.
    for (mark, Disc { at: (x, y), radius }) in marks.iter().zip(&discs) {
        let _ = writeln!(
            out,
            "<g class=\"{}\"><circle class=\"disc\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.0}\"/>\
             <text x=\"{x:.1}\" y=\"{y:.1}\">{}</text></g>",
            class(mark),
            html::text(mark.label)
        );
    }
}

/// The round part of a mark.
struct Disc {
    at: (f64, f64),
    radius: f64,
}

/// Up, then round about, then further away, until the disc stands free of others and of all places; else the last
/// try stands.
fn free_place(
    anchor: (f64, f64),
    radius: f64,
    anchors: &[(f64, f64)],
    taken: &[Disc],
    height: f64,
) -> (f64, f64) {
    // Some more than it needs, as discs are drawn larger on narrow screens.
    const AIR: f64 = 7.0;
    let room = radius + AIR;
    let inside = |(x, y): (f64, f64)| (x.clamp(room, WIDTH - room), y.clamp(room, height - room));
    let far = |a: (f64, f64), b: (f64, f64), least: f64| (a.0 - b.0).hypot(a.1 - b.1) >= least;
    let free = |at: &(f64, f64)| {
        taken.iter().all(|other| far(*at, other.at, room + other.radius))
            && anchors.iter().all(|other| far(*at, *other, room))
    };
    let tries = [14.0, 28.0, 44.0, 64.0].into_iter().flat_map(|away: f64| {
        let away = radius + away;
        [270.0, 315.0, 225.0, 0.0, 180.0, 45.0, 135.0, 90.0_f64].map(|angle: f64| {
            inside((anchor.0 + away * angle.to_radians().cos(), anchor.1 + away * angle.to_radians().sin()))
        })
    });
    tries.clone().find(free).or_else(|| tries.last()).unwrap_or(anchor)
}

fn scale_bar(out: &mut String, map: &Projection) {
    let km = map.round_km();
    let (left, y) = (MARGIN.rem_euclid(km * map.units_per_km), map.height + 13.0);
    let right = left + km * map.units_per_km;
    let _ = writeln!(
        out,
        "<path class=\"bar\" d=\"M{left:.1} {:.1}V{y:.1}H{right:.1}V{:.1}\"/><text class=\"label\" x=\"{:.1}\" \
         y=\"{y:.1}\">{} km</text><text class=\"label north\" x=\"{:.1}\" y=\"{y:.1}\">↑ north</text>",
        y - 6.0,
        y - 6.0,
        right + 8.0,
        (km * 1e3).round() / 1e3,
        WIDTH - 4.0
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(way: &[Spot]) -> String {
        let marks: Vec<Mark<'_>> =
            way.iter().take(4).map(|spot| Mark { label: "1", sos: false, spot: *spot }).collect();
        let svg = draw(way, &marks, "a way", "b");
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"));
        svg
    }

    /// The distance in the drawing, in km by its own scale.
    fn drawn_km(way: &[Spot], from: Spot, to: Spot) -> f64 {
        let map = Projection::of(way);
        let (a, b) = (map.at(from), map.at(to));
        (a.0 - b.0).hypot(a.1 - b.1) / map.units_per_km
    }

    #[test]
    fn a_hundredth_of_a_degree_is_as_long_as_on_the_ground() {
        let way = [(60.0, 10.0), (60.01, 10.02)];
        let east = drawn_km(&way, (60.0, 10.0), (60.0, 10.02));
        let north = drawn_km(&way, (60.0, 10.0), (60.01, 10.0));
        assert!((east - 1.112).abs() < 0.002, "{east}");
        assert!((north - 1.112).abs() < 0.002, "{north}");
    }

    #[test]
    fn everything_lies_inside_the_picture_and_north_is_up() {
        for way in [
            vec![(45.27, 13.71), (45.29, 13.75), (45.26, 13.70)],
            vec![(-33.0, 151.0), (-33.2, 151.01)],
            vec![(0.0, -10.0), (0.0, 30.0)],
            vec![(-17.0, 179.9), (-17.1, -179.6)],
            vec![(52.0, -179.9), (52.1, 179.6)],
        ] {
            let map = Projection::of(&way);
            for spot in &way {
                let (x, y) = map.at(*spot);
                assert!((MARGIN - 0.1..=WIDTH - MARGIN + 0.1).contains(&x), "{x}");
                assert!((MARGIN - 0.1..=map.height - MARGIN + 0.1).contains(&y), "{y}");
            }
            assert!(map.at((1.0, 0.0)).1 < map.at((0.0, 0.0)).1);
            picture(&way);
        }
    }

    #[test]
    fn a_single_place_stands_in_the_middle() {
        let map = Projection::of(&[(10.0, 20.0)]);
        let (x, y) = map.at((10.0, 20.0));
        assert!((x - WIDTH / 2.0).abs() < 0.01 && (y - map.height / 2.0).abs() < 0.01);
        picture(&[(10.0, 20.0)]);
        picture(&[(10.0, 20.0); 6]);
    }

    #[test]
    fn no_place_at_all_is_still_a_picture() {
        let svg = picture(&[]);
        assert!(svg.contains("class=\"ground\"") && !svg.contains("class=\"way\""));
    }

    #[test]
    fn the_antimeridian_does_not_tear_the_way_apart() {
        let way = [(-17.0, 179.99), (-17.0, -179.99)];
        let apart = drawn_km(&way, way[0], way[1]);
        assert!((apart - 0.02 * 111.195 * 17.0_f64.to_radians().cos()).abs() < 0.01, "{apart}");
        picture(&way);
    }

    #[test]
    fn poles_and_numbers_that_are_none_are_drawn_finitely() {
        picture(&[(90.0, 0.0), (90.0, 179.0), (89.9, -90.0)]);
        picture(&[(f64::NAN, 1.0), (1.0, f64::INFINITY), (1.0, 2.0), (91.0, 181.0)]);
        picture(&[(-90.0, -180.0), (90.0, 180.0)]);
    }

    #[test]
    fn marks_at_one_place_do_not_cover_each_other() {
        let mut taken: Vec<Disc> = Vec::new();
        for radius in [12.0, 12.0, 17.0, 12.0, 17.0] {
            let at = free_place((100.0, 100.0), radius, &[(100.0, 100.0)], &taken, 300.0);
            for other in &taken {
                assert!((at.0 - other.at.0).hypot(at.1 - other.at.1) > radius + other.radius);
            }
            taken.push(Disc { at, radius });
        }
    }

    #[test]
    fn the_scale_bar_is_a_round_number_of_km() {
        for (span, bar) in [(0.01, "0.2 km"), (0.1, "2 km"), (3.0, "50 km")] {
            let svg = picture(&[(0.0, 0.0), (0.0, span)]);
            assert!(svg.contains(&format!(">{bar}</text>")), "{svg}");
        }
    }
}
