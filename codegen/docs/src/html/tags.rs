//! The meaning of each tag. Tags that are not in this table stay text: `<region>` in an address is
//! one that the reader fills in.

/// The meaning of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Paragraph,
    Heading(usize),
    /// A list; whether its items are numbered.
    List(bool),
    Item,
    Term,
    Description,
    /// Set off from the text around it, by a label.
    Note(&'static str),
    /// Code of several lines.
    Preformatted,
    Table,
    Row,
    Cell,
    Break,
    Code,
    Strong,
    Emphasis,
    /// A link, whose target is in this attribute.
    Link(&'static str),
    /// The service's name before its description, which has it in the title already.
    Title,
    /// Nothing: its content goes on as if there was no tag.
    Nothing,
}

impl Role {
    /// Returns whether it is a part of running text, and is closed where it is opened.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Code | Self::Strong | Self::Emphasis | Self::Link(_) | Self::Nothing
        )
    }
}

/// A tag that is known.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: &'static str,
    pub(super) role: Role,
    /// Whether it is a tag only in a pair, because its name is also a common word.
    pub(super) paired: bool,
}

const fn tag(name: &'static str, role: Role) -> Tag {
    Tag {
        name,
        role,
        paired: false,
    }
}

const fn paired(name: &'static str, role: Role) -> Tag {
    Tag {
        name,
        role,
        paired: true,
    }
}

/// HTML's, and those of DocBook that models hold.
const TAGS: &[Tag] = &[
    tag("p", Role::Paragraph),
    tag("code", Role::Code),
    tag("li", Role::Item),
    tag("a", Role::Link("href")),
    tag("i", Role::Emphasis),
    tag("ul", Role::List(false)),
    tag("b", Role::Strong),
    tag("note", Role::Note("Note")),
    tag("important", Role::Note("Important")),
    tag("dl", Role::List(false)),
    tag("dt", Role::Term),
    tag("dd", Role::Description),
    tag("ol", Role::List(true)),
    tag("br", Role::Break),
    tag("pre", Role::Preformatted),
    tag("em", Role::Emphasis),
    tag("strong", Role::Strong),
    tag("h1", Role::Heading(1)),
    tag("h2", Role::Heading(2)),
    tag("h3", Role::Heading(3)),
    tag("h4", Role::Heading(4)),
    tag("h5", Role::Heading(5)),
    tag("h6", Role::Heading(6)),
    tag("table", Role::Table),
    tag("tr", Role::Row),
    tag("th", Role::Cell),
    tag("td", Role::Cell),
    paired("thead", Role::Nothing),
    paired("tbody", Role::Nothing),
    paired("div", Role::Paragraph),
    paired("blockquote", Role::Paragraph),
    paired("warning", Role::Note("Warning")),
    paired("caution", Role::Note("Caution")),
    paired("tip", Role::Note("Tip")),
    paired("span", Role::Nothing),
    paired("sub", Role::Nothing),
    paired("sup", Role::Nothing),
    paired("tt", Role::Code),
    paired("u", Role::Nothing),
    paired("fullname", Role::Title),
    tag("para", Role::Paragraph),
    paired("replaceable", Role::Emphasis),
    paired("emphasis", Role::Emphasis),
    paired("filename", Role::Code),
    paired("function", Role::Code),
    paired("value", Role::Code),
    paired("literal", Role::Code),
    paired("text", Role::Nothing),
    paired("copy", Role::Nothing),
    paired("zonbook", Role::Nothing),
    paired("xhtml", Role::Nothing),
    paired("ulink", Role::Link("url")),
    // Its target is an anchor on the page that the text was written for.
    paired("link", Role::Nothing),
];

/// Returns the tag of a name, in lower case or not.
pub(super) fn find(name: &str) -> Option<&'static Tag> {
    TAGS.iter().find(|tag| tag.name.eq_ignore_ascii_case(name))
}
