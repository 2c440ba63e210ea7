//! Puts the site into the program: makes a table of the files in the folder that `BRINE_SITE` names.
//!
//! Without it the table is empty: the server then works, but for styles and scripts.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-env-changed=BRINE_SITE");
    let mut table = String::from("const FILES: &[File] = &[\n");
    if let Some(site) = env::var_os("BRINE_SITE").map(PathBuf::from) {
        println!("cargo::rerun-if-changed={}", site.display());
        let index = fs::read_to_string(site.join("index.tsv"))?;
        for line in index.lines() {
            let [path, name, content_type] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
            let file = site.join(path.trim_start_matches('/'));
            let _ = writeln!(
                table,
                "File {{ path: {path:?}, name: {name:?}, content_type: {content_type:?}, plain: {}, brotli: {}, gzip: {} }},",
                include(&file),
                include(&beside(&file, "br")),
                include(&beside(&file, "gz")),
            );
        }
    }
    table.push_str("];\n");
    let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(out.join("site.rs"), table)
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn include(file: &Path) -> String {
    if file.exists() { format!("include_bytes!({:?})", file.display().to_string()) } else { "&[]".to_owned() }
}
