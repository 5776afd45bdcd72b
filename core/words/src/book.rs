//! `book.ftl`: what somebody who lives from day to day writes into a book, and lines drawn from it at random.

use rand_core::CryptoRng;

use fluent_bundle::FluentArgs;

use crate::Language;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// The most days that lines are drawn for.
const DAYS_MAX: u32 = 400;

pub(crate) static FILE: crate::file::File = crate::file::embedded!("book.ftl");

/// Something that is bought.
struct Bought {
    id: &'static str,
    /// The usual price where life is cheap, in cents of a US dollar.
    cents: u64,
    /// How often it is bought beside the others.
    weight: u32,
    /// From and to which minute of the local day.
    hours: (u32, u32),
}

const fn bought(id: &'static str, cents: u64, weight: u32, hours: (u32, u32)) -> Bought {
    // No line is written before half past six or after half past ten.
    Bought { id, cents, weight, hours: (hours.0 * 60 + 30, hours.1 * 60 + 30) }
}

static BOUGHT: [Bought; 24] = [
    bought("bus", 40, 9, (6, 20)),
    bought("lunch", 200, 8, (11, 13)),
    bought("dinner", 350, 4, (17, 21)),
    bought("coffee", 100, 4, (6, 16)),
    bought("tea", 50, 4, (7, 18)),
    bought("water", 60, 3, (8, 19)),
    bought("snacks", 120, 4, (9, 21)),
    bought("bread", 90, 3, (6, 18)),
    bought("rice", 600, 2, (8, 19)),
    bought("vegetables", 220, 4, (7, 19)),
    bought("fruit", 200, 3, (8, 20)),
    bought("eggs", 180, 3, (8, 19)),
    bought("chicken", 350, 2, (8, 18)),
    bought("fish", 320, 2, (7, 17)),
    bought("oil", 280, 1, (8, 19)),
    bought("soap", 120, 2, (9, 19)),
    bought("laundry", 220, 2, (8, 19)),
    bought("haircut", 320, 1, (10, 18)),
    bought("medicine", 260, 1, (8, 20)),
    bought("shoes", 1_500, 1, (11, 19)),
    bought("shirt", 900, 1, (11, 19)),
    bought("taxi", 420, 2, (7, 21)),
    bought("credit", 300, 4, (9, 21)),
    bought("gift", 900, 1, (11, 19)),
];

/// Notes: the title, and what stands below it.
const NOTES: [(&str, &str); 21] = [
    ("to-do", "call-home"),
    ("to-do", "send-photos"),
    ("to-do", "wash-sheets"),
    ("to-do", "mend-shirt"),
    ("to-do", "clean-shoes"),
    ("to-do", "return-umbrella"),
    ("to-buy", "buy-onions"),
    ("to-buy", "buy-toothpaste"),
    ("to-buy", "buy-socks"),
    ("to-buy", "buy-batteries"),
    ("to-buy", "buy-rice"),
    ("remember", "birthday"),
    ("remember", "first-bus"),
    ("remember", "shop-closed"),
    ("remember", "take-umbrella"),
    ("remember", "shoe-size"),
    ("today", "tired"),
    ("today", "old-song"),
    ("today", "rain"),
    ("today", "good-food"),
    ("today", "new-words"),
];

/// What stands below something bought, now and then.
const REMARKS: [&str; 2] = ["half-each", "cheaper"];

/// When notes are written: minutes of the local day.
const NOTE_HOURS: (u32, u32) = (7 * 60, 22 * 60 + 15);

/// How money is where a language is spoken.
struct Money {
    code: &'static str,
    /// Minor units that buy what a US dollar buys where life is cheap.
    dollar: u64,
    /// The smallest difference between prices, in minor units.
    step: u64,
    /// The country's local time: minutes before Universal Time.
    offset: i16,
}

const fn money(code: &'static str, dollar: u64, step: u64, offset: i16) -> Money {
    Money { code, dollar, step, offset }
}

