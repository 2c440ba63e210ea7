//! Runs every sentence of the contract against every engine.

use crate::{concurrency, deployments, feed, graphs, workflows};
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
}
