//! Where drawings of graphs are.

use crate::Theme;
use domain::Digest;

/// The address of a kept graph's large drawing, in the page's colours.
pub(crate) fn graph(digest: Digest, theme: Theme) -> String {
    ["/snapshots/", &digest.to_string(), "/graph.svg", theme_query(theme)].concat()
}

/// The address of a kept graph's small drawing, in the page's colours.
pub(crate) fn thumbnail(digest: Digest, theme: Theme) -> String {
    ["/snapshots/", &digest.to_string(), "/thumb.svg", theme_query(theme)].concat()
}

/// A drawing without a theme follows the reader's system.
const fn theme_query(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "",
        Theme::Light => "?theme=light",
        Theme::Dark => "?theme=dark",
    }
}

/// A drawing that has no address of its own, as one, in the page's colours. As an image it can run nothing.
///
/// It follows the reader's system; where the page does not, its condition is set to what the page shows.
pub(crate) fn inline(svg: &str, theme: Theme) -> String {
    let svg = &match theme {
        Theme::System => svg.to_owned(),
        Theme::Light => svg.replacen("(prefers-color-scheme:dark)", " not all", 1),
        Theme::Dark => svg.replacen("(prefers-color-scheme:dark)", " all", 1),
    };
    let mut address = String::with_capacity(svg.len() * 2);
    address.push_str("data:image/svg+xml;charset=utf-8,");
    for byte in svg.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~ /:;=<>,()'".contains(&byte) {
            address.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            address.push('%');
            address.push(char::from(HEX[usize::from(byte >> 4)]));
            address.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::inline;
    use crate::Theme;

    #[test]
    fn a_drawing_survives_as_an_address() {
        let address = inline("<svg a=\"1\">#é%</svg>", Theme::System);
        assert_eq!(address, "data:image/svg+xml;charset=utf-8,<svg a=%221%22>%23%C3%A9%25</svg>");
    }

    #[test]
    fn a_drawing_wears_the_colours_that_were_chosen() {
        let svg = "<style>a{}@media(prefers-color-scheme:dark){b{}}</style>";
        assert!(inline(svg, Theme::Dark).contains("media all%7B"));
        assert!(inline(svg, Theme::Light).contains("media not all%7B"));
        assert!(inline(svg, Theme::System).contains("(prefers-color-scheme:dark)"));
    }
}
