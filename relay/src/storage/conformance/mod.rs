//! What every storage must do. `conformance!` stamps the suite over an implementation, topic by topic.

pub(crate) mod dossiers;
pub(crate) mod mailboxes;
pub(crate) mod plans;
pub(crate) mod routes;
pub(crate) mod timers;

use wayhome_protocol::cell::WireCell;
use wayhome_protocol::ids::{ReceiveId, SendId, Tag};
use wayhome_protocol::keys::CapabilityHash;

use super::*;

/// One transaction that returns a value.
pub(crate) fn transact<T>(
    storage: &mut dyn Storage,
    mut work: impl FnMut(&mut dyn Tables) -> Result<T, StorageError>,
) -> T {
    let mut value = None;
    storage
        .transaction(&mut |tables| {
            value = Some(work(tables)?);
            Ok(())
        })
        .unwrap();
    value.unwrap()
}

pub(super) const ASHA: ReceiveId = ReceiveId::from_bytes([1; 16]);
pub(super) const BEN: ReceiveId = ReceiveId::from_bytes([2; 16]);
pub(super) const TO_ASHA: SendId = SendId::from_bytes([3; 16]);
pub(super) const TO_BEN: SendId = SendId::from_bytes([4; 16]);

pub(super) fn cell(tag: u8, rest: u8) -> WireCell {
    let mut bytes = [rest; 1_024];
    bytes[..16].fill(tag);
    WireCell::from_bytes(bytes)
}

pub(super) fn tag(byte: u8) -> Tag {
    Tag::from_bytes([byte; 16])
}

pub(super) fn two_readers(tables: &mut dyn Tables) -> Result<(), StorageError> {
    let capability_hash = CapabilityHash::from_bytes([9; 32]);
    for (receive_id, send_id) in [(ASHA, TO_ASHA), (BEN, TO_BEN)] {
        tables.put_reader(&receive_id, &Reader { capability_hash, highest_count: 0 })?;
        tables.put_mailbox(&send_id, &Mailbox { receive_id, capability_hash, discard: false })?;
    }
    Ok(())
}

pub(super) fn add(
    tables: &mut dyn Tables,
    send_id: SendId,
    cell: &WireCell,
    minute: u32,
) -> Result<u64, StorageError> {
    let receive_id = if send_id == TO_ASHA { ASHA } else { BEN };
    tables.add_cell(&NewCell {
        send_id,
        receive_id,
        cell,
        arrival_minute: minute,
        service_minute: minute,
        age_s: 7,
        ring: 2,
    })
}

/// Stamps the suite: `conformance!(name, || storage)`. The second argument makes a new storage, and may
/// return something that must outlive it.
macro_rules! conformance {
    ($name:ident, $make:expr) => {
        mod $name {
            use super::*;
            use crate::storage::conformance;

            $crate::storage::conformance::conformance!(@each $make, mailboxes,
                a_new_storage_knows_nobody,
                what_is_put_is_found_again,
                a_failed_transaction_leaves_nothing,
                a_failed_step_undoes_itself_only,
                a_cell_comes_back_as_it_was_stored,
                a_reader_finds_own_cells_after_the_cursor_in_order,
                an_id_is_never_given_twice,
                ids_are_raised_before_the_first_cell_and_later_and_never_lowered,
                wanted_cells_are_the_readers_own_and_oldest_first,
                only_cells_that_were_handed_out_are_deleted_by_tag,
                a_cell_is_deleted_by_its_own_reader_only,
                old_cells_go_and_young_ones_stay,
                what_was_acknowledged_is_remembered_cell_by_cell_and_mailbox_by_mailbox,
                of_what_was_acknowledged_the_last_are_remembered_and_the_old_are_forgotten,
                a_closed_mailbox_takes_its_own_cells_and_parts_along,
                thinning_drops_every_second_of_the_older_parts,
                relay_parts_of_one_mailbox_are_deleted_together,
            );
            $crate::storage::conformance::conformance!(@each $make, timers,
                a_timer_comes_back_as_it_was_stored,
                a_timers_keys_are_replaced_place_by_place,
                a_timer_moves_only_from_where_it_was_seen,
                due_timers_are_those_whose_deadline_has_come_the_longest_due_first,
                armed_timers_are_paged_in_the_order_of_their_ids,
                a_drill_moves_only_from_where_it_was_seen_and_ends,
                an_alias_is_its_readers_own_leads_to_one_timer_and_goes_to_whoever_took_it_last,
                counters_of_touch_keys_that_went_are_kept_for_the_last_of_them,
                hold_counters_are_kept_for_each_timer_and_key,
                absences_are_told_one_after_another_and_each_by_one_node,
                gaps_come_back_in_their_order_and_are_replaced_together,
                newcomers_wait_each_for_their_time_and_are_told_by_one_node,
            );
            $crate::storage::conformance::conformance!(@each $make, plans,
                a_plan_comes_back_as_it_was_stored,
                timers_that_told_a_step_are_found_by_the_mailboxes_of_what_is_armed,
                plans_that_guess_a_mailboxs_capability_crowd_out_none_that_knows_it,
                a_removed_plan_takes_its_cells_along_and_no_other,
                idle_plans_are_those_neither_armed_nor_practised,
            );
            $crate::storage::conformance::conformance!(@each $make, dossiers,
                a_dossier_and_its_chunks_come_back_as_they_were_stored,
                an_idle_dossier_is_named_by_no_plan_and_was_not_released,
                old_dossiers_go_and_named_or_lately_released_ones_stay,
            );
            $crate::storage::conformance::conformance!(@each $make, routes,
                a_route_comes_back_as_it_was_stored,
                routes_are_found_by_reader_timer_number_and_token,
                a_removed_route_takes_its_messages_along,
                readers_routes_that_stay_unconfirmed_go_with_their_messages,
                a_route_gets_one_message_for_each_key,
                what_is_known_of_a_message_comes_back,
                due_messages_are_those_of_the_kind_that_nobody_is_at,
                a_route_that_is_not_confirmed_gets_questions_and_thanks_only,
                old_messages_go_by_purpose_done_ones_and_waiting_ones_apart,
                words_of_phones_that_were_asked_and_did_not_agree_go,
                what_goes_out_by_other_routes_of_a_kind_is_known,
                events_are_counted_since_a_time_and_refusals_kept_until_one,
            );
        }
    };
    (@each $make:expr, $topic:ident, $($test:ident,)+) => {
        $(#[test]
        fn $test() {
            let (_kept, storage) = $make();
            conformance::$topic::$test(storage);
        })+
    };
}
pub(crate) use conformance;