const fn of(language: Language) -> Money {
    match language {
        Language::English => money("USD", 280, 5, -300),
        Language::ChineseTraditional => money("TWD", 4_000, 100, 480),
        Language::ChineseSimplified => money("CNY", 600, 50, 480),
        Language::Hindi => money("INR", 7_000, 500, 330),
        Language::Nepali => money("NPR", 10_000, 500, 345),
        Language::Bengali => money("BDT", 9_000, 500, 360),
        Language::Urdu => money("PKR", 20_000, 1_000, 300),
        Language::Amharic => money("ETB", 8_000, 500, 180),
        Language::Swahili => money("KES", 12_000, 1_000, 180),
        Language::PortugueseBrazil => money("BRL", 900, 10, -180),
        Language::Malay => money("MYR", 500, 10, 480),
        Language::Indonesian => money("IDR", 1_400_000, 50_000, 420),
        Language::Thai => money("THB", 3_500, 100, 420),
        Language::Vietnamese => money("VND", 20_000, 1_000, 420),
        Language::Khmer => money("KHR", 400_000, 10_000, 420),
        Language::Lao => money("LAK", 2_000_000, 100_000, 420),
        Language::Burmese => money("MMK", 350_000, 10_000, 390),
        Language::Tagalog => money("PHP", 5_700, 100, 480),
    }
}

/// For which time lines are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookSpan {
    /// No line is later: milliseconds since 1970.
    pub until_ms: u64,
    /// How many days back they go, at most 400.
    pub days: u32,
    /// Local time, in minutes before Universal Time; without it that of a country where the language is spoken.
    pub utc_offset_minutes: Option<i16>,
}

/// One line of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookLine {
    /// When it was, in milliseconds since 1970.
    pub time_ms: u64,
    /// What it is about, at most 100 bytes.
    pub title: String,
    /// More about it; may be empty.
    pub text: String,
    /// What was paid: minor units, and the currency's code.
    pub amount: Option<(u64, &'static str)>,
}

/// Draws lines, oldest first: on one day in one to four, one to three lines, three of four of them things bought. Prices
/// are log-normal (σ = 0.35) around what is usual, and round. The same generator gives the same lines on every machine.
pub fn book_lines(language: Language, span: BookSpan, rng: &mut impl CryptoRng) -> Vec<BookLine> {
    let money = of(language);
    let until = i64::try_from(span.until_ms).unwrap_or(i64::MAX / 2).min(i64::MAX / 2);
    let offset = i64::from(span.utc_offset_minutes.unwrap_or(money.offset)) * MINUTE_MS;
    let last_day = (until + offset).div_euclid(DAY_MS);
    let first_day = last_day - i64::from(span.days.min(DAYS_MAX)) + 1;
    let mut lines = Vec::new();
    let mut before: Option<&str> = None;
    let mut day = last_day - i64::from(below(3, rng));
    while day >= first_day {
        for _ in 0..one_of(&[1, 1, 1, 1, 2, 2, 3], rng) {
            let drawn = draw(before, rng);
            before = Some(drawn.id());
            let (from, to) = drawn.hours();
            let minute = from + below(to - from, rng);
            let within = i64::from(minute) * MINUTE_MS + i64::from(below(60_000, rng));
            let time = day * DAY_MS + within - offset;
            let line = drawn.line(language, &money, rng);
            if let Ok(time_ms) = u64::try_from(time)
                && time <= until
            {
                lines.push(BookLine { time_ms, ..line });
            }
        }
        day -= i64::from(one_of(&[1, 2, 2, 2, 3, 4], rng));
    }
    lines.sort_by_key(|line| line.time_ms);
    lines
}

/// What a line is about.
enum Drawn {
    Bought(&'static Bought),
    Note(&'static str, &'static str),
}

impl Drawn {
    fn id(&self) -> &'static str {
        match self {
            Self::Bought(bought) => bought.id,
            Self::Note(_, id) => id,
        }
    }

    fn hours(&self) -> (u32, u32) {
        match self {
            Self::Bought(bought) => bought.hours,
            Self::Note(..) => NOTE_HOURS,
        }
    }

