//! What the contract says of several things done in one.

use crate::samples::{
    Shared, author, create_workflow, deploy, deployment_id, end, new_deployment, set, slug, whole_feed,
};
use domain::{Change, Deployment, DeploymentStatus, Revision, RowRevision, Subject, Target};
use store::{Author, SetAddress, Step, Store, StoreError};

fn lead(to: u64, expected: Option<RowRevision>) -> SetAddress {
    SetAddress { slug: slug(1), expected, target: Some(Target::only(deployment_id(to), author(1).at)) }
}

/// A redeploy of version 1: version 2 is made, 1 is deleted, and the address leads to 2.
fn redeploy(old: &Deployment, address: Option<RowRevision>) -> Vec<Step> {
    vec![
        Step::Deploy(new_deployment(6, 1, Revision::FIRST)),
        Step::Delete(end(old)),
        Step::SetAddress(lead(6, address)),
    ]
}

async fn first(store: &dyn Store) -> Deployment {
    create_workflow(store, 1, "a").await;
    let old = deploy(store, 5, 1).await;
    store.set_address(author(0), lead(5, None)).await.unwrap();
    old
}

pub async fn all_steps_are_done_under_one_reason(store: Shared) {
    let old = first(&*store).await;
    let because = Author { reason: Some("the new prompt".parse().unwrap()), ..author(3) };
    let entries = store.undertake(because.clone(), redeploy(&old, Some(RowRevision::FIRST))).await.unwrap();
    let [made, deleted, moved] = &entries[..] else { panic!("{entries:?}") };
    let Change::DeploymentCreated { deployment } = &made.change else { panic!("{made:?}") };
    assert_eq!((&deployment.reason, &made.reason), (&because.reason, &None), "a deployment keeps it itself");
    assert_eq!((&deleted.reason, &moved.reason), (&because.reason, &because.reason));
    assert!(entries.iter().all(|it| it.undertaking == Some(made.position)), "{entries:?}");
    assert_eq!(whole_feed(&*store).await[3..], entries);
    assert_eq!(store.deployment(old.id).await.unwrap(), None);
    let address = store.address(slug(1)).await.unwrap().unwrap();
    assert!(address.leads_to(deployment.id) && !address.leads_to(old.id));
    let history = store.history(Subject::Address(slug(1)), None, 9).await.unwrap();
    assert_eq!(history.len(), 2);
}

pub async fn one_step_that_cannot_be_done_undoes_them_all(store: Shared) {
    let old = first(&*store).await;
    let before = whole_feed(&*store).await;
    let stale = Deployment { row: RowRevision::new(9), ..old.clone() };
    for (steps, subject) in [
        (redeploy(&stale, Some(RowRevision::FIRST)), Subject::Deployment(old.id)),
        (redeploy(&old, None), Subject::Address(slug(1))),
        (redeploy(&old, Some(RowRevision::new(2))), Subject::Address(slug(1))),
        (
            vec![Step::Delete(end(&old)), Step::SetStatus(set(&old, DeploymentStatus::Paused))],
            Subject::Deployment(old.id),
        ),
    ] {
        let refused = store.undertake(author(2), steps).await;
        assert!(matches!(&refused, Err(StoreError::Conflict(it)) if *it == subject), "{refused:?}");
    }
    let to_the_deleted = vec![Step::Delete(end(&old)), Step::SetAddress(lead(5, Some(RowRevision::FIRST)))];
    let refused = store.undertake(author(2), to_the_deleted).await;
    assert!(matches!(&refused, Err(StoreError::NotFound(Subject::Deployment(it))) if *it == old.id), "{refused:?}");
    assert_eq!(whole_feed(&*store).await, before);
    assert_eq!(store.deployment(old.id).await.unwrap(), Some(old));
    assert_eq!(store.deployment(deployment_id(6)).await.unwrap(), None);
}

/// Deployments that are made of one workflow at once would be the same version.
pub async fn a_workflow_is_deployed_once_in_one(store: Shared) {
    first(&*store).await;
    let twice = [6, 7].map(|id| Step::Deploy(new_deployment(id, 1, Revision::FIRST)));
    let refused = store.undertake(author(2), twice.into()).await;
    assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
}

pub async fn nothing_to_do_is_done(store: Shared) {
    assert_eq!(store.undertake(author(1), Vec::new()).await.unwrap(), []);
    assert_eq!(whole_feed(&*store).await, []);
}
