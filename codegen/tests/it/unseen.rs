//! What a model has that cannot be seen, or is too long to read.

use farrier_model::visible;

use crate::hostile::{generated, PACKAGE};
use crate::support::{get_city, model_with};

/// People review what is generated: no character of a model may turn a line around or end it.
#[test]
fn nothing_that_cannot_be_seen_reaches_a_crate_or_a_diagnostic() {
    let odd = "\\u202e\\u2066\\u2028\\u200b";
    let member = format!(
        r#""City": {{ "target": "smithy.api#String", "traits": {{
            "smithy.api#documentation": "d{odd}", "smithy.api#pattern": "p{odd}",
            "smithy.api#deprecated": {{ "message": "m{odd}", "since": "s{odd}" }}
        }} }}"#
    );
    let rules = format!(
        r#""smithy.rules#endpointRuleSet": {{ "version": "1.0", "parameters": {{}}, "rules": [
        {{"type":"error","conditions":[],"error":"no {odd}"}}] }}, "aws.api#service""#
    );
    let model = model_with(&get_city(&member))
        .replace(r#""aws.api#service""#, &rules)
        .replace(
            r#""sdkId": "Weather""#,
            &format!(r#""sdkId": "Weather{odd}""#),
        );
    let (said, files) = generated(&model, PACKAGE);
    assert!(files.len() > 10, "{said}");
    let unseen = |text: &str| text.chars().find(|c| *c != '\n' && visible::is_unseen(*c));
    let made = files
        .iter()
        .filter(|(path, _)| path.starts_with("deep/er/generated"));
    for (path, bytes) in made {
        let text = String::from_utf8_lossy(bytes);
        // Documentation may hold characters without a width, which join or part letters.
        let is_code = path.extension().is_some_and(|extension| extension == "rs");
        let text = if is_code {
            text.replace('\u{200b}', "")
        } else {
            text.into_owned()
        };
        assert_eq!(unseen(&text), None, "{}", path.display());
    }
    let bad = member.replace("smithy.api#pattern", "smithy.api#length");
    let bad = bad.replace("smithy.api#String", &format!("a#B{odd}"));
    let (said, _) = generated(&model_with(&get_city(&bad)), PACKAGE);
    assert!(said.contains(r"\u{202e}\u{2066}\u{2028}"), "{said}");
    assert_eq!(unseen(&said), None, "{said}");
}

#[test]
fn long_values_are_cut_in_diagnostics() {
    let rules = format!(
        r#""smithy.rules#endpointRuleSet": {{ "version": "1.0", "parameters": {{}}, "rules": [
        {{"type":"error","conditions":[{{"fn":"{}","argv":[]}}],"error":"no"}}] }}, "aws.api#service""#,
        "b".repeat(100_000)
    );
    let model = model_with(&get_city(r#""City": { "target": "smithy.api#String" }"#))
        .replace(r#""aws.api#service""#, &rules);
    let (said, _) = generated(&model, PACKAGE);
    assert!(said.len() < 2_000, "{} bytes", said.len());
    assert!(
        said.contains("bbb[... 9") && said.contains(" characters ...]bbb"),
        "{said}"
    );
    assert!(said.contains("unknown function `bbb"), "{said}");
}
