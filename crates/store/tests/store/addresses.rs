//! What the contract says of addresses.

use crate::execution_samples::new_execution;
use crate::samples::{Shared, author, create_workflow, deploy, deployment_id, end, slug};
use domain::{Address, Digest, RowRevision, Slug, Subject, Target, Trial};
use store::{Acceptance, NewExecution, NewRun, Once, SetAddress, StoreError, Through};

fn lead(number: u64, to: u64, expected: Option<u64>) -> SetAddress {
    let target = Some(Target::only(deployment_id(to), author(1).at));
    SetAddress { slug: slug(number), expected: expected.map(RowRevision::new), target }
}

pub async fn one_leads_where_it_was_set(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    deploy(&*store, 5, 1).await;
    deploy(&*store, 6, 1).await;
    assert_eq!(store.address(slug(1)).await.unwrap(), None);
    store.set_address(author(1), lead(1, 5, None)).await.unwrap();
    let trial = Trial { deployment: deployment_id(6), share: 10.try_into().unwrap(), since: author(2).at, limit: None };
    let target = Target { trial: Some(trial), ..Target::only(deployment_id(5), author(1).at) };
    let split = SetAddress { target: Some(target), ..lead(1, 5, Some(1)) };
    store.set_address(author(2), split).await.unwrap();
    let expected = Address { slug: slug(1), target: Some(target), row: RowRevision::new(2) };
    assert_eq!(store.address(slug(1)).await.unwrap(), Some(expected));
    let removed = SetAddress { target: None, ..lead(1, 5, Some(2)) };
    store.set_address(author(3), removed).await.unwrap();
    assert_eq!(store.address(slug(1)).await.unwrap().unwrap().target, None);
    assert_eq!(store.history(Subject::Address(slug(1)), None, 9).await.unwrap().len(), 3);
    store.set_address(author(4), lead(1, 6, Some(3))).await.unwrap();
    assert_eq!(store.history(Subject::Address(slug(1)), None, 9).await.unwrap().len(), 4, "it was there before");
}

pub async fn a_stale_change_of_one_is_a_conflict(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    deploy(&*store, 5, 1).await;
    store.set_address(author(1), lead(1, 5, None)).await.unwrap();
    for expected in [None, Some(2)] {
        let refused = store.set_address(author(2), lead(1, 5, expected)).await;
        assert!(matches!(&refused, Err(StoreError::Conflict(Subject::Address(it))) if *it == slug(1)), "{refused:?}");
    }
    let refused = store.set_address(author(2), lead(2, 9, None)).await;
    assert!(matches!(refused, Err(StoreError::NotFound(Subject::Deployment(_)))), "{refused:?}");
    assert_eq!(store.addresses(None, 9).await.unwrap().len(), 1);
}

pub async fn lists_of_them_page_in_the_order_of_slugs(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    deploy(&*store, 5, 1).await;
    for number in [3, 1, 12, 2] {
        store.set_address(author(1), lead(number, 5, None)).await.unwrap();
    }
    let slugs = |page: Vec<Address>| page.into_iter().map(|it| it.slug).collect::<Vec<Slug>>();
    assert_eq!(slugs(store.addresses(None, 2).await.unwrap()), [slug(1), slug(12)]);
    assert_eq!(slugs(store.addresses(Some(slug(12)), 9).await.unwrap()), [slug(2), slug(3)]);
}

/// A request that was led by what has changed meanwhile is led anew: none is accepted by a version that is not live.
pub async fn a_request_is_accepted_where_the_address_leads_in_that_commit(store: Shared) {
    create_workflow(&*store, 1, "a").await;
    let old = deploy(&*store, 5, 1).await;
    deploy(&*store, 6, 1).await;
    store.set_address(author(1), lead(1, 5, None)).await.unwrap();
    let once = |key: u64| Once { key: Digest::of(&[key as u8]), body: Digest::of(b"b"), until: author(9_999).at };
    let called = |id, to, row, key| NewExecution {
        of: NewRun::Deployment(deployment_id(to)),
        through: Some(Through { slug: slug(1), row: RowRevision::new(row) }),
        once: Some(once(key)),
        ..new_execution(id)
    };
    let accepted = store.accept_execution(called(1, 5, 1, 1)).await.unwrap();
    let Acceptance::Accepted(execution) = accepted else { panic!("{accepted:?}") };
    store.set_address(author(2), lead(1, 6, Some(1))).await.unwrap();
    store.delete_deployment(author(2), end(&old)).await.unwrap();
    assert_eq!(store.accept_execution(called(2, 5, 1, 2)).await.unwrap(), Acceptance::Moved);
    assert!(matches!(store.accept_execution(called(2, 6, 2, 2)).await.unwrap(), Acceptance::Accepted(_)));
    let again = store.accept_execution(called(3, 6, 2, 1)).await.unwrap();
    assert_eq!(again, Acceptance::Known(execution.id), "an address remembers what it was asked");
}
