//! A household far from Asha: Ben and Chandra, who have the app, and Mother, who has a family page and nothing else.

use wayhome::{
    CheckInDraft, CheckInState, ContactId, ContactStatus, DossierField, DossierUpload, EventKind, PlanDraft,
    Sharing,
};
use wayhome_relay::Limits;

use super::page::{FamilyPage, Shown};
use super::{Family, Who, World, place};
use crate::clock::{HOUR, MINUTE};

/// What Asha wrote down before leaving: who she works for.
pub const EMPLOYER: &str = "Sunrise Homes, Dubai";

/// A photo of so many bytes that are not all alike.
pub fn photo(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at % 251) as u8 ^ (at / 65_536) as u8).collect()
}

/// Steps told for real, in order.
pub fn told(events: &[EventKind]) -> Vec<u8> {
    let step = |event: &EventKind| match event {
        EventKind::StepTold { step, drill: false, .. } => Some(*step),
        _ => None,
    };
    events.iter().filter_map(step).collect()
}

/// A world with all of them. See the module's documentation.
pub struct Household {
    /// The world.
    pub world: World,
    /// Asha, Ben and Chandra.
    pub family: Family,
    /// Mother, as Asha's vault knows her.
    pub mother: ContactId,
    /// Mother's link.
    pub link: String,
    /// Mother's page.
    pub page: FamilyPage,
    /// When Asha's last check-in was made and reached the relay, by the world's clock.
    pub last: u64,
    seed: u64,
}

impl Household {
    /// All three are Asha's confirmed contacts; there is no plan.
    pub fn new(seed: u64) -> Self {
        Self::with_limits(seed, Limits::default())
    }

    /// The same at a relay that keeps other amounts.
    pub fn with_limits(seed: u64, limits: Limits) -> Self {
        let (mut world, family) = World::family_with_limits(seed, limits);
        let invite = world[family.asha].vault().family_link("Mother", "ne", Sharing::OnRelease).unwrap();
        world.sync(family.asha);
        let page = FamilyPage::open(&world.relay, &invite.text, seed, world.clock.now());
        world.settle();
        let contacts = world[family.asha].vault().contacts().unwrap();
        assert!(contacts.iter().all(|contact| contact.status == ContactStatus::Confirmed), "{contacts:?}");
        let last = world.clock.millis();
        Self { world, family, mother: invite.contact, link: invite.text, page, last, seed }
    }

    /// The same with this plan armed, and a check-in with a place after it, of which everybody has heard.
    pub fn armed(seed: u64, draft: &PlanDraft) -> Self {
        let mut household = Self::new(seed);
        household.arm(draft);
        household
    }

    /// The same with a dossier, for which so many shares are needed.
    pub fn with_dossier(seed: u64, draft: &PlanDraft, shares: u8) -> Self {
        let mut household = Self::new(seed);
        household.seal(shares);
        household.arm(draft);
        household
    }

    /// Asha seals her dossier, and it goes to the relay.
    pub fn seal(&mut self, shares: u8) {
        let asha = self.family.asha;
        let vault = self.world[asha].vault();
        vault.set_dossier_field(DossierField::EMPLOYER, EMPLOYER).unwrap();
        vault.add_attachment("passport.jpg", "image/jpeg", &photo(70_000)).unwrap();
        vault.set_dossier_shares(shares).unwrap();
        vault.seal_dossier().unwrap();
        self.world.settle();
        let status = self.world[asha].vault().dossier_status().unwrap();
        assert_eq!(status.upload, DossierUpload::AtRelay);
    }

    /// Arms this plan, and checks in with a place after it.
    pub fn arm(&mut self, draft: &PlanDraft) {
        let asha = self.family.asha;
        self.world.arm(asha, draft);
        self.world.run_for(10 * MINUTE);
        self.check_in("leaving");
        self.world.run_for(30 * MINUTE);
        for who in self.world.everyone() {
            self.world.sync(who);
            self.world.take_events(who);
        }
    }

    /// Asha checks in with a place, and it reaches the relay at once.
    pub fn check_in(&mut self, note: &str) {
        let (asha, here) = (self.family.asha, place(7, self.world.clock.now()));
        let draft = CheckInDraft::new(CheckInState::Ok).with_note(note).with_place(here);
        self.world.try_check_in(asha, draft).unwrap();
        self.last = self.world.clock.millis();
        self.world.sync(asha);
    }

    /// Asha's phone is gone.
    pub fn gone(&self) {
        self.world[self.family.asha].link.cut();
    }

    /// When this step of the plan is due after the last check-in, by the world's clock.
    pub fn step_at(&self, draft: &PlanDraft, number: usize) -> u64 {
        let round = draft.timing.interval().saturating_add(draft.timing.grace());
        self.last + round.as_millis() + draft.steps[number - 1].delay.as_millis()
    }

    /// Time passes until then.
    pub fn run_to(&mut self, moment: u64) {
        let now = self.world.clock.millis();
        assert!(moment >= now, "that was {} min ago", (now - moment) / MINUTE);
        self.world.run_for(moment - now);
    }

    /// Someone's app looks for news now; the steps that it was told.
    pub fn heard(&mut self, who: Who) -> Vec<u8> {
        told(&self.events(who))
    }

    /// Someone's app looks for news now; what it was told of all.
    pub fn events(&mut self, who: Who) -> Vec<EventKind> {
        self.world.relay.tick();
        self.world.sync(who);
        self.world.take_events(who)
    }

    /// What Mother's page shows when it is opened now.
    pub fn look(&mut self) -> Shown {
        self.world.relay.tick();
        self.page.look(&self.world.relay, self.world.clock.now())
    }

    /// What a browser shows that has Mother's link and nothing else.
    pub fn look_again(&mut self) -> Shown {
        self.world.relay.tick();
        let mut page = FamilyPage::again(&self.link, self.seed ^ 0x6167);
        page.look(&self.world.relay, self.world.clock.now())
    }

    /// Two hours of peace after everything, for what is still on its way.
    pub fn rest(&mut self) {
        self.world.run_for(2 * HOUR);
    }
}
