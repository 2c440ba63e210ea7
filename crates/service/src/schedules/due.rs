//! What is due of one schedule at a moment. Pure: takes times, and gives times.

use super::timetable::Timetable;
use domain::{Missed, Timestamp};
use std::time::Duration;

/// How late a run may begin. One that is later is missed: nobody wants last night's run at noon.
const LATEST: Duration = Duration::from_secs(60);
/// How many missed runs are counted one by one.
const COUNTED: u32 = 10_000;

/// Between which moments it is looked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// Whatever was due until then is settled.
    pub(super) through: Timestamp,
    /// When the server was started.
    pub(super) started: Timestamp,
    /// Now.
    pub(super) now: Timestamp,
}

/// What is due of a timetable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DueRuns {
    /// The first that is due.
    pub(super) first: Timestamp,
    /// The one that is to be run now; the newest, or none.
    pub(super) run: Option<Timestamp>,
    /// Those that it is too late for.
    pub(super) missed: Missed,
}

/// Whether something that is done once is due, and late.
pub(super) fn due_once(at: Timestamp, span: Span) -> Option<bool> {
    (span.through < at && at <= span.now).then(|| at < span.started || is_too_late(at, span.now))
}

/// What is due of a timetable; none where nothing is.
pub(super) fn due_runs(timetable: &Timetable, span: Span) -> Option<DueRuns> {
    let first = timetable.after(span.through).filter(|it| *it <= span.now)?;
    let newest = timetable.until(span.now).filter(|it| *it > first).unwrap_or(first);
    let run = (newest >= span.started && !is_too_late(newest, span.now)).then_some(newest);
    let mut missed = Missed::default();
    let mut next = Some(first);
    while let Some(due) = next.filter(|it| *it <= newest && Some(*it) != run && missed.count < COUNTED) {
        missed = missed.and(Missed { count: 1, last: Some(due) });
        next = timetable.after(due);
    }
    if missed.count == COUNTED && run.is_none() {
        missed.last = Some(newest);
    }
    Some(DueRuns { first, run, missed })
}

fn is_too_late(due: Timestamp, now: Timestamp) -> bool {
    now.as_millis().saturating_sub(due.as_millis()) > i64::try_from(LATEST.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-11-26T{text}Z").parse().unwrap()
    }

    /// What is due of every minute: how many missed, the last of them, and the one that is run.
    #[track_caller]
    fn check(through: &str, started: &str, now: &str, expected: Option<(u32, Option<&str>, Option<&str>)>) {
        let span = Span { through: at(through), started: at(started), now: at(now) };
        let due = due_runs(&Timetable::read("* * * * *", "UTC").unwrap(), span);
        let expected = expected.map(|(count, last, run)| (count, last.map(at), run.map(at)));
        assert_eq!(due.map(|it| (it.missed.count, it.missed.last, it.run)), expected);
    }

    #[test]
    fn nothing_is_due_twice() {
        check("12:00:00", "11:00:00", "12:00:59", None);
        check("12:00:00", "11:00:00", "12:01:00", Some((0, None, Some("12:01:00"))));
    }

    #[test]
    fn what_was_due_before_the_start_is_missed() {
        check("12:00:00", "12:02:30", "12:02:30", Some((2, Some("12:02:00"), None)));
        check("12:00:00", "12:02:30", "12:03:01", Some((2, Some("12:02:00"), Some("12:03:00"))));
    }

    #[test]
    fn of_several_that_are_due_at_once_the_newest_is_run() {
        check("12:00:00", "11:00:00", "12:05:10", Some((4, Some("12:04:00"), Some("12:05:00"))));
    }

    #[test]
    fn a_run_begins_within_a_minute_or_not_at_all() {
        let hourly = Timetable::read("@hourly", "UTC").unwrap();
        for (now, is_run) in [("13:01:00", true), ("13:01:01", false)] {
            let due =
                due_runs(&hourly, Span { through: at("12:30:00"), started: at("12:30:00"), now: at(now) }).unwrap();
            assert_eq!((due.run.is_some(), due.missed.count), (is_run, u32::from(!is_run)), "{now}");
        }
    }

    #[test]
    fn a_year_of_minutes_is_not_counted_to_its_end() {
        let span = Span { through: Timestamp::from_millis(0), started: at("12:00:30"), now: at("12:00:30") };
        let due = due_runs(&Timetable::read("* * * * *", "UTC").unwrap(), span).unwrap();
        assert_eq!(due.missed, Missed { count: COUNTED, last: Some(at("12:00:00")) });
    }

    #[test]
    fn what_is_done_once_is_due_until_it_is_settled() {
        let span = |through, started, now| Span { through: at(through), started: at(started), now: at(now) };
        assert_eq!(due_once(at("12:00:00"), span("11:00:00", "11:00:00", "11:59:59")), None);
        assert_eq!(due_once(at("12:00:00"), span("11:00:00", "11:00:00", "12:00:00")), Some(false));
        assert_eq!(due_once(at("12:00:00"), span("11:00:00", "12:30:00", "12:30:00")), Some(true));
        assert_eq!(due_once(at("12:00:00"), span("12:00:00", "11:00:00", "12:30:00")), None);
    }
}
