//! What a callback says: Salt's bodies.
//!
//! `execution_id` is always Brine's. An output of that name is sent as `_execution_id`, with one more `_` as long
//! as another output has that name. An output may be called `error`: its value is a list, while a failure's `error`
//! is a text, and the header `Brine-Status` says which it is without looking.

use bytes::Bytes;
use domain::ExecutionId;
use serde_json::{Map, Value, json};

const ID: &str = "execution_id";

/// `{"<output name>":[…],"execution_id":"…"}`. Outputs of one name share a list.
pub fn succeeded(id: ExecutionId, outputs: Vec<(String, Vec<Value>)>) -> Bytes {
    let mut free = format!("_{ID}");
    while outputs.iter().any(|(name, _)| *name == free) {
        free.insert(0, '_');
    }
    let mut body = Map::new();
    for (name, values) in outputs {
        let name = if name == ID { free.clone() } else { name };
        if let Value::Array(list) = body.entry(name).or_insert_with(|| json!([])) {
            list.extend(values);
        }
    }
    body.insert(ID.to_owned(), id.to_string().into());
    Value::Object(body).to_string().into()
}

/// `{"execution_id":"…","error":"…","details":"…"}`.
pub fn failed(id: ExecutionId, error: &str, details: &str) -> Bytes {
    json!({ ID: id.to_string(), "error": error, "details": details }).to_string().into()
}

/// The same, of an execution that was cancelled.
pub fn cancelled(id: ExecutionId) -> Bytes {
    failed(id, "Execution cancelled", "It was cancelled before it was over.")
}

/// What a test delivery says: a success with these outputs' names and no values. Its id is nothing's.
pub fn test<'a>(id: ExecutionId, outputs: impl IntoIterator<Item = &'a str>) -> Bytes {
    succeeded(id, outputs.into_iter().map(|name| (name.to_owned(), Vec::new())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(outputs: &[(&str, Value)], expected: Value) {
        let id = ExecutionId::from_bytes([7; 16]);
        let outputs = outputs.iter().map(|(name, value)| ((*name).to_owned(), vec![value.clone()])).collect();
        let body: Value = serde_json::from_slice(&succeeded(id, outputs)).unwrap();
        assert_eq!(body, expected);
    }

    const SEVENS: &str = "07070707-0707-0707-0707-070707070707";

    #[test]
    fn is_salts() {
        check(&[("text", json!("Hello"))], json!({"text": ["Hello"], "execution_id": SEVENS}));
        check(&[], json!({"execution_id": SEVENS}));
    }

    #[test]
    fn outputs_of_one_name_share_a_list() {
        check(&[("a", json!(1)), ("a", json!(2))], json!({"a": [1, 2], "execution_id": SEVENS}));
    }

    #[test]
    fn no_output_takes_the_executions_id() {
        check(&[(ID, json!("x"))], json!({"_execution_id": ["x"], "execution_id": SEVENS}));
        check(
            &[(ID, json!("x")), ("_execution_id", json!("y"))],
            json!({"__execution_id": ["x"], "_execution_id": ["y"], "execution_id": SEVENS}),
        );
    }

    #[test]
    fn a_failure_says_why() {
        let id = ExecutionId::from_bytes([7; 16]);
        let body: Value = serde_json::from_slice(&failed(id, "Boom", "at node 3")).unwrap();
        assert_eq!(body, json!({"execution_id": SEVENS, "error": "Boom", "details": "at node 3"}));
        let body: Value = serde_json::from_slice(&cancelled(id)).unwrap();
        assert_eq!(body["error"], "Execution cancelled");
    }
}
