//! Arbitrary writes against a model that is too simple to be wrong.
//!
//! The model keeps rows in maps and changes them by the feed's entries alone,
//! as the catalogue does: so the property is also that the feed tells all.

use crate::arbitrary::run;
use crate::samples::{
    author, deployment_id, facts, name, new_deployment, new_workflow, save, slug, whole_feed, workflow_id,
};
use domain::{
    Address, Change, Deployment, DeploymentId, DeploymentStatus, EngineKind, FeedEntry, Origin, PauseMode, Position,
    Retired, Revision, RowRevision, Slug, Target, Version, Workflow, WorkflowId,
};
use proptest::prelude::{Strategy, any, prop_oneof};
use std::{collections::BTreeMap, path::Path, sync::Arc};
use store::{
    DeleteDeployment, DeleteWorkflow, NewDeployment, RenameDeployment, RenameWorkflow, SetAddress, SetStatus,
    SledStore, Source, Store, StoreError, memory_store,
};

/// One step. Few ids, so that steps meet; `stale` asks with a row that nobody has seen.
#[derive(Debug, Clone)]
enum Step {
    CreateWorkflow {
        id: u64,
        graph: u8,
    },
    SaveWorkflow {
        id: u64,
        graph: u8,
        stale: bool,
    },
    RenameWorkflow {
        id: u64,
        stale: bool,
    },
    DeleteWorkflow {
        id: u64,
        stale: bool,
    },
    Deploy {
        id: u64,
        of: u64,
        stale: bool,
    },
    SetStatus {
        id: u64,
        status: DeploymentStatus,
        stale: bool,
    },
    RenameDeployment {
        id: u64,
        stale: bool,
    },
    DeleteDeployment {
        id: u64,
        stale: bool,
    },
    Restore {
        id: u64,
    },
    Forget {
        id: u64,
    },
    RollBack {
        id: u64,
        to: u64,
    },
    SetAddress {
        slug: u64,
        to: u64,
        stale: bool,
    },
    /// In one: a deployment is made, another deleted, and an address moved.
    Redeploy {
        id: u64,
        of: u64,
        old: u64,
        slug: u64,
        stale: bool,
    },
    Sweep,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let id = || 0_u64..6;
    let stale = || proptest::bool::weighted(0.1);
    let status = any::<bool>().prop_map(|on| if on { DeploymentStatus::Running } else { DeploymentStatus::Paused });
    prop_oneof![
        3 => (id(), any::<u8>()).prop_map(|(id, graph)| Step::CreateWorkflow { id, graph }),
        3 => (id(), any::<u8>(), stale()).prop_map(|(id, graph, stale)| Step::SaveWorkflow { id, graph, stale }),
        1 => (id(), stale()).prop_map(|(id, stale)| Step::RenameWorkflow { id, stale }),
        1 => (id(), stale()).prop_map(|(id, stale)| Step::DeleteWorkflow { id, stale }),
        4 => (id(), id(), stale()).prop_map(|(id, of, stale)| Step::Deploy { id, of, stale }),
        4 => (id(), status, stale()).prop_map(|(id, status, stale)| Step::SetStatus { id, status, stale }),
        1 => (id(), stale()).prop_map(|(id, stale)| Step::RenameDeployment { id, stale }),
        1 => (id(), stale()).prop_map(|(id, stale)| Step::DeleteDeployment { id, stale }),
        1 => id().prop_map(|id| Step::Restore { id }),
        1 => id().prop_map(|id| Step::Forget { id }),
        2 => (6_u64..12, id()).prop_map(|(id, to)| Step::RollBack { id, to }),
        2 => (0_u64..2, id(), stale()).prop_map(|(slug, to, stale)| Step::SetAddress { slug, to, stale }),
        3 => (12_u64..20, id(), id(), 0_u64..2, stale())
            .prop_map(|(id, of, old, slug, stale)| Step::Redeploy { id, of, old, slug, stale }),
        1 => proptest::strategy::Just(Step::Sweep),
        1 => proptest::strategy::Just(Step::Reopen),
    ]
}

#[derive(Debug, Default)]
struct Model {
    workflows: BTreeMap<WorkflowId, Workflow>,
    deployments: BTreeMap<DeploymentId, Deployment>,
    retired: BTreeMap<DeploymentId, Retired>,
    addresses: BTreeMap<Slug, Address>,
    used: Vec<[u8; 16]>,
    versions: BTreeMap<WorkflowId, u32>,
    feed: Vec<FeedEntry>,
}

