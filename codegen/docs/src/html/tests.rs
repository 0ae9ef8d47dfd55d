use super::blocks;
use crate::{block, Links};

fn lines(html: &str) -> String {
    let links = Links::sample(&[("GetCity", "crate::Client::get_city")]);
    let blocks = blocks(html, &links).unwrap_or_default();
    block::lines(&blocks).join("\n")
}

fn check(cases: &[(&str, &str)]) {
    for (html, markdown) in cases {
        assert_eq!(lines(html), *markdown, "{html}");
    }
}

#[test]
fn text_without_known_tags_is_no_html() {
    for text in [
        "a *b* `c`",
        "a < b > c",
        "Vec<u8>",
        "<script>x</script>",
        "<value>",
        "a <text> b",
    ] {
        assert!(blocks(text, &Links::default()).is_none(), "{text}");
    }
}

#[test]
fn paragraphs_and_marks() {
    check(&[
        ("<p>One.</p>\n   <p>Two.</p>", "One.\n\nTwo."),
        ("<p>A <code>b</code> c.</p>", "A `b` c."),
        ("<b>a</b> <i>b</i>", "**a** *b*"),
        ("<p>x <b> a </b>y</p>", "x **a** y"),
        ("<p>a<b></b><i> </i>b</p>", "a b"),
        ("<b><i>a</i> b</b>", "***a* b**"),
        ("<b>a<i>b</b>c</i>", "a*b*c"),
        ("<b>a</b><i>b</i>", "**a**b"),
        ("<b>a.</b><i>b</i>", "a.*b*"),
        ("<p>a<b>(b)</b>c</p>", "a(b)c"),
        ("<p>a<b>b</b>c</p>", "a**b**c"),
        ("<p><b>a</p><p>b</b></p>", "**a**\n\n**b**"),
        ("<p>a <b>b</p><p>c</p>", "a b\n\nc"),
        ("<p>a <u>b</u> <text>c</text></p>", "a b c"),
        ("&lt;p&gt;A &lt;b&gt;b&lt;/b&gt;.&lt;/p&gt;", "A **b**."),
    ]);
}

#[test]
fn text_is_only_text() {
    check(&[
        ("<p>a_b* - _c</p>", "a_b\\* - \\_c"),
        ("<p>arn:<region>:&lt;N&gt;</p>", "arn:\\<region\\>:\\<N\\>"),
        (
            "<p># a</p><p>1. b</p><p>- c</p>",
            "\\# a\n\n1\\. b\n\n\\- c",
        ),
        (
            "<p>--a &amp;lt; &amp; &nbsp;b [c](d) ~e~</p>",
            "\\--a \\&lt; & b \\[c\\](d) \\~e\\~",
        ),
        ("<p>`null` and `</p>", "`null` and \\`"),
        ("<p>a&#x96;b&#x202e;c&bogus;</p>", "a–bc\\&bogus;"),
        ("<p>See https://a.b/c_d.</p>", "See <https://a.b/c_d>."),
    ]);
}

#[test]
fn code() {
    check(&[
        ("<code>a &lt;b&gt; `</code>", "`` a <b> ` ``"),
        ("<code><i>x</i> <b>y</b></code>", "`x y`"),
        ("<b><code>x</code></b>", "**`x`**"),
        (
            "<p>a <code>b <a href=\"https://c.d\">e</a></code></p>",
            "a `b` [`e`](https://c.d)",
        ),
        ("<p>a<code></code>b</p>", "ab"),
        (
            "<p>a</p><pre><code>x:\n  y\n\n</code></pre>",
            "a\n\n```text\nx:\n  y\n```",
        ),
        (
            "<ul><li>a<pre>x\n ``` y</pre></li></ul>",
            "- a\n\n  ````text\n  x\n   ``` y\n  ````",
        ),
    ]);
}

