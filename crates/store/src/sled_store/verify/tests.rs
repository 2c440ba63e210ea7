//! Every record that is lost, or is an older one, is found on opening.

use super::{super::reached::Reached, check_reached, format, verify};
use crate::{
    Author, CallbackSecrets, NewExecution, NewRun, NewWorkflow, Once,
    cells::Cells as _,
    census,
    draft::Draft,
    execution_write::{ExecutionWrite, Parts},
    homecoming::bring_home,
    keys,
    memory_store::Memory,
    plan::{plan, plan_execution},
    record,
    state::State,
    write::Write,
};
use domain::{
    Actor, DeploymentId, Digest, EngineKind, ExecutionId, GraphFormat, Position, Revision, Subject, Timestamp,
    WorkflowId,
};

const EXECUTION: ExecutionId = ExecutionId::from_bytes([4; 16]);
const OF: DeploymentId = DeploymentId::from_bytes([5; 16]);
const AT: Timestamp = Timestamp::from_millis(0);

/// Cells with three workflows, an execution with a key, and secrets, that came home one by one.
fn sample() -> State<Memory> {
    let cells = Memory::default();
    let key = keys::format();
    let value = record::seal(&key, &[record::FORMAT]);
    cells.apply(vec![(key, Some(value))]).unwrap();
    let state = State::new(cells);
    for number in 1..=3 {
        let bytes = bytes::Bytes::from(vec![number]);
        let digest = Digest::of(&bytes);
        let graph = crate::GraphFacts { digest, format: GraphFormat::Api, nodes: 0, problems: 0 };
        let id = WorkflowId::from_bytes([number; 16]);
        let new = NewWorkflow { id, name: "a".parse().unwrap(), graph, bytes };
        let author = Author { actor: Actor::System, at: Timestamp::from_millis(0), reason: None };
        let head = Position::new(u64::from(number) - 1);
        let mut draft = Draft::new(&state, head, census::read(state.home()).unwrap());
        let plan = plan(&draft, &author, &[Write::CreateWorkflow(new)]).unwrap();
        plan.graph.unwrap().keep(state.home()).unwrap();
        draft.follow(plan.line.unwrap()).unwrap();
        bring_home(state.home(), &draft.into_changes()).unwrap();
    }
    execute(&state, ExecutionWrite::Accept(request()));
    execute(&state, ExecutionWrite::Claim(crate::ClaimExecution { id: EXECUTION, at: AT, until: AT }));
    execute(&state, ExecutionWrite::PutSecrets(OF, secrets(1)));
    execute(&state, ExecutionWrite::PutSecrets(OF, secrets(2)));
    state
}

fn request() -> NewExecution {
    let (id, digest) = (WorkflowId::from_bytes([1; 16]), Digest::of(b"a"));
    NewExecution {
        id: EXECUTION,
        at: AT,
        of: NewRun::Workflow { id, revision: Revision::FIRST, digest, engine: EngineKind::Builtin },
        through: None,
        parts: Vec::new(),
        calls_back: false,
        once: Some(Once { key: digest, body: digest, until: AT }),
        has_room: true,
        begin_until: None,
    }
}

fn secrets(current: u8) -> CallbackSecrets {
    CallbackSecrets { current: [current; 32], previous: None, since: AT }
}

fn execute(state: &State<Memory>, write: ExecutionWrite) {
    let mut draft = Draft::new(state, Position::new(3), census::read(state.home()).unwrap());
    let plan = plan_execution(&draft, &write, &Parts::default()).unwrap();
    draft.follow(plan.line.unwrap()).unwrap();
    bring_home(state.home(), &draft.into_changes()).unwrap();
}

#[track_caller]
fn check(key: Vec<u8>, value: Option<Vec<u8>>, expected: &str) {
    let folder = tempfile::tempdir().unwrap();
    let reached = Reached::open(folder.path()).unwrap();
    reached.write(7).unwrap();
    let state = sample();
    let verify_all = || {
        format(state.home())?;
        check_reached(verify(state.home(), record::FORMAT)?.serial, &reached)
    };
    verify_all().unwrap();
    state.home().apply(vec![(key, value)]).unwrap();
    let finding = format!("{:?}", verify_all().unwrap_err());
    assert!(finding.contains(expected), "{finding}");
}

#[test]
fn a_newer_format_is_said_to_be_newer() {
    check(keys::format(), Some(vec![record::FORMAT + 1, 9, 9]), "TooNew(5)");
}

#[test]
fn every_lost_record_is_found() {
    let workflow = WorkflowId::from_bytes([2; 16]);
    let newest = keys::history(Subject::Workflow(workflow), Position::new(2));
    check(keys::format(), None, "everything in it is gone");
    check(keys::feed(Position::new(1)), None, "a hole between 0 and 2");
    check(keys::feed(Position::new(2)), None, "a hole between 1 and 3");
    check(keys::feed(Position::new(3)), None, "the feed ends at 2 instead of 3");
    check(keys::workflow(workflow), None, "instead of");
    check(keys::census(), None, "instead of");
    check(newest, None, "is not what its history says");
    check(keys::graph(Digest::of(&[2])), None, "the graph");
    check(keys::workflow(workflow), Some(vec![1, 2, 3]), "damaged");
}

#[test]
fn every_lost_record_of_executions_is_found() {
    let key = Digest::of(b"a");
    check(keys::execution(EXECUTION), None, "instead of");
    check(keys::once(key), None, "the index of keys");
    check(keys::once_until_of(AT, key), None, "the index of keys");
    check(keys::secrets(OF), None, "instead of");
}

/// What a skipped stretch of sled's log leaves: a record as it was some writes ago.
#[test]
fn every_older_record_of_executions_is_found() {
    let older = State::new(Memory::default());
    execute(&older, ExecutionWrite::Accept(request()));
    execute(&older, ExecutionWrite::PutSecrets(OF, secrets(1)));
    for key in [keys::execution(EXECUTION), keys::secrets(OF), keys::census()] {
        let value = older.home().get(&key).unwrap();
        assert!(value.is_some());
        check(key, value, "instead of");
    }
}

/// Where all is whole and older than what was acknowledged.
#[test]
fn a_lost_tail_is_found_by_its_mark() {
    let folder = tempfile::tempdir().unwrap();
    let reached = Reached::open(folder.path()).unwrap();
    let serial = verify(sample().home(), record::FORMAT).unwrap().serial;
    reached.write(serial).unwrap();
    check_reached(serial, &reached).unwrap();
    reached.write(serial + 2).unwrap();
    let finding = format!("{:?}", check_reached(serial, &reached).unwrap_err());
    assert!(finding.contains("the newest 2 changes are gone"), "{finding}");
}
