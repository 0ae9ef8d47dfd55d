//! XML whose text stands in one piece.
//!
//! `aws-smithy-xml/src/decode.rs`: `try_data` takes the first piece of an element's text for all of
//! it, and passes over `CDATA`.

const CDATA: (&[u8], &[u8]) = (b"<![CDATA[", b"]]>");
const COMMENT: (&[u8], &[u8]) = (b"<!--", b"-->");

/// The document with its `CDATA` sections as escaped text and without comments; `None` where it has
/// neither, or one without an end, which is for the decoder to refuse.
pub(in super::super) fn plain(document: &[u8]) -> Option<Vec<u8>> {
    find(document, b"<!")?;
    let mut out = Vec::with_capacity(document.len());
    let mut rest = document;
    let mut changed = false;
    while let Some(at) = find(rest, b"<!") {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        if let Some(text) = rest.strip_prefix(CDATA.0) {
            let end = find(text, CDATA.1)?;
            text[..end].iter().for_each(|byte| escape(*byte, &mut out));
            rest = &text[end + CDATA.1.len()..];
        } else if let Some(comment) = rest.strip_prefix(COMMENT.0) {
            let end = find(comment, COMMENT.1)?;
            rest = &comment[end + COMMENT.1.len()..];
        } else {
            out.extend_from_slice(b"<!");
            rest = &rest[2..];
            continue;
        }
        changed = true;
    }
    out.extend_from_slice(rest);
    changed.then_some(out)
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

fn escape(byte: u8, out: &mut Vec<u8>) {
    match byte {
        b'&' => out.extend_from_slice(b"&amp;"),
        b'<' => out.extend_from_slice(b"&lt;"),
        b'>' => out.extend_from_slice(b"&gt;"),
        byte => out.push(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn text_is_put_together() {
        let cases: [(&str, Option<&str>); 6] = [
            ("<a>b</a>", None),
            (
                "<a>b<![CDATA[<c>&amp;]]>d</a>",
                Some("<a>b&lt;c&gt;&amp;amp;d</a>"),
            ),
            (
                "<?xml?><!-- <![CDATA[ --><a>b<!-- c -->d</a>",
                Some("<?xml?><a>bd</a>"),
            ),
            (
                "<a><![CDATA[<!-- b -->]]></a>",
                Some("<a>&lt;!-- b --&gt;</a>"),
            ),
            ("<!DOCTYPE a><a/>", None),
            ("<a><![CDATA[b</a>", None),
        ];
        for (document, expected) in cases {
            let expected = expected.map(|text| text.as_bytes().to_vec());
            assert_eq!(plain(document.as_bytes()), expected, "{document}");
        }
    }
}
