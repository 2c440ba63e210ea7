//! Lines of code that call a deployment, with the inputs that it really has.

use domain::{InputField, InputKind};

/// How long the lines ask the server to wait for the result, in seconds.
const WAIT: &str = "wait=30";

/// A language that the lines are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CallLines {
    /// A shell with curl.
    Curl,
    /// JavaScript, as browsers and Node have it.
    JavaScript,
    /// Python, with nothing but what comes with it.
    Python,
}

impl CallLines {
    /// Every language, in the order in which people are offered them.
    pub(crate) const ALL: [Self; 3] = [Self::Curl, Self::JavaScript, Self::Python];

    /// The word for the page's own use.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::JavaScript => "javascript",
            Self::Python => "python",
        }
    }

    /// What people call it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::JavaScript => "JavaScript",
            Self::Python => "Python",
        }
    }

    /// The lines that call an address with these inputs.
    pub(crate) fn write(self, address: &str, inputs: &[InputField]) -> String {
        match self {
            Self::Curl => {
                // Within single quotes a shell changes nothing; a quote itself is put in from outside.
                let body = self.body(inputs).replace('\'', r"'\''");
                [
                    "curl -X POST ",
                    address,
                    " \\\n  -H 'Content-Type: application/json' \\\n  -H 'Prefer: ",
                    WAIT,
                    "' \\\n  -d '",
                    &body,
                    "'",
                ]
                .concat()
            }
            Self::JavaScript => [
                "const response = await fetch(\"",
                address,
                "\", {\n  method: \"POST\",\n  headers: { \"Content-Type\": \"application/json\", \"Prefer\": \"",
                WAIT,
                "\" },\n  body: JSON.stringify(",
                &self.body(inputs),
                "),\n});\nconsole.log(await response.json());",
            ]
            .concat(),
            Self::Python => [
                "import json, urllib.request\n\nrequest = urllib.request.Request(\n    \"",
                address,
                "\",\n    data=json.dumps(",
                &self.body(inputs),
                ").encode(),\n    headers={\"Content-Type\": \"application/json\", \"Prefer\": \"",
                WAIT,
                "\"},\n)\nwith urllib.request.urlopen(request) as response:\n    print(json.load(response))",
            ]
            .concat(),
        }
    }

    /// `{"workflow_input":{"NAME":{"value":…,"value_type":"RAW"}}}`, a line for each input.
    fn body(self, inputs: &[InputField]) -> String {
        // An optional file is left out: there is none that every caller has.
        let sent = inputs.iter().filter(|it| it.required || it.kind != InputKind::File);
        let members: Vec<String> = sent.map(|input| self.member(input, inputs)).collect();
        let (open, close) = if members.is_empty() { ("", "") } else { ("\n    ", "\n  ") };
        [r#"{"workflow_input": {"#, open, &members.join(",\n    "), close, "}}"].concat()
    }

    fn member(self, input: &InputField, all: &[InputField]) -> String {
        // Where two inputs have one name, each is named by its node.
        let is_clear = all.iter().filter(|it| it.name == input.name).count() == 1;
        let key = if is_clear { &input.name } else { &input.node };
        let (value, kind) = match input.kind {
            InputKind::File => (r#"{"url": "https://example.com/picture.png"}"#.to_owned(), "REFERENCE"),
            _ => (self.raw(input), "RAW"),
        };
        [&*quoted(key), r#": {"value": "#, &value, r#", "value_type": ""#, kind, "\"}"].concat()
    }

    /// What the graph uses where nothing is given, or else something that the input takes.
    fn raw(self, input: &InputField) -> String {
        let default = input.default.as_ref().filter(|it| input.allowed.is_empty() || input.allowed.contains(it));
        let value = default.or(input.allowed.first()).map_or("", String::as_str).trim();
        match input.kind {
            InputKind::Number if is_json_number(value) => value.to_owned(),
            InputKind::Integer => value.parse::<i64>().map_or_else(|_| "1".to_owned(), |number| number.to_string()),
            InputKind::Number => "1".to_owned(),
            InputKind::Boolean => match (self, value.eq_ignore_ascii_case("true")) {
                (Self::Python, true) => "True".to_owned(),
                (Self::Python, false) => "False".to_owned(),
                (_, is) => is.to_string(),
            },
            InputKind::Text | InputKind::File if value.is_empty() => quoted("…"),
            InputKind::Text | InputKind::File => quoted(value),
        }
    }
}

/// Whether a text is a number also where it stands in JSON: `007`, `.5` and `+1` are none.
fn is_json_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let begins = match digits {
        [b'0', next, ..] => !next.is_ascii_digit(),
        [first, ..] => first.is_ascii_digit(),
        [] => false,
    };
    begins && !text.ends_with('.') && text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// A text as JSON, which JavaScript and Python read the same way.
fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for letter in text.chars() {
        match letter {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            // No other control character says anything in an example.
            control if control.is_control() => {}
            letter => json.push(letter),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests;
