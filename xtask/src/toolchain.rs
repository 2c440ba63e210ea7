//! Finds, or sets up, a toolchain that builds for the browser.
//!
//! The standard library is built with it, from its sources: without the
//! machinery for telling of panics the browser half is a fifth smaller. The
//! sources are rustup's where its server answers; else Debian's packages.

use crate::{
    step::{read, run, step},
    workspace,
};
use anyhow::bail;
use std::{path::Path, process::Command};

const TARGET: &str = "wasm32-unknown-unknown";
/// Those of `.cargo/config.toml`; no words for panics, which nobody would read there; nothing inlined that is larger
/// than its call; equal functions not made one, so that those that are never entered can be told from those that are
/// (`browser_half::unreached`; wasm-opt makes them one afterwards).
const FLAGS: &str = "target.wasm32-unknown-unknown.rustflags = ['--cfg', 'erase_components', '-Zunstable-options', \
                     '-Cpanic=immediate-abort', '-Zlocation-detail=none', '-Zfmt-debug=none', '-Cllvm-args=-inline-threshold=0', \
                     '-Zmerge-functions=disabled']";
const DEBIAN_LINKER: &str = "/usr/lib/llvm-22/bin/wasm-ld";
const DEBIAN_PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "lld-22"];

/// How to build for the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The one that built this program, with the library's sources added.
    Rustup,
    /// Debian's.
    Debian,
}

impl Toolchain {
    /// Finds one, and sets one up where there is none.
    pub(crate) fn ready() -> anyhow::Result<Self> {
        if rustup_has_sources() {
            return Ok(Self::Rustup);
        }
        if Path::new(DEBIAN_LINKER).exists() && Path::new("/usr/bin/rustc").exists() {
            return Ok(Self::Debian);
        }
        step("Adding the standard library's sources", set_up)
    }

    /// `cargo COMMAND` for the browser half, in a target folder of its own.
    pub(crate) fn cargo(self, command: &str) -> Command {
        let mut cargo = match self {
            Self::Rustup => Command::new(env!("CARGO")),
            Self::Debian => debian(command),
        };
        cargo
            .arg(command)
            .args(["--target", TARGET, "-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
            .args(["--config", FLAGS, "--target-dir"])
            .arg(workspace::target().join("browser-half"))
            // A release compiler is safe to build the library with that came with it.
            .env("RUSTC_BOOTSTRAP", "1")
            // They would take the place of those that both halves have to agree on.
            .env_remove("RUSTFLAGS");
        if self == Self::Debian {
            cargo
                .env_remove("RUSTUP_TOOLCHAIN")
                .env("RUSTC", "/usr/bin/rustc")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
        }
        cargo
    }
}

/// Debian's cargo would take a command of rustup's, which it finds in `$CARGO_HOME/bin`, before Debian's own.
fn debian(command: &str) -> Command {
    const CARGO: &str = "/usr/bin/cargo";
    let own = format!("{CARGO}-{command}");
    let mut cargo = Command::new(if Path::new(&own).exists() { &own } else { CARGO });
    cargo.env("CARGO", CARGO);
    cargo
}

fn rustup_has_sources() -> bool {
    let sysroot = read(Command::new("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").exists()
}

fn set_up() -> anyhow::Result<Toolchain> {
    if run(Command::new("rustup").args(["component", "add", "rust-src"])).is_ok() && rustup_has_sources() {
        return Ok(Toolchain::Rustup);
    }
    println!("  rustup's server does not answer; taking Debian's packages");
    install(&DEBIAN_PACKAGES)?;
    Ok(Toolchain::Debian)
}

/// Installs Debian packages, or says which line would.
pub(crate) fn install(packages: &[&str]) -> anyhow::Result<()> {
    let line = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    let is_root = read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !is_root {
        bail!("this needs root once; run: sudo {line}");
    }
    run(Command::new("apt-get").args(["update", "-qq"]))?;
    run(Command::new("sh").args(["-c", &format!("DEBIAN_FRONTEND=noninteractive {line}")]))
}
