//! Safe text broken into lines, none of which starts a block by accident.

/// Breaks at spaces, but not inside of code spans and links, nor before text that would start a
/// block; a line feed becomes a hard break.
pub(super) fn wrap(text: &str, width: usize, lines: &mut Vec<String>) {
    for (position, part) in text.split('\n').enumerate() {
        if position == 0 {
            wrap_part(part, width, lines);
            continue;
        }
        if let Some(line) = lines.last_mut() {
            line.push('\\');
        }
        wrap_part(&guarded(part.trim_start()), width, lines);
    }
}

fn wrap_part(text: &str, width: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut length = 0;
    for word in words(text) {
        let more = word.chars().count();
        if length > 0 && length + 1 + more > width && !starts_block(word) {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += more;
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
pub(super) fn ordinal(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let fits = (1..=9).contains(&digits) && text[digits..].starts_with(['.', ')']);
    fits.then(|| &text[..=digits])
}

/// Returns a paragraph's safe text that starts no other block.
pub(super) fn guarded(text: &str) -> String {
    if let Some(marker) = ordinal(text) {
        if !text[marker.len()..].starts_with(|c: char| c != ' ' && c != '\n') {
            let (digits, rest) = text.split_at(marker.len() - 1);
            return format!("{digits}\\{rest}");
        }
    }
    let follows = text.chars().nth(1);
    let is_marker = match text.chars().next() {
        // The rest is emphasis, if any text follows.
        Some('*' | '_') => follows.is_none_or(char::is_whitespace),
        Some('-' | '+' | '=' | '~' | '#' | ':' | '|') => {
            !follows.is_some_and(char::is_alphanumeric)
        }
        _ => false,
    };
    if is_marker {
        format!("\\{text}")
    } else {
        text.to_owned()
    }
}
