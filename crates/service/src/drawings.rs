//! Drawings of kept graphs, and of graphs that are being edited.

use crate::{Service, ServiceError, blocking};
use domain::{Digest, Graph, GraphPreview};
use drawing::{Look, picture};

/// Which colours a drawing is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Theme {
    /// As the reader's system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl From<Theme> for Look {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::System => Self::System,
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
        }
    }
}

impl Service {
    /// A kept graph as an SVG document of its own.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where nothing is kept under this digest.
    pub async fn drawing(&self, digest: Digest, theme: Theme) -> Result<String, ServiceError> {
        self.drawn(digest, move |graph| picture(graph, theme.into())).await
    }

    /// A kept graph in the size of a card's picture, as an SVG document of its own.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where nothing is kept under this digest.
    pub async fn thumbnail(&self, digest: Digest, theme: Theme) -> Result<String, ServiceError> {
        self.drawn(digest, move |graph| drawing::thumbnail(graph, theme.into())).await
    }

    /// What an unsaved graph would look like, as an element for a page of ours.
    ///
    /// # Errors
    /// [`ServiceError::Unreadable`].
    pub async fn preview(&self, text: String) -> Result<GraphPreview, ServiceError> {
        blocking::run(move || {
            let graph = Graph::read(&text)?;
            Ok(GraphPreview {
                svg: picture(&graph, Look::System),
                nodes: u32::try_from(graph.nodes.len()).unwrap_or(u32::MAX),
                problems: graph.problems,
            })
        })
        .await?
    }

    async fn drawn(
        &self,
        digest: Digest,
        draw: impl FnOnce(&Graph) -> String + Send + 'static,
    ) -> Result<String, ServiceError> {
        let bytes = self.graph(digest).await?;
        blocking::run(move || Ok(draw(&Graph::read(&String::from_utf8_lossy(&bytes))?))).await?
    }
}
