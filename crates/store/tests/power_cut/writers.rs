//! The child process that writes with many clients at once, and says what was acknowledged.

use crate::ledger::Said;
use bytes::Bytes;
use domain::{
    Actor, Change, Deployment, DeploymentId, DeploymentType, Digest, End, EngineKind, ExecutionId, FeedEntry,
    GraphFormat, Hidden, Part, PauseMode, RowRevision, Target, Timestamp, Workflow, WorkflowId,
};
use std::{
    env,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
};
use store::{
    Acceptance, Author, ClaimExecution, Claimed, DeleteDeployment, FinishExecution, GraphFacts, NewDeployment,
    NewExecution, NewRun, NewWorkflow, SaveWorkflow, SetAddress, SetStatus, SledOptions, SledStore, Source, Step,
    Store,
};

const FOLDER: &str = "BRINE_POWER_CUT_FOLDER";
const NUMBER: &str = "BRINE_POWER_CUT_NUMBER";
const BARRIER: &str = "BRINE_POWER_CUT_BARRIER";
/// What a line of the ledger begins with.
const SAID: &str = "said ";
/// The line that says that the store is open.
const OPENED: &str = "the store is open";
/// How many clients write.
const CLIENTS: u8 = 48;

/// The child process.
pub struct Writers {
    child: Child,
}

impl Writers {
    /// Starts it. `number` keeps the ids of one start apart from those of another.
    pub fn start(folder: &Path, number: u32, options: &SledOptions) -> Self {
        let barrier = if format!("{options:?}").contains("Missing") { "off" } else { "on" };
        let child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "writes_until_the_power_fails", "--ignored", "--nocapture"])
            .env(FOLDER, folder)
            .env(NUMBER, number.to_string())
            .env(BARRIER, barrier)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn();
        Self { child: child.unwrap() }
    }

    /// Kills it when so many writes were acknowledged, at 0 when the store is open, and returns those and the few that came until it died.
    pub fn kill_after(mut self, count: u32) -> (Vec<Said>, u64) {
        let lines = BufReader::new(self.child.stdout.take().unwrap()).lines();
        let mut all = Vec::new();
        let mut acknowledged = 0;
        for line in lines {
            let line = line.unwrap();
            if count == 0 && line.contains(OPENED) {
                self.child.kill().unwrap();
            }
            let Some((_, said)) = line.split_once(SAID) else { continue };
            // The last line may be cut: it was not received, and does not count.
            let Ok(said) = serde_json::from_str::<Said>(said) else { continue };
            let is_acknowledged = !matches!(said, Said::Removing(_));
            all.push(said);
            acknowledged += u64::from(is_acknowledged);
            if is_acknowledged && acknowledged == u64::from(count) {
                self.child.kill().unwrap();
            }
        }
        self.child.wait().unwrap();
        assert!(acknowledged >= u64::from(count), "the writers ended by themselves");
        (all, acknowledged)
    }
}

/// What the child process does: writes until it is killed.
pub fn run_as_child() {
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else { return };
    let number: u32 = env::var(NUMBER).unwrap().parse().unwrap();
    let options = match env::var(BARRIER).unwrap().as_str() {
        "off" => crate::options().without_durability_for_the_negative_control(),
        _ => crate::options(),
    };
    let store = SledStore::open_with(&folder, &options).unwrap().shared();
    report(OPENED);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let clients = (0..CLIENTS).map(|client| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { Client { store, number, client, made: 0, address: None }.write_for_ever().await })
        });
        for client in clients.collect::<Vec<_>>() {
            client.await.unwrap();
        }
    });
}

struct Client {
    store: Arc<dyn Store>,
    number: u32,
    client: u8,
    made: u32,
    /// The newest row of its address.
    address: Option<RowRevision>,
}

impl Client {
    async fn write_for_ever(mut self) {
        loop {
            let mut workflow = self.create_workflow().await;
            for revision in 0..3 {
                let deployment = self.deploy(&workflow).await;
                self.execute(&deployment, revision).await;
                self.toggle(deployment, 8, revision == 1).await;
                workflow = self.save(&workflow).await;
            }
            self.replace(&workflow).await;
        }
    }

    /// Makes a deployment, lets an address lead to it, and replaces it in one transaction: the next is made, it is
    /// deleted, and the address moves. Then that delete is undone.
    async fn replace(&mut self, workflow: &Workflow) {
        let old = self.deploy(workflow).await;
        let leads = self.leads_to(old.id);
        self.moved(acknowledge(self.store.set_address(author(), leads).await.unwrap()));
        let new = self.new_deployment(workflow);
        let leads = self.leads_to(new.id);
        let delete = DeleteDeployment { id: old.id, expected: old.row, kept_until: None };
        let steps = vec![Step::Deploy(new), Step::Delete(delete), Step::SetAddress(leads)];
        for entry in self.store.undertake(author(), steps).await.unwrap() {
            let change = acknowledge(entry);
            if matches!(change, Change::AddressSet { .. }) {
                self.moved(change);
            }
        }
        acknowledge(self.store.restore_deployment(author(), old.id).await.unwrap());
    }

    fn leads_to(&self, live: DeploymentId) -> SetAddress {
        let slug = format!("power-{}-{}", self.number, self.client).parse().unwrap();
        let target = Target { live, since: author().at, trial: None };
        SetAddress { slug, expected: self.address, target: Some(target) }
    }

    fn moved(&mut self, change: Change) {
        match change {
            Change::AddressSet { after, .. } => self.address = Some(after.row),
            other => panic!("{other:?}"),
        }
    }

