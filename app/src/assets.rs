//! Where the site's files are: their names bear a hash of what they hold.

use crate::Entry;
use std::collections::HashMap;

/// The addresses of the files that pages ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The small script that loads the browser half after the first paint.
    pub boot: String,
    /// The browser half's programs.
    pub entries: HashMap<Entry, EntryFiles>,
    /// The workflow editor, loaded only where one is.
    pub editor: String,
    /// What counts the selected cards, loaded when one is selected first.
    pub bulk: String,
    /// What looks again how far a web form's request is.
    pub run: String,
    /// What draws a web form's preview while it is filled in.
    pub form_preview: String,
}

/// The two files of one program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryFiles {
    /// Its glue.
    pub js: String,
    /// Its code.
    pub wasm: String,
}
