//! Documentation of models as lines that rustdoc takes without a warning and without running any of
//! it: every block is told apart and written anew, so nothing unknown gets through.

use super::{html, inline};

/// Text is wrapped to lines of at most this many characters.
const WIDTH: usize = 96;

/// A block of a document.
#[derive(Debug, PartialEq, Eq)]
enum Block {
    /// Running text, on one line.
    Paragraph(String),
    /// Indentation in spaces, marker, and text on one line.
    Item(usize, String, String),
    /// Number of `#`, text.
    Heading(usize, String),
    /// A line of a table.
    Row(String),
    /// Lines of code, as they are.
    Code(Vec<String>),
}

/// The lines of a document; none where it holds no text.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut before: Option<Block> = None;
    for block in blocks(text) {
        if let (None, Block::Paragraph(text)) = (&before, &block) {
            // The first line is what stands alone in summaries: a whole sentence, however long.
            let safe = inline::escape(text);
            let (sentence, rest) = safe.split_at(sentence_end(&safe));
            if !starts_block(rest.trim_start()) {
                lines.push(sentence.to_owned());
                if !rest.trim().is_empty() {
                    wrap("", "", rest, &mut lines);
                }
                before = Some(block);
                continue;
            }
        }
        let joined = matches!(
            (&before, &block),
            (Some(Block::Item(..)), Block::Item(..)) | (Some(Block::Row(_)), Block::Row(_))
        );
        if before.is_some() && !joined {
            lines.push(String::new());
        }
        write(&block, &mut lines);
        before = Some(block);
    }
    lines
}

/// The first sentence of a document that starts with a paragraph; safe as part of a line.
pub(super) fn first_sentence(text: &str) -> Option<String> {
    let Some(Block::Paragraph(text)) = blocks(text).into_iter().next() else {
        return None;
    };
    let text = inline::escape(&text);
    Some(text[..sentence_end(&text)].to_owned())
}

/// Where the first sentence of safe text ends: after its full stop, not inside of code or links.
fn sentence_end(text: &str) -> usize {
    let ends = text.match_indices(". ").map(|(at, _)| at + 1);
    let mut ends = ends.filter(|end| {
        let sentence = &text[..*end];
        let abbreviation = ["e.g.", "i.e.", "etc.", "vs."];
        let goes_on = text[*end..].trim_start().starts_with(char::is_lowercase);
        !goes_on
            && sentence.matches('`').count().is_multiple_of(2)
            && sentence.matches('[').count() == sentence.matches(']').count()
            && !abbreviation.iter().any(|word| sentence.ends_with(word))
    });
    ends.next().unwrap_or(text.len())
}

/// An entry of a list, of text that is safe already.
pub(super) fn entry(text: &str, lines: &mut Vec<String>) {
    wrap("- ", "  ", text, lines);
}

fn write(block: &Block, lines: &mut Vec<String>) {
    match block {
        Block::Paragraph(text) => wrap("", "", &inline::escape(text), lines),
        Block::Item(indent, marker, text) => {
            let first = format!("{}{marker} ", " ".repeat(*indent));
            let rest = " ".repeat(first.len());
            wrap(&first, &rest, &inline::escape(text), lines);
        }
        Block::Heading(level, text) => {
            lines.push(format!("{} {}", "#".repeat(*level), inline::escape(text)));
        }
        Block::Row(text) => lines.push(inline::escape(text)),
        Block::Code(code) => {
            // Longer than any run of backticks in the code, so that nothing in it ends the block.
            let longest = code.iter().flat_map(|line| line.split(|c| c != '`'));
            let longest = longest.map(str::len).max().unwrap_or(0);
            let fence = "`".repeat((longest + 1).max(3));
            lines.push(format!("{fence}text"));
            lines.extend(code.iter().cloned());
            lines.push(fence);
        }
    }
}

