//! Plans: armed with lodged cells and a dossier, practised, paused, ended; and the other contact's hold.

use std::sync::Arc;

use wayhome_protocol::chain::Direction;
use wayhome_protocol::dossier_access::DossierAccess;
use wayhome_protocol::group::{CircleSize, Ring};
use wayhome_protocol::keys::{LodgeKey, SendCapability};
use wayhome_protocol::lodged::{StepWords, seal_lodged};
use wayhome_protocol::message::Message;
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::plan_message::{CirclePerson, PlanMessage, PlanOrder};
use wayhome_protocol::plan_request::{PlanAnswer, PlanOutcome, PlanRequest};
use wayhome_protocol::plan_steps::{PlanSteps, Step, StepSet};
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::uploaded_plan::{PlanPerson, PlanPurpose, UploadedPlan};

use crate::dossier::Dossier;
use crate::phone::{Phone, dice, random};

fn step(number: u8) -> Step {
    Step::new(number).unwrap()
}

fn steps_at(numbers: &[u8]) -> StepSet {
    numbers.iter().fold(StepSet::default(), |set, number| set.with(step(*number)))
}

const WORDS: [&str; 3] = [
    "No check-in has come since it was expected.",
    "Still no check-in. Everybody in the circle is told now.",
    "Still no check-in. The file that I left is open to you now.",
];

impl Phone {
    pub(crate) fn arm(&mut self, needed: u8) {
        self.hello();
        self.timing = Some(PlanTiming::DAILY);
        self.generation += 1;
        let dossier = Dossier::upload(self, needed);
        let delays = [0, 43_200, 172_800].map(Seconds::new);
        let steps = PlanSteps::new(&delays).unwrap();
        let hash = self.upload(PlanPurpose::Plan, &steps, Some(&dossier), "");
        self.dossier = Some(dossier);
        self.timer_counter += 1;
        let arm = TimerCommand::arm(
            self.timer,
            self.timer_counter,
            PlanTiming::DAILY.delta(),
            hash.0,
            &self.control,
        );
        self.tell(PlanOrder::Armed { lodge_key: hash.1 }, steps, arm);
    }

    pub(crate) fn drill(&mut self) {
        self.generation += 1;
        let steps = PlanSteps::new_drill(&[0, 300, 600].map(Seconds::new)).unwrap();
        let hash = self.upload(PlanPurpose::Drill, &steps, None, "This is a practice. ");
        self.timer_counter += 1;
        let arm = TimerCommand::arm(self.timer, self.timer_counter, Seconds::ZERO, hash.0, &self.control);
        self.tell(PlanOrder::Drill { lodge_key: hash.1 }, steps, arm);
    }

    pub(crate) fn pause(&mut self, hours: u32) {
        let length = Seconds::new(hours * 3_600);
        self.timer_counter += 1;
        let pause = TimerCommand::pause(self.timer, self.timer_counter, length, &self.control);
        let steps = PlanSteps::new(&[0, 43_200, 172_800].map(Seconds::new)).unwrap();
        self.tell(PlanOrder::Paused { length }, steps, pause);
    }

    pub(crate) fn end(&mut self) {
        self.timer_counter += 1;
        let end = TimerCommand::end(self.timer, self.timer_counter, &self.control);
        let steps = PlanSteps::new(&[0, 43_200, 172_800].map(Seconds::new)).unwrap();
        self.timing = None;
        self.tell(PlanOrder::Ended, steps, end);
    }

    fn tell(&mut self, order: PlanOrder, steps: PlanSteps, command: TimerCommand) {
        let person =
            |index: u8, name: &str, identity| CirclePerson { index, name: name.to_owned(), identity };
        let plan = PlanMessage {
            order,
            timer: self.timer,
            steps,
            told: steps_at(&[1, 2, 3]),
            index: 0,
            circle: vec![
                person(0, "You", self.link.derive_identity().public()),
                person(1, "Ben", self.other.identity.public()),
            ],
            generation: self.generation,
        };
        let message = Message::Plan(Box::new(plan));
        self.send(Self::main_origin(), command, Ring::None, |_, _, _, _| message);
    }

    fn upload(
        &mut self,
        purpose: PlanPurpose,
        steps: &PlanSteps,
        dossier: Option<&Dossier>,
        before: &str,
    ) -> ([u8; 32], Arc<LodgeKey>) {
        let mut rng = dice();
        let key = random();
        let lodge_key = LodgeKey::from_bytes(key);
        let drill = purpose == PlanPurpose::Drill;
        let cell = |number: u8| {
            let access: Option<Box<DossierAccess>> =
                dossier.filter(|_| number == 3).map(|dossier| Box::new(dossier.access(0)));
            let words = format!("{before}{}", WORDS[usize::from(number) - 1]);
            let words = StepWords { step: step(number), words, access, drill };
            Some(seal_lodged(&lodge_key, &words, self.now(), &mut dice()).unwrap())
        };
        let capability = self.link.derive_root().derive_send_capability(Direction::WorkerToContact);
        let family = PlanPerson {
            send_id: self.link.send_id(Direction::WorkerToContact),
            capability,
            identity: self.link.derive_identity().public(),
            told: steps_at(&[1, 2, 3]),
            places: if drill { StepSet::default() } else { steps_at(&[2]) },
            dossier: if drill { StepSet::default() } else { steps_at(&[3]) },
            cells: [cell(1), cell(2), cell(3), None],
        };
        let other = PlanPerson {
            send_id: self.other.send_id,
            capability: SendCapability::from_bytes(*self.other.capability.expose()),
            identity: self.other.identity.public(),
            told: steps_at(&[2, 3]),
            places: StepSet::default(),
            dossier: if drill { StepSet::default() } else { steps_at(&[3]) },
            cells: [None, None, None, None],
        };
        let plan = UploadedPlan {
            timer: self.timer,
            purpose,
            timing: PlanTiming::DAILY,
            steps: *steps,
            persons: vec![family, other],
            dossier: dossier.map(Dossier::of_plan),
            phones: Vec::new(),
            touch_keys: None,
            alias: None,
        };
        let encoded = plan.encode(CircleSize::Four, &mut rng).unwrap();
        let sealed = encoded.seal(self.relay.key(), &mut rng).unwrap();
        let request = PlanRequest { reading: self.reading(), plan: sealed };
        let answer = PlanAnswer::decode(&self.post("v1/plan", &request.encode(), 32)).unwrap();
        assert_eq!(answer.outcome, PlanOutcome::Stored);
        (encoded.hash(), Arc::new(LodgeKey::from_bytes(key)))
    }

    pub(crate) fn hold_by_other(&mut self, step: Step, hours: u32) {
        let counter = self.now().as_millis();
        let length = Seconds::new(hours * 3_600);
        let hold = TimerCommand::hold(self.timer, counter, step, length, &self.other.identity);
        self.sync(Vec::new(), hold);
    }
}
