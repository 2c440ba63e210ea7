//! Why a request's form is refused, written as Discord writes it.

use serde_json::{Map, Value, json};

/// Gathers what is wrong, each with its place: `options.0.name`.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<(String, String)>);

impl Faults {
    pub(crate) fn add(&mut self, place: &str, words: impl Into<String>) {
        self.0.push((place.to_owned(), words.into()));
    }

    /// Adds the words unless it is so.
    pub(crate) fn ensure(&mut self, so: bool, place: &str, words: &str) {
        if !so {
            self.add(place, words);
        }
    }

    /// Whether each key of the object is documented.
    pub(crate) fn known_keys(&mut self, object: &Value, place: &str, known: &[&str]) {
        let Some(object) = object.as_object() else { return self.add(place, "Only dictionaries may be used") };
        for key in object.keys().filter(|key| !known.contains(&key.as_str())) {
            self.add(&format!("{place}.{key}"), "is not documented");
        }
    }

    /// Whether the text has so many characters.
    pub(crate) fn length(&mut self, value: &Value, place: &str, least: usize, most: usize) {
        let long = value.as_str().map(|text| text.chars().count());
        let words = format!("Must be between {least} and {most} in length.");
        self.ensure(long.is_some_and(|long| (least..=most).contains(&long)), place, &words);
    }

    pub(crate) fn said(&self) -> Vec<String> {
        self.0.iter().map(|(place, words)| format!("{place}: {words}")).collect()
    }

    /// The body of Discord's 400.
    pub(crate) fn body(&self) -> Value {
        let mut errors = json!({});
        for (place, words) in &self.0 {
            let mut node = &mut errors;
            for part in place.split('.').filter(|part| !part.is_empty()) {
                node = node.as_object_mut().unwrap().entry(part).or_insert_with(|| Value::Object(Map::new()));
            }
            let list = node.as_object_mut().unwrap().entry("_errors").or_insert_with(|| json!([]));
            list.as_array_mut().unwrap().push(json!({"code": "STAND_IN", "message": words}));
        }
        json!({"code": 50035, "message": "Invalid Form Body", "errors": errors})
    }
}