    async fn create_workflow(&mut self) -> Workflow {
        let id = WorkflowId::from_bytes(self.next_id());
        let (graph, bytes) = self.graph();
        let new = NewWorkflow { id, name: "a workflow".parse().unwrap(), graph, bytes };
        match acknowledge(self.store.create_workflow(author(), new).await.unwrap()) {
            Change::WorkflowCreated { workflow } => workflow,
            other => panic!("{other:?}"),
        }
    }

    async fn save(&mut self, row: &Workflow) -> Workflow {
        let (graph, bytes) = self.graph();
        let save = SaveWorkflow { id: row.id, expected: row.row, name: row.name.clone(), graph, bytes };
        match acknowledge(self.store.save_workflow(author(), save).await.unwrap()) {
            Change::WorkflowSaved { after, .. } => after,
            other => panic!("{other:?}"),
        }
    }

    fn new_deployment(&mut self, workflow: &Workflow) -> NewDeployment {
        NewDeployment {
            id: DeploymentId::from_bytes(self.next_id()),
            source: Source::Saved { workflow: workflow.id, expected: workflow.revision },
            kind: DeploymentType::Api,
            name: None,
            engine: Some(EngineKind::Builtin),
            hindrance: None,
            untested: false,
            hidden: Hidden::default(),
        }
    }

    async fn deploy(&mut self, workflow: &Workflow) -> Deployment {
        let new = self.new_deployment(workflow);
        match acknowledge(self.store.create_deployment(author(), new).await.unwrap()) {
            Change::DeploymentCreated { deployment } => deployment,
            other => panic!("{other:?}"),
        }
    }

    async fn toggle(&self, row: Deployment, times: u64, deletes: bool) {
        let mut status = row.status;
        for written in 0..times {
            status = status.other();
            let expected = RowRevision::new(row.row.get() + written);
            let set = SetStatus {
                id: row.id,
                expected,
                status,
                pause: PauseMode::default(),
                hindrance: None,
                engine: Some(EngineKind::Builtin),
            };
            acknowledge(self.store.set_status(author(), set).await.unwrap());
        }
        if deletes {
            let expected = RowRevision::new(row.row.get() + times);
            let delete = DeleteDeployment { id: row.id, expected, kept_until: None };
            acknowledge(self.store.delete_deployment(author(), delete).await.unwrap());
        }
    }

    /// Requests that are begun at once, by another, or not at all, with short and long parts; the first is removed.
    async fn execute(&mut self, row: &Deployment, turn: u32) {
        let mut first = None;
        for (number, length) in (0..).zip([40, 20_480, 700]) {
            let id = ExecutionId::from_bytes(self.next_id());
            let parts = vec![(Part::Inputs, self.bytes(length))];
            let kept = digests(&parts);
            let begins = number == 0;
            let new = NewExecution {
                id,
                at: author().at,
                of: NewRun::Deployment(row.id),
                through: None,
                parts,
                calls_back: true,
                once: None,
                has_room: true,
                begin_until: begins.then_some(author().at),
            };
            match self.store.accept_execution(new).await.unwrap() {
                Acceptance::Accepted(execution) => say(&Said::Execution(execution, kept)),
                other => panic!("{other:?}"),
            }
            if number == 2 {
                continue;
            }
            if !begins {
                let claim = ClaimExecution { id, at: author().at, until: author().at };
                match self.store.claim_execution(claim).await.unwrap() {
                    Claimed::Begun(execution) => say(&Said::Execution(execution, Vec::new())),
                    other => panic!("{other:?}"),
                }
            }
            let artefact = if turn == number { 20_480 } else { 90 };
            let parts = vec![(Part::Outcome, self.bytes(200)), (Part::Artefact(0), self.bytes(artefact))];
            let kept = digests(&parts);
            let finish = FinishExecution { id, token: 1, at: author().at, end: End::Succeeded, parts };
            say(&Said::Execution(self.store.finish_execution(finish).await.unwrap(), kept));
            first = first.or(Some(id));
        }
        if let Some(first) = first {
            say(&Said::Removing(first));
            self.store.remove_executions(vec![first]).await.unwrap();
            say(&Said::Removed(first));
        }
    }

    /// Bytes that nothing else has.
    fn bytes(&mut self, length: usize) -> Bytes {
        let seed = self.next_id();
        seed.iter().copied().cycle().take(length).collect()
    }

    /// Bytes of three to five chunks that nothing else has.
    fn graph(&mut self) -> (GraphFacts, Bytes) {
        let seed = self.next_id();
        let length = 9_000 + 40 * usize::from(seed[15]);
        let bytes: Bytes = seed.iter().copied().cycle().take(length).collect();
        (GraphFacts { digest: Digest::of(&bytes), format: GraphFormat::Api, nodes: 1, problems: 0 }, bytes)
    }

    fn next_id(&mut self) -> [u8; 16] {
        self.made += 1;
        let mut id = [0; 16];
        id[..4].copy_from_slice(&self.number.to_be_bytes());
        id[4] = self.client;
        id[12..].copy_from_slice(&self.made.to_be_bytes());
        id
    }
}

fn author() -> Author {
    Author { actor: Actor::Api, at: Timestamp::from_millis(1_763_933_133_000), reason: None }
}

fn acknowledge(entry: FeedEntry) -> Change {
    let change = entry.change.clone();
    say(&Said::Entry(entry));
    change
}

fn say(said: &Said) {
    report(&format!("{SAID}{}", serde_json::to_string(said).unwrap()));
}

fn digests(parts: &[(Part, Bytes)]) -> Vec<(Part, Digest)> {
    parts.iter().map(|(part, bytes)| (*part, Digest::of(bytes))).collect()
}

#[expect(clippy::print_stdout, reason = "the pipe to the parent")]
fn report(line: &str) {
    println!("{line}");
}
