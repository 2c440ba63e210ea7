//! Gathers the site: hashed names, compressed forms, and an index for the server's build.
//!
//! The index is a table of addresses, names and content types, a line each.
//! Nothing is written where nothing changed, so that the server is not built anew.

use crate::{
    browser_half::{self, PROGRAMS, Profile},
    npm::{self, tool},
    step::{run, step},
    workspace,
};
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

/// A file of the site before it has its address.
struct Source {
    name: String,
    bytes: Vec<u8>,
    /// Whether its address bears its hash.
    hashed: bool,
}

/// Builds the browser half and gathers the site. Returns its folder.
pub(crate) fn build(profile: Profile) -> anyhow::Result<PathBuf> {
    npm::install(&workspace::root().join("frontend"))?;
    let half = browser_half::build(profile)?;
    let sources = step("Gathering the site", || gather(&half))?;
    let site = workspace::site();
    let index = index(&sources);
    if fs::read_to_string(site.join("index.tsv")).is_ok_and(|known| known == index) {
        return Ok(site);
    }
    step("Compressing the site", || write(&site, &sources, &index))?;
    report(&site, &sources)?;
    Ok(site)
}

fn gather(half: &Path) -> anyhow::Result<Vec<Source>> {
    let mut sources = vec![minified(Path::new("style/main.css"), "main.css", &["--bundle", "--target=es2022"])?];
    for program in PROGRAMS {
        let (glue, code) = (format!("{program}.js"), format!("{program}.wasm"));
        sources.push(minified(&half.join(&glue), &glue, &["--format=esm"])?);
        sources.push(Source { bytes: fs::read(half.join(&code))?, name: code, hashed: true });
    }
    for script in files(Path::new("frontend/js"))? {
        let name = name_of(&script);
        sources.push(minified(&script, &name, &["--bundle", "--format=esm"])?);
    }
    for file in files(Path::new("public"))? {
        sources.push(Source { name: name_of(&file), bytes: fs::read(&file)?, hashed: false });
    }
    Ok(sources)
}

/// A script or style sheet, bundled and minified by esbuild.
fn minified(file: &Path, name: &str, how: &[&str]) -> anyhow::Result<Source> {
    let out = workspace::target().join("bundled").join(name);
    let mut esbuild = Command::new(tool("esbuild"));
    esbuild.arg(file).args(how).args(["--minify", "--log-level=warning"]).arg(format!("--outfile={}", out.display()));
    run(&mut esbuild)?;
    Ok(Source { name: name.to_owned(), bytes: fs::read(out)?, hashed: true })
}

fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

impl Source {
    /// `/assets/brine.1a2b3c4d5e6f.js`, or `/favicon.svg`.
    fn address(&self) -> String {
        if !self.hashed {
            return format!("/{}", self.name);
        }
        let hash = Sha256::digest(&self.bytes).iter().take(6).fold(String::new(), |mut text, byte| {
            // An error cannot happen: the text is in memory.
            let _ = write!(text, "{byte:02x}");
            text
        });
        let (stem, ending) = self.name.rsplit_once('.').unwrap_or((&self.name, "bin"));
        format!("/assets/{stem}.{hash}.{ending}")
    }

    fn content_type(&self) -> &'static str {
        match self.name.rsplit('.').next().unwrap_or_default() {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "wasm" => "application/wasm",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "ico" => "image/x-icon",
            "txt" => "text/plain; charset=utf-8",
            "webmanifest" => "application/manifest+json",
            _ => "application/octet-stream",
        }
    }
}

fn index(sources: &[Source]) -> String {
    let lines: BTreeMap<_, _> = sources.iter().map(|it| (it.address(), (&it.name, it.content_type()))).collect();
    lines.into_iter().map(|(address, (name, kind))| format!("{address}\t{name}\t{kind}\n")).collect()
}

fn write(site: &Path, sources: &[Source], index: &str) -> anyhow::Result<()> {
    // What was there is of another build.
    let _ = fs::remove_dir_all(site);
    for source in sources {
        let file = site.join(source.address().trim_start_matches('/'));
        fs::create_dir_all(file.parent().unwrap_or(site))?;
        fs::write(&file, &source.bytes)?;
        fs::write(format!("{}.br", file.display()), brotli(&source.bytes)?)?;
        fs::write(format!("{}.gz", file.display()), gzip(&source.bytes)?)?;
    }
    Ok(fs::write(site.join("index.tsv"), index)?)
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = brotli::CompressorWriter::new(Vec::new(), 4_096, 11, 22);
    out.write_all(bytes)?;
    Ok(out.into_inner())
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes)?;
    out.finish()
}

/// How many bytes of scripts and WebAssembly a page may take until all of it is live, as brotli.
const LIMIT: u64 = 150_000;

fn report(site: &Path, sources: &[Source]) -> anyhow::Result<()> {
    let mut sizes = BTreeMap::new();
    for source in sources.iter().filter(|it| it.hashed) {
        let file = site.join(source.address().trim_start_matches('/'));
        let small = fs::metadata(format!("{}.br", file.display()))?.len();
        println!("  {:<16} {:>8} bytes, {:>7} as brotli", source.name, source.bytes.len(), small);
        sizes.insert(source.name.as_str(), small);
    }
    let size = |name: &str| sizes.get(name).copied().unwrap_or_default();
    for program in PROGRAMS {
        let bytes = size("boot.js") + size(&format!("{program}.js")) + size(&format!("{program}.wasm"));
        let verdict = if bytes <= LIMIT { "met" } else { "MISSED" };
        println!("  JS and WebAssembly until {program} is live: {bytes} bytes as brotli (limit {LIMIT}: {verdict})");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_bear_a_hash_of_what_they_hold() {
        let source = |bytes: &[u8], hashed| Source { name: "a.js".into(), bytes: bytes.to_vec(), hashed };
        assert_eq!(source(b"abc", true).address(), "/assets/a.ba7816bf8f01.js");
        assert_ne!(source(b"abd", true).address(), source(b"abc", true).address());
        assert_eq!(source(b"abc", false).address(), "/a.js");
    }
}
