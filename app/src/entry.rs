//! The browser half's entries: one small program a kind of page, so that no page waits for the code of others.

/// Which program makes a page live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Entry {
    /// The Deployments page.
    Deployments,
    /// One deployment.
    Deployment,
    /// The Workflows page.
    Workflows,
    /// One workflow, in its editor.
    Workflow,
    /// One execution.
    Execution,
    /// None: pages that are only read.
    None,
    /// The command palette, over any page; loaded when it is first asked for.
    Palette,
}

impl Entry {
    /// Every entry that has a program.
    pub const ALL: [Self; 6] =
        [Self::Deployments, Self::Deployment, Self::Workflows, Self::Workflow, Self::Execution, Self::Palette];

    /// What its files are called: `frontend/src/bin/NAME.rs`, `NAME.js` and `NAME.wasm`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Deployments => "deployments",
            Self::Deployment => "deployment",
            Self::Workflows => "workflows",
            Self::Workflow => "workflow",
            Self::Execution => "execution",
            Self::None => "",
            Self::Palette => "palette",
        }
    }
}
