//! Where the site's files are: their names bear a hash of what they hold.

/// The addresses of the files that every page asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The small script that loads the browser half after the first paint.
    pub boot: String,
    /// The browser half's glue.
    pub js: String,
    /// The browser half.
    pub wasm: String,
    /// The workflow editor, loaded only where one is.
    pub editor: String,
}
