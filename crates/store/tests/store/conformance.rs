//! Runs every sentence of the contract against every engine.

use crate::{
    addresses, concurrency, deployments, execution_keys, execution_parts, execution_races, executions, feed, graphs,
    retiring, settings, undertakings, workflows,
};
use store::{SledStore, memory_store};

macro_rules! conformance {
    ($($topic:ident::$sentence:ident,)*) => {
        mod in_memory {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $sentence() {
                super::$topic::$sentence(super::memory_store().unwrap()).await;
            })*
        }

        mod in_sled {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $sentence() {
                let folder = tempfile::tempdir().unwrap();
                super::$topic::$sentence(super::SledStore::open(folder.path()).unwrap().shared()).await;
                let blobs = std::fs::read_dir(folder.path().join("blobs")).unwrap();
                assert_eq!(blobs.count(), 0, "sled never makes the files in `blobs/` durable");
            })*
        }
    };
}

conformance! {
    workflows::a_new_one_is_at_revision_1_and_its_bytes_are_kept,
    workflows::a_save_makes_the_next_revision_and_keeps_the_older_bytes,
    workflows::a_stale_write_is_a_conflict_and_changes_nothing,
    workflows::a_rename_leaves_the_revision,
    workflows::a_deleted_one_is_gone_and_its_deployments_stay,
    workflows::an_id_is_used_once,
    workflows::lists_page_in_the_order_of_ids,
    deployments::a_new_one_is_the_saved_revision_running,
    deployments::only_the_revision_that_was_checked_is_deployed,
    deployments::versions_are_never_reused,
    deployments::a_status_is_set_with_its_time,
    deployments::a_rename_leaves_the_snapshot,
    deployments::a_stale_change_is_a_conflict_and_changes_nothing,
    deployments::a_deleted_id_stays_dead,
    deployments::the_last_words_of_a_name_fit,
    retiring::a_delete_is_undone_within_ten_seconds,
    retiring::a_deleted_one_is_deployed_again_from_its_snapshot,
    retiring::a_forgotten_snapshot_goes_with_its_secrets,
    retiring::bytes_that_something_names_stay,
    addresses::one_leads_where_it_was_set,
    addresses::a_stale_change_of_one_is_a_conflict,
    addresses::lists_of_them_page_in_the_order_of_slugs,
    addresses::a_request_is_accepted_where_the_address_leads_in_that_commit,
    undertakings::all_steps_are_done_under_one_reason,
    undertakings::one_step_that_cannot_be_done_undoes_them_all,
    undertakings::a_workflow_is_deployed_once_in_one,
    undertakings::nothing_to_do_is_done,
    feed::each_write_appends_the_entry_it_returns,
    feed::a_refused_write_appends_nothing,
    feed::a_reader_pages_through_it,
    feed::waiting_ends_when_it_grows,
    feed::it_is_a_window_and_history_outlives_it,
    feed::a_history_is_bounded_and_pages_backwards,
    graphs::unknown_bytes_are_none,
    graphs::sixteen_mebibytes_come_back,
    graphs::bytes_that_do_not_bear_their_name_are_refused,
    concurrency::sixty_four_togglers_lose_no_update,
    concurrency::versions_of_concurrent_deploys_are_distinct,
    concurrency::a_dropped_write_happens_all_the_same,
    concurrency::readers_never_run_ahead_of_the_feed,
    executions::an_accepted_one_waits_with_its_version_digest_and_engine,
    executions::one_is_begun_in_the_commit_that_accepts_it,
    executions::a_paused_deployment_refuses_and_a_held_one_lets_wait,
    executions::a_hindered_deployment_accepts_nothing,
    executions::a_deleted_deployment_is_not_found_and_begins_nothing,
    executions::an_id_in_use_is_a_conflict,
    executions::a_test_of_a_workflow_runs_what_it_says,
    executions::a_claim_holds_until_its_lease_runs_out,
    executions::an_end_is_written_once_with_what_is_kept_of_it,
    executions::one_that_is_given_back_waits_again,
    executions::a_cancel_ends_what_waits_and_is_kept_of_what_runs,
    executions::one_that_was_to_be_cancelled_is_cancelled_by_the_next_claim,
    executions::a_callback_is_noted_where_there_is_one_to_be_made,
    executions::what_is_over_is_removed_with_all_that_is_kept_of_it,
    executions::executions_page_in_the_order_of_ids,
    execution_keys::the_same_request_again_is_the_same_execution,
    execution_keys::a_refused_request_keeps_no_key,
    execution_keys::an_expired_key_counts_as_not_there,
    execution_keys::keys_are_forgotten_when_their_time_is_over,
    execution_keys::secrets_come_before_their_deployment_and_go_with_its_snapshot,
    settings::settings_are_put_replaced_and_removed,
    settings::a_setting_that_was_written_meanwhile_is_a_conflict,
    settings::long_settings_come_back_whole_and_longer_ones_are_refused,
    settings::settings_of_a_deployment_go_with_its_forgotten_snapshot,
    execution_parts::parts_of_every_length_come_back,
    execution_parts::an_artefact_of_sixteen_mebibytes_comes_back,
    execution_parts::a_part_is_what_was_put_last,
    execution_parts::a_refused_write_leaves_the_parts_as_they_are,
    execution_parts::too_many_parts_are_refused,
    execution_races::none_is_accepted_or_begun_after_a_pause_was_acknowledged,
    execution_races::one_of_many_claims_begins,
    execution_races::one_of_many_requests_with_one_key_is_accepted,
}
