//! Java's files.

use std::collections::HashMap;
use std::ops::Range;

use roxmltree::{Document, Node, ParsingOptions};

use super::Package;
use crate::native::security_scanner::dependency::Ecosystem;

/// Nodes of a `pom.xml`.
const MAX_NODES: u32 = 500_000;

/// Maven's `pom.xml`; versions by properties are looked up within the file.
pub(super) fn pom(text: &str) -> Result<Vec<Package>, String> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| error.to_string())?;
    let mut properties: HashMap<String, (String, Range<usize>)> = HashMap::new();
    let named = |node: Node<'_, '_>, name: &str| node.is_element() && node.tag_name().name() == name;
    let own = document.root_element().children().filter(|node| named(*node, "properties"));
    for property in own.flat_map(|node| node.children().collect::<Vec<_>>()).filter(Node::is_element) {
        if let Some(value) = property.first_child().filter(Node::is_text) {
            let key = property.tag_name().name().to_owned();
            properties.insert(key, (value.text().unwrap_or_default().trim().to_owned(), trimmed(text, value.range())));
        }
    }
    let mut found = Vec::new();
    let is_one = |node: &Node<'_, '_>| ["dependency", "parent", "plugin"].iter().any(|name| named(*node, name));
    for dependency in document.descendants().filter(is_one) {
        let read = |name: &str| {
            let node = dependency.children().find(|node| named(*node, name))?.first_child()?;
            Some((node.text()?.trim().to_owned(), trimmed(text, node.range())))
        };
        let (Some((group, _)), Some((artifact, place)), Some((version, at))) =
            (read("groupId"), read("artifactId"), read("version"))
        else {
            continue;
        };
        let key = version.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
        let (version, at) = match key.and_then(|key| properties.get(key)) {
            Some((value, at)) => (value.clone(), at.clone()),
            None => (version, at),
        };
        found.push(Package {
            ecosystem: Ecosystem::Maven,
            name: format!("{group}:{artifact}"),
            version,
            is_exact: true,
            place,
            raised_at: Some(at),
        });
    }
    Ok(found)
}

/// Without the blanks around it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

/// Gradle's lock: `group:artifact:version=configurations`.
pub(super) fn gradle_lock(text: &str) -> Vec<Package> {
    let (mut found, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let body = line.trim_end();
        let entry = body.split('=').next().unwrap_or_default();
        if let [group, artifact, version] = entry.split(':').collect::<Vec<_>>().as_slice()
            && !body.starts_with('#')
        {
            found.push(Package {
                ecosystem: Ecosystem::Maven,
                name: format!("{group}:{artifact}"),
                version: (*version).to_owned(),
                is_exact: true,
                place: start..start + entry.len(),
                raised_at: None,
            });
        }
        start += line.len();
    }
    found
}
