//! The map of an uploaded plan.

use minicbor::decode::Decoder;

use crate::cbor::{
    Entry, FormatError, Writer, check_text, read_array, read_exact, read_map, read_text, read_whole_map,
};
use crate::group::CircleSize;
use crate::ids::{DossierId, SendId, TimerId};
use crate::keys::{DossierRelayPart, IdentityPublic, SendCapability, TimerPublic};
use crate::message::MAX_LANGUAGE;
use crate::plan::PlanTiming;
use crate::plan_steps::{PlanSteps, StepSet};
use crate::register_request::TOUCH_KEYS;
use crate::time::Seconds;
use crate::uploaded_plan::{
    MAX_PHONE_WORDS, MAX_PHONES, PlanDossier, PlanPerson, PlanPhone, PlanPurpose, UploadedPlan,
};

/// The most bytes of a phone's number: `+` and 15 digits.
const MAX_NUMBER: usize = 16;

pub(crate) fn write(plan: &UploadedPlan, size: CircleSize) -> Result<Vec<u8>, FormatError> {
    check(plan, size)?;
    let mut out = Writer::default();
    let optional =
        [plan.dossier.is_some(), !plan.phones.is_empty(), plan.touch_keys.is_some(), plan.alias.is_some()];
    out.map(5 + optional.into_iter().filter(|there| *there).count());
    out.uint(0).bytes(plan.timer.as_bytes());
    out.uint(1).uint(match plan.purpose {
        PlanPurpose::Plan => 0,
        PlanPurpose::Drill => 1,
    });
    out.uint(2).array(2);
    out.uint(u64::from(plan.timing.interval().get())).uint(u64::from(plan.timing.grace().get()));
    write_delays(out.uint(3), &plan.steps);
    out.uint(4).array(plan.persons.len());
    for person in &plan.persons {
        out.map(6);
        out.uint(0).bytes(person.send_id.as_bytes());
        out.uint(1).bytes(person.capability.expose());
        out.uint(2).bytes(person.identity.as_bytes());
        out.uint(3).uint(u64::from(person.told.bits()));
        out.uint(4).uint(u64::from(person.places.bits()));
        out.uint(5).uint(u64::from(person.dossier.bits()));
    }
    if let Some(dossier) = &plan.dossier {
        out.uint(5).map(3);
        out.uint(0).bytes(dossier.dossier.as_bytes());
        out.uint(1).bytes(dossier.relay_part.expose());
        out.uint(2).uint(u64::from(dossier.generation));
    }
    if !plan.phones.is_empty() {
        out.uint(6).array(plan.phones.len());
        for phone in &plan.phones {
            write_phone(&mut out, phone);
        }
    }
    if let Some(keys) = &plan.touch_keys {
        out.uint(7).array(keys.len());
        for key in keys {
            out.bytes(&key.map_or([0; 32], |key| *key.as_bytes()));
        }
    }
    if let Some(alias) = &plan.alias {
        out.uint(8).bytes(alias.as_bytes());
    }
    Ok(out.finish())
}

fn write_phone(out: &mut Writer, phone: &PlanPhone) {
    out.map(5);
    out.uint(0).text(&phone.number);
    out.uint(1).text(&phone.language);
    out.uint(2).uint(u64::from(phone.told.bits()));
    out.uint(3).array(phone.words.len());
    for words in &phone.words {
        out.text(words);
    }
    out.uint(4).text(&phone.check_in_words);
}

