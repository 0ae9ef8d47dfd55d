//! The type of bearer tokens that configurations export where a customization names an environment variable for them.

use crate::support::{file, get_city, model_with, rendered};

const VARIABLE: &str = "[services.weather.customizations]\nenvironment-token = \"weather\"\n";

/// Returns the lines of the crate that name tokens: exports of the configuration, the descriptor, and the features of
/// the runtime.
fn token_lines(customizations: &str) -> Vec<String> {
    let model = model_with(&get_city(""));
    let (rendered, said) = rendered(&model, customizations);
    assert_eq!(said, "");
    let rendered = rendered.expect("a crate");
    let files = ["src/config.rs", "src/service.rs", "Cargo.toml"];
    let lines = files.iter().flat_map(|path| file(&rendered, path).lines());
    let wanted = lines.filter(|line| {
        ["Token;", "environment_token", "http-auth"]
            .iter()
            .any(|word| line.contains(word))
    });
    wanted.map(|line| line.trim().to_owned()).collect()
}

#[test]
fn a_service_without_bearer_auth_exports_the_type_alone() {
    assert_eq!(
        token_lines(VARIABLE),
        [
            "pub use ::rt::config::http_auth::Token;",
            "features = [\"aws\", \"http-auth\"]"
        ]
    );
    assert_eq!(token_lines(""), [""; 0]);
}
