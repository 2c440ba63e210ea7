//! When a cron expression is due in a time zone.
//!
//! Where clocks are turned forward, what names one time of day is due at the first moment after the gap, and what comes
//! at intervals has none in it. Where they are turned back, what names one time of day is due the first time only, and
//! what comes at intervals goes on at its intervals. That is `croner`'s reading, and Vixie cron's.

use croner::{
    Cron,
    parser::{CronParser, Seconds, Year},
};
use domain::Timestamp;
use jiff::{Zoned, tz::TimeZone};

/// How many bytes an expression has at most.
const MAX_BYTES: usize = 200;
/// What each field is, and what it takes.
const FIELDS: [(&str, &str); 5] = [
    ("minute", "0 to 59"),
    ("hour", "0 to 23"),
    ("day of the month", "1 to 31, or L for the last"),
    ("month", "1 to 12, or JAN to DEC"),
    ("day of the week", "0 to 7, or SUN to SAT"),
];

/// An expression and a time zone that were understood.
#[derive(Debug, Clone)]
pub(super) struct Timetable {
    cron: Cron,
    zone: TimeZone,
}

/// Which member was not understood, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misread {
    pub(super) member: &'static str,
    pub(super) problem: String,
}

impl Timetable {
    /// Reads an expression of five fields, or one as `@daily`, and the name of a zone.
    pub(super) fn read(cron: &str, time_zone: &str) -> Result<Self, Misread> {
        let zone = TimeZone::get(time_zone).map_err(|_| Misread {
            member: "time_zone",
            problem: format!("nobody knows the zone `{}`; give one as `Europe/Berlin` or `UTC`", short(time_zone)),
        })?;
        let cron = read_cron(cron).map_err(|problem| Misread { member: "cron", problem })?;
        Ok(Self { cron, zone })
    }

    /// The first time that is due after a moment.
    pub(super) fn after(&self, moment: Timestamp) -> Option<Timestamp> {
        let next = self.cron.find_next_occurrence(&self.zoned(moment)?, false).ok()?;
        Some(Timestamp::from_millis(next.timestamp().as_millisecond()))
    }

    /// The last time that is due until a moment, that one included.
    pub(super) fn until(&self, moment: Timestamp) -> Option<Timestamp> {
        let last = self.cron.find_previous_occurrence(&self.zoned(moment)?, true).ok()?;
        Some(Timestamp::from_millis(last.timestamp().as_millisecond()))
    }

    fn zoned(&self, moment: Timestamp) -> Option<Zoned> {
        let moment = jiff::Timestamp::from_millisecond(moment.as_millis()).ok()?;
        Some(moment.to_zoned(self.zone.clone()))
    }
}

fn read_cron(text: &str) -> Result<Cron, String> {
    if text.len() > MAX_BYTES {
        return Err(format!("an expression has at most {MAX_BYTES} bytes"));
    }
    // One a minute is the most that there is: seconds are no field.
    let parser = CronParser::builder().seconds(Seconds::Disallowed).year(Year::Disallowed).build();
    let fields: Vec<&str> = text.split_whitespace().collect();
    if let [alias] = fields[..]
        && alias.starts_with('@')
    {
        let known = "@hourly, @daily, @weekly, @monthly or @yearly";
        return parser.parse(alias).map_err(|_| format!("`{}` is none of {known}", short(alias)));
    }
    if fields.len() != FIELDS.len() {
        let names = FIELDS.map(|(name, _)| name).join(", ");
        return Err(format!("it has {} fields instead of 5: {names}", fields.len()));
    }
    for (index, field) in fields.iter().enumerate() {
        // Alone among stars, so that what is wrong is this one.
        let mut alone = ["*"; FIELDS.len()];
        alone[index] = field;
        if parser.parse(&alone.join(" ")).is_err() {
            let (name, takes) = FIELDS[index];
            let number = index + 1;
            return Err(format!(
                "field {number} ({name}): `{}` is wrong; it takes {takes}, *, and , - /",
                short(field)
            ));
        }
    }
    parser.parse(&fields.join(" ")).map_err(|error| error.to_string())
}

/// The beginning of what somebody sent.
fn short(text: &str) -> &str {
    &text[..text.floor_char_boundary(40)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// The times that are due from a moment on, as many as are expected.
    #[track_caller]
    fn check(cron: &str, zone: &str, from: &str, expected: &[&str]) {
        let timetable = Timetable::read(cron, zone).unwrap();
        let mut due = vec![timetable.after(at(from)).unwrap()];
        while due.len() < expected.len() {
            due.push(timetable.after(due[due.len() - 1]).unwrap());
        }
        assert_eq!(due.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
        for moment in due {
            assert_eq!(timetable.until(moment), Some(moment), "backwards as forwards");
        }
    }

    #[track_caller]
    fn refused(cron: &str, words: &str) {
        let problem = Timetable::read(cron, "UTC").unwrap_err().problem;
        assert!(problem.contains(words), "{cron}: {problem}");
    }

    #[test]
    fn is_due_in_the_zones_own_time() {
        check(
            "30 9 * * MON-FRI",
            "Europe/Berlin",
            "2026-11-26T12:00:00Z",
            &["2026-11-27T08:30:00Z", "2026-11-30T08:30:00Z"],
        );
        check("@daily", "Asia/Kolkata", "2026-11-26T12:00:00Z", &["2026-11-26T18:30:00Z"]);
    }

    #[test]
    fn of_two_days_one_is_enough() {
        check(
            "0 0 30 * FRI",
            "UTC",
            "2026-11-26T12:00:00Z",
            &["2026-11-27T00:00:00Z", "2026-11-30T00:00:00Z", "2026-12-04T00:00:00Z"],
        );
    }

    /// 29 March 2026: at two it is three.
    #[test]
    fn a_time_of_day_in_a_gap_is_due_right_after_it_and_intervals_have_none_in_it() {
        check("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", &["2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]);
        check(
            "*/30 * * * *",
            "Europe/Berlin",
            "2026-03-29T00:00:00Z",
            &["2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"],
        );
        check(
            "*/30 2 * * *",
            "Europe/Berlin",
            "2026-03-28T12:00:00Z",
            &["2026-03-30T00:00:00Z", "2026-03-30T00:30:00Z"],
        );
    }

    /// 25 October 2026: at three it is two once more.
    #[test]
    fn a_time_of_day_that_comes_twice_is_due_once_and_intervals_go_on() {
        check("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", &["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]);
        check(
            "0 * * * *",
            "Europe/Berlin",
            "2026-10-24T23:30:00Z",
            &["2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z"],
        );
    }

    #[test]
    fn says_which_field_is_wrong() {
        refused("* * * * 8", "field 5 (day of the week): `8` is wrong; it takes 0 to 7");
        refused("60 * * * *", "field 1 (minute)");
        refused("* * * * * *", "6 fields instead of 5");
        refused("", "0 fields");
        refused("@noon", "none of @hourly");
        refused(&"*".repeat(300), "at most 200 bytes");
        let unknown = Timetable::read("* * * * *", "Europe/Atlantis").unwrap_err();
        assert_eq!(unknown.member, "time_zone");
    }

    #[test]
    fn what_never_comes_is_never_due() {
        assert_eq!(Timetable::read("0 0 30 2 *", "UTC").unwrap().after(at("2026-11-26T12:00:00Z")), None);
    }
}
