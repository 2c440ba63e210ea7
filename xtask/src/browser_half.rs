//! Builds the WebAssembly and its glue: one program a kind of page.

mod unreached;

use crate::{
    npm::tool,
    step::{run, step},
    toolchain::Toolchain,
    workspace,
};
use anyhow::anyhow;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use wasm_bindgen_cli_support::Bindgen;

/// The programs, each named as its file in `frontend/src/bin`.
pub(crate) const PROGRAMS: [&str; 6] = ["deployments", "deployment", "workflows", "workflow", "execution", "palette"];

/// How the browser half is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Small: what is shipped.
    Release,
    /// Quick to build.
    Dev,
}

impl Profile {
    const fn name(self) -> &'static str {
        match self {
            Self::Release => "browser",
            Self::Dev => "browser-dev",
        }
    }
}

/// Builds the browser half; returns the folder that holds `NAME.js` and `NAME.wasm` of each program.
pub(crate) fn build(profile: Profile) -> anyhow::Result<PathBuf> {
    let toolchain = Toolchain::ready()?;
    step("Compiling the browser half", || {
        let mut cargo = toolchain.cargo("build");
        cargo.args(["--package", "frontend", "--profile", profile.name()]);
        run(&mut cargo)
    })?;
    let folder = workspace::target().join("browser-half/wasm32-unknown-unknown").join(profile.name());
    let out = folder.join("bound");
    for name in PROGRAMS {
        let (compiled, small) = (folder.join(name).with_extension("wasm"), out.join(name).with_extension("wasm"));
        if is_newer(&compiled, &small) {
            step(&format!("Binding {name} to the browser"), || finish(profile, &compiled, &out, name))?;
        }
    }
    Ok(out)
}

fn finish(profile: Profile, compiled: &Path, out: &Path, name: &str) -> anyhow::Result<()> {
    bind(profile, compiled, out, name)?;
    let (bound, small) = (out.join(format!("{name}_bg.wasm")), out.join(name).with_extension("wasm"));
    match profile {
        Profile::Release => run(Command::new(tool("wasm-opt")).args(OPTIMISE).arg(&bound).arg("-o").arg(&small)),
        Profile::Dev => {
            fs::copy(&bound, &small)?;
            Ok(())
        }
    }
}

/// For size, with the instructions that every browser of the last years has.
const OPTIMISE: [&str; 14] = [
    "--traps-never-happen",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--reorder-functions",
    "--strip-debug",
    "--strip-producers",
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
];

fn bind(profile: Profile, compiled: &Path, out: &Path, name: &str) -> anyhow::Result<()> {
    let mut bindgen = Bindgen::new();
    match profile {
        Profile::Release => bindgen.input_module(name, unreached::without(compiled, name)?),
        // Nothing that is entered differs, and this is about bytes.
        Profile::Dev => bindgen.input_path(compiled),
    };
    bindgen.out_name(name).typescript(false).remove_producers_section(true);
    bindgen.web(true).and_then(|it| it.omit_default_module_path(true).generate(out)).map_err(|error| anyhow!("{error}"))
}

fn is_newer(source: &Path, made: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|it| it.modified());
    match (changed(source), changed(made)) {
        (Ok(source), Ok(made)) => source > made,
        _ => true,
    }
}
