//! A disk in a file: an ext4 image on a loop device, and its power switch.

use std::{
    fmt,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};
use tempfile::TempDir;

/// How large the disk is. Its file is sparse.
const BYTES: u64 = 512 * 1_024 * 1_024;

/// A mounted disk. Dropping it unmounts and removes it.
pub struct Image {
    file: PathBuf,
    point: PathBuf,
    place: TempDir,
}

/// Why this machine has no such disks.
#[derive(Debug)]
pub struct NoImages(pub String);

impl Image {
    /// Makes an empty disk. The file system's tables are written now, not by the kernel later, so that it
    /// rests when nobody writes.
    pub fn make() -> Result<Self, NoImages> {
        let place = tempfile::tempdir().map_err(|error| NoImages(error.to_string()))?;
        let file = place.path().join("disk.0");
        File::create(&file).and_then(|made| made.set_len(BYTES)).map_err(|error| NoImages(error.to_string()))?;
        let eager = "lazy_itable_init=0,lazy_journal_init=0,nodiscard";
        run(Command::new("mkfs.ext4").args(["-q", "-F", "-E", eager]).arg(&file))?;
        Self::mount(file, place)
    }

    fn mount(file: PathBuf, place: TempDir) -> Result<Self, NoImages> {
        let point = place.path().join("mounted");
        fs::create_dir_all(&point).map_err(|error| NoImages(error.to_string()))?;
        run(Command::new("mount").args(["-o", "loop,noatime"]).arg(&file).arg(&point))?;
        Ok(Self { file, point, place })
    }

    /// The folder on it in which a store may live.
    pub fn folder(&self) -> PathBuf {
        self.point.join("data")
    }

    /// Cuts the power and plugs the disk in again: what was not on it is gone.
    ///
    /// The file is the disk: what the kernel keeps in memory for the file system on it is not in
    /// the file. The copy is of one moment, for it counts only if the device wrote nothing meanwhile.
    pub fn cut_power(mut self) -> Result<Self, NoImages> {
        let device = device(&self.point);
        let copy = self.place.path().join(if self.file.ends_with("disk.0") { "disk.1" } else { "disk.0" });
        let since = Instant::now();
        loop {
            let before = device.written();
            run(Command::new("cp").arg("--sparse=auto").arg(&self.file).arg(&copy))?;
            if before.in_flight == 0 && before == device.written() {
                break;
            }
            assert!(since.elapsed() < crate::PATIENCE, "the disk does not come to rest");
        }
        run(Command::new("umount").arg(&self.point))?;
        fs::remove_file(&self.file).map_err(|error| NoImages(error.to_string()))?;
        let place = std::mem::replace(&mut self.place, tempfile::tempdir().unwrap());
        self.point = PathBuf::new();
        drop(self);
        Self::mount(copy, place)
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        if !self.point.as_os_str().is_empty() {
            // A disk that stays mounted is a nuisance, and no reason to hide why a test failed.
            let _ = run(Command::new("umount").arg(&self.point));
        }
    }
}

/// What the kernel says of a block device.
struct Device {
    statistics: PathBuf,
}

/// How much a block device has written.
#[derive(Debug, PartialEq, Eq)]
struct Written {
    requests: u64,
    sectors: u64,
    in_flight: u64,
}

fn device(point: &Path) -> Device {
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap();
    let point = format!(" {} ", point.display());
    let line = mounts.lines().find(|line| line.contains(&point)).unwrap();
    let name = line.split(' ').next().unwrap().strip_prefix("/dev/").unwrap();
    Device { statistics: PathBuf::from(format!("/sys/block/{name}/stat")) }
}

impl Device {
    fn written(&self) -> Written {
        let line = fs::read_to_string(&self.statistics).unwrap();
        let numbers: Vec<u64> = line.split_whitespace().map(|number| number.parse().unwrap()).collect();
        Written { requests: numbers[4], sectors: numbers[6], in_flight: numbers[8] }
    }
}

fn run(command: &mut Command) -> Result<(), NoImages> {
    let output = command.output().map_err(|error| NoImages(format!("{command:?}: {error}")))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(NoImages(format!("{command:?}: {}", said.trim()))) }
}

impl fmt::Display for NoImages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
