//! What is wrong with the inputs of a test, as HTML in texts: at each field, and in a summary that leads there.

use crate::state::doing_html::escaped;
use domain::{InputFault, InputField};

/// The id of the field for the input at this place. Not by node: a node may be called anything.
pub(crate) fn field_id(at: usize) -> String {
    ["test-input-", &at.to_string()].concat()
}

/// What is wrong with one input; nothing where nothing is.
pub(crate) fn fault_of(input: &InputField, faults: &[InputFault]) -> String {
    let its = faults.iter().filter(|it| it.node.as_ref() == Some(&input.node)).map(|it| told(input, it));
    its.collect::<Vec<_>>().join(". ")
}

/// A heading, and a link for each input with which something is wrong, in the order of the form.
pub(crate) fn summary(inputs: &[InputField], faults: &[InputFault]) -> String {
    let of_fields = inputs.iter().enumerate().flat_map(|(at, input)| {
        let its = faults.iter().filter(|it| it.node.as_ref() == Some(&input.node));
        its.map(move |it| [r##"<li><a href="#"##, &field_id(at), r#"">"#, &told(input, it), "</a></li>"].concat())
    });
    let is_known = |node: &String| inputs.iter().any(|input| input.node == *node);
    let others = faults.iter().filter(|it| !it.node.as_ref().is_some_and(is_known));
    let others = others.map(|it| ["<li>", &*escaped(&it.words), "</li>"].concat());
    let list: String = of_fields.chain(others).collect();
    [r#"<h3 id="test-faults-title">Not run: its inputs are not right yet</h3><ul>"#, &*list, "</ul>"].concat()
}

/// `size must be a number`. The name is isolated: it cannot turn the direction of the words after it.
fn told(input: &InputField, fault: &InputFault) -> String {
    ["<bdi>", &*escaped(&input.name), "</bdi> ", &escaped(&fault.words)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample_workflow::input;
    use domain::InputKind;

    fn fault(node: Option<&str>, words: &str) -> InputFault {
        InputFault { node: node.map(str::to_owned), words: words.to_owned() }
    }

    #[test]
    fn each_fault_names_its_input_as_the_label_does_and_leads_to_it() {
        let inputs = [input("7", "<size>", InputKind::Integer), input("a b", "tone", InputKind::Text)];
        let faults = [
            fault(Some("a b"), "must be one of: <b>"),
            fault(None, "Unknown input 'x'"),
            fault(Some("7"), "must be an integer"),
        ];
        assert_eq!(fault_of(&inputs[0], &faults), "<bdi>&lt;size></bdi> must be an integer");
        assert_eq!(fault_of(&inputs[0], &faults[..2]), "");
        let all = summary(&inputs, &faults);
        let list = all.split_once("<ul>").unwrap().1;
        assert_eq!(
            list,
            concat!(
                r##"<li><a href="#test-input-0"><bdi>&lt;size></bdi> must be an integer</a></li>"##,
                r##"<li><a href="#test-input-1"><bdi>tone</bdi> must be one of: &lt;b></a></li>"##,
                "<li>Unknown input 'x'</li></ul>",
            )
        );
    }

    #[test]
    fn what_is_wrong_with_no_field_of_the_form_is_told_all_the_same() {
        assert!(summary(&[], &[fault(Some("9"), "is required")]).contains("<li>is required</li>"));
    }
}
