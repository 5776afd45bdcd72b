//! A small dossier: some fields, a picture and a paper, in as many chunks as they take.

use wayhome_protocol::dossier::{CHUNK, WrappedKey, chunk_count, seal_chunk};
use wayhome_protocol::dossier_access::DossierAccess;
use wayhome_protocol::dossier_content::{AttachmentEntry, DossierContent, DossierField};
use wayhome_protocol::dossier_request::{
    DossierPutAnswer, DossierPutOutcome, DossierPutRequest, SealedChunk,
};
use wayhome_protocol::group::{Ring, Row};
use wayhome_protocol::ids::DossierId;
use wayhome_protocol::keys::{
    ContactPart, DossierKey, DossierRelayPart, MeetingSecret, ReadingCapability, RelayPart,
};
use wayhome_protocol::meeting::GivenShare;
use wayhome_protocol::register_request::{RegisterEntry, RegisterRequest};
use wayhome_protocol::request::Reading;
use wayhome_protocol::shares::{Share, split_part};
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::uploaded_plan::PlanDossier;

use crate::phone::{Phone, dice, random};

/// A picture of one red pixel: enough for a browser to show.
const PICTURE: &[u8] = &[
    0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x01, 0x00, 0x01, 0x00, 0x80, 0x00, 0x00, 0xb0, 0x20, 0x20, 0xff,
    0xff, 0xff, 0x2c, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00, 0x02, 0x02, 0x44, 0x01, 0x00,
    0x3b,
];
/// Long enough for a third chunk.
const PAPER: usize = 140_000;

/// What the phone keeps of it.
pub(crate) struct Dossier {
    id: DossierId,
    reading: [u8; 32],
    relay_part: [u8; 32],
    wrapped: WrappedKey,
    shares: Vec<Share>,
    needed: u8,
    generation: u32,
    meeting: [u8; 32],
}

impl Dossier {
    pub(crate) fn upload(phone: &mut Phone, needed: u8) -> Self {
        let mut rng = dice();
        let id = DossierId::make_random(&mut rng);
        let key = DossierKey::make_random(&mut rng);
        let contact_part = ContactPart::make_random(&mut rng);
        let relay_part: [u8; 32] = random();
        let reading: [u8; 32] = random();
        let generation = phone.generation;
        let wrapped = WrappedKey::seal(
            &key,
            &contact_part,
            &DossierRelayPart::from_bytes(relay_part),
            id,
            generation,
            &mut rng,
        );
        let content = content(phone);
        let count = chunk_count(content.len() as u64).unwrap();
        let empty: &[u8] = &[];
        for index in 0..count {
            let chunk = content.chunks(CHUNK).nth(index as usize).unwrap_or(empty);
            let sealed = seal_chunk(&key, id, index, count, chunk, &mut rng).unwrap();
            let request = DossierPutRequest {
                reading: phone.reading(),
                dossier: id,
                index,
                count,
                readers: ReadingCapability::from_bytes(reading).hash(),
                chunk: SealedChunk::from_bytes(sealed).unwrap(),
            };
            let answer = phone.post("v1/dossier/put", &request.encode(), 32);
            assert_eq!(DossierPutAnswer::decode(&answer).unwrap().outcome, DossierPutOutcome::Done);
        }
        let shares = split_part(&contact_part, needed, 2, &mut rng).unwrap();
        Self { id, reading, relay_part, wrapped, shares, needed, generation, meeting: random() }
    }

    pub(crate) fn of_plan(&self) -> PlanDossier {
        PlanDossier {
            dossier: self.id,
            relay_part: DossierRelayPart::from_bytes(self.relay_part),
            generation: self.generation,
        }
    }

    pub(crate) fn access(&self, person: usize) -> DossierAccess {
        DossierAccess {
            dossier: self.id,
            reading: ReadingCapability::from_bytes(self.reading),
            wrapped: self.wrapped.clone(),
            share: self.shares[person].clone(),
            needed: self.needed,
            holders: 2,
            generation: self.generation,
            meeting: (self.needed > 1).then(|| MeetingSecret::from_bytes(self.meeting)),
        }
    }
}

fn content(phone: &Phone) -> Vec<u8> {
    let field = |number: u8, text: &str| (DossierField::from_number(number).unwrap(), text.to_owned());
    let entry = |name: &str, media_type: &str, length: usize| AttachmentEntry {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        length: length as u32,
    };
    let head = DossierContent {
        fields: vec![
            field(1, "Asha Tamang, born 12 March 1998, from Sindhuli"),
            field(3, "Sunrise Homes LLC\nManager: Mr Khalid"),
            field(4, "Bright Future Manpower, Kathmandu. We met through a cousin."),
            field(5, "Housemaid, 1,200 a month, one day free a week"),
            field(6, "Villa 14, Street 9, Al Barsha, Dubai"),
            field(8, "My brother Ben: +977 1 555 0100"),
        ],
        attachments: vec![
            entry("passport.gif", "image/gif", PICTURE.len()),
            entry("contract.html", "text/html", PAPER),
        ],
        time: phone.now(),
    };
    let mut bytes = head.encode_head().unwrap();
    bytes.extend_from_slice(PICTURE);
    bytes.extend(b"<script>document.title='owned'</script>".iter().cycle().take(PAPER));
    bytes
}

impl Phone {
    /// The other contact gives their share at the meeting.
    pub(crate) fn share_of_other(&mut self) -> Option<()> {
        let dossier = self.dossier.as_ref()?;
        let meeting = MeetingSecret::from_bytes(dossier.meeting);
        let given = GivenShare {
            dossier: dossier.id,
            generation: dossier.generation,
            share: dossier.shares[1].clone(),
        };
        let cell = given.seal(&meeting, self.now(), &mut dice());
        let open = RegisterEntry::OpenMailbox {
            id: meeting.send_id(),
            capability: meeting.derive_send_capability().hash(),
        };
        let reading =
            Reading { receive_id: meeting.receive_id(), capability: meeting.derive_receive_capability() };
        let request = RegisterRequest { reading, entries: vec![open] };
        self.post("v1/register", &request.encode().unwrap(), 32);
        let row = Row {
            send_id: meeting.send_id(),
            capability: meeting.derive_send_capability(),
            ring: Ring::None,
            relay_part: RelayPart::from_bytes(random()),
            cell,
        };
        self.sync(vec![row], TimerCommand::noop());
        Some(())
    }
}
