use serde_json::{Value, json};
use wayhome_protocol::plan::{PlanTiming, Standing};
use wayhome_protocol::plan_steps::PlanSteps;
use wayhome_protocol::time::{Seconds, Timestamp};

use super::{is_refused, load, name, number, small};

const LAST: u64 = 1_790_000_000_000;

fn stands(name: &str, interval: u32, grace: u32, now: u64, standing: &str) -> Value {
    let due = LAST + u64::from(interval) * 1_000;
    let missed = due + u64::from(grace) * 1_000;
    json!({
        "name": name, "interval_s": interval, "grace_s": grace, "last_ms": LAST, "now_ms": now,
        "due_ms": due, "missed_ms": missed, "standing": standing,
    })
}

fn steps_case(name: &str, drill: bool, delays: &[u32]) -> Value {
    let delays: Vec<Seconds> = delays.iter().copied().map(Seconds::new).collect();
    let steps = if drill { PlanSteps::new_drill(&delays) } else { PlanSteps::new(&delays) };
    let missed = Timestamp::from_millis(LAST);
    let mut case = json!({ "name": name, "drill": drill, "delays_s": delays.iter().map(|d| d.get()).collect::<Vec<_>>() });
    match steps {
        Ok(steps) => {
            let told = steps.iter().map(|(step, _)| steps.told_at(missed, step).unwrap().as_millis());
            case["missed_ms"] = json!(LAST);
            case["told_ms"] = told.collect();
        }
        Err(_) => case["refused"] = json!(true),
    }
    case
}

fn steps_cases() -> Vec<Value> {
    vec![
        steps_case("steps_daily", false, &[0, 43_200, 172_800]),
        steps_case("steps_one", false, &[0]),
        steps_case("steps_four_as_close_and_as_late_as_may_be", false, &[0, 900, 1_800, 2_592_000]),
        steps_case("steps_of_a_drill", true, &[0, 300, 600]),
        steps_case("no_steps", false, &[]),
        steps_case("five_steps", false, &[0, 900, 1_800, 2_700, 3_600]),
        steps_case("first_step_not_at_missed", false, &[1, 901]),
        steps_case("steps_less_than_15_minutes_apart", false, &[0, 899]),
        steps_case("step_after_more_than_30_days", false, &[0, 2_592_001]),
        steps_case("steps_of_a_drill_at_once", true, &[0, 0]),
        steps_case("step_of_a_drill_after_ten_minutes", true, &[0, 601]),
    ]
}

fn cases() -> Vec<Value> {
    let refused = |name: &str, interval: u32, grace: u32| json!({ "name": name, "interval_s": interval, "grace_s": grace, "refused": true });
    let hour = 3_600_000;
    vec![
        stands("daily_just_checked_in", 86_400, 43_200, LAST, "up_to_date"),
        stands("daily_one_millisecond_before_due", 86_400, 43_200, LAST + 24 * hour - 1, "up_to_date"),
        stands("daily_at_due", 86_400, 43_200, LAST + 24 * hour, "late"),
        stands("daily_one_millisecond_before_missed", 86_400, 43_200, LAST + 36 * hour - 1, "late"),
        stands("daily_at_missed", 86_400, 43_200, LAST + 36 * hour, "missed"),
        stands("a_clock_before_the_last_check_in", 86_400, 43_200, 0, "up_to_date"),
        stands("shortest_plan_missed", 3_600, 900, LAST + 75 * 60_000, "missed"),
        stands("longest_plan_late", 2_592_000, 604_800, LAST + 31 * 24 * hour, "late"),
        refused("interval_below_1_hour", 3_599, 900),
        refused("interval_above_30_days", 2_592_001, 900),
        refused("grace_below_15_minutes", 3_600, 899),
        refused("grace_above_7_days", 3_600, 604_801),
    ]
}

#[test]
fn plan_json_is_current_and_readable() {
    let about =
        "Plan arithmetic: when a check-in is due and missed, how a worker stands, and when steps are told.";
    for case in load("plan.json", about, [cases(), steps_cases()].concat()) {
        if let Some(delays) = case.get("delays_s") {
            let delays: Vec<u32> = delays.as_array().unwrap().iter().map(small).collect();
            assert_eq!(steps_case(name(&case), case["drill"] == true, &delays), case);
            continue;
        }
        let plan =
            PlanTiming::new(Seconds::new(small(&case["interval_s"])), Seconds::new(small(&case["grace_s"])));
        if is_refused(&case) {
            assert!(plan.is_err(), "{}", name(&case));
            continue;
        }
        let plan = plan.unwrap();
        let last = Timestamp::from_millis(number(&case["last_ms"]));
        assert_eq!(plan.due(last).as_millis(), number(&case["due_ms"]), "{}", name(&case));
        assert_eq!(plan.missed(last).as_millis(), number(&case["missed_ms"]), "{}", name(&case));
        let standing = match plan.standing(last, Timestamp::from_millis(number(&case["now_ms"]))) {
            Standing::UpToDate { .. } => "up_to_date",
            Standing::Late { .. } => "late",
            Standing::Missed { .. } => "missed",
        };
        assert_eq!(case["standing"], standing, "{}", name(&case));
    }
}