/// What the model says of a step before it is done.
#[derive(Debug, PartialEq, Eq)]
enum Expected {
    Written,
    NotFound,
    Conflict,
}

impl Model {
    fn row(&self, id: u64) -> Option<RowRevision> {
        self.workflows.get(&workflow_id(id)).map(|row| row.row)
    }

    fn deployment_row(&self, id: u64) -> Option<RowRevision> {
        self.deployments.get(&deployment_id(id)).map(|row| row.row)
    }

    fn address_row(&self, number: u64) -> Option<RowRevision> {
        self.addresses.get(&slug(number)).map(|it| it.row)
    }

    /// Whether the snapshot of a deleted one is kept.
    fn keeps(&self, id: u64) -> Option<&Retired> {
        self.retired.get(&deployment_id(id)).filter(|it| !it.is_forgotten)
    }

    fn expected(&self, step: &Step, second: i64) -> Expected {
        let found = |row: Option<RowRevision>, stale: bool| match row {
            None => Expected::NotFound,
            Some(_) if stale => Expected::Conflict,
            Some(_) => Expected::Written,
        };
        let new = |id: &[u8; 16]| if self.used.contains(id) { Expected::Conflict } else { Expected::Written };
        match step {
            Step::CreateWorkflow { id, .. } => new(&tagged(b'w', workflow_id(*id).as_bytes())),
            Step::SaveWorkflow { id, stale, .. }
            | Step::RenameWorkflow { id, stale }
            | Step::DeleteWorkflow { id, stale } => found(self.row(*id), *stale),
            Step::Deploy { id, of, stale } => match new(&tagged(b'd', deployment_id(*id).as_bytes())) {
                Expected::Written => found(self.row(*of), *stale),
                refused => refused,
            },
            Step::SetStatus { id, stale, .. }
            | Step::RenameDeployment { id, stale }
            | Step::DeleteDeployment { id, stale } => found(self.deployment_row(*id), *stale),
            Step::Restore { id } => match self.keeps(*id) {
                Some(it) if it.can_be_restored(author(second).at) => Expected::Written,
                _ => Expected::NotFound,
            },
            Step::Forget { id } => {
                if self.keeps(*id).is_some() {
                    Expected::Written
                } else {
                    Expected::NotFound
                }
            }
            Step::RollBack { id, to } => match new(&tagged(b'd', deployment_id(*id).as_bytes())) {
                Expected::Written if self.keeps(*to).is_none() => Expected::NotFound,
                expected => expected,
            },
            Step::SetAddress { stale: true, .. } => Expected::Conflict,
            Step::SetAddress { to, .. } => found(self.deployment_row(*to), false),
            Step::Redeploy { id, of, old, slug: _, stale } => {
                let steps = [
                    self.expected(&Step::Deploy { id: *id, of: *of, stale: false }, second),
                    self.expected(&Step::DeleteDeployment { id: *old, stale: false }, second),
                    if *stale { Expected::Conflict } else { Expected::Written },
                ];
                steps.into_iter().find(|it| *it != Expected::Written).unwrap_or(Expected::Written)
            }
            Step::Sweep | Step::Reopen => Expected::Written,
        }
    }