pub(crate) fn read(map: &[u8], size: CircleSize) -> Result<UploadedPlan, FormatError> {
    let (mut timer, mut purpose, mut timing, mut delays) = (None, None, None, None);
    let (mut persons, mut dossier, mut phones) = (None, None, Vec::new());
    let (mut touch_keys, mut alias) = (None, None);
    read_whole_map(map, |key, value| {
        match key {
            0 => timer = Some(TimerId::from_bytes(read_exact(value, "timer id")?)),
            1 => {
                purpose = Some(match value.u8()? {
                    0 => PlanPurpose::Plan,
                    1 => PlanPurpose::Drill,
                    _ => return Err(FormatError::Invalid { field: "purpose" }),
                });
            }
            2 => timing = Some(read_timing(value)?),
            3 => delays = Some(read_delays(value)?),
            4 => persons = Some(read_list(value, size.rows(), "persons", read_person)?),
            5 => dossier = Some(read_dossier(value)?),
            6 => phones = read_list(value, MAX_PHONES, "phones", read_phone)?,
            7 => touch_keys = Some(read_touch_keys(value)?),
            8 => alias = Some(TimerId::from_bytes(read_exact(value, "alias")?)),
            _ => return Ok(Entry::Unknown),
        }
        Ok(Entry::Known)
    })?;
    let purpose = required(purpose, "purpose")?;
    let steps = steps_from(&required(delays, "delays")?, purpose == PlanPurpose::Drill)?;
    let plan = UploadedPlan {
        timer: required(timer, "timer id")?,
        purpose,
        timing: required(timing, "interval and grace")?,
        steps,
        persons: required(persons, "persons")?,
        dossier,
        phones,
        touch_keys,
        alias,
    };
    check(&plan, size)?;
    Ok(plan)
}

/// What writer and reader ask of a plan beyond the types of its parts.
fn check(plan: &UploadedPlan, size: CircleSize) -> Result<(), FormatError> {
    if plan.persons.is_empty() || plan.persons.len() > size.rows() {
        return Err(FormatError::OverBound { field: "persons" });
    }
    if plan.phones.len() > MAX_PHONES {
        return Err(FormatError::OverBound { field: "phones" });
    }
    let all = plan.steps.all();
    for person in &plan.persons {
        let sound = person.told.is_within(all)
            && person.places.is_within(person.told)
            && person.dossier.is_within(person.told);
        if !sound {
            return Err(FormatError::Invalid { field: "steps of a person" });
        }
    }
    for phone in &plan.phones {
        if !is_number(&phone.number) {
            return Err(FormatError::Invalid { field: "number" });
        }
        if !phone.told.is_within(all) || phone.words.len() != usize::from(plan.steps.count()) {
            return Err(FormatError::Invalid { field: "steps of a phone" });
        }
        check_text(&phone.language, MAX_LANGUAGE, "language")?;
        for words in phone.words.iter().chain([&phone.check_in_words]) {
            check_text(words, MAX_PHONE_WORDS, "words")?;
        }
    }
    Ok(())
}

/// `+` and 6 to 15 digits.
fn is_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

pub(crate) fn required<T>(value: Option<T>, field: &'static str) -> Result<T, FormatError> {
    value.ok_or(FormatError::Missing { field })
}

pub(crate) fn write_delays(out: &mut Writer, steps: &PlanSteps) {
    out.array(usize::from(steps.count()));
    for delay in steps.delays() {
        out.uint(u64::from(delay.get()));
    }
}

pub(crate) fn read_delays(value: &mut Decoder<'_>) -> Result<Vec<Seconds>, FormatError> {
    read_list(value, 4, "delays", |item| Ok(Seconds::new(item.u32()?)))
}

/// Steps from delays, by the bounds of a plan or of a drill.
pub(crate) fn steps_from(delays: &[Seconds], drill: bool) -> Result<PlanSteps, FormatError> {
    let steps = if drill { PlanSteps::new_drill(delays) } else { PlanSteps::new(delays) };
    steps.map_err(|_| FormatError::Invalid { field: "delays" })
}

pub(crate) fn read_steps(value: &mut Decoder<'_>) -> Result<StepSet, FormatError> {
    StepSet::from_bits(value.u8()?).ok_or(FormatError::Invalid { field: "steps" })
}

pub(crate) fn read_list<'b, T>(
    decoder: &mut Decoder<'b>,
    bound: usize,
    field: &'static str,
    mut item: impl FnMut(&mut Decoder<'b>) -> Result<T, FormatError>,
) -> Result<Vec<T>, FormatError> {
    let bound = u32::try_from(bound).map_err(|_| FormatError::OverBound { field })?;
    let mut items = Vec::new();
    read_array(decoder, bound, field, |_, value| {
        items.push(item(value)?);
        Ok(())
    })?;
    Ok(items)
}

