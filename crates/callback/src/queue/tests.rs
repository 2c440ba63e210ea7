//! Lines, turns and places, without a clock or a socket.

use super::*;
use proptest::prelude::*;

const PLACES: Places = Places { overall: 3, per_origin: 2 };

fn id(number: u8) -> ExecutionId {
    ExecutionId::from_bytes([number; 16])
}

const fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn origin(name: &str) -> Origin {
    Origin::of(&format!("https://{name}.example/path"))
}

fn taken(queue: &mut Queue, now: i64) -> Vec<ExecutionId> {
    std::iter::from_fn(|| queue.take(at(now))).collect()
}

#[test]
fn an_origin_is_scheme_host_and_port() {
    assert_eq!(Origin::of("https://a.example/x?y"), Origin::of("https://A.example:443/z"));
    assert_ne!(Origin::of("https://a.example"), Origin::of("http://a.example"));
    assert_ne!(Origin::of("https://a.example"), Origin::of("https://a.example:444"));
    assert_eq!(Origin::of("nonsense"), Origin::of("other nonsense"));
}

#[test]
fn takes_what_is_due_by_time_and_no_more_than_there_are_places() {
    let mut queue = Queue::new(PLACES);
    for (number, name, due) in [(1, "a", 30), (2, "a", 10), (3, "a", 20), (4, "b", 15), (5, "c", 16), (6, "c", 99)] {
        queue.put(id(number), origin(name), at(due));
    }
    assert_eq!(taken(&mut queue, 9), []);
    assert_eq!(queue.next_due(), Some(at(10)));
    // `a` has the first turn, and a second one only after the others.
    assert_eq!(taken(&mut queue, 50), [id(2), id(4), id(5)]);
    assert_eq!(queue.next_due(), Some(at(99)));
    queue.done(id(4), None);
    queue.done(id(5), None);
    assert_eq!(taken(&mut queue, 50), [id(3)]);
    queue.done(id(2), None);
    assert_eq!(taken(&mut queue, 50), [id(1)]);
}

#[test]
fn waits_until_it_is_sent_again() {
    let mut queue = Queue::new(PLACES);
    queue.put(id(1), origin("a"), at(0));
    assert_eq!(taken(&mut queue, 0), [id(1)]);
    queue.done(id(1), Some(at(5)));
    assert_eq!(taken(&mut queue, 4), []);
    assert_eq!(taken(&mut queue, 5), [id(1)]);
}

#[test]
fn a_replay_brings_it_forward() {
    let mut queue = Queue::new(PLACES);
    queue.put(id(1), origin("a"), at(100));
    queue.put(id(1), origin("a"), at(200));
    queue.put(id(1), origin("a"), at(7));
    assert_eq!(taken(&mut queue, 7), [id(1)]);
    assert_eq!(taken(&mut queue, 500), []);
}

#[test]
fn a_replay_while_it_is_sent_sends_it_once_more() {
    let mut queue = Queue::new(PLACES);
    queue.put(id(1), origin("a"), at(0));
    assert_eq!(taken(&mut queue, 0), [id(1)]);
    queue.put(id(1), origin("a"), at(1));
    assert_eq!(taken(&mut queue, 1), [], "never twice at the same time");
    queue.done(id(1), None);
    assert_eq!(taken(&mut queue, 1), [id(1)]);
    queue.done(id(1), None);
    assert!(queue.known.is_empty() && queue.lines.is_empty() && queue.turns.is_empty() && queue.waiting.is_empty());
}

#[derive(Debug, Clone)]
enum Step {
    Put { number: u8, due: i64 },
    Take,
    Done { which: usize, again: Option<i64> },
    Pass(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..40_u8, 0..200_i64).prop_map(|(number, due)| Step::Put { number, due }),
        4 => Just(Step::Take),
        2 => (any::<usize>(), prop::option::weighted(0.3, 0..300_i64)).prop_map(|(which, again)| Step::Done { which, again }),
        1 => (0..20_i64).prop_map(Step::Pass),
    ]
}

proptest! {
    /// However callbacks come and go: the places are kept to, nothing is sent twice at once or too early, nobody
    /// waits while there is a place, and in the end everything was sent and nothing is left behind.
    #[test]
    fn places_are_kept_to_and_nothing_is_lost(steps in prop::collection::vec(step(), 0..200)) {
        let (mut queue, mut now) = (Queue::new(PLACES), 0);
        let name = |number: u8| origin(&(number % 4).to_string());
        let mut due: HashMap<u8, i64> = HashMap::new();
        let mut sending: Vec<u8> = Vec::new();
        for step in steps {
            match step {
                Step::Put { number, due: time } => {
                    queue.put(id(number), name(number), at(time));
                    let time = due.get(&number).map_or(time, |old| time.min(*old));
                    due.insert(number, time);
                }
                Step::Take => {
                    let found = queue.take(at(now));
                    let free = |number: &u8| !sending.contains(number)
                        && sending.iter().filter(|other| *other % 4 == number % 4).count() < 2;
                    let could = due.iter().any(|(number, time)| *time <= now && free(number)) && sending.len() < 3;
                    prop_assert_eq!(found.is_some(), could);
                    if let Some(found) = found {
                        let number = found.as_bytes()[0];
                        prop_assert!(free(&number) && due.remove(&number).is_some_and(|time| time <= now));
                        sending.push(number);
                    }
                }
                Step::Done { which, again } if !sending.is_empty() => {
                    let number = sending.swap_remove(which % sending.len());
                    queue.done(id(number), again.map(at));
                    let time = [again, due.get(&number).copied()].into_iter().flatten().min();
                    time.map(|time| due.insert(number, time));
                }
                Step::Done { .. } => {}
                Step::Pass(millis) => now += millis,
            }
        }
        loop {
            sending.drain(..).for_each(|number| queue.done(id(number), None));
            while let Some(found) = queue.take(at(i64::MAX)) {
                due.remove(&found.as_bytes()[0]);
                sending.push(found.as_bytes()[0]);
            }
            if sending.is_empty() {
                break;
            }
        }
        prop_assert!(due.is_empty() && queue.known.is_empty() && queue.lines.is_empty() && queue.turns.is_empty());
    }
}
