//! Notes in Markdown as plain paragraphs: what a reader of the drawing needs, without links and pictures.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A run of text that begins on a line of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// The words.
    pub(crate) text: String,
    /// Whether it is a heading.
    pub(crate) is_heading: bool,
}

/// The paragraphs of a text in Markdown.
pub(crate) fn paragraphs(markdown: &str) -> Vec<Paragraph> {
    let mut done = Vec::new();
    let mut text = String::new();
    let mut is_heading = false;
    let mut end = |text: &mut String, is_heading: bool| {
        let words = std::mem::take(text);
        if !words.trim().is_empty() {
            done.push(Paragraph { text: words.trim_end().to_owned(), is_heading });
        }
    };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => is_heading = true,
            Event::End(TagEnd::Heading(_)) => {
                end(&mut text, true);
                is_heading = false;
            }
            Event::Start(Tag::Item) => {
                end(&mut text, is_heading);
                text.push_str("• ");
            }
            Event::Start(Tag::TableCell) if !text.is_empty() => text.push_str(" | "),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableHead | TagEnd::TableRow)
            | Event::HardBreak => {
                end(&mut text, is_heading);
            }
            Event::SoftBreak => text.push(' '),
            // Code keeps its lines.
            Event::Text(words) | Event::Code(words) => {
                let mut lines = words.split('\n');
                text.push_str(lines.next().unwrap_or_default());
                for line in lines {
                    end(&mut text, is_heading);
                    text.push_str(line);
                }
            }
            _ => {}
        }
    }
    end(&mut text, is_heading);
    done
}

/// The paragraphs of a text that is none.
pub(crate) fn plain(text: &str) -> Vec<Paragraph> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| Paragraph { text: line.to_owned(), is_heading: false }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_words_and_drops_the_marks() {
        let markdown = "# Models **here**\n\nTake [this one](https://x.test/a) or\n`that`.\n\n- one\n- two <b>x</b>\n\n```\na\n└─ b\n```\n![picture](y)\n\n| a | b |\n|---|---|\n| 1 | 2 |";
        let texts: Vec<String> = paragraphs(markdown).into_iter().map(|it| it.text).collect();
        assert_eq!(
            texts,
            ["Models here", "Take this one or that.", "• one", "• two x", "a", "└─ b", "picture", "a | b", "1 | 2"]
        );
        assert!(paragraphs(markdown)[0].is_heading && !paragraphs(markdown)[1].is_heading);
    }
}
