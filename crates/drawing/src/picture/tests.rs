//! What drawings show, of good graphs and of hostile ones.

use super::*;
use proptest::prelude::*;
use roxmltree::Document;

/// Draws and reads the drawing as the XML that it must be.
#[track_caller]
fn check(text: &str, see: impl FnOnce(&Document<'_>)) {
    let svg = picture(&Graph::read(text).unwrap(), Look::System);
    see(&Document::parse(&svg).unwrap_or_else(|error| panic!("{error}: {svg}")));
}

/// The texts on a drawing, and those for who points at something.
fn texts(document: &Document<'_>, element: &str) -> Vec<String> {
    let all = document.descendants().filter(|it| it.has_tag_name(element));
    let own = |it: roxmltree::Node<'_, '_>| {
        let parts =
            it.descendants().filter(|it| it.is_text() && it.parent().is_some_and(|it| !it.has_tag_name("title")));
        parts.filter_map(|it| it.text().map(str::to_owned)).collect::<String>()
    };
    all.map(|it| if element == "title" { it.text().unwrap_or_default().to_owned() } else { own(it) }).collect()
}

const API: &str = r#"{"1":{"class_type":"LoadImage","inputs":{"image":"<Ada>.png"},"_meta":{"title":"Who & why"}},
    "2":{"class_type":"PreviewAny","inputs":{"source":["1",1]}}}"#;

const UI: &str = r##"{"version":0.4,"nodes":[
    {"id":1,"type":"LoadImage","pos":[0,0],"size":[200,100],"color":"#232","outputs":[{"name":"IMAGE","type":"IMAGE"},{"name":"MASK","type":"MASK"}],
     "inputs":[{"name":"image","type":"COMBO","widget":{"name":"image"},"link":null}],"widgets_values":["a.png"]},
    {"id":2,"type":"aaaa-bbbb","pos":[300,0],"size":[200,90],"mode":4,"inputs":[{"name":"pixels","label":"picture","type":"IMAGE","link":5}],"outputs":[]},
    {"id":3,"type":"SaveImage","pos":[600,0],"size":[200,90],"mode":2,"flags":{"collapsed":true},"inputs":[{"name":"images","type":"IMAGE","link":null}]},
    {"id":4,"type":"MarkdownNote","title":"Read me","pos":[0,300],"size":[300,100],"widgets_values":["# First\nThen [this](https://x.test)."]}],
    "links":[[5,1,0,2,0,"IMAGE"]],
    "groups":[{"title":"Step 1 – <load>","bounding":[-20,-60,260,200],"color":"#3f789e"}],
    "definitions":{"subgraphs":[{"id":"aaaa-bbbb","name":"Sharpen"}]}}"##;

#[test]
fn draws_the_api_format() {
    insta::assert_snapshot!(picture(&Graph::read(API).unwrap(), Look::Light).replace("><", ">\n<"));
}

#[test]
fn draws_the_ui_format() {
    insta::assert_snapshot!(picture(&Graph::read(UI).unwrap(), Look::Light).replace("><", ">\n<"));
}

#[test]
fn draws_marks() {
    let marks = [Some(Mark::Added), None, Some(Mark::Removed), Some(Mark::Changed)];
    insta::assert_snapshot!(marked_picture(&Graph::read(UI).unwrap(), &marks, Look::System).replace("><", ">\n<"));
}

#[test]
fn marks_of_nodes_that_are_not_there_and_no_marks_draw_the_graph_alone() {
    let graph = Graph::read(API).unwrap();
    for marks in [&[][..], &[None, None, Some(Mark::Added)]] {
        let svg = marked_picture(&graph, marks, Look::Dark);
        assert!(svg.contains("no node differs") && !svg.contains("class=\"v "), "{svg}");
    }
}

#[test]
fn shows_ports_groups_notes_states_and_subgraphs() {
    check(UI, |document| {
        let shown = texts(document, "text");
        for text in [
            "Step 1 – <load>",
            "IMAGE",
            "MASK",
            "picture",
            "image",
            "a.png",
            "Sharpen",
            "Bypassed · Subgraph",
            "Muted",
            "First",
            "Then this.",
        ] {
            assert!(shown.iter().any(|it| it == text), "{text:?} in {shown:?}");
        }
        let said = texts(document, "title");
        for text in [
            "Sharpen – Subgraph – #2 – bypassed",
            "SaveImage – #3 – muted",
            "IMAGE: \u{2068}LoadImage\u{2069} → \u{2068}Sharpen\u{2069}, picture",
        ] {
            assert!(said.iter().any(|it| it == text), "{text:?} in {said:?}");
        }
    });
}

#[test]
fn links_end_at_the_dots_of_their_ports() {
    for text in [API, UI] {
        check(text, |document| {
            let dots: Vec<(&str, &str)> = document
                .descendants()
                .filter(|it| it.has_tag_name("circle"))
                .filter_map(|it| Some((it.attribute("cx")?, it.attribute("cy")?)))
                .collect();
            let link = document.descendants().find(|it| it.attribute("class") == Some("l")).unwrap();
            let path = link.attribute("d").unwrap();
            let ends: Vec<&str> = path.split(['M', 'C', ' ']).collect();
            let (from, to) = ((ends[1], ends[2]), (ends[ends.len() - 2], ends[ends.len() - 1]));
            assert!(dots.contains(&from) && dots.contains(&to), "{path} in {dots:?}");
        });
    }
}

