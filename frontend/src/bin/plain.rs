//! What is around a page that is only read, live: the loader starts this once the page is painted.

fn main() {
    app::hydrate::plain();
}
