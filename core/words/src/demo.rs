//! `demo.ftl`: the sentences that the command line's demo tells.

use crate::texts::texts;

texts! {
    /// What the command line's demo tells.
    DemoText in "demo.ftl" {
        /// The plan runs; hours until the next check-in is expected.
        Armed { name: name(&'a str), count: count(u32) } = "armed";
        /// After due.
        Late { name: name(&'a str) } = "late";
        /// After due and grace.
        Missed { name: name(&'a str) } = "missed";
        /// A step went out, to so many contacts.
        StepTold { step: count(u32), count: count(u32) } = "step-told";
        /// A check-in came after a step.
        CheckInCame { name: name(&'a str) } = "check-in-came";
        /// An authenticated all clear came.
        AllClear { name: name(&'a str) } = "all-clear";
        /// Where the family page is.
        FamilyPage { url: link(&'a str) } = "family-page";
    }
}
