//! What the worker sees beforehand is what each contact gets.

use std::collections::BTreeMap;

use wayhome::{
    CheckInDraft, CheckInState, ContactId, EventKind, PhoneDraft, PlanDraft, PlanTiming, Preview, Seconds,
    Sharing, StepDraft, Whom,
};
use wayhome_tests::world::{Pairing, place};
use wayhome_tests::{HOUR, MINUTE, World, people};

/// What a contact got: at each step the words, how long after missed, and whether places opened with it.
type Got = Vec<(u8, u64, String, bool)>;

fn promised(preview: &Preview) -> BTreeMap<ContactId, Got> {
    let steps = |contact: &wayhome::ContactPreview| {
        let step = |step: &wayhome::StepPreview| {
            (step.step, u64::from(step.after_missed.get() / 60), step.words.clone(), step.places)
        };
        contact.steps.iter().map(step).collect()
    };
    preview.contacts.iter().map(|contact| (contact.contact, steps(contact))).collect()
}

fn custom(third: ContactId) -> PlanDraft {
    let step = |delay, whom, places, words: Option<&str>| StepDraft {
        delay: Seconds::from_hours(delay),
        whom,
        places,
        dossier: true,
        words: words.map(str::to_owned),
    };
    PlanDraft {
        timing: PlanTiming::TRANSIT,
        steps: vec![
            step(0, Whom::These(vec![third]), false, Some("Call the agent, then the embassy.")),
            step(1, Whom::Everyone, false, None),
            step(5, Whom::Everyone, true, Some("Go to the police now.\nTake the papers.")),
            step(9, Whom::First, true, None),
        ],
        phones: Vec::new(),
    }
}

#[test]
fn each_contact_gets_at_each_step_exactly_what_the_preview_said() {
    for (seed, preset) in [(401, Some(PlanDraft::transit())), (402, None)] {
        let (mut world, family) = World::family(seed);
        let asha = family.asha;
        let dana = world.add(people::others()[0]);
        let with_dana = world.pair(asha, dana, Sharing::Never);
        let pairings: Vec<Pairing> = vec![family.with_ben.clone(), family.with_chandra.clone(), with_dana];
        let draft = preset.unwrap_or_else(|| custom(pairings[1].contact_id));
        let preview = world[asha].vault().preview(Some(&draft)).unwrap();
        world.arm(asha, &draft);
        assert_eq!(
            world[asha].vault().preview(None).unwrap(),
            preview,
            "of the plan that is armed, the same"
        );
        let here = place(3, world.clock.now());
        world.try_check_in(asha, CheckInDraft::new(CheckInState::Ok).with_place(here)).unwrap();
        world.run_for(HOUR);
        let missed = {
            let watched = &world[family.ben].vault().watched().unwrap()[0];
            draft.timing.missed(watched.last_check_in.unwrap()).as_millis()
        };
        for pairing in &pairings {
            world.take_events(pairing.contact);
        }
        world[asha].link.cut();
        let mut got: BTreeMap<ContactId, Got> = BTreeMap::new();
        while world.clock.millis() < missed + 20 * HOUR {
            world.run_for(10 * MINUTE);
            for pairing in &pairings {
                let events = world.take_events(pairing.contact);
                let opened = events.iter().any(|event| matches!(event, EventKind::PlacesOpened { .. }));
                for event in &events {
                    let EventKind::StepTold { step, drill: false, .. } = event else { continue };
                    let watched = &world[pairing.contact].vault().watched().unwrap()[0];
                    let shown = watched.steps.iter().find(|shown| shown.step == *step).unwrap();
                    let after = shown.told.unwrap().as_millis().saturating_sub(missed) / MINUTE;
                    let words = shown.words.clone().unwrap();
                    got.entry(pairing.contact_id).or_default().push((*step, after, words, opened));
                }
            }
        }
        let promised = promised(&preview);
        assert_eq!(promised.keys().collect::<Vec<_>>(), got.keys().collect::<Vec<_>>());
        for (contact, steps) in &promised {
            let got = &got[contact];
            let said: Vec<_> = steps.iter().map(|(step, _, words, _)| (*step, words.clone())).collect();
            let heard: Vec<_> = got.iter().map(|(step, _, words, _)| (*step, words.clone())).collect();
            assert_eq!(said, heard, "seed {seed}");
            for ((_, said, ..), (_, heard, ..)) in steps.iter().zip(got) {
                assert!(heard.abs_diff(*said) <= 2, "told {heard} min after missed, not {said}");
            }
            // Parts are released at each step that says so; there is something to open at the first of them.
            let first = |steps: &Got| steps.iter().find(|(.., places)| *places).map(|(step, ..)| *step);
            assert_eq!(first(steps), first(got), "seed {seed}");
        }
        assert!(promised[&pairings[2].contact_id].iter().all(|(.., places)| !places), "never told places");
    }
}

#[test]
fn the_preview_shows_plain_words_for_feature_phones_and_whom_nothing_reaches() {
    let (world, family) = World::family(403);
    let mut draft = PlanDraft::daily();
    draft.steps[1].whom = Whom::First;
    draft.steps[2].whom = Whom::These(vec![family.with_ben.contact_id]);
    draft.phones = vec![PhoneDraft {
        number: "+254700000001".to_owned(),
        language: "sw".to_owned(),
        steps: vec![1, 3],
        words: vec![Some("Asha has not called. Call me.".to_owned())],
        check_in_words: None,
    }];
    let preview = world[family.asha].vault().preview(Some(&draft)).unwrap();
    assert_eq!(preview.not_covered, [family.with_chandra.contact_id]);
    let phone = &preview.phones[0];
    let steps: Vec<u8> = phone.messages.iter().map(|(step, ..)| *step).collect();
    assert_eq!(steps, [1, 3]);
    assert_eq!(phone.messages[0].2, "Asha has not called. Call me.");
    assert!(phone.messages[1].2.contains("Asha") && phone.messages[1].2.len() <= 320);
    assert!(phone.check_in_words.contains("Asha"));
    assert!(preview.contacts[0].steps.iter().all(|step| step.dossier.is_none()), "there is no dossier");
    // Words never promise what does not open: without a dossier, the third step speaks of the places.
    let words = |step: usize| &preview.contacts[0].steps[step].words;
    assert!(!words(2).contains("files"), "{}", words(2));
    assert!(words(1).contains("places"), "{}", words(1));
}

#[test]
fn the_usual_words_fit_in_every_language_with_the_longest_name() {
    for language in wayhome_words::Language::ALL {
        for name in ["X".repeat(64), "ကျော်".repeat(4)] {
            let name = name.as_str();
            let texts = [
                wayhome_words::PhoneText::StepOne { name },
                wayhome_words::PhoneText::StepTwo { name },
                wayhome_words::PhoneText::StepThree { name },
                wayhome_words::PhoneText::Drill { name },
            ];
            for text in texts {
                let text = text.text(language);
                assert!(text.len() <= 700, "{} bytes in {}: {text}", text.len(), language.tag());
            }
        }
    }
}
