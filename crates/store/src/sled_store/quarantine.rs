//! Puts a copy of a damaged folder aside, before a repair is tried on it.

use super::folder::sync_folder;
use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

/// Copies a data folder's files to `damaged-…` inside it, named by what they hold: a server that is
/// started again and again keeps one copy, not one for each start.
pub(super) fn copy_aside(folder: &Path) -> io::Result<PathBuf> {
    let files: Vec<String> = names(folder)?.into_iter().filter(|name| is_ours(name)).collect();
    let mut hasher = crc32fast::Hasher::new();
    for name in &files {
        hasher.update(name.as_bytes());
        hash(&folder.join(name), &mut hasher)?;
    }
    let aside = folder.join(format!("damaged-{:08x}", hasher.finalize()));
    if aside.exists() {
        return Ok(aside);
    }
    let partial = folder.join("damaged.partial");
    if partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    fs::create_dir(&partial)?;
    for name in &files {
        fs::copy(folder.join(name), partial.join(name))?;
    }
    fs::rename(&partial, &aside)?;
    sync_folder(folder)?;
    Ok(aside)
}

/// The names of a folder's files, sorted; not of the folders in it.
pub(super) fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Removes the files of a folder whose names `picks` picks.
pub(super) fn remove_files(folder: &Path, picks: impl Fn(&str) -> bool) -> io::Result<()> {
    names(folder)?.iter().filter(|name| picks(name)).try_for_each(|name| fs::remove_file(folder.join(name)))
}

fn is_ours(name: &str) -> bool {
    matches!(name, "db" | "conf" | "journal" | "reached") || name.starts_with("snap.")
}

fn hash(path: &Path, hasher: &mut crc32fast::Hasher) -> io::Result<()> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 64 * 1_024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(()),
            length => hasher.update(&buffer[..length]),
        }
    }
}
