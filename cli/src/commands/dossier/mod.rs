//! Dossiers: what a worker seals before leaving, and what a contact is given of it.

mod own;
mod released;

pub(crate) use own::run as own;
pub(crate) use released::{run as released, stands};

use wayhome::DossierField;

/// What a field is called for people.
pub(crate) fn title(field: DossierField) -> &'static str {
    match field {
        DossierField::WHO_I_AM => "Who I am",
        DossierField::PAPERS => "Papers",
        DossierField::EMPLOYER => "Employer",
        DossierField::RECRUITER => "Recruiter, and how we met",
        DossierField::PROMISED_JOB => "Promised job and pay",
        DossierField::ADDRESS => "Address",
        DossierField::ROUTE => "Route and tickets",
        DossierField::PEOPLE_TO_CALL => "People to call",
        DossierField::NOTES => "Notes",
        _ => "Other",
    }
}
