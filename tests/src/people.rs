//! The people of the stories, always the same.

/// Who someone is before they have a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Profile {
    /// Their name.
    pub name: &'static str,
    /// Their language, a BCP 47 tag.
    pub language: &'static str,
    /// Their PIN.
    pub pin: &'static str,
    /// What their phone's device key is drawn from.
    pub device_seed: u64,
}

const fn profile(name: &'static str, language: &'static str, device_seed: u64) -> Profile {
    Profile { name, language, pin: "482913", device_seed }
}

/// The worker.
pub const fn asha() -> Profile {
    profile("Asha", "ne", 101)
}

/// Her brother.
pub const fn ben() -> Profile {
    profile("Ben", "en", 102)
}

/// A volunteer.
pub const fn chandra() -> Profile {
    profile("Chandra", "hi", 103)
}

/// Six more, so that the circle can be as large as it may be.
pub const fn others() -> [Profile; 6] {
    [
        profile("Dalia", "ar", 104),
        profile("Emeka", "ig", 105),
        profile("Farid", "fa", 106),
        profile("Grace", "sw", 107),
        profile("Hana", "cs", 108),
        profile("Ines", "pt", 109),
    ]
}
