//! The command palette: the loader starts this when it is first asked for.

fn main() {
    app::hydrate::palette();
}