    fn line(&self, language: Language, money: &Money, rng: &mut impl CryptoRng) -> BookLine {
        let say = |id: &str| FILE.text(language, id, &FluentArgs::new());
        let (title, text, amount) = match self {
            Self::Bought(bought) => {
                let text = match below(12, rng) {
                    0 => say(one_of(&REMARKS, rng)),
                    _ => String::new(),
                };
                (bought.id, text, Some((price(bought.cents, money, rng), money.code)))
            }
            Self::Note(title, text) => (*title, say(text), None),
        };
        BookLine { time_ms: 0, title: say(title), text, amount }
    }
}

/// Something other than the last time.
fn draw(before: Option<&str>, rng: &mut impl CryptoRng) -> Drawn {
    loop {
        let drawn = if below(4, rng) == 0 {
            let (title, text) = one_of(&NOTES, rng);
            Drawn::Note(title, text)
        } else {
            let all: u32 = BOUGHT.iter().map(|bought| bought.weight).sum();
            let mut left = below(all, rng);
            let found = BOUGHT.iter().find(|bought| match left.checked_sub(bought.weight) {
                Some(rest) => {
                    left = rest;
                    false
                }
                None => true,
            });
            match found {
                Some(found) => Drawn::Bought(found),
                None => continue,
            }
        };
        if before != Some(drawn.id()) {
            return drawn;
        }
    }
}

/// A price in minor units around so many cents, as round as prices are.
fn price(cents: u64, money: &Money, rng: &mut impl CryptoRng) -> u64 {
    let drawn = log_normal(cents.saturating_mul(money.dollar) / 100, rng);
    let steps = (drawn.saturating_add(money.step / 2) / money.step).max(1);
    let round = match steps {
        200.. => 10,
        40.. => 5,
        _ => 1,
    };
    (steps.saturating_add(round / 2) / round).saturating_mul(round).saturating_mul(money.step)
}

/// A log-normal number with this median and σ = 0.35. In whole numbers, so that every machine draws the same.
fn log_normal(median: u64, rng: &mut impl CryptoRng) -> u64 {
    const ONE: i64 = 1 << 16;
    // σ / ln 2 in 65,536ths.
    const SIGMA: i64 = 33_092;
    // The sum of twelve numbers between 0 and 1 is all but normal, with variance 1 and mean 6.
    let sum: i64 = (0..12).map(|_| i64::from(rng.next_u32() >> 16)).sum();
    let power = (sum - 6 * ONE) * SIGMA / ONE;
    // 2 to the power: by its whole part a shift, by its fraction a polynomial (exact to one part in 5,000).
    let (whole, part) = (power.div_euclid(ONE), power.rem_euclid(ONE));
    let fraction = ONE + part * (45_617 + part * (14_712 + part * 5_206 / ONE) / ONE) / ONE;
    let scaled = median.saturating_mul(fraction.unsigned_abs()) >> 16;
    let shift = u32::try_from(whole.unsigned_abs()).unwrap_or(0).min(8);
    if whole < 0 { scaled >> shift } else { scaled << shift }
}

fn below(many: u32, rng: &mut impl CryptoRng) -> u32 {
    rng.next_u32() % many.max(1)
}

fn one_of<T: Copy, const N: usize>(all: &[T; N], rng: &mut impl CryptoRng) -> T {
    const { assert!(N > 0) };
    let drawn = usize::try_from(rng.next_u32()).unwrap_or(0) % N;
    // The first stands in where there can be no other.
    let [first, ..] = all.as_slice() else { unreachable!("it holds something") };
    *all.get(drawn).unwrap_or(first)
}

