//! `phone.ftl`: what the library says to the worker, and to a contact on the worker's behalf.

use crate::texts::texts;

texts! {
    /// What the library says to the worker, and to a contact on the worker's behalf.
    PhoneText in "phone.ftl" {
        // To a contact: what a step says.

        /// Step 1: no check-in since it was expected.
        StepOne { name: name(&'a str) } = "step-1";
        /// Step 2: the last known places are open now.
        StepTwo { name: name(&'a str) } = "step-2";
        /// Step 3: what the worker sealed before leaving is open now.
        StepThree { name: name(&'a str) } = "step-3";
        /// Every step of a drill.
        Drill { name: name(&'a str) } = "drill";
        /// What a drill asks of the contact.
        DrillAnswer = "drill-answer";
        /// A check-in came after a step. It never says that all is well.
        CheckInCame { name: name(&'a str) } = "check-in-came";
        /// An authenticated all clear came.
        AllClear { name: name(&'a str) } = "all-clear";

        // To a contact: what the contact's own app sees.

        /// After due, within the grace.
        WatchLate { name: name(&'a str) } = "watch-late";
        /// After due and grace.
        WatchMissed { name: name(&'a str) } = "watch-missed";
        /// The relay does not answer.
        WatchRelaySilent = "watch-relay-silent";
        /// The relay was away and came back.
        WatchRelayAway = "watch-relay-away";
        /// How long someone has been late, in minutes.
        LateMinutes { count: count(u32) } = "late-minutes";
        /// How long someone has been late, in hours.
        LateHours { count: count(u32) } = "late-hours";
        /// How long someone has been late, in days.
        LateDays { count: count(u32) } = "late-days";

        // To a contact: what to do now.

        /// The heading above what follows.
        TodoTitle = "todo-title";
        /// Answer, so that the others know.
        TodoAnswer = "todo-answer";
        /// Call and write.
        TodoCall { name: name(&'a str) } = "todo-call";
        /// What to say when someone else takes the call.
        TodoOtherVoice = "todo-other-voice";
        /// Decide together.
        TodoTogether = "todo-together";
        /// Do not warn those who may hold the worker.
        TodoEmployer { name: name(&'a str) } = "todo-employer";
        /// Note the last known place.
        TodoPlaces = "todo-places";
        /// Go to the police or a group that helps.
        TodoReport = "todo-report";
        /// Call the embassy.
        TodoEmbassy { name: name(&'a str) } = "todo-embassy";
        /// When someone asks for money.
        TodoMoney = "todo-money";
        /// When danger is known.
        TodoDanger { name: name(&'a str) } = "todo-danger";

        // By SMS to a contact with a feature phone, if the worker approved the words.

        /// Step 1 by SMS.
        SmsStepOne { name: name(&'a str) } = "sms-step-1";
        /// Step 2 by SMS.
        SmsStepTwo { name: name(&'a str) } = "sms-step-2";
        /// Step 3 by SMS.
        SmsStepThree { name: name(&'a str) } = "sms-step-3";
        /// Every step of a drill by SMS.
        SmsDrill { name: name(&'a str) } = "sms-drill";

        // To the worker, on a screen that others may see: these say nothing of what they are about.

        /// Some time before due.
        ReminderBefore = "reminder-before";
        /// At due.
        ReminderDue = "reminder-due";
        /// At half of the grace.
        ReminderGrace = "reminder-grace";

        // To the worker, inside the vault: the plan.

        /// The plan for a journey: every 6 hours.
        PlanJourney = "plan-journey";
        /// The plan for every day.
        PlanDaily = "plan-daily";
        /// The plan for every week.
        PlanWeekly = "plan-weekly";
        /// The interval in hours.
        PlanEveryHours { count: count(u32) } = "plan-every-hours";
        /// The interval in days.
        PlanEveryDays { count: count(u32) } = "plan-every-days";
        /// The grace in minutes.
        PlanWaitMinutes { count: count(u32) } = "plan-wait-minutes";
        /// The grace in hours.
        PlanWaitHours { count: count(u32) } = "plan-wait-hours";
        /// The grace in days.
        PlanWaitDays { count: count(u32) } = "plan-wait-days";
        /// How many contacts the plan will tell.
        ContactsCovered { count: count(u32) } = "contacts-covered";
        /// How many contacts the plan cannot tell yet.
        ContactsNotCovered { count: count(u32) } = "contacts-not-covered";

        // To the worker, inside the vault: before wrong PINs may wipe the store.

        /// What is lost, and who can make it happen.
        EraseWarning = "erase-warning";

        // To the worker, inside the vault: what was agreed to long ago.

        /// What a contact gets is asked about again.
        ConsentAsk { name: name(&'a str) } = "consent-ask";
        /// Nobody answered: places go along with check-ins no more.
        ConsentLapsed { name: name(&'a str) } = "consent-lapsed";
    }
}

impl<'a> PhoneText<'a> {
    /// What step 1, 2 or 3 says of the worker with this name; `None` for any other number.
    #[must_use]
    pub const fn step(number: u8, name: &'a str) -> Option<Self> {
        match number {
            1 => Some(Self::StepOne { name }),
            2 => Some(Self::StepTwo { name }),
            3 => Some(Self::StepThree { name }),
            _ => None,
        }
    }

    /// What step 1, 2 or 3 says as a plain SMS; `None` for any other number.
    #[must_use]
    pub const fn sms_step(number: u8, name: &'a str) -> Option<Self> {
        match number {
            1 => Some(Self::SmsStepOne { name }),
            2 => Some(Self::SmsStepTwo { name }),
            3 => Some(Self::SmsStepThree { name }),
            _ => None,
        }
    }
}
