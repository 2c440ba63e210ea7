//! One drawing of two graphs.

use crate::read;
use compare::picture;
use drawing::Look;
use roxmltree::Document;

const BEFORE: &str = r#"{"1":{"class_type":"Load","inputs":{"image":"a.png"}},"2":{"class_type":"Blur","inputs":{"image":["1",0]}},
    "3":{"class_type":"Save","inputs":{"image":["2",0]}}}"#;
const AFTER: &str = r#"{"1":{"class_type":"Load","inputs":{"image":"a.png"}},"4":{"class_type":"<Sharpen>","inputs":{"image":["1",0]}},
    "3":{"class_type":"Save","inputs":{"image":["4",0]}}}"#;

#[track_caller]
fn see(before: &str, after: &str, see: impl FnOnce(&Document<'_>)) {
    let svg = picture(&read(before), &read(after), Look::System);
    see(&Document::parse(&svg).unwrap());
}

fn titles(document: &Document<'_>) -> Vec<String> {
    let all = document.descendants().filter(|it| it.has_tag_name("title"));
    all.map(|it| it.text().unwrap_or_default().to_owned()).collect()
}

#[test]
fn is_drawn() {
    insta::assert_snapshot!(picture(&read(BEFORE), &read(AFTER), Look::Light).replace("><", ">\n<"));
}

#[test]
fn says_and_shows_what_happened_to_each_node() {
    see(BEFORE, AFTER, |document| {
        let said = titles(document);
        let expected = "Comparison of two graphs, by nodes: 1 added: <Sharpen>; 1 removed: Blur; 1 changed: Save";
        assert_eq!(said[0], expected);
        for title in ["removed: Blur – #2", "added: <Sharpen> – #4", "changed: Save – #3", "Load – #1"] {
            assert!(said.iter().any(|it| it == title), "{title} in {said:?}");
        }
        let count = |class: &str| document.descendants().filter(|it| it.attribute("class") == Some(class)).count();
        assert_eq!((count("v za"), count("v zr"), count("v zc")), (1, 1, 2), "one outline, but two of what changed");
        assert_eq!((count("ya"), count("yr"), count("yc")), (1, 1, 1));
        assert_eq!((count("l"), count("l u")), (2, 2), "the links of what is gone are drawn faintly");
    });
}

#[test]
fn of_graphs_that_do_the_same_nothing_is_marked() {
    let titled = BEFORE.replace(r#""class_type":"Save""#, r#""class_type":"Save","_meta":{"title":"Keep"}"#);
    let renumbered = BEFORE.replace(r#""2""#, r#""9""#);
    for after in [BEFORE, &titled, &renumbered] {
        see(BEFORE, after, |document| {
            assert_eq!(titles(document)[0], "Comparison of two graphs, by nodes: no node differs");
            assert!(
                !document.descendants().any(|it| it.attribute("class").is_some_and(|it| it.starts_with(['v', 'y'])))
            );
        });
    }
}

#[test]
fn what_is_gone_stands_where_it_stood_or_looks_out_from_behind() {
    let at =
        |id: u32, kind: &str, left: u32| format!(r#"{{"id":{id},"type":"{kind}","pos":[{left},90],"size":[200,60]}}"#);
    let graph = |nodes: &[String]| format!(r#"{{"version":1,"nodes":[{}],"links":[]}}"#, nodes.join(","));
    let before = graph(&[at(1, "A", 0), at(2, "B", 300), at(3, "C", 600)]);
    let after = graph(&[at(1, "A", 0), at(4, "D", 604)]);
    see(&before, &after, |document| {
        let place = |id: &str| {
            let node = document.descendants().find(|it| it.attribute("data-node") == Some(id)).unwrap();
            [node.attribute("x").unwrap(), node.attribute("y").unwrap()]
        };
        assert_eq!(place("2"), ["300", "60"]);
        assert_eq!((place("3"), place("4")), (["576", "36"], ["604", "60"]));
    });
}
