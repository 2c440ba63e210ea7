//! JSON with a line for each member. Reads no more of it than that takes, so that a text that was cut is shown, too.

/// The same JSON, indented by two spaces.
pub(crate) fn pretty(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let (mut depth, mut in_text, mut is_escaped) = (0_usize, false, false);
    let mut rest = json.chars().peekable();
    while let Some(letter) = rest.next() {
        if in_text {
            out.push(letter);
            in_text = is_escaped || letter != '"';
            is_escaped = !is_escaped && letter == '\\';
            continue;
        }
        match letter {
            ' ' | '\t' | '\r' | '\n' => {}
            '{' | '[' => {
                out.push(letter);
                while rest.next_if(char::is_ascii_whitespace).is_some() {}
                // What is empty stays in its line.
                match rest.next_if(|next| matches!(next, '}' | ']')) {
                    Some(end) => out.push(end),
                    None => {
                        depth += 1;
                        line(&mut out, depth);
                    }
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(letter);
            }
            ',' => {
                out.push(letter);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            _ => {
                in_text = letter == '"';
                out.push(letter);
            }
        }
    }
    out
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(json: &str, shown: &str) {
        assert_eq!(pretty(json), shown);
    }

    #[test]
    fn members_have_lines() {
        check(r#"{"a":[1,{}],"b":"x:{,"}"#, "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"x:{,\"\n}");
        check("[ ]", "[]");
        check(r#""say \"{\" \\""#, r#""say \"{\" \\""#);
    }

    #[test]
    fn a_text_that_was_cut_is_shown_as_far_as_it_goes() {
        check(r#"{"a":"long te…"#, "{\n  \"a\": \"long te…");
    }

    proptest! {
        #[test]
        fn says_the_same(value in "[a-z\\\\\"{},:\\[\\] \n]{0,20}", number in any::<i32>()) {
            let json = serde_json::json!({ "t": [value, number, {}, [], null] });
            let shown: serde_json::Value = serde_json::from_str(&pretty(&json.to_string())).unwrap();
            prop_assert_eq!(shown, json);
        }
    }
}
