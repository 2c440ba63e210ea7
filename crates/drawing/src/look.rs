//! The colours and letters, as a style of the drawing's own. Its variables bear the names that the pages' have, with
//! the same values.

use crate::mark;

/// Which colours a drawing is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// As the reader's system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

const SHAPE: &str = "text{font:11px system-ui,sans-serif;fill:var(--text)}.q{fill:var(--text-quiet)}.e{text-anchor:end}\
    .t{font-weight:600;font-size:12.5px}.i{font-size:10px;fill:var(--text-quiet)}.g{font-weight:600;font-size:16px}.s{font-weight:600}\
    .n{fill:var(--raised);stroke:var(--edge)}.h{fill:var(--head)}.f{fill:var(--sunken)}.o .n{stroke:var(--text-quiet);stroke-dasharray:6 4;fill:var(--off)}\
    .o .t{fill:var(--text-quiet)}.m .n{fill:var(--note)}\
    .d{fill:none;stroke:var(--text-quiet);stroke-width:2}.k{fill:var(--text-quiet)}.l{fill:none;stroke-width:2}.p{stroke:var(--raised);stroke-width:1.5}";
const LIGHT: &str = "svg{--raised:#fff;--sunken:#eef0f2;--head:#e3e7eb;--off:#f4f5f6;--edge:#b4bcc5;--text:#14181d;--text-quiet:#55606c;--note:#fdf8e6}";
const DARK: &str = "svg{--raised:#1e2328;--sunken:#14181c;--head:#2c343b;--off:#171b1f;--edge:#4f5963;--text:#eceff2;--text-quiet:#a3adb8;--note:#2a2719}";

impl Look {
    /// The `style` element of a drawing with marks.
    pub(crate) fn marked_style(self) -> String {
        let (light, dark, shape) = (mark::LIGHT, mark::DARK, mark::SHAPE);
        let marks = match self {
            Self::Light => format!("{light}{shape}"),
            Self::Dark => format!("{dark}{shape}"),
            Self::System => format!("{light}@media(prefers-color-scheme:dark){{{dark}}}{shape}"),
        };
        format!("{}<style>{marks}</style>", self.style())
    }

    /// The `style` element.
    pub(crate) fn style(self) -> String {
        match self {
            Self::Light => format!("<style>{LIGHT}{SHAPE}</style>"),
            Self::Dark => format!("<style>{DARK}{SHAPE}</style>"),
            Self::System => format!("<style>{LIGHT}@media(prefers-color-scheme:dark){{{DARK}}}{SHAPE}</style>"),
        }
    }
}

/// The colour of what flows, by its type, or by the input's name where the text has no types: inputs are mostly called
/// as what they take. Known types have a colour of their own, others one that their name decides.
/// Each reads on light and on dark ground.
pub(crate) fn link_colour(kind: Option<&str>) -> &'static str {
    const OTHERS: [&str; 6] = ["#4f7fd9", "#2f9e8f", "#b0763a", "#9a62c9", "#c25a7c", "#6b8e3a"];
    const KNOWN: [(&[&str], &str); 7] = [
        (&["IMAGE", "images", "pixels"], "#4f7fd9"),
        (&["MODEL"], "#9a62c9"),
        (&["LATENT", "samples", "latent_image"], "#c25a9e"),
        (&["CONDITIONING", "positive", "negative"], "#c98a2b"),
        (&["VAE"], "#cc5a53"),
        (&["MASK"], "#4b9e5f"),
        (&["STRING", "text"], "#2f9e8f"),
    ];
    let Some(kind) = kind.filter(|kind| !matches!(*kind, "" | "*")) else { return "#7d8894" };
    let is_called = |names: &[&str]| names.iter().any(|name| kind.eq_ignore_ascii_case(name));
    if let Some((_, colour)) = KNOWN.iter().find(|(names, _)| is_called(names)) {
        return colour;
    }
    let letters = kind.bytes().map(|byte| byte.to_ascii_uppercase());
    let sum = letters.fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    OTHERS[sum % OTHERS.len()]
}

#[cfg(test)]
mod tests {
    use super::link_colour;

    #[test]
    fn types_and_the_names_of_inputs_have_their_colours() {
        assert_eq!(link_colour(Some("IMAGE")), link_colour(Some("image")));
        assert_eq!(link_colour(Some("control_net")), link_colour(Some("CONTROL_NET")));
        assert_eq!(link_colour(None), link_colour(Some("*")));
        assert_ne!(link_colour(Some("MODEL")), link_colour(Some("MASK")));
    }
}
