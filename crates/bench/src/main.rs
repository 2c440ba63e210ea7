//! Measures Brine: ratios, each to a control that runs in alternation with it.
//!
//! `cargo xtask bench` builds and starts it. One file a measurement; a goal that
//! is missed is said and is no error, for timings are not tests.

#![expect(clippy::print_stdout, reason = "this program talks to the person at the terminal")]

mod callbacks;
mod connection;
mod control_commits;
mod control_log;
mod control_pages;
mod executions;
mod no_op;
mod pages;
mod process;
mod ratio;
mod receiver;
mod samples;
mod toggles;

fn main() -> anyhow::Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|it| it == name);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match wanted.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        Some((control_pages::ARGUMENT, rest)) => return runtime.block_on(control_pages::serve(rest)),
        Some((control_commits::ARGUMENT, rest)) => return runtime.block_on(control_commits::serve(rest)),
        _ => {}
    }
    runtime.block_on(async {
        if is_wanted("toggles") {
            toggles::measure().await?;
        }
        if is_wanted("pages") {
            pages::measure().await?;
        }
        if is_wanted("executions") {
            executions::measure().await?;
        }
        if is_wanted("callbacks") {
            callbacks::measure().await?;
        }
        Ok(())
    })
}
