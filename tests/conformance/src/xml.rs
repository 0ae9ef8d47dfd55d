//! XML by meaning: names with their namespaces whatever the prefix, attributes in any order, space
//! between elements ignored.
//!
//! The order of children counts only among those of one name: structures may write their members in
//! any order, lists may not.

use roxmltree::{Document, Node};

use crate::Findings;

/// Compares two XML bodies.
pub(crate) fn compare(expected: &str, actual: &str, findings: &mut Findings) {
    let expected = match Document::parse(expected.trim()) {
        Ok(expected) => expected,
        Err(error) => return findings.add(format!("the expected body is no XML: {error}")),
    };
    match Document::parse(actual) {
        Err(error) => findings.add(format!("the body is no XML: {error}: {actual:?}")),
        Ok(actual) => {
            let (left, right) = (
                Element::read(expected.root_element()),
                Element::read(actual.root_element()),
            );
            if left != right {
                findings.add(format!("XML: expected {left:?}, found {right:?}"));
            }
        }
    }
}

/// An element; equal where it means the same.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Element {
    name: String,
    /// Namespaces that are declared here: a declaration that nothing uses is still part of the test.
    declared: Vec<(String, String)>,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn read(node: Node<'_, '_>) -> Self {
        let qualified = |namespace: Option<&str>, name: &str| match namespace {
            Some(namespace) => format!("{{{namespace}}}{name}"),
            None => name.to_owned(),
        };
        let mut attributes: Vec<_> = (node.attributes())
            .map(|one| {
                (
                    qualified(one.namespace(), one.name()),
                    one.value().to_owned(),
                )
            })
            .collect();
        attributes.sort();
        let mut children: Vec<_> = (node.children())
            .filter(Node::is_element)
            .map(Self::read)
            .collect();
        // Stable: those of one name keep their order.
        children.sort_by(|left, right| left.name.cmp(&right.name));
        let text: String = (node.children())
            .filter(Node::is_text)
            .filter_map(|part| part.text())
            .collect();
        let is_layout = !children.is_empty() && text.trim().is_empty();
        Self {
            name: qualified(node.tag_name().namespace(), node.tag_name().name()),
            declared: declared(node),
            attributes,
            text: if is_layout { String::new() } else { text },
            children,
        }
    }
}

fn declared(node: Node<'_, '_>) -> Vec<(String, String)> {
    let known = |prefix: Option<&str>, uri: &str| {
        let above = node.parent_element();
        above.is_some_and(|above| {
            let mut all = above.namespaces();
            all.any(|one| one.name() == prefix && one.uri() == uri)
        })
    };
    let mut declared: Vec<_> = (node.namespaces())
        .filter(|one| !known(one.name(), one.uri()) && one.name() != Some("xml"))
        .map(|one| {
            (
                one.name().unwrap_or_default().to_owned(),
                one.uri().to_owned(),
            )
        })
        .collect();
    declared.sort();
    declared
}

/// As XML, in the order of the comparison.
impl std::fmt::Debug for Element {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{}", self.name)?;
        for (prefix, uri) in &self.declared {
            write!(f, " xmlns:{prefix}={uri:?}")?;
        }
        for (name, value) in &self.attributes {
            write!(f, " {name}={value:?}")?;
        }
        write!(f, ">{}", self.text)?;
        for child in &self.children {
            write!(f, "{child:?}")?;
        }
        f.write_str("</>")
    }
}

#[cfg(test)]
mod tests {
    use crate::Findings;

    fn found(expected: &str, actual: &str) -> usize {
        let mut findings = Findings::default();
        super::compare(expected, actual, &mut findings);
        findings.len()
    }

    #[test]
    fn layout_and_order_of_names_do_not_count() {
        let expected = "<a x='1' y='2'>\n  <b>1</b>\n  <c/>\n  <b>2</b>\n</a>\n";
        assert_eq!(
            found(expected, "<a y='2' x='1'><c></c><b>1</b><b>2</b></a>"),
            0
        );
        assert_eq!(found("<a>&lt;é</a>", "<a>&#60;&#xE9;</a>"), 0);
    }

    #[test]
    fn every_difference_counts() {
        for (expected, actual) in [
            ("<a/>", "<b/>"),
            ("<a/>", "<a xmlns='urn:x'/>"),
            ("<a xmlns:p='urn:x'/>", "<a/>"),
            ("<a xmlns:p='urn:x' p:b='1'/>", "<a xmlns:p='urn:x' b='1'/>"),
            ("<a b='1'/>", "<a b='2'/>"),
            ("<a>1</a>", "<a>2</a>"),
            ("<a>1</a>", "<a> 1</a>"),
            ("<a> </a>", "<a/>"),
            ("<a><b>1</b><b>2</b></a>", "<a><b>2</b><b>1</b></a>"),
            ("<a><b/></a>", "<a><b/><b/></a>"),
            ("<a><b/></a>", "<a/>"),
            ("<a/>", ""),
        ] {
            assert_eq!(found(expected, actual), 1, "{expected} and {actual}");
        }
    }
}