#[test]
fn rings_nodes_in_one_place_and_empty_graphs_are_drawn() {
    check(r#"{"1":{"class_type":"A","inputs":{"x":["2",0]}},"2":{"class_type":"B","inputs":{"x":["1",0]}}}"#, |_| {});
    check(r#"{"version":1,"nodes":[],"links":[]}"#, |_| {});
    check(
        r#"{"version":1,"nodes":[{"id":1,"pos":[0,0]},{"id":2,"pos":[0,0]}],"links":[[1,1,4000000000,2,4000000000,"*"]]}"#,
        |document| {
            let places: Vec<_> =
                document.descendants().filter_map(|it| it.attribute("class").and(it.attribute("x"))).collect();
            assert_ne!(places.first(), places.last());
        },
    );
}

#[test]
fn the_largest_graphs_stay_bounded() {
    let title = "\u{202e}".repeat(100_000);
    for count in [200, 5_000, 30_000] {
        let nodes: Vec<_> = (0..count)
            .map(|n| format!(r#""{n}":{{"class_type":"Some type of a usual length","inputs":{{"image":["{}",0],"text":"a value"}}}}"#, n / 2))
            .collect();
        let text = format!(
            "{{{},\"last\":{{\"class_type\":\"X\",\"inputs\":{{}},\"_meta\":{{\"title\":\"{title}\"}}}}}}",
            nodes.join(",")
        );
        let svg = picture(&Graph::read(&text).unwrap(), Look::System);
        assert!(svg.len() < 8_000_000 && svg.len() < count * 3_000, "{count}: {}", svg.len());
    }
}

#[test]
fn nodes_of_very_many_ports_and_long_texts_stay_bounded() {
    let inputs: Vec<_> = (0..100_000).map(|n| format!(r#""i{n}":["0",0]"#)).collect();
    check_size(&format!(
        r#"{{"0":{{"class_type":"A","inputs":{{}}}},"1":{{"class_type":"B","inputs":{{{}}}}}}}"#,
        inputs.join(",")
    ));
    let long = "long ".repeat(200);
    let inputs = vec![format!(r#"{{"name":"{long}","type":"{long}","link":1}}"#); 100].join(",");
    let values = vec![format!("\"{long}\""); 50].join(",");
    let node = |id| {
        format!(
            r#"{{"id":{id},"type":"{long}","title":"{long}","pos":[{id},0],"size":[4000,4000],"inputs":[{inputs}],"widgets_values":[{values}]}}"#
        )
    };
    check_size(&format!(
        r#"{{"version":1,"nodes":[{}],"links":[]}}"#,
        (0..100).map(node).collect::<Vec<_>>().join(",")
    ));
}

#[track_caller]
fn check_size(text: &str) {
    let size = picture(&Graph::read(text).unwrap(), Look::System).len();
    assert!(size < 6_000_000, "{size}");
}

/// A graph of the UI format whose every text and number is somebody's whim.
fn hostile() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        "\\PC{0,30}",
        Just("</svg><script>alert(1)</script>".to_owned()),
        Just("\u{202e}\u{0}&\"'\u{ffff}]]>".to_owned())
    ];
    let number = prop_oneof![-1e12..1e12_f64, Just(0.0), -300.0..300.0_f64];
    let node =
        (text.clone(), text.clone(), number.clone(), number.clone(), number, text.clone(), 0..5u8, any::<bool>());
    (proptest::collection::vec(node, 0..6), text).prop_map(|(nodes, group)| {
        let quoted = |text: &str| serde_json::to_string(text).unwrap();
        let nodes: Vec<_> = nodes.iter().enumerate().map(|(id, (kind, title, x, y, width, value, mode, collapsed))| {
            let (kind, title, value) = (quoted(kind), quoted(title), quoted(value));
            let kind = if *mode == 1 { "\"MarkdownNote\"" } else { &kind };
            format!(r#"{{"id":{id},"type":{kind},"title":{title},"pos":[{x},{y}],"size":[{width},{y}],"mode":{mode},"color":{value},"flags":{{"collapsed":{collapsed}}},
                "inputs":[{{"name":{title},"type":{value},"link":1}}],"outputs":[{{"name":{value},"type":{kind}}}],"widgets_values":[{value},3]}}"#)
        }).collect();
        let group = quoted(&group);
        format!(r#"{{"version":1,"nodes":[{}],"links":[[1,0,0,1,0,{group}],[2,1,9,0,7,3]],"groups":[{{"title":{group},"bounding":[0,0,1e9,5],"color":{group}}},{{"title":{group},"bounding":[-9,3,60,5],"color":{group}}}]}}"#, nodes.join(","))
    })
}

proptest! {
    #[test]
    fn hostile_texts_and_numbers_are_only_texts_and_numbers(text in hostile()) {
        check(&text, |document| {
            let known = ["svg", "title", "style", "rect", "path", "circle", "text", "tspan", "g"];
            for element in document.descendants().filter(|it| it.is_element()) {
                assert!(known.contains(&element.tag_name().name()), "{:?}", element.tag_name());
                for attribute in element.attributes() {
                    assert!(!attribute.name().starts_with("on") && !attribute.value().contains("NaN") && !attribute.value().contains("inf"), "{attribute:?}");
                }
            }
        });
    }

    #[test]
    fn any_small_graph_is_drawn(links in proptest::collection::vec((0..12_u32, 0..12_u32), 0..30)) {
        let nodes: Vec<_> = (0..12).map(|n| {
            let inputs: Vec<_> = links.iter().enumerate().filter(|(_, link)| link.1 == n).map(|(i, link)| format!(r#""i{i}":["{}",0]"#, link.0)).collect();
            format!(r#""{n}":{{"class_type":"X","inputs":{{{}}}}}"#, inputs.join(","))
        }).collect();
        check(&format!("{{{}}}", nodes.join(",")), |document| {
            assert_eq!(document.descendants().filter(|it| it.attribute("class") == Some("l")).count(), links.len());
        });
    }
}
