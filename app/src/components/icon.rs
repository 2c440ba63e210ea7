//! The pictures of the interface: strokes on a grid of 24, drawn in the text's colour.

use leptos::prelude::*;

/// Which picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    Bot,
    Braces,
    Check,
    Close,
    Copy,
    Cube,
    Download,
    Flow,
    Form,
    // What the server alone draws, the rail and what stands around a page, is in no program of the browser's.
    #[cfg(feature = "ssr")]
    Help,
    #[cfg(feature = "ssr")]
    History,
    #[cfg(feature = "ssr")]
    Moon,
    More,
    Open,
    Pause,
    Pencil,
    Plus,
    Rocket,
    Search,
    #[cfg_attr(feature = "hydrate", expect(dead_code, reason = "the rail is drawn by the server alone"))]
    Signpost,
    #[cfg(feature = "ssr")]
    Sun,
    #[cfg(feature = "ssr")]
    System,
    Trash,
    Upload,
    Warning,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Bot => {
                "M12 4v4M7 8h10a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3v-6a3 3 0 0 1 3-3zM9 13v2M15 13v2"
            }
            Self::Braces => {
                "M9 4H8a3 3 0 0 0-3 3v3l-2 2 2 2v3a3 3 0 0 0 3 3h1M15 4h1a3 3 0 0 1 3 3v3l2 2-2 2v3a3 3 0 0 1-3 3h-1"
            }
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Copy => {
                "M9 9h9a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM5 15H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v1"
            }
            Self::Cube => "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9",
            Self::Download => "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 20h16",
            Self::Flow => "M4 4h6v5H4zM14 15h6v5h-6zM10 6.5h3a3 3 0 0 1 3 3V15",
            Self::Form => "M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM8 9h8M8 13h8M8 17h4",
            #[cfg(feature = "ssr")]
            Self::History => "M4 5v5h5M4.5 10a8 8 0 1 1-.6 4M12 8v5l3 2",
            #[cfg(feature = "ssr")]
            Self::Help => {
                "M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM9.5 9.5a2.6 2.6 0 1 1 3.7 2.4c-.8.4-1.2 1-1.2 1.9M12 17h.01"
            }
            #[cfg(feature = "ssr")]
            Self::Moon => "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
            Self::More => "M12 5h.01M12 12h.01M12 19h.01",
            Self::Open => "M7 17L17 7M9 7h8v8",
            Self::Pause => "M9 5v14M15 5v14",
            Self::Pencil => "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Rocket => "M5 15c-1.5 1.3-2 5-2 5s3.7-.5 5-2M9 15l-3-3c1-4 4-8.5 12-9-.5 8-5 11-9 12zM15 9h.01",
            Self::Search => "M11 18a7 7 0 1 1 0-14 7 7 0 0 1 0 14zM20 20l-4-4",
            Self::Signpost => "M12 3v18M12 5h7l2 2.5L19 10h-7M12 12H6l-2 2.5L6 17h6M8 21h8",
            #[cfg(feature = "ssr")]
            Self::Sun => {
                "M12 16a4 4 0 1 1 0-8 4 4 0 0 1 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19"
            }
            #[cfg(feature = "ssr")]
            Self::System => "M4 5h16v11H4zM9 20h6M12 16v4",
            Self::Trash => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
            Self::Upload => "M12 16V5M7.5 9L12 4.5 16.5 9M4 20h16",
            Self::Warning => "M12 4l9 16H3zM12 10v4M12 17h.01",
        }
    }

    /// The same as a text.
    pub(crate) fn html(self) -> String {
        let svg = r#"<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=""#;
        [svg, self.path(), r#""></path></svg>"#].concat()
    }

    /// The picture, hidden from those who do not see it: the words stand beside it.
    pub(crate) fn view(self) -> impl IntoView {
        view! {
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d=self.path()/>
            </svg>
        }
    }
}
