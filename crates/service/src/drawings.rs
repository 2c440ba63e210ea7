//! Drawings of kept graphs.

use crate::{Service, ServiceError, blocking};
use domain::{Digest, Graph, GraphPreview};

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

/// Drawings that were made before.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drawings {}

impl Service {
    /// A kept graph as an SVG document of its own.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where nothing is kept under this digest.
    pub async fn drawing(&self, digest: Digest, theme: Theme) -> Result<String, ServiceError> {
        self.thumbnail(digest, theme).await
    }

    /// A kept graph in the size of a card's picture, as an SVG document of its own.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where nothing is kept under this digest.
    pub async fn thumbnail(&self, digest: Digest, theme: Theme) -> Result<String, ServiceError> {
        let _ = (theme, &self.drawings);
        let bytes = self.graph(digest).await?;
        blocking::run(move || Ok(drawing::thumbnail(&Graph::read(&String::from_utf8_lossy(&bytes))?))).await?
    }

    /// What an unsaved graph would look like.
    ///
    /// # Errors
    /// [`ServiceError::Unreadable`].
    pub async fn preview(&self, text: String) -> Result<GraphPreview, ServiceError> {
        blocking::run(move || {
            let graph = Graph::read(&text)?;
            Ok(GraphPreview {
                svg: drawing::thumbnail(&graph),
                nodes: u32::try_from(graph.nodes.len()).unwrap_or(u32::MAX),
                problems: graph.problems,
            })
        })
        .await?
    }
}
