//! How tokens are spelled: each with a space after it.

/// Operators of several characters. `>>` is not among them: it closes two lists of generics.
const JOINED: [&str; 20] = [
    "..=", "...", "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "..", "+=", "-=", "*=",
    "/=", "%=", "^=", "|=", "&=",
];

/// Returns the longest operator that a run of punctuation begins with, in bytes.
pub(super) fn operator(run: &str) -> usize {
    let joined = JOINED.iter().find(|one| run.starts_with(**one));
    joined.map_or(1, |one| one.len())
}

/// Returns a line of documentation, if it can be a comment.
pub(super) fn doc(inner: bool, text: &str) -> Option<String> {
    let comment = !text.contains(['\n', '\r']) && (inner || !text.starts_with('/'));
    let mark = if inner { '\u{2}' } else { '\u{1}' };
    comment.then(|| format!("{mark}{}\n", text.trim_end_matches(' ')))
}
