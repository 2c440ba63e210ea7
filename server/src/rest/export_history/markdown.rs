//! The deployment history as Markdown: a table a workflow, a row a version.
//!
//! One version is looked at at a time. Names and reasons are anybody's words: they stand as text.

use super::{
    Pieces, Stopped,
    version_plan::{PlannedWorkflow, plan},
};
use domain::{Change, Deployment, DeploymentStatus, HistoryListing, HistoryQuery, Origin, Timestamp};
use service::{Service, VersionStory};

const HEAD: &str = "| Version | Name | Deployed | By | Why | Snapshot | What became of it |\n\
                    | --- | --- | --- | --- | --- | --- | --- |\n";

/// Writes everything; the first page says from where on the feed tells what the filters find.
pub(super) async fn write(
    service: &Service,
    query: &HistoryQuery,
    first: HistoryListing,
    out: &Pieces,
) -> Result<(), Stopped> {
    out.send(opening(query, &first)).await?;
    let planned = plan(service, query, first).await?;
    if planned.is_empty() {
        out.send("\nNo version is found.\n").await?;
    }
    for PlannedWorkflow { id, name, versions } in planned {
        out.send(format!("\n## {}\n\nWorkflow `{id}`\n\n{HEAD}", plain(name.as_str()))).await?;
        // A version is told beside the one before it, which comes after it: newest first.
        let mut told: Option<VersionStory> = None;
        for id in versions {
            let Some(story) = service.version_story(id).await? else { continue };
            if let Some(newer) = told.replace(story) {
                out.send(row(&newer, told.as_ref())).await?;
            }
        }
        if let Some(oldest) = told {
            out.send(row(&oldest, None)).await?;
        }
    }
    Ok(())
}

fn opening(query: &HistoryQuery, first: &HistoryListing) -> String {
    let mut text = "# Deployment history\n\nThe versions of each workflow, newest first. Times are UTC.\n".to_owned();
    if query.is_everything() {
        return text;
    }
    text.push_str(&format!("\nOnly those to which something happened that `{query}` finds.\n"));
    if let Some(oldest) = first.reaches_to {
        text.push_str(&format!("\nWhat happened before {} is kept no more.\n", moment(oldest)));
    }
    text
}

fn row(story: &VersionStory, before: Option<&VersionStory>) -> String {
    let it = &story.deployment;
    let by = story.made.as_ref().map_or("", |made| made.actor.words());
    let why = it.reason.as_ref().map(|reason| plain(reason.as_str())).unwrap_or_default();
    format!(
        "| {} | {} | {} | {by} | {why} | {} | {} |\n",
        it.version,
        plain(it.name.as_str()),
        moment(it.created_at),
        snapshot(it, before.map(|it| &it.deployment)),
        became(story),
    )
}

/// What a version runs, beside the version before it.
fn snapshot(it: &Deployment, before: Option<&Deployment>) -> String {
    let untested = if it.untested { ", untested" } else { "" };
    let source = match it.origin {
        Origin::Saved => format!("revision {}{untested}", it.workflow.revision),
        Origin::RolledBack { version, .. } => format!("back to {version}{untested}"),
    };
    match before.filter(|before| before.digest == it.digest) {
        Some(before) => format!("{source}, the same as of {}", before.version),
        None => format!("{source}, `{}`", it.digest.short()),
    }
}

fn became(story: &VersionStory) -> String {
    let it = &story.deployment;
    let Some(last) = &story.last else { return how_it_is(story) };
    let told = |words: String| {
        let reason = last.reason.as_ref().map(|why| format!(": {}", plain(why.as_str()))).unwrap_or_default();
        format!("{words}, {}{reason}", last.actor.words())
    };
    match &last.change {
        Change::DeploymentDeleted { .. } => {
            let snapshot = if story.has_snapshot { "" } else { "; its snapshot is kept no more" };
            told(format!("deleted {}{snapshot}", moment(last.at)))
        }
        Change::DeploymentStatusSet { hindrance: Some(hindrance), .. } if it.status == DeploymentStatus::Paused => {
            format!("{}: {}", how_it_is(story), plain(hindrance.words.as_str()))
        }
        Change::DeploymentStatusSet { .. } => told(how_it_is(story)),
        _ => how_it_is(story),
    }
}

fn how_it_is(story: &VersionStory) -> String {
    let it = &story.deployment;
    let word = match it.status {
        DeploymentStatus::Running => "running",
        DeploymentStatus::Paused => "paused",
    };
    format!("{word} since {}", moment(it.status_since))
}

/// `2026-11-23 21:25:33`: the table says that it is UTC.
fn moment(at: Timestamp) -> String {
    let text = at.to_string();
    let seconds = text.split(['.', 'Z']).next().unwrap_or_default();
    seconds.replace('T', " ")
}

/// Anybody's words as text: nothing in them is markup, and they stay in their cell.
fn plain(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => told.push_str("<br>"),
            c if c.is_control() => told.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '#' | '!' | '$' => {
                told.extend(['\\', c])
            }
            c => told.push(c),
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_markup() {
        assert_eq!(plain("a|b\n<img src=x> [x](y)"), r"a\|b<br>\<img src=x\> \[x\](y)");
        assert_eq!(plain("`*_~#&\\"), r"\`\*\_\~\#\&\\");
    }

    #[test]
    fn moments_are_told_to_the_second() {
        assert_eq!(moment(Timestamp::from_millis(1_763_933_133_120)), "2025-11-23 21:25:33");
        assert_eq!(moment(Timestamp::from_millis(1_763_933_133_000)), "2025-11-23 21:25:33");
    }
}
