//! The tokens of the IDL, and their names in diagnostics.

/// A token: a part of the text by its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The end of the file.
    End,
    Space,
    Newline,
    /// From `//` up to and with the line break.
    Comment,
    /// From `///` up to and with the line break.
    Doc,
    Comma,
    At,
    Dollar,
    Dot,
    Pound,
    Equal,
    Colon,
    /// `:=`
    Walrus,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenParenthesis,
    CloseParenthesis,
    /// An identifier, such as a keyword or a part of a shape id.
    Name,
    Number,
    /// A string in quotes.
    Text,
    /// A string in triple quotes.
    TextBlock,
    Error(Problem),
}

/// A sequence of characters that is not a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// A character that the grammar has not.
    Character,
    /// One slash.
    Slash,
    /// Underscores alone.
    Underscores,
    /// A number that ends with this sign.
    NoDigit(&'static str),
    /// A number such as `01`.
    LeadingZero,
    /// A string without an end, and where it begins.
    Unclosed(usize),
}

impl Kind {
    /// Returns whether the token is whitespace: commas and comments are, doc comments are not.
    pub(super) fn is_whitespace(self) -> bool {
        matches!(
            self,
            Self::Space | Self::Newline | Self::Comma | Self::Comment
        )
    }

    /// Returns the name of the token where it is expected.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::End => "the end of the file",
            Self::Space => "a space",
            Self::Newline => "a line break",
            Self::Comment => "a comment",
            Self::Doc => "a documentation comment",
            Self::Comma => "`,`",
            Self::At => "`@`",
            Self::Dollar => "`$`",
            Self::Dot => "`.`",
            Self::Pound => "`#`",
            Self::Equal => "`=`",
            Self::Colon => "`:`",
            Self::Walrus => "`:=`",
            Self::OpenBrace => "`{`",
            Self::CloseBrace => "`}`",
            Self::OpenBracket => "`[`",
            Self::CloseBracket => "`]`",
            Self::OpenParenthesis => "`(`",
            Self::CloseParenthesis => "`)`",
            Self::Name => "a name",
            Self::Number => "a number",
            Self::Text => "a string",
            Self::TextBlock => "a text block",
            Self::Error(_) => "an unknown character",
        }
    }
}

impl Problem {
    /// Returns what is wrong with the text of the token.
    pub(super) fn what(self, text: &str) -> String {
        match self {
            Self::Character => format!("unexpected character `{text}`"),
            Self::Slash => "a single `/` is not a comment: comments begin with `//`".to_owned(),
            Self::Underscores => format!("`{text}` is not a name: a letter or a digit is missing"),
            Self::NoDigit(sign) => {
                format!("malformed number `{text}`: a digit must follow `{sign}`")
            }
            Self::LeadingZero => format!("malformed number `{text}`: it begins with a zero"),
            Self::Unclosed(_) => "the string has no closing quotes".to_owned(),
        }
    }
}
