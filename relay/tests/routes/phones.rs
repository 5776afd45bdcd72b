//! Feature phones: the question, words that wait for it, answers, and thanks.

use wayhome_protocol::ids::TimerId;
use wayhome_protocol::time::Seconds;
use wayhome_relay::routes::{
    AllowedHosts, Phone, PhoneMessage, PhoneStanding, RoutesConfig, Secret, SendError, SmsBody, SmsConfig,
    forget_answers, forget_phones,
};
use wayhome_relay::storage::RouteState;

use crate::httpd::{Habit, Httpd};
use crate::town::Town;

const TIMER: TimerId = TimerId::from_bytes([40; 16]);
const OTHER_TIMER: TimerId = TimerId::from_bytes([41; 16]);
const NUMBER: &str = "+9779841234567";
const QUESTION: &str = "Someone asks to send you short safety messages. Answer 1 for yes, 3 for no.";

pub(crate) fn by_sms(httpd: &Httpd) -> RoutesConfig {
    let sms = SmsConfig {
        method: "POST".to_owned(),
        url: httpd.url("/send"),
        headers: vec![("Authorization".to_owned(), "Bearer {secret}".to_owned())],
        content_type: SmsBody::Json,
        body: r#"{"to":"{number}","text":"{text}"}"#.to_owned(),
        secret: Some(Secret::new("gateway-secret".to_owned())),
        answers: Some(Secret::new("answers-secret-0123".to_owned())),
        from_field: "from".to_owned(),
        text_field: "text".to_owned(),
    };
    RoutesConfig { sms: Some(sms), hosts: AllowedHosts::default(), ..RoutesConfig::default() }
}

fn town() -> (Httpd, Town) {
    let httpd = Httpd::start();
    let town = Town::new(&by_sms(&httpd));
    (httpd, town)
}

fn phone(timer: TimerId) -> Phone<'static> {
    Phone { timer, number: NUMBER, language: "en" }
}

impl Town {
    fn ask(&mut self, phone: Phone<'_>) {
        let routes = self.routes.clone();
        self.look(|tables, now| routes.ask_phone(tables, &phone, now));
    }

    fn words(&mut self, phone: Phone<'_>, text: &str, key: u8) {
        let routes = self.routes.clone();
        let message = PhoneMessage { phone, text, key: [key; 16] };
        self.look(|tables, now| routes.queue_phone(tables, &message, now));
    }

    fn answers(&mut self, text: &str) {
        // Thanks that come at one time are one; time is stored every 30 seconds.
        self.pass(Seconds::new(31));
        let routes = self.routes.clone();
        self.look(|tables, now| routes.take_answer(tables, "977 984-123 4567", text, now));
        self.deliver();
    }

    fn phone(&mut self, timer: TimerId) -> (RouteState, u8) {
        let routes = self.routes.clone();
        let standing: Vec<PhoneStanding> =
            self.look(|tables, _| routes.phone_states(tables, &timer, [NUMBER]));
        assert_eq!(standing.len(), 1);
        (standing[0].state, standing[0].answer)
    }
}