#[test]
fn links() {
    check(&[
        (
            "<a href=\"https://a.b\"><code>c</code></a>.",
            "[`c`](https://a.b).",
        ),
        ("<a href=https://a.b >c</a>", "[c](https://a.b)"),
        (
            "<a href=\"https://a.b/(x) y\">c</a>",
            "[c](https://a.b/%28x%29%20y)",
        ),
        ("<a href=\"https://a.b\">https://a.b</a>", "<https://a.b>"),
        (
            "<ulink url=\"https://a.b\">c [d]</ulink>",
            "[c \\[d\\]](https://a.b)",
        ),
        ("<a href=\"#x\">c</a> <a href=\"javascript:x\">d</a>", "c d"),
        ("<p>a <a href=\"https://a.b\"></a>b</p>", "a b"),
        ("<link linkend=\"x\">c</link>", "c"),
        (
            "<a>GetCity</a>, <code><a>GetTown</a></code>",
            "[`GetCity`](crate::Client::get_city), `GetTown`",
        ),
        (
            "<p>Wow!<a href=\"https://a.b\">c</a></p>",
            "Wow\\![c](https://a.b)",
        ),
    ]);
}

#[test]
fn lists() {
    check(&[
        (
            "<ul> <li> <p>a</p> </li> <li>b</li> </ul> c",
            "- a\n- b\n\nc",
        ),
        (
            "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>",
            "- a\n\n  b\n- c",
        ),
        (
            "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
            "1. a\n   - b\n2. c",
        ),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
        ("<li>a<li>b", "- a\n- b"),
        ("<ul>x<li>a</li> y</ul>", "- x\n- a\n\n  y"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        ("<ul><li></li><li>- a</li></ul>", "- \\- a"),
        (
            "<dl><dt>a</dt><dd><p>b</p><p>c</p></dd><dt><code>d</code></dt><dd>e</dd></dl>",
            "- **a**\n\n  b\n\n  c\n- **`d`**\n\n  e",
        ),
    ]);
}

#[test]
fn notes() {
    check(&[
        ("<p>a</p><note> <p>b</p> </note>", "a\n\n> **Note:** b"),
        (
            "<p>a</p><important><p>b:</p><ul><li>c</li></ul><p>d</p></important>",
            "a\n\n> **Important:** b:\n> - c\n>\n> d",
        ),
        ("<note><ul><li>a</li></ul></note>", "> **Note:**\n> - a"),
        (
            "<ul><li>a<note><p>b</p></note></li><li>c</li></ul>",
            "- a\n\n  > **Note:** b\n- c",
        ),
        ("<note> </note>", ""),
    ]);
}

#[test]
fn tables_headings_and_breaks() {
    check(&[
        (
            "<p>a</p><table><tr><th>b</th><th>c|d</th></tr><tr><td><p>e</p><p>f</p></td></tr></table>",
            "a\n\n| b | c\\|d |\n| --- | --- |\n| e f |  |",
        ),
        ("<p>a</p><h2>b <b>c</b></h2>d", "a\n\n## b **c**\n\nd"),
        ("<p>a</p><p>b<br>- c<br/></p>", "a\n\nb\\\n\\- c"),
        ("<p>a<br><br>b</p>", "a\n\nb"),
        ("<p>A. b<br>c</p>", "A. b\n\nc"),
    ]);
}

#[test]
fn a_title_is_left_out_unless_it_is_all() {
    check(&[
        ("<fullname>A B</fullname> <p>C.</p>", "C."),
        ("<fullname>A B</fullname>", "A B"),
    ]);
}

#[test]
fn broken_html_is_survived() {
    let deep = "<ul><li>".repeat(5000) + "x";
    assert!(lines(&deep).ends_with("- x"));
    check(&[
        ("<p", ""),
        ("<p>a <code>open</p>", "a open"),
        ("</a></ul></li></note>a", "a"),
        ("<a href=>x</a>", "`x`"),
        ("<p><<p>>", "\\<\n\n\\>"),
        ("<td>a</td><tr>b</tr><dd>c</dd>", "a\n\nb\n\n- c"),
        ("<pre>a<p>b", "a\n\nb"),
    ]);
}