fn read_timing(value: &mut Decoder<'_>) -> Result<PlanTiming, FormatError> {
    let numbers = read_list(value, 2, "interval and grace", |item| Ok(Seconds::new(item.u32()?)))?;
    match *numbers {
        [interval, grace] => PlanTiming::new(interval, grace).ok(),
        _ => None,
    }
    .ok_or(FormatError::Invalid { field: "interval and grace" })
}

fn read_person(value: &mut Decoder<'_>) -> Result<PlanPerson, FormatError> {
    let (mut send_id, mut capability, mut identity) = (None, None, None);
    let (mut told, mut places, mut dossier) = (None, None, None);
    read_map(value, |key, value| {
        match key {
            0 => send_id = Some(SendId::from_bytes(read_exact(value, "send id")?)),
            1 => capability = Some(SendCapability::from_bytes(read_exact(value, "send capability")?)),
            2 => identity = Some(IdentityPublic::from_bytes(read_exact(value, "identity")?)),
            3 => told = Some(read_steps(value)?),
            4 => places = Some(read_steps(value)?),
            5 => dossier = Some(read_steps(value)?),
            _ => return Ok(Entry::Unknown),
        }
        Ok(Entry::Known)
    })?;
    Ok(PlanPerson {
        send_id: required(send_id, "send id")?,
        capability: required(capability, "send capability")?,
        identity: required(identity, "identity")?,
        told: required(told, "steps told")?,
        places: required(places, "steps with places")?,
        dossier: required(dossier, "steps with the dossier")?,
        cells: [const { None }; 4],
    })
}

fn read_dossier(value: &mut Decoder<'_>) -> Result<PlanDossier, FormatError> {
    let (mut dossier, mut relay_part, mut generation) = (None, None, None);
    read_map(value, |key, value| {
        match key {
            0 => dossier = Some(DossierId::from_bytes(read_exact(value, "dossier id")?)),
            1 => relay_part = Some(DossierRelayPart::from_bytes(read_exact(value, "relay part")?)),
            2 => generation = Some(value.u32()?),
            _ => return Ok(Entry::Unknown),
        }
        Ok(Entry::Known)
    })?;
    Ok(PlanDossier {
        dossier: required(dossier, "dossier id")?,
        relay_part: required(relay_part, "relay part")?,
        generation: required(generation, "generation")?,
    })
}

fn read_phone(value: &mut Decoder<'_>) -> Result<PlanPhone, FormatError> {
    let (mut number, mut language, mut told, mut words, mut came) = (None, None, None, None, None);
    read_map(value, |key, value| {
        match key {
            0 => number = Some(read_text(value, MAX_NUMBER, "number")?),
            1 => language = Some(read_text(value, MAX_LANGUAGE, "language")?),
            2 => told = Some(read_steps(value)?),
            3 => {
                let one = |item: &mut Decoder<'_>| read_text(item, MAX_PHONE_WORDS, "words");
                words = Some(read_list(value, 4, "words", one)?);
            }
            4 => came = Some(read_text(value, MAX_PHONE_WORDS, "words")?),
            _ => return Ok(Entry::Unknown),
        }
        Ok(Entry::Known)
    })?;
    Ok(PlanPhone {
        number: required(number, "number")?,
        language: required(language, "language")?,
        told: required(told, "steps told")?,
        words: required(words, "words")?,
        check_in_words: required(came, "words for a check-in")?,
    })
}

fn read_touch_keys(value: &mut Decoder<'_>) -> Result<[Option<TimerPublic>; TOUCH_KEYS], FormatError> {
    let keys = read_list(value, TOUCH_KEYS, "touch keys", |item| read_exact::<32>(item, "touch key"))?;
    let keys: [[u8; 32]; TOUCH_KEYS] =
        keys.try_into().map_err(|_| FormatError::Invalid { field: "touch keys" })?;
    Ok(keys.map(|key| (key != [0; 32]).then(|| TimerPublic::from_bytes(key))))
}
