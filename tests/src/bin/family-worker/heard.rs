//! What the page has sent: hellos and replies on the chains of its instances, receipts of what it fetched and opened.

use wayhome_protocol::chain::{ChainPlace, Direction, Instance};
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::fetch_request::{FetchAnswer, FetchRequest};
use wayhome_protocol::message::{Message, ReceiptState, ReplyKind};
use wayhome_protocol::parts::Assembly;
use wayhome_protocol::receipt::open_receipt;
use wayhome_protocol::receiving::ReceivingChain;

use crate::phone::Phone;

impl Phone {
    /// In the order of arrival: `hello 0`, `seen 0`, `text 0: words`, `fetched EVENT`, `opened EVENT`.
    pub(crate) fn heard(&mut self) -> Vec<String> {
        let root = self.link.derive_root();
        let now = self.now();
        let chains: Vec<(u8, ReceivingChain)> = (0..8)
            .map(|number| {
                let place = ChainPlace {
                    direction: Direction::ContactToWorker,
                    origin: Self::main_origin(),
                    instance: Instance::new(number).unwrap(),
                };
                (number, ReceivingChain::new(root.derive_chain(place), now))
            })
            .collect();
        let mut heard = Vec::new();
        let mut assemblies: Vec<Assembly> = Vec::new();
        let mut cursor = 0;
        loop {
            let request = FetchRequest {
                reading: self.reading(),
                cursor,
                relay_seq: 0,
                acknowledged: Vec::new(),
                looked: false,
            };
            let answer = self.post("v1/fetch", &request.encode().unwrap(), 16_928);
            let answer = FetchAnswer::decode(&answer).unwrap();
            for item in &answer.items {
                cursor = item.id;
                if item.send_id != self.link.send_id(Direction::ContactToWorker) {
                    continue;
                }
                for (event, receipt_root) in &self.roots {
                    for (state, word) in
                        [(ReceiptState::Fetched, "fetched"), (ReceiptState::Opened, "opened")]
                    {
                        if open_receipt(receipt_root, state, &item.cell)
                            .is_ok_and(|said| said.event == *event)
                        {
                            heard.push(format!("{word} {}", event.to_hex()));
                        }
                    }
                }
                for (number, chain) in &chains {
                    let Some((_, step)) = chain.tags().find(|(tag, _)| *tag == item.cell.tag()) else {
                        continue;
                    };
                    let key = chain.message_key(step).unwrap();
                    let body = item.cell.open(&key, Direction::ContactToWorker).unwrap();
                    let at = assemblies.iter().position(|known| known.event() == body.event).unwrap_or_else(
                        || {
                            assemblies.push(Assembly::new(body.event));
                            assemblies.len() - 1
                        },
                    );
                    let Some(whole) = assemblies[at].insert(body).unwrap() else { continue };
                    heard.push(said(*number, &Envelope::decode(&whole).unwrap().message));
                }
            }
            if !answer.more {
                return heard;
            }
        }
    }
}

fn said(instance: u8, message: &Message) -> String {
    match message {
        Message::Hello { .. } => format!("hello {instance}"),
        Message::Reply { reply: ReplyKind::Seen, .. } => format!("seen {instance}"),
        Message::Reply { reply: ReplyKind::OnIt, .. } => format!("on it {instance}"),
        Message::Reply { reply: ReplyKind::Text(text), .. } => format!("text {instance}: {text}"),
        other => format!("{other:?}"),
    }
}
