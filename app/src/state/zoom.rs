//! How large a drawing is shown: in steps, so that a style sheet can say what each means.

/// One step. The first fits the drawing into its frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Zoom(u8);

impl Zoom {
    const STEPS: [&str; 6] = ["fit", "50", "75", "100", "150", "200"];

    /// As large as the frame.
    pub(crate) const FIT: Self = Self(0);

    /// The step's name in `data-zoom`.
    pub(crate) fn as_str(self) -> &'static str {
        Self::STEPS.get(usize::from(self.0)).copied().unwrap_or("fit")
    }

    /// One step larger; from the fitting size to the drawing's own.
    pub(crate) fn larger(self) -> Self {
        if self == Self::FIT { Self(3) } else { Self((self.0 + 1).min(5)) }
    }

    /// One step smaller; from the fitting size to half of the drawing's own.
    pub(crate) fn smaller(self) -> Self {
        if self == Self::FIT { Self(1) } else { Self((self.0 - 1).max(1)) }
    }

    /// What people read of it.
    pub(crate) fn label(self) -> String {
        if self == Self::FIT { "fits".to_owned() } else { [self.as_str(), " %"].concat() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stay_within_their_ends() {
        let mut zoom = Zoom::FIT;
        for expected in ["100", "150", "200", "200"] {
            zoom = zoom.larger();
            assert_eq!(zoom.as_str(), expected);
        }
        for expected in ["150", "100", "75", "50", "50"] {
            zoom = zoom.smaller();
            assert_eq!(zoom.as_str(), expected);
        }
        assert_eq!(Zoom::FIT.label(), "fits");
    }
}
