//! Dates against each other and against the time of the build.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::diagnostic::{Code, Diagnostic};
use crate::findings::{Findings, without_place};
use crate::front_matter::{Day, FrontMatter};

/// The day of the build, in UTC.
///
/// # Errors
/// A diagnostic if `built_at` is not a time as RFC 3339 has it.
pub(crate) fn build_day(built_at: Option<&str>) -> Result<Option<Date>, Box<Diagnostic>> {
    let Some(text) = built_at else { return Ok(None) };
    match text.parse::<Timestamp>() {
        Ok(time) => Ok(Some(Offset::UTC.to_datetime(time).date())),
        Err(_) => Err(Box::new(without_place(
            Code::BadBuildTime,
            "",
            &format!("the build time `{}` is not a time", text.escape_debug()),
            "RFC 3339, for example `2026-03-09T08:30:00Z`",
            "correct it, or leave it out: then nothing is checked against the clock",
        ))),
    }
}

/// Checks the dates of a case.
pub(crate) fn check(
    front: &FrontMatter,
    today: Option<Date>,
    review_after_days: Option<u32>,
    findings: &mut Findings<'_>,
) {
    if let Some(created) = &front.created {
        after_creation(created, front.updated.as_ref(), "updated", findings);
        after_creation(created, front.reviewed.as_ref(), "reviewed", findings);
    }
    let Some(today) = today else { return };
    for (day, key) in
        [(&front.created, "created"), (&front.updated, "updated"), (&front.reviewed, "reviewed")]
    {
        if let Some(day) = day {
            not_in_future(day, key, today, findings);
        }
    }
    overdue(front, today, review_after_days, findings);
}

/// Checks the date of a translation against that of its case.
pub(crate) fn check_translation(
    front: &FrontMatter,
    case: &FrontMatter,
    today: Option<Date>,
    findings: &mut Findings<'_>,
) {
    let Some(day) = &front.updated else { return };
    if let Some(today) = today {
        not_in_future(day, "updated", today, findings);
    }
    if let Some(updated) = case.updated.as_ref().filter(|updated| updated.date > day.date) {
        let message =
            format!("this translation is of {}, the case was updated on {}", day.date, updated.date);
        findings
            .add(Code::EditionOutdated, &day.span, message)
            .help("bring the translation up to date, then set its `updated`");
    }
}

fn after_creation(created: &Day, later: Option<&Day>, key: &str, findings: &mut Findings<'_>) {
    let Some(later) = later.filter(|later| later.date < created.date) else { return };
    findings
        .add(Code::DateOrder, &later.span, format!("{key} on {}, before it was created", later.date))
        .expected(format!("{} (`created`) or later", created.date))
        .help(format!("correct `{key}` or `created`"));
}

fn not_in_future(day: &Day, key: &str, today: Date, findings: &mut Findings<'_>) {
    if day.date > today {
        findings
            .add(Code::DateInFuture, &day.span, format!("{key} on {}, which is in the future", day.date))
            .expected(format!("{today}, the day of this build, or earlier"))
            .help("correct the date, or the clock of the machine that builds");
    }
}

fn overdue(front: &FrontMatter, today: Date, after_days: Option<u32>, findings: &mut Findings<'_>) {
    let last = front.reviewed.iter().chain(&front.updated).max_by_key(|day| day.date);
    let (Some(last), Some(after_days)) = (last, after_days) else { return };
    let age = i64::from((today - last.date).get_days());
    if age > i64::from(after_days) {
        findings
            .add(Code::ReviewOverdue, &last.span, format!("nobody has reviewed this case for {age} days"))
            .label("last looked at")
            .expected(format!("a review every {after_days} days (`review_after_days`)"))
            .help(format!("read it against today's versions, mend it, then set `reviewed: {today}`"));
    }
}
