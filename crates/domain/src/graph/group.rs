//! Groups of nodes, as the UI format has them: titled rectangles behind the nodes.

/// A titled rectangle. What stands in it belongs together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What people call it.
    pub title: String,
    /// Where it is, in the UI format's pixels: left, top, width, height.
    pub area: [i32; 4],
    /// The colour that its author gave it.
    pub colour: Option<Colour>,
}

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Reads `#rgb` and `#rrggbb`, with or without opacity; other ways to name a colour are none.
    pub fn read(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text
            .strip_prefix('#')?
            .chars()
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] | [r, g, b, _] => Some(Self([r * 17, g * 17, b * 17])),
            [r, s, g, h, b, c] | [r, s, g, h, b, c, _, _] => Some(Self([r * 16 + s, g * 16 + h, b * 16 + c])),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    #[test]
    fn reads_colours_and_nothing_else() {
        assert_eq!(Colour::read("#3f789e"), Some(Colour([0x3f, 0x78, 0x9e])));
        assert_eq!(Colour::read("#a1309b80"), Some(Colour([0xa1, 0x30, 0x9b])));
        assert_eq!(Colour::read("#2fA"), Some(Colour([0x22, 0xff, 0xaa])));
        for other in ["", "#", "red", "#12", "#+1+2+3", "url(#x)", "#ggg", "rgb(1,2,3)"] {
            assert_eq!(Colour::read(other), None, "{other}");
        }
    }
}
