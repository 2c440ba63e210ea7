//! Runs arbitrary steps against a model, in memory or on disk.

use proptest::{
    strategy::Strategy,
    test_runner::{Config, TestRunner},
};
use std::path::Path;

/// Checks so many cases of at most so many steps, each in a folder of its own where there is to be one.
pub fn run<S: Strategy>(
    cases: u32,
    steps: usize,
    in_folder: bool,
    step: S,
    check: impl AsyncFn(Vec<S::Value>, Option<&Path>),
) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let tested = runner.run(&proptest::collection::vec(step, 0..steps), |steps| {
        let folder = tempfile::tempdir().unwrap();
        runtime.block_on(check(steps, in_folder.then(|| folder.path())));
        Ok(())
    });
    tested.unwrap();
}
