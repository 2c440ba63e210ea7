//! The colours, as a style of the drawing's own.

/// Which colours a drawing is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// As the reader's system says: for a document of its own.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// None: the page that it is put into has the styles.
    Page,
}

const SHAPE: &str = ".n{fill:var(--node);stroke:var(--edge)}.t{fill:var(--ink);font:600 13px system-ui,sans-serif}\
    .c,.v{fill:var(--quiet);font:11px system-ui,sans-serif}.v{font-family:ui-monospace,monospace}\
    .l{fill:none;stroke-width:2;stroke-opacity:.75}";
const LIGHT: &str = "svg{--node:#fff;--edge:#c3cad2;--ink:#14181d;--quiet:#55606c}";
const DARK: &str = "svg{--node:#1e2328;--edge:#3b444c;--ink:#eceff2;--quiet:#a3adb8}";

impl Look {
    /// The `style` element, where the drawing has one.
    pub(crate) fn style(self) -> String {
        match self {
            Self::Page => String::new(),
            Self::Light => format!("<style>{LIGHT}{SHAPE}</style>"),
            Self::Dark => format!("<style>{DARK}{SHAPE}</style>"),
            Self::System => format!("<style>{LIGHT}@media(prefers-color-scheme:dark){{{DARK}}}{SHAPE}</style>"),
        }
    }
}

/// The colour of what flows: known types have their own, others one that their name decides.
/// Each reads on light and on dark ground.
pub(crate) fn link_colour(kind: Option<&str>) -> &'static str {
    const OTHERS: [&str; 6] = ["#4f7fd9", "#2f9e8f", "#b0763a", "#9a62c9", "#c25a7c", "#6b8e3a"];
    match kind {
        None | Some("*") => "#7d8894",
        Some("IMAGE") => "#4f7fd9",
        Some("MODEL") => "#9a62c9",
        Some("LATENT") => "#c25a9e",
        Some("CONDITIONING") => "#c98a2b",
        Some("VAE") => "#cc5a53",
        Some("MASK") => "#4b9e5f",
        Some("STRING") => "#2f9e8f",
        Some(other) => {
            let sum = other.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
            OTHERS[sum % OTHERS.len()]
        }
    }
}
