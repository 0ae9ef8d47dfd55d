//! The differences between two texts, word by word.

use similar::{capture_diff_slices, Algorithm, DiffOp};

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both texts.
    Same(String),
    /// In the older one only.
    Old(String),
    /// In the newer one only.
    New(String),
    /// Words that are left out here.
    Gap,
}

/// How many words are shown on either side of a difference.
const AROUND: usize = 3;

/// How many words of a run are shown of its start and of its end.
const SHOWN: [usize; 2] = [16, 6];

/// Texts whose numbers of words multiply to more are not compared: finding out would take too long.
const MOST: usize = 30_000_000;

/// Returns the differences of two texts, with a few words around each. White space does not count.
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let (old, new): (Vec<&str>, Vec<&str>) = (
        old.split_whitespace().collect(),
        new.split_whitespace().collect(),
    );
    let ops = match old.len().saturating_mul(new.len()) > MOST {
        false => capture_diff_slices(Algorithm::Myers, &old, &new),
        true => vec![DiffOp::Replace {
            old_index: 0,
            old_len: old.len(),
            new_index: 0,
            new_len: new.len(),
        }],
    };
    let mut pieces = Vec::new();
    for (position, op) in ops.iter().enumerate() {
        let (before, after) = (&old[op.old_range()], &new[op.new_range()]);
        if matches!(op, DiffOp::Equal { .. }) {
            same(
                before,
                position == 0,
                position + 1 == ops.len(),
                &mut pieces,
            );
        } else {
            run(before, Piece::Old, &mut pieces);
            run(after, Piece::New, &mut pieces);
        }
    }
    pieces
}

/// The common words next to a difference.
fn same(words: &[&str], is_first: bool, is_last: bool, pieces: &mut Vec<Piece>) {
    let before = if is_first { 0 } else { AROUND };
    let after = if is_last { 0 } else { AROUND };
    if words.len() <= before + after {
        pieces.push(Piece::Same(words.join(" ")));
        return;
    }
    let (head, tail) = (&words[..before], &words[words.len() - after..]);
    let shown = |words: &[&str]| (!words.is_empty()).then(|| Piece::Same(words.join(" ")));
    pieces.extend(shown(head));
    pieces.push(Piece::Gap);
    pieces.extend(shown(tail));
}

/// Words of one text only.
fn run(words: &[&str], piece: fn(String) -> Piece, pieces: &mut Vec<Piece>) {
    let [first, last] = SHOWN;
    if words.is_empty() {
        return;
    }
    if words.len() <= first + last {
        pieces.push(piece(words.join(" ")));
        return;
    }
    pieces.push(piece(words[..first].join(" ")));
    pieces.push(Piece::Gap);
    pieces.push(piece(words[words.len() - last..].join(" ")));
}

/// Pieces for a terminal: `the [-old-] {+new+} name ...`.
pub fn in_brackets(pieces: &[Piece]) -> String {
    let texts = pieces.iter().map(|piece| match piece {
        Piece::Same(text) => text.clone(),
        Piece::Old(text) => format!("[-{text}-]"),
        Piece::New(text) => format!("{{+{text}+}}"),
        Piece::Gap => "...".to_owned(),
    });
    texts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> String {
        in_brackets(&words(old, new))
    }

    #[test]
    fn differences_stand_in_their_surroundings() {
        let old = "One two three four five six.\nSeven eight nine ten.";
        let new = "One two three four 5 six. Seven eight nine ten eleven.";
        assert_eq!(
            told(old, new),
            "... two three four [-five-] {+5+} six. Seven eight nine [-ten.-] {+ten eleven.+}"
        );
    }

    #[test]
    fn what_is_new_or_gone_has_one_side() {
        assert_eq!(told("", "The name."), "{+The name.+}");
        assert_eq!(told("The name.", ""), "[-The name.-]");
        assert_eq!(told("a  b", "a\nb"), "...");
    }

    #[test]
    fn long_runs_are_cut() {
        let long = "word ".repeat(100);
        let shown = told("", &long);
        assert!(
            shown.ends_with("word+} ... {+word word word word word word+}"),
            "{shown}"
        );
    }

    #[test]
    fn texts_without_a_word_in_common_are_told_in_whole() {
        let (old, new) = ("a ".repeat(6_000), "b ".repeat(6_000));
        assert_eq!(words(&old, &new).len(), 6);
    }
}