    /// Changes the model by what the store says has happened.
    fn follow(&mut self, entry: FeedEntry) {
        assert_eq!(entry.position, Position::new(self.feed.len() as u64 + 1));
        match entry.change.clone() {
            Change::WorkflowCreated { workflow } => {
                self.used.push(tagged(b'w', workflow.id.as_bytes()));
                self.workflows.insert(workflow.id, workflow);
            }
            Change::WorkflowSaved { before, after } => {
                assert_eq!(after.revision, before.revision.next());
                assert_eq!(self.workflows.insert(after.id, after), Some(before));
            }
            Change::WorkflowRenamed { before, after } => {
                assert_eq!((after.revision, after.digest), (before.revision, before.digest));
                assert_eq!(self.workflows.insert(after.id, after), Some(before));
            }
            Change::WorkflowDeleted { before } => assert_eq!(self.workflows.remove(&before.id), Some(before)),
            Change::DeploymentCreated { deployment } => {
                let newest = self.versions.entry(deployment.workflow.id).or_default();
                *newest += 1;
                assert_eq!(deployment.version, Version::new(*newest));
                let source = match deployment.origin {
                    Origin::Saved => self.workflows[&deployment.workflow.id].digest,
                    Origin::RolledBack { to, .. } => self.retired[&to].deployment.digest,
                };
                assert_eq!(deployment.digest, source);
                self.used.push(tagged(b'd', deployment.id.as_bytes()));
                self.deployments.insert(deployment.id, deployment);
            }
            Change::DeploymentStatusSet { id, before, after, row, .. } => {
                let known = self.deployments.get_mut(&id).unwrap();
                assert_eq!(std::mem::replace(&mut known.status, after), before);
                (known.row, known.status_since) = (row, entry.at);
            }
            Change::DeploymentRenamed { id, before, after, row } => {
                let known = self.deployments.get_mut(&id).unwrap();
                assert_eq!(std::mem::replace(&mut known.name, after), before);
                known.row = row;
            }
            Change::DeploymentDeleted { before, kept_until } => {
                let deployment = self.deployments.remove(&before.id).unwrap();
                assert_eq!(deployment, before);
                let (deleted_at, row) = (entry.at, before.row.next());
                let retired = Retired { deployment, deleted_at, kept_until, is_forgotten: false, row };
                self.retired.insert(before.id, retired);
            }
            Change::DeploymentRestored { deployment } => {
                let retired = self.retired.remove(&deployment.id).unwrap();
                assert_eq!(deployment, Deployment { row: retired.row.next(), ..retired.deployment });
                self.deployments.insert(deployment.id, deployment);
            }
            Change::SnapshotForgotten { id, row, .. } => {
                let retired = self.retired.get_mut(&id).unwrap();
                (retired.is_forgotten, retired.row) = (true, row);
            }
            Change::AddressSet { before, after } => {
                assert_eq!(self.addresses.insert(after.slug, after), before);
            }
        }
        self.feed.push(entry);
    }
}

/// Workflows and deployments have ids of their own.
fn tagged(kind: u8, id: &[u8; 16]) -> [u8; 16] {
    let mut bytes = *id;
    bytes[0] = kind;
    bytes
}

fn graph(seed: u8) -> Vec<u8> {
    vec![seed; usize::from(seed) * 50]
}

async fn take(store: &dyn Store, model: &Model, step: &Step, second: i64) -> Result<Vec<FeedEntry>, StoreError> {
    if let Step::Redeploy { id, of, old, slug: number, stale } = *step {
        let revision = model.workflows.get(&workflow_id(of)).map_or(Revision::FIRST, |row| row.revision);
        let row = model.deployment_row(old).unwrap_or(RowRevision::FIRST);
        let target = Some(Target::only(deployment_id(id), author(second).at));
        let expected = if stale { Some(RowRevision::new(1_000)) } else { model.address_row(number) };
        let steps = vec![
            store::Step::Deploy(new_deployment(id, of, revision)),
            store::Step::Delete(DeleteDeployment { id: deployment_id(old), expected: row, kept_until: None }),
            store::Step::SetAddress(SetAddress { slug: slug(number), expected, target }),
        ];
        return store.undertake(author(second), steps).await;
    }
    take_one(store, model, step, second).await.map(|entry| vec![entry])
}