fn texts(httpd: &Httpd) -> Vec<String> {
    httpd.asked().iter().map(|asked| asked.json()["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn words_wait_until_the_person_has_said_yes() {
    let (httpd, mut town) = town();
    town.words(phone(TIMER), "No sign of Asha since Monday.", 1);
    town.words(phone(TIMER), "No sign of Asha since Monday.", 1);
    town.live(Seconds::from_hours(5), Seconds::from_hours(1));
    assert_eq!(texts(&httpd), [QUESTION]);
    assert_eq!(town.phone(TIMER), (RouteState::Unconfirmed, 0));
    town.answers("1");
    assert_eq!(town.phone(TIMER), (RouteState::Confirmed, 0));
    let sent = texts(&httpd);
    assert_eq!(sent.len(), 3, "{sent:?}");
    assert!(
        sent[1..]
            .contains(&"Thank you. Messages will come to this number. Answer 3 to stop them.".to_owned())
    );
    let alert = "No sign of Asha since Monday.\nAnswer 1: seen, 2: I am on it, 3: stop.".to_owned();
    assert!(sent[1..].contains(&alert), "{sent:?}");
    let asked = &httpd.asked()[0];
    assert_eq!(asked.json()["to"], NUMBER);
    assert_eq!(asked.headers["authorization"], "Bearer gateway-secret");
}

#[test]
fn words_that_waited_three_days_for_a_yes_are_old() {
    let (httpd, mut town) = town();
    town.words(phone(TIMER), "old", 1);
    town.deliver();
    town.pass(Seconds::from_hours(73));
    town.words(phone(TIMER), "new", 2);
    town.sweep();
    town.answers("1");
    let sent = texts(&httpd);
    assert!(
        sent.iter().any(|text| text.starts_with("new")) && !sent.iter().any(|text| text.starts_with("old")),
        "{sent:?}"
    );
}

#[test]
fn who_says_no_or_nothing_gets_no_words_and_few_questions() {
    let (httpd, mut town) = town();
    town.ask(phone(TIMER));
    town.words(phone(TIMER), "alert", 1);
    town.deliver();
    town.answers("3");
    assert_eq!(town.phone(TIMER), (RouteState::Refused, 3));
    town.words(phone(TIMER), "alert", 2);
    town.ask(phone(TIMER));
    town.live(Seconds::from_days(3), Seconds::from_hours(12));
    assert_eq!(texts(&httpd), [QUESTION, "Thank you. No messages will come."]);

    let (httpd, mut town) = self::town();
    for key in 0..6 {
        for _ in 0..3 {
            town.words(phone(TIMER), "alert", key);
            town.ask(phone(TIMER));
        }
        town.live(Seconds::from_hours(24), Seconds::from_hours(12));
    }
    assert_eq!(texts(&httpd), [QUESTION; 3]);
}

#[test]
fn answers_to_an_alert_are_noted_and_thanked_once() {
    let (httpd, mut town) = town();
    town.ask(phone(TIMER));
    town.deliver();
    town.answers("1");
    // On what, before any alert?
    town.answers("2");
    town.answers("1");
    assert_eq!(town.phone(TIMER), (RouteState::Confirmed, 0));
    town.words(phone(TIMER), "alert", 1);
    town.deliver();
    town.answers(" 1 ");
    assert_eq!(town.phone(TIMER), (RouteState::Confirmed, 1));
    town.answers("1");
    town.answers("२");
    assert_eq!(town.phone(TIMER), (RouteState::Confirmed, 2));
    town.answers("3");
    assert_eq!(town.phone(TIMER), (RouteState::Stopped, 3));
    town.words(phone(TIMER), "more", 2);
    town.deliver();
    let sent = texts(&httpd);
    assert_eq!(
        sent[3..],
        [
            "Thank you. We noted that you have seen it.",
            "Thank you. We noted that you are on it.",
            "No more messages will come to this number."
        ],
        "{sent:?}"
    );
    town.answers("1");
    assert_eq!(town.phone(TIMER), (RouteState::Confirmed, 0), "who comes back may");
}

#[test]
fn an_answer_is_to_what_was_written_last_and_a_stop_is_for_all() {
    let (_httpd, mut town) = town();
    for timer in [TIMER, OTHER_TIMER] {
        town.ask(phone(timer));
    }
    town.deliver();
    town.answers("1");
    assert_eq!(town.phone(TIMER).0, RouteState::Confirmed);
    assert_eq!(town.phone(OTHER_TIMER).0, RouteState::Confirmed);
    town.words(phone(TIMER), "first", 1);
    town.deliver();
    town.pass(Seconds::new(60));
    town.words(phone(OTHER_TIMER), "second", 2);
    town.deliver();
    town.answers("2");
    assert_eq!((town.phone(TIMER).1, town.phone(OTHER_TIMER).1), (0, 2));
    town.answers("stop");
    assert_eq!(town.phone(TIMER).0, RouteState::Stopped);
    assert_eq!(town.phone(OTHER_TIMER).0, RouteState::Stopped);
}

#[test]
fn two_machines_that_thank_each_other_come_to_an_end() {
    let (httpd, mut town) = town();
    town.ask(phone(TIMER));
    town.deliver();
    for _ in 0..30 {
        town.answers("Thank you for your message. I am away.");
    }
    let sent = texts(&httpd);
    assert_eq!(sent.len(), 1 + 8, "{sent:?}");
}

#[test]
fn an_answer_from_a_number_that_nobody_named_is_not_answered() {
    let (httpd, mut town) = town();
    for from in ["+15550123456", "", "not a number", &"9".repeat(1_000)] {
        let routes = town.routes.clone();
        town.look(|tables, now| routes.take_answer(tables, from, "1", now));
    }
    assert_eq!(town.deliver(), []);
    // Nor one that was named and not yet written to.
    town.ask(phone(TIMER));
    let routes = town.routes.clone();
    town.look(|tables, now| routes.take_answer(tables, NUMBER, "1", now));
    assert_eq!(town.phone(TIMER).0, RouteState::Unconfirmed);
    assert_eq!(httpd.asked().len(), 0);
}

#[test]
fn a_new_round_begins_without_the_answers_of_the_last_and_an_end_forgets_the_numbers() {
    let (_httpd, mut town) = town();
    town.ask(phone(TIMER));
    town.deliver();
    town.answers("1");
    town.words(phone(TIMER), "alert", 1);
    town.deliver();
    town.answers("2");
    town.look(|tables, _| forget_answers(tables, &TIMER));
    assert_eq!(town.phone(TIMER), (RouteState::Confirmed, 0));
    town.look(|tables, _| forget_phones(tables, &TIMER));
    assert!(town.look(|tables, _| tables.phones_of(&TIMER)).is_empty());
}

#[test]
fn a_number_that_is_named_no_more_is_forgotten_with_what_waits_for_it() {
    const OTHER: &str = "+9779800000000";
    let (httpd, mut town) = town();
    town.ask(phone(TIMER));
    town.deliver();
    town.answers("1");
    town.words(phone(TIMER), "alert", 1);
    town.ask(Phone { number: OTHER, ..phone(TIMER) });
    let routes = town.routes.clone();
    town.look(|tables, _| routes.forget_other_phones(tables, &TIMER, ["no number", " +977 980-0000000"]));
    let left = town.look(|tables, _| routes.phone_states(tables, &TIMER, [NUMBER, OTHER]));
    assert_eq!(left, [PhoneStanding { person: 1, state: RouteState::Unconfirmed, answer: 0 }]);
    town.deliver();
    assert_eq!(httpd.asked().last().unwrap().json()["to"], OTHER);
    assert!(!texts(&httpd).iter().any(|text| text.starts_with("alert")));
}

#[test]
fn a_no_outlives_the_plan_and_is_for_all_who_would_ask() {
    let (httpd, mut town) = town();
    town.ask(phone(TIMER));
    town.deliver();
    town.answers("3");
    let sent = texts(&httpd).len();
    for _ in 0..3 {
        town.look(|tables, _| forget_phones(tables, &TIMER));
        for timer in [TIMER, OTHER_TIMER] {
            town.ask(phone(timer));
            town.words(phone(timer), "alert", 1);
            assert_eq!(town.phone(timer).0, RouteState::Refused);
        }
        town.live(Seconds::from_days(8), Seconds::from_hours(12));
    }
    assert_eq!(texts(&httpd).len(), sent);
    town.pass(Seconds::from_days(8));
    for timer in [TIMER, OTHER_TIMER] {
        town.ask(phone(timer));
    }
    assert_eq!(town.phone(TIMER).0, RouteState::Refused, "not by who was told no");
    assert_eq!(town.phone(OTHER_TIMER).0, RouteState::Unconfirmed, "after 30 days another may ask");
}

#[test]
fn who_refused_under_a_plan_that_is_gone_may_still_say_yes() {
    let (_httpd, mut town) = town();
    town.ask(phone(TIMER));
    town.deliver();
    town.answers("1");
    town.answers("3");
    town.look(|tables, _| forget_phones(tables, &TIMER));
    for timer in [TIMER, OTHER_TIMER] {
        town.ask(phone(timer));
        assert_eq!(town.phone(timer).0, RouteState::Refused);
    }
    town.answers("1");
    let mut states = [town.phone(TIMER).0, town.phone(OTHER_TIMER).0];
    states.sort_unstable();
    assert_eq!(states, [RouteState::Unconfirmed, RouteState::Confirmed], "the other may ask");
    town.look(|tables, _| forget_phones(tables, &TIMER));
    town.ask(phone(TIMER));
    assert_ne!(town.phone(TIMER).0, RouteState::Refused, "nothing is left of the no");
}

#[test]
fn a_number_that_was_out_of_reach_can_still_say_no() {
    let (httpd, mut town) = town();
    town.ask(phone(TIMER));
    town.deliver();
    town.answers("1");
    httpd.habit("/send", Habit::Answer(400));
    for key in 1..=3 {
        town.words(phone(TIMER), "alert", key);
        town.deliver();
    }
    assert_eq!(town.phone(TIMER).0, RouteState::Dead);
    httpd.habit("/send", Habit::Answer(200));
    town.answers("3");
    town.pass(Seconds::from_days(2));
    town.ask(phone(TIMER));
    assert_eq!(town.phone(TIMER).0, RouteState::Refused);
    assert_eq!(town.deliver(), []);
}

#[test]
fn words_wait_a_week_for_a_gateway_at_fault_and_three_days_for_a_yes() {
    let (httpd, mut town) = town();
    town.ask(phone(TIMER));
    town.deliver();
    town.answers("1");
    httpd.habit("/send", Habit::Answer(402));
    town.words(phone(TIMER), "alert", 1);
    // Nobody could be asked meanwhile: the question has not gone out, and words wait for it too.
    town.ask(Phone { number: "+9779800000000", ..phone(OTHER_TIMER) });
    town.words(Phone { number: "+9779800000000", ..phone(OTHER_TIMER) }, "other", 1);
    for _ in 0..8 {
        town.live(Seconds::from_hours(12), Seconds::from_hours(1));
        town.sweep();
    }
    httpd.habit("/send", Habit::Answer(200));
    let results = town.live(Seconds::from_hours(2), Seconds::from_minutes(10));
    assert_eq!(results, [Ok(()), Ok(())], "the alert, and the question");
    assert_eq!(town.phone(TIMER).0, RouteState::Confirmed);
    town.sweep();
    let routes = town.routes.clone();
    town.look(|tables, now| routes.take_answer(tables, "+9779800000000", "1", now));
    assert_eq!(town.deliver(), [Ok(()), Ok(())], "thanks, and the words");
    assert!(texts(&httpd).iter().any(|text| text.starts_with("other")));
}

#[test]
fn a_relay_asks_only_so_many_strangers_in_a_day() {
    let httpd = Httpd::start();
    let mut config = by_sms(&httpd);
    config.questions.texts = 5;
    let mut town = Town::new(&config);
    for number in 0..9 {
        let timer = TimerId::from_bytes([100 + number; 16]);
        town.ask(Phone { timer, number: &format!("+97798000000{number:02}"), language: "en" });
    }
    town.deliver();
    assert_eq!(texts(&httpd), [QUESTION; 5]);
    town.pass(Seconds::from_hours(25));
    town.ask(Phone { number: "+9779800000008", ..phone(TIMER) });
    town.deliver();
    assert_eq!(texts(&httpd), [QUESTION; 6]);
}

#[test]
fn a_phone_without_a_gateway_cannot_be_reached_until_there_is_one() {
    let httpd = Httpd::start();
    let nothing = RoutesConfig { unifiedpush: true, ..RoutesConfig::default() };
    let mut town = Town::new(&nothing);
    town.ask(phone(TIMER));
    assert_eq!(town.phone(TIMER).0, RouteState::Dead);
    let mut town = town.restart(&by_sms(&httpd));
    town.ask(phone(TIMER));
    town.deliver();
    assert_eq!(town.phone(TIMER).0, RouteState::Unconfirmed);
    assert_eq!(texts(&httpd), [QUESTION]);
}

#[test]
fn a_gateway_in_trouble_is_the_operators_and_a_number_it_refuses_is_dead_after_three() {
    let (httpd, mut town) = town();
    town.ask(phone(TIMER));
    httpd.habit("/send", Habit::Answer(401));
    assert!(matches!(town.deliver()[..], [Err(SendError::Ours(_))]));
    httpd.habit("/send", Habit::Answer(503));
    let results = town.live(Seconds::from_hours(30), Seconds::from_minutes(30));
    assert!(results.iter().all(|result| matches!(result, Err(SendError::Ours(_)))), "{results:?}");
    assert_eq!(town.phone(TIMER).0, RouteState::Dead, "shown as out of reach meanwhile");
    httpd.habit("/send", Habit::Answer(200));
    town.live(Seconds::from_hours(2), Seconds::from_minutes(10));
    assert_eq!(town.phone(TIMER).0, RouteState::Unconfirmed);
    town.answers("1");
    httpd.habit("/send", Habit::Answer(400));
    for key in 1..=3 {
        town.words(phone(TIMER), "alert", key);
        town.deliver();
    }
    assert_eq!(town.phone(TIMER).0, RouteState::Dead);
}

#[test]
fn languages_without_latin_letters_reach_the_gateway_whole() {
    let (httpd, mut town) = town();
    town.ask(Phone { language: "ne-NP", ..phone(TIMER) });
    town.deliver();
    town.answers("१");
    town.words(Phone { language: "ne-NP", ..phone(TIMER) }, "आशाको \"खबर\" छैन।\n<&>", 1);
    town.deliver();
    let sent = texts(&httpd);
    assert!(sent.iter().any(|text| text.starts_with("आशाको \"खबर\" छैन।\n<&>\n")), "{sent:?}");
    assert!(!sent[0].is_ascii());
}
