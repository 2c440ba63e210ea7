//! The project's own example workflows: something to deploy within ten seconds.

/// What each is called, and its graph in API format.
pub(crate) const ALL: [(&str, &str); 3] = [
    ("Greeting", include_str!("examples/greeting.json")),
    ("Tidy text", include_str!("examples/tidy_text.json")),
    ("Product headline", include_str!("examples/product_headline.json")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Graph;

    #[test]
    fn every_example_can_be_deployed() {
        for (name, text) in ALL {
            assert_eq!(Graph::read(text).unwrap().problems, [], "{name}");
        }
    }
}