async fn take_one(store: &dyn Store, model: &Model, step: &Step, second: i64) -> Result<FeedEntry, StoreError> {
    let author = author(second);
    let see = |row: Option<RowRevision>, stale: bool| {
        let row = row.unwrap_or(RowRevision::FIRST);
        if stale { RowRevision::new(row.get() + 1_000) } else { row }
    };
    match step.clone() {
        Step::CreateWorkflow { id, graph: seed } => store.create_workflow(author, new_workflow(id, graph(seed))).await,
        Step::SaveWorkflow { id, graph: seed, stale } => {
            store.save_workflow(author, save(id, see(model.row(id), stale), graph(seed))).await
        }
        Step::RenameWorkflow { id, stale } => {
            let name = name(&format!("at {second}"));
            let rename = RenameWorkflow { id: workflow_id(id), expected: see(model.row(id), stale), name };
            store.rename_workflow(author, rename).await
        }
        Step::DeleteWorkflow { id, stale } => {
            let delete = DeleteWorkflow { id: workflow_id(id), expected: see(model.row(id), stale) };
            store.delete_workflow(author, delete).await
        }
        Step::Deploy { id, of, stale } => {
            let revision = model.workflows.get(&workflow_id(of)).map_or(Revision::FIRST, |row| row.revision);
            let expected = if stale { Revision::new(revision.get() + 1_000) } else { revision };
            store.create_deployment(author, new_deployment(id, of, expected)).await
        }
        Step::SetStatus { id, status, stale } => {
            let set = SetStatus {
                id: deployment_id(id),
                expected: see(model.deployment_row(id), stale),
                status,
                pause: PauseMode::default(),
                hindrance: None,
                engine: Some(EngineKind::Builtin),
            };
            store.set_status(author, set).await
        }
        Step::RenameDeployment { id, stale } => {
            let expected = see(model.deployment_row(id), stale);
            let rename = RenameDeployment { id: deployment_id(id), expected, name: name(&format!("at {second}")) };
            store.rename_deployment(author, rename).await
        }
        Step::DeleteDeployment { id, stale } => {
            let expected = see(model.deployment_row(id), stale);
            store
                .delete_deployment(author, DeleteDeployment { id: deployment_id(id), expected, kept_until: None })
                .await
        }
        Step::Restore { id } => store.restore_deployment(author, deployment_id(id)).await,
        Step::Forget { id } => store.forget_snapshot(author, deployment_id(id)).await,
        Step::RollBack { id, to } => {
            let source = Source::Retired(deployment_id(to));
            let new = NewDeployment { source, ..new_deployment(id, 0, Revision::FIRST) };
            store.create_deployment(author, new).await
        }
        Step::SetAddress { slug: number, to, stale } => {
            let expected = if stale { Some(RowRevision::new(1_000)) } else { model.address_row(number) };
            let target = Some(Target::only(deployment_id(to), author.at));
            store.set_address(author, SetAddress { slug: slug(number), expected, target }).await
        }
        Step::Redeploy { .. } | Step::Sweep | Step::Reopen => unreachable!("these are no single writes"),
    }
}

async fn compare(store: &dyn Store, model: &Model) {
    assert_eq!(store.workflows(None, 99).await.unwrap(), model.workflows.values().cloned().collect::<Vec<_>>());
    assert_eq!(store.deployments(None, 99).await.unwrap(), model.deployments.values().cloned().collect::<Vec<_>>());
    assert_eq!(store.all_retired(None, 99).await.unwrap(), model.retired.values().cloned().collect::<Vec<_>>());
    assert_eq!(store.addresses(None, 99).await.unwrap(), model.addresses.values().cloned().collect::<Vec<_>>());
    assert_eq!(whole_feed(store).await, model.feed);
    let kept = model.retired.values().filter(|it| !it.is_forgotten).map(|it| &it.deployment);
    for row in model.deployments.values().chain(kept) {
        let bytes = store.graph(row.digest).await.unwrap().unwrap();
        assert_eq!(facts(&bytes).digest, row.digest, "a snapshot never changes");
    }
}

/// Takes every step, on disk where there is a folder.
async fn check(steps: Vec<Step>, folder: Option<&Path>) {
    let open = || match folder {
        Some(folder) => SledStore::open(folder).unwrap().shared(),
        None => memory_store().unwrap(),
    };
    let mut store: Arc<dyn Store> = open();
    let mut model = Model::default();
    for (step, second) in steps.iter().zip(1..) {
        if matches!(step, Step::Reopen) {
            if folder.is_some() {
                drop(store);
                store = open();
            }
            compare(&*store, &model).await;
            continue;
        }
        if matches!(step, Step::Sweep) {
            let before = model.retired.len();
            model.retired.retain(|_, it| !it.is_forgotten);
            let swept = store.sweep_snapshots().await.unwrap();
            assert_eq!(swept as usize, before - model.retired.len());
            continue;
        }
        let expected = model.expected(step, second);
        let answer = match take(&*store, &model, step, second).await {
            Ok(entries) => {
                entries.into_iter().for_each(|entry| model.follow(entry));
                Expected::Written
            }
            Err(StoreError::NotFound(_)) => Expected::NotFound,
            Err(StoreError::Conflict(_)) => Expected::Conflict,
            Err(other) => panic!("{step:?}: {other}"),
        };
        assert_eq!(answer, expected, "{step:?}");
    }
    compare(&*store, &model).await;
}

#[test]
fn arbitrary_writes_in_memory_do_what_the_model_does() {
    run(128, 120, false, step(), check);
}

#[test]
fn arbitrary_writes_and_restarts_in_sled_do_what_the_model_does() {
    run(12, 60, true, step(), check);
}
