//! Facts that services, operations, shapes and members have in common.

use crate::diag::{did_you_mean, Diagnostic, Diagnostics};
use crate::graph::{is_identifier, Deprecated, TimestampFormat, Traits, XmlNamespace};
use crate::load::cursor::At;
use crate::load::form;
use crate::load::limits;

/// Documentation and deprecation.
pub(super) fn describe(traits: &mut Traits, at: &At<'_>, diagnostics: &mut Diagnostics) {
    traits.documentation = form::key(at, "documentation", diagnostics, form::text);
    if flag(at, "deprecated", diagnostics) {
        traits.deprecated = Some(Deprecated {
            message: form::key(at, "deprecatedMessage", diagnostics, form::text),
            since: form::key(at, "deprecatedSince", diagnostics, form::text),
        });
    }
}

/// Returns an optional `true` or `false`.
pub(super) fn flag(at: &At<'_>, key: &str, diagnostics: &mut Diagnostics) -> bool {
    at.get(key).is_some_and(|at| form::truth(&at, diagnostics))
}

/// `xmlNamespace`: the URI alone or with a prefix.
pub(super) fn xml_namespace(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<XmlNamespace> {
    let at = at.get("xmlNamespace")?;
    if let Some(uri) = at.node.as_str() {
        let uri = uri.to_owned();
        return Some(XmlNamespace { uri, prefix: None });
    }
    Some(XmlNamespace {
        uri: form::required(&at, "uri", diagnostics, form::text)?,
        prefix: form::key(&at, "prefix", diagnostics, form::text),
    })
}

/// `timestampFormat`
pub(super) fn timestamp_format(
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<TimestampFormat> {
    let at = at.get("timestampFormat")?;
    let text = at.text(diagnostics)?;
    let format = match text {
        "iso8601" => TimestampFormat::DateTime,
        "rfc822" => TimestampFormat::HttpDate,
        "unixTimestamp" => TimestampFormat::EpochSeconds,
        _ => {
            let known = ["iso8601", "rfc822", "unixTimestamp"];
            unknown("timestamp format", text, &known, &at, diagnostics);
            return None;
        }
    };
    Some(format)
}

/// Reports a word that is none of `known`.
pub(super) fn unknown(
    what: &str,
    word: &str,
    known: &[&str],
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    let what = format!("unknown {what} `{word}`");
    let mut diagnostic = Diagnostic::error(what).at(at.place());
    diagnostic.help = did_you_mean(word, known);
    diagnostics.push(diagnostic);
}

/// Returns whether `name` is valid for a shape or member; reports it otherwise.
pub(super) fn is_name(name: &str, at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    let is_name = is_identifier(name);
    if is_name {
        return limits::is_short(name, at, diagnostics);
    } else {
        let what = format!("`{name}` is not a valid name");
        let help = "names consist of letters, digits and underscores and do not start with a digit";
        diagnostics.push(Diagnostic::error(what).at(at.place()).help(help));
    }
    is_name
}
