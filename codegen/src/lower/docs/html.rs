//! The HTML that service models hold, as Markdown source. It is made safe afterwards, with all other
//! text: tags that are not known here stay and are shown as they are.

/// Tags by which documentation is taken for HTML.
const KNOWN: [&str; 18] = [
    "a",
    "b",
    "br",
    "code",
    "dd",
    "dl",
    "dt",
    "em",
    "i",
    "important",
    "li",
    "note",
    "ol",
    "p",
    "pre",
    "strong",
    "ul",
    "fullname",
];

/// Markdown for `text`, which may hold HTML; other text comes back as it is.
pub(super) fn to_markdown(text: &str) -> String {
    let is_html = pieces(text).any(|piece| matches!(piece, Piece::Tag(_)));
    if !is_html {
        return text.to_owned();
    }
    let mut writer = Writer::default();
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => writer.text(text),
            Piece::Tag(tag) => writer.tag(&tag),
        }
    }
    writer.out
}

enum Piece<'a> {
    Text(&'a str),
    Tag(Tag<'a>),
}

struct Tag<'a> {
    name: String,
    closes: bool,
    attributes: &'a str,
}

/// Cuts at tags that are known.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((tag, length)) = tag(rest) {
            rest = &rest[length..];
            return Some(Piece::Tag(tag));
        }
        let mut starts = rest.match_indices('<').map(|(at, _)| at);
        let next = starts.find(|at| tag(&rest[*at..]).is_some());
        let (text, after) = rest.split_at(next.unwrap_or(rest.len()));
        rest = after;
        Some(Piece::Text(text))
    })
}

/// The tag at the start of `text`, and its length.
fn tag(text: &str) -> Option<(Tag<'_>, usize)> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find(['<', '>'])?;
    let inner = inner[..end].trim_end_matches('/');
    if !text[1 + end..].starts_with('>') {
        return None;
    }
    let (inner, closes) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let name = name.to_ascii_lowercase();
    let known = KNOWN.contains(&name.as_str());
    let tag = Tag {
        name,
        closes,
        attributes,
    };
    known.then_some((tag, end + 2))
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Lists around, with `true` for numbered ones.
    lists: Vec<bool>,
    /// Text of the code span that is open.
    code: Option<String>,
    /// Targets of the links that are open; empty for those that are none.
    links: Vec<String>,
    /// Inside of a list item that has no text yet.
    at_item: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        let gap = !self.out.is_empty() && !self.out.ends_with(char::is_whitespace);
        let words: Vec<&str> = text.split_whitespace().collect();
        if (words.is_empty() || text.starts_with(char::is_whitespace)) && gap && !self.at_item {
            self.out.push(' ');
        }
        for (position, word) in words.iter().enumerate() {
            if position > 0 {
                self.out.push(' ');
            }
            self.word(word);
        }
        if !words.is_empty() {
            self.at_item = false;
            if text.ends_with(char::is_whitespace) {
                self.out.push(' ');
            }
        }
    }

    /// A word of the text, in which nothing is Markdown.
    fn word(&mut self, word: &str) {
        let at_start = self.out.is_empty() || self.out.ends_with('\n');
        let block = at_start && word.starts_with(['-', '+', '#', '=', '|', '~']);
        if block {
            self.out.push('\\');
        }
        let is_address = word.contains("://");
        for c in word.chars() {
            if !is_address && matches!(c, '*' | '_' | '`' | '\\') {
                self.out.push('\\');
            }
            self.out.push(c);
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        if self.code.is_some() && !(tag.closes && matches!(tag.name.as_str(), "code" | "pre")) {
            return;
        }
        match (tag.name.as_str(), tag.closes) {
            ("code" | "pre", false) => self.code = Some(String::new()),
            ("code" | "pre", true) => self.code_span(),
            ("b" | "strong", _) => self.mark("**"),
            ("i" | "em", _) => self.mark("*"),
            ("note", false) => self.labelled("Note"),
            ("important", false) => self.labelled("Important"),
            ("ul", false) => self.lists.push(false),
            ("ol", false) => self.lists.push(true),
            ("ul" | "ol", true) => {
                self.lists.pop();
                self.paragraph();
            }
            ("li", false) => self.item(),
            ("a", false) => self.open_link(tag.attributes),
            ("a", true) => self.close_link(),
            _ => self.paragraph(),
        }
    }

    fn mark(&mut self, mark: &str) {
        self.out.push_str(mark);
        self.at_item = false;
    }

    fn paragraph(&mut self) {
        if !self.at_item && !self.out.trim().is_empty() {
            self.out.truncate(self.out.trim_end().len());
            self.out.push_str("\n\n");
        }
    }

    fn labelled(&mut self, label: &str) {
        self.paragraph();
        self.out.push_str(&format!("**{label}:** "));
        // The text goes on in the same paragraph, also where it has one of its own.
        self.at_item = true;
    }

    fn item(&mut self) {
        self.out.truncate(self.out.trim_end().len());
        let marker = match self.lists.last() {
            Some(true) => "1. ",
            _ => "- ",
        };
        let depth = self.lists.len().saturating_sub(1);
        self.out
            .push_str(&format!("\n{}{marker}", "  ".repeat(depth)));
        self.at_item = true;
    }

    fn code_span(&mut self) {
        let Some(code) = self.code.take() else {
            return;
        };
        let code = decoded(&code.split_whitespace().collect::<Vec<_>>().join(" "));
        self.out.push_str(&super::code(&code));
        self.at_item = false;
    }

    fn open_link(&mut self, attributes: &str) {
        let target = href(attributes).filter(|target| target.starts_with("http"));
        let target = target.map(|target| decoded(target.trim()));
        if target.is_some() {
            self.out.push('[');
            self.at_item = false;
        }
        self.links.push(target.unwrap_or_default());
    }

    fn close_link(&mut self) {
        if let Some(target) = self.links.pop().filter(|target| !target.is_empty()) {
            let kept = self.out.trim_end().len();
            self.out.truncate(kept);
            self.out.push_str(&format!("]({target})"));
        }
    }
}

