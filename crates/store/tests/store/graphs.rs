//! What the contract says of graphs' bytes.

use crate::samples::{Shared, author, new_workflow, whole_feed};
use bytes::Bytes;
use domain::Digest;
use store::StoreError;

pub async fn unknown_bytes_are_none(store: Shared) {
    assert_eq!(store.graph(Digest::of(b"never kept")).await.unwrap(), None);
}

pub async fn sixteen_mebibytes_come_back(store: Shared) {
    for (number, length) in [(1, 0), (2, 3_999), (3, 4_000), (4, 4_001), (5, 16 * 1_024 * 1_024)] {
        let bytes: Bytes = (0..length).map(|at: u32| at.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
        store.create_workflow(author(0), new_workflow(number, bytes.clone())).await.unwrap();
        let kept = store.graph(Digest::of(&bytes)).await.unwrap().unwrap();
        assert!(kept == bytes, "{length} bytes");
    }
}

pub async fn bytes_that_do_not_bear_their_name_are_refused(store: Shared) {
    let mut new = new_workflow(1, "a");
    new.bytes = Bytes::from_static(b"b");
    let refused = store.create_workflow(author(0), new).await;
    assert!(matches!(refused, Err(StoreError::Corrupt { table: "graphs", .. })), "{refused:?}");
    assert!(whole_feed(&*store).await.is_empty());
}