/// Breaks at spaces, but not inside of code spans and links, nor before what would start a block.
fn wrap(first: &str, rest: &str, text: &str, lines: &mut Vec<String>) {
    let mut line = first.to_owned();
    let mut is_empty = true;
    for word in words(text) {
        let length = line.chars().count() + 1 + word.chars().count();
        if !is_empty && length > WIDTH && !starts_block(word) {
            lines.push(std::mem::replace(&mut line, rest.to_owned()));
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines.push(line);
}

/// Words, with the spaces that code spans and links hold.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut ticks, mut brackets, mut escaped) = (0, 0_usize, 0_i32, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => {
                escaped = false;
                continue;
            }
            '\\' if ticks % 2 == 0 => escaped = true,
            '`' => ticks += 1,
            '[' if ticks % 2 == 0 => brackets += 1,
            ']' if ticks % 2 == 0 => brackets -= 1,
            ' ' if ticks % 2 == 0 && brackets <= 0 => {
                words.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}

fn starts_block(word: &str) -> bool {
    word.starts_with(['-', '+', '*', '#', '=', '|', '~', ':'])
        || word.starts_with("```")
        || ordinal(word).is_some()
}

/// `12.` or `12)` at the start.
fn ordinal(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let fits = (1..=9).contains(&digits) && text[digits..].starts_with(['.', ')']);
    fits.then(|| &text[..=digits])
}

fn blocks(text: &str) -> Vec<Block> {
    let text = html::to_markdown(&clean(text));
    let mut blocks: Vec<Block> = Vec::new();
    let mut fence: Option<(char, usize)> = None;
    let mut goes_on = false;
    for line in text.lines() {
        if let Some(open) = fence {
            match (closes(line, open), blocks.last_mut()) {
                (false, Some(Block::Code(code))) => code.push(line.trim_end().to_owned()),
                _ => fence = None,
            }
            continue;
        }
        let trimmed = line.trim();
        if let Some(open) = opens(trimmed) {
            fence = Some(open);
            blocks.push(Block::Code(Vec::new()));
            goes_on = false;
            continue;
        }
        goes_on = add_line(line, trimmed, goes_on, &mut blocks);
    }
    blocks.retain(|block| !matches!(block, Block::Code(code) if code.is_empty()));
    blocks
}

/// Adds a line outside of code; gives back whether the next one can continue its block.
fn add_line(line: &str, trimmed: &str, goes_on: bool, blocks: &mut Vec<Block>) -> bool {
    if trimmed.is_empty() {
        return false;
    }
    if let Some((marker, text)) = item(trimmed) {
        let nested = line.starts_with("  ") && matches!(blocks.last(), Some(Block::Item(..)));
        let indent = if nested { 2 } else { 0 };
        blocks.push(Block::Item(indent, marker, guarded(text)));
        return true;
    }
    let level = trimmed.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&level) && trimmed[level..].starts_with(' ') {
        blocks.push(Block::Heading(level, trimmed[level..].trim().to_owned()));
        return false;
    }
    if trimmed.starts_with('|') {
        blocks.push(Block::Row(trimmed.to_owned()));
        return false;
    }
    match blocks.last_mut() {
        Some(Block::Paragraph(text) | Block::Item(_, _, text)) if goes_on => {
            text.push(' ');
            text.push_str(trimmed);
        }
        _ => blocks.push(Block::Paragraph(guarded(trimmed))),
    }
    true
}

/// Text that would start another block than a paragraph.
fn guarded(text: &str) -> String {
    match text.starts_with(['=', '~', '#', '-', '+', ':', '_', '*']) && !text.starts_with("**") {
        true if text.chars().nth(1).is_some_and(char::is_alphanumeric) => text.to_owned(),
        true => format!("\\{text}"),
        false => text.to_owned(),
    }
}