/// Each text's id; none has a variable.
#[cfg(test)]
pub(crate) const TEXTS: &[(&str, &[&str])] = &[
    ("bus", &[]),
    ("lunch", &[]),
    ("dinner", &[]),
    ("coffee", &[]),
    ("tea", &[]),
    ("water", &[]),
    ("snacks", &[]),
    ("bread", &[]),
    ("rice", &[]),
    ("vegetables", &[]),
    ("fruit", &[]),
    ("eggs", &[]),
    ("chicken", &[]),
    ("fish", &[]),
    ("oil", &[]),
    ("soap", &[]),
    ("laundry", &[]),
    ("haircut", &[]),
    ("medicine", &[]),
    ("shoes", &[]),
    ("shirt", &[]),
    ("taxi", &[]),
    ("credit", &[]),
    ("gift", &[]),
    ("to-do", &[]),
    ("to-buy", &[]),
    ("remember", &[]),
    ("today", &[]),
    ("call-home", &[]),
    ("send-photos", &[]),
    ("wash-sheets", &[]),
    ("mend-shirt", &[]),
    ("clean-shoes", &[]),
    ("return-umbrella", &[]),
    ("buy-onions", &[]),
    ("buy-toothpaste", &[]),
    ("buy-socks", &[]),
    ("buy-batteries", &[]),
    ("buy-rice", &[]),
    ("birthday", &[]),
    ("first-bus", &[]),
    ("shop-closed", &[]),
    ("take-umbrella", &[]),
    ("shoe-size", &[]),
    ("tired", &[]),
    ("old-song", &[]),
    ("rain", &[]),
    ("good-food", &[]),
    ("new-words", &[]),
    ("half-each", &[]),
    ("cheaper", &[]),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rand::SeedableRng;
    use rand_chacha::ChaCha20Rng;

    use super::*;

    /// 2026-11-22 14:05 UTC.
    const UNTIL: u64 = 1_795_356_300_000;
    const SPAN: BookSpan = BookSpan { until_ms: UNTIL, days: 60, utc_offset_minutes: None };

    fn lines(language: Language, seed: u64, span: BookSpan) -> Vec<BookLine> {
        book_lines(language, span, &mut ChaCha20Rng::seed_from_u64(seed))
    }

    fn local_day(line: &BookLine, offset: i16) -> i64 {
        (i64::try_from(line.time_ms).unwrap() + i64::from(offset) * MINUTE_MS).div_euclid(DAY_MS)
    }

    #[test]
    fn the_tables_use_every_text_and_no_other() {
        let used = BOUGHT.iter().map(|bought| bought.id);
        let used = used.chain(NOTES.iter().flat_map(|(title, text)| [*title, *text])).chain(REMARKS);
        let declared: BTreeSet<&str> = TEXTS.iter().map(|(id, _)| *id).collect();
        assert_eq!(used.collect::<BTreeSet<_>>(), declared);
        assert_eq!(declared.len(), TEXTS.len());
    }

    #[test]
    fn sixty_days_have_about_forty_lines_one_to_four_days_apart_and_none_in_the_future() {
        let mut counts = Vec::new();
        for seed in 0..200 {
            let language = Language::ALL[usize::try_from(seed).unwrap() % Language::ALL.len()];
            let found = lines(language, seed, SPAN);
            assert!((20..=65).contains(&found.len()), "{}", found.len());
            counts.push(found.len());
            assert!(found.iter().all(|line| line.time_ms <= UNTIL));
            assert!(found.is_sorted_by_key(|line| line.time_ms), "oldest first");
            let offset = of(language).offset;
            let days: Vec<i64> = found.iter().map(|line| local_day(line, offset)).collect();
            let gaps: Vec<i64> =
                days.windows(2).map(|pair| pair[1] - pair[0]).filter(|gap| *gap > 0).collect();
            assert!(gaps.iter().all(|gap| (1..=4).contains(gap)), "{gaps:?}");
            for gap in 1..=4 {
                assert!(seed > 0 || gaps.contains(&gap), "{gap}: {gaps:?}");
            }
            let today = (i64::try_from(UNTIL).unwrap() + i64::from(offset) * MINUTE_MS).div_euclid(DAY_MS);
            assert!(days.iter().all(|day| (today - 59..=today).contains(day)));
            assert!(today - days[0] >= 50, "they go back all the way");
            assert!(today - days[days.len() - 1] <= 6, "and do not end long ago");
        }
        let mean = counts.iter().sum::<usize>() / counts.len();
        assert!((36..=44).contains(&mean), "{mean}");
    }

    #[test]
    fn lines_are_written_while_people_are_awake_by_the_local_time_that_is_given() {
        for (seed, offset) in [(1, 180), (2, -600), (3, 345), (4, 0), (5, 840)] {
            let span = BookSpan { days: 400, utc_offset_minutes: Some(offset), ..SPAN };
            for line in lines(Language::Nepali, seed, span) {
                let local = i64::try_from(line.time_ms).unwrap() + i64::from(offset) * MINUTE_MS;
                let minute = local.rem_euclid(DAY_MS) / MINUTE_MS;
                assert!((6 * 60 + 30..22 * 60 + 30).contains(&minute), "{minute}");
            }
        }
    }

    #[test]
    fn the_same_seed_draws_the_same_lines_and_another_one_others() {
        for language in Language::ALL {
            assert_eq!(lines(language, 7, SPAN), lines(language, 7, SPAN));
            assert_ne!(lines(language, 7, SPAN), lines(language, 8, SPAN));
        }
        // On every machine: whole numbers only.
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let drawn: Vec<u64> = (0..4).map(|_| log_normal(1_000_000, &mut rng)).collect();
        let mut again = ChaCha20Rng::seed_from_u64(1);
        assert_eq!(drawn, (0..4).map(|_| log_normal(1_000_000, &mut again)).collect::<Vec<_>>());
    }

    #[test]
    fn prices_are_log_normal_around_the_usual_one() {
        let mut rng = ChaCha20Rng::seed_from_u64(3);
        let logs: Vec<f64> =
            (0..20_000).map(|_| (log_normal(1_000_000_000, &mut rng) as f64 / 1e9).ln()).collect();
        let count = logs.len() as f64;
        let mean = logs.iter().sum::<f64>() / count;
        let deviation = (logs.iter().map(|log| (log - mean).powi(2)).sum::<f64>() / count).sqrt();
        assert!(mean.abs() < 0.01, "{mean}");
        assert!((0.34..0.36).contains(&deviation), "{deviation}");
        let skew = logs.iter().map(|log| ((log - mean) / deviation).powi(3)).sum::<f64>() / count;
        assert!(skew.abs() < 0.06, "{skew}");
    }

    #[test]
    fn amounts_are_round_believable_and_in_the_money_of_the_language() {
        for language in Language::ALL {
            let money = of(language);
            let mut paid = 0;
            for seed in 0..20 {
                for line in lines(language, seed, SPAN) {
                    let Some((minor, code)) = line.amount else { continue };
                    paid += 1;
                    assert_eq!((code, minor % money.step), (money.code, 0), "{language}");
                    // Between a tenth and ten times what is usual for the cheapest and the dearest.
                    let usual = |cents| cents * money.dollar / 100;
                    assert!((usual(40) / 5..usual(1_500) * 5).contains(&minor), "{language}: {minor}");
                }
            }
            assert!(paid > 400, "{language}: three lines of four are expenses, {paid}");
        }
    }

    #[test]
    fn every_language_says_all_of_it_within_the_bounds_of_an_entry() {
        for language in Language::ALL {
            let mut said = BTreeSet::new();
            for seed in 0..40 {
                for line in lines(language, seed, BookSpan { days: 400, ..SPAN }) {
                    assert!((1..=100).contains(&line.title.len()), "{language}: {}", line.title);
                    assert!(line.text.len() <= 2_000 && !line.title.contains('\n'), "{language}");
                    said.insert(line.title);
                    said.insert(line.text);
                }
            }
            // All texts, and the empty one below most things bought.
            assert_eq!(said.len(), TEXTS.len() + 1, "{language}");
        }
    }

    #[test]
    fn the_ends_of_time_give_no_line_out_of_bounds() {
        for until_ms in [0, 1, 86_400_000, u64::MAX, u64::MAX / 2] {
            for days in [0, 1, 400, u32::MAX] {
                for offset in [i16::MIN, 0, i16::MAX] {
                    let span = BookSpan { until_ms, days, utc_offset_minutes: Some(offset) };
                    let found = lines(Language::Thai, 1, span);
                    assert!(found.iter().all(|line| line.time_ms <= until_ms) && found.len() <= 1_200);
                }
            }
        }
    }
}