fn href(attributes: &str) -> Option<&str> {
    let (_, value) = attributes.split_once("href=")?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// Entities stand for themselves in code; elsewhere Markdown knows them.
fn decoded(text: &str) -> String {
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    (entities.iter()).fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
}

#[cfg(test)]
mod tests {
    use super::to_markdown;

    #[test]
    fn text_without_known_tags_is_markdown_already() {
        for text in ["a *b* `c`", "a < b > c", "Vec<u8>", "<script>x</script>"] {
            assert_eq!(to_markdown(text), text);
        }
    }

    #[test]
    fn common_tags() {
        let cases = [
            ("<p>One.</p>\n   <p>Two.</p>", "One.\n\nTwo.\n\n"),
            ("<p>A <code>b</code> c.</p>", "A `b` c.\n\n"),
            ("<code>a &lt;b&gt; `</code>", "`` a <b> ` ``"),
            ("<b>a</b> <i>b</i>", "**a** *b*"),
            (
                "<ul> <li> <p>a</p> </li> <li>b</li> </ul> c",
                "\n- a\n- b\n\nc",
            ),
            (
                "<a href=\"https://a.b\"><code>c</code></a>.",
                "[`c`](https://a.b).",
            ),
            ("<a href=\"#x\">c</a>", "c"),
            ("<note> <p>a</p> </note>", "**Note:** a\n\n"),
            ("<p>a_b* - `</p>", "a\\_b\\* - \\`\n\n"),
        ];
        for (html, markdown) in cases {
            assert_eq!(to_markdown(html), markdown, "{html}");
        }
    }

    #[test]
    fn broken_html_is_survived() {
        for text in [
            "<p",
            "<code>open",
            "</a></ul></li>",
            "<a href=>x</a>",
            "<p><<p>>",
        ] {
            to_markdown(text);
        }
    }
}
