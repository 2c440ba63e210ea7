//! Rectangles, in pixels of the drawing.

/// Where something is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Area {
    pub(crate) fn right(&self) -> f64 {
        self.left + self.width
    }

    pub(crate) fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// The smallest area around all of them; a small one around none.
    pub(crate) fn around(all: &[Self]) -> Self {
        let Some(first) = all.first() else { return Self { left: 0.0, top: 0.0, width: 1.0, height: 1.0 } };
        let (mut left, mut top, mut right, mut bottom) = (first.left, first.top, first.right(), first.bottom());
        for area in all {
            left = left.min(area.left);
            top = top.min(area.top);
            right = right.max(area.right());
            bottom = bottom.max(area.bottom());
        }
        Self { left, top, width: right - left, height: bottom - top }
    }
}