/// The marker and the text of a list item.
fn item(line: &str) -> Option<(String, &str)> {
    let (marker, text) = line.split_once(' ')?;
    let is_marker = matches!(marker, "-" | "*" | "+") || ordinal(marker) == Some(marker);
    let mut text = text.trim_start();
    // What is left of nested markers is text.
    while let Some((_, inner)) = is_marker.then(|| item(text)).flatten() {
        text = inner;
    }
    let marker = match marker {
        "*" | "+" => "-",
        marker => marker,
    };
    (is_marker && !text.is_empty()).then(|| (marker.to_owned(), text))
}

/// The fence that a line opens: its character and length.
fn opens(trimmed: &str) -> Option<(char, usize)> {
    let c = trimmed.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = trimmed.chars().take_while(|other| *other == c).count();
    let rest = &trimmed[length..];
    (length >= 3 && !(c == '`' && rest.contains('`'))).then_some((c, length))
}

fn closes(line: &str, (c, length): (char, usize)) -> bool {
    let line = line.trim();
    line.chars().count() >= length && line.chars().all(|other| other == c)
}

/// Without what cannot be seen: control characters, and those that change the direction of text,
/// which the compiler refuses.
pub(super) fn clean(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let hidden = |c: char| {
        let directs = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
        directs || c == '\u{feff}' || (c.is_control() && c != '\n')
    };
    let spaced = text.replace(['\t', '\u{a0}'], " ");
    spaced.chars().filter(|c| !hidden(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> String {
        lines(source).join("\n")
    }

    #[test]
    fn paragraphs_lists_and_headings_stay() {
        let source = "One\nline.\n\n# Head\n\n* a\n  goes on\n  * b\n1. c";
        assert_eq!(
            text(source),
            "One line.\n\n# Head\n\n- a goes on\n  - b\n1. c"
        );
    }

    #[test]
    fn code_is_never_a_doctest() {
        assert_eq!(text("```\nfn main() {}\n```"), "```text\nfn main() {}\n```");
        assert_eq!(text("~~~rust\na\n```\nb"), "````text\na\n```\nb\n````");
        assert_eq!(text("    indented"), "indented");
        assert_eq!(text("- ```rust\n  panic!()"), "- \\`\\`\\`rust panic!()");
        assert_eq!(text("-      deep"), "- deep");
        assert_eq!(text("- - ~~~\n      x"), "- \\~~~ x");
        assert_eq!(text("> ```\n> x"), "\\> \\`\\`\\` \\> x");
        assert_eq!(text("- -1 is none"), "- -1 is none");
        assert_eq!(text("```"), "");
    }

    #[test]
    fn hidden_characters_are_removed() {
        assert_eq!(text("a\u{202e}b\u{0}c\u{7}\td"), "abc d");
        assert_eq!(text("a\r\nb\rc"), "a b c");
        assert_eq!(text(" \n\t\n"), "");
    }

    #[test]
    fn long_text_is_wrapped_outside_of_code_and_links() {
        let source = format!("A. W {} `a b c` [d e](https://f.g)", "word ".repeat(18));
        let lines = lines(&source);
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().any(|line| line.contains("`a b c`")));
        assert!(lines.iter().any(|line| line.contains("[d e](https://f.g)")));
        assert_eq!(
            super::lines("One. Two\nthree.\n\nFour."),
            ["One.", "Two three.", "", "Four."]
        );
        let source = format!("A. W {} - x", "word ".repeat(19));
        assert!(!text(&source).contains("\n-"));
    }

    #[test]
    fn first_sentences() {
        assert_eq!(first_sentence("One. Two.").as_deref(), Some("One."));
        assert_eq!(
            first_sentence("A (e.g. b). C").as_deref(),
            Some("A (e.g. b).")
        );
        assert_eq!(first_sentence("`a. B` c").as_deref(), Some("`a. B` c"));
        assert_eq!(
            first_sentence("<p>One.</p><p>Two.</p>").as_deref(),
            Some("One.")
        );
        assert_eq!(first_sentence("- a"), None);
    }
}
