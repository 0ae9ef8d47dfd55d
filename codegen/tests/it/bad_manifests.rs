//! Bad manifests: each case is one mistake, its snapshot what the user reads.

use std::path::Path;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::settings::{
    load_manifest, parse_manifest, Publish, RuntimeSource, ServiceName,
};
use insta::assert_snapshot;

const GOOD: &str =
    "[runtime]\npath = \"runtime\"\n\n[services.weather]\nmodel = \"weather.json\"\n";

fn said_of(text: &str) -> String {
    let mut diagnostics = Diagnostics::default();
    parse_manifest(Path::new("farrier.toml"), text, &mut diagnostics);
    diagnostics.to_string()
}

#[test]
fn defaults_are_filled_in() {
    let mut diagnostics = Diagnostics::default();
    let manifest = parse_manifest(Path::new("deep/farrier.toml"), GOOD, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics}");
    assert_eq!(manifest.root, Path::new("deep"));
    let service = &manifest.services[0];
    assert_eq!(service.output, Path::new("generated/weather"));
    assert_eq!(service.version, "0.1.0");
    assert_eq!(
        service.package_name(ServiceName::Aws("Weather-Station Service")),
        "aws-sdk-weatherstation"
    );
    assert_eq!(
        service.package_name(ServiceName::Own("WeatherStationV2")),
        "weather-station-v2"
    );
    assert_eq!(
        service.runtime,
        RuntimeSource::Path("../../runtime".to_owned())
    );
}

#[test]
fn runtime_can_come_from_git_or_the_registry() {
    let runtime_of = |source: &str| {
        let text = GOOD.replace("path = \"runtime\"", source);
        let mut diagnostics = Diagnostics::default();
        let manifest = parse_manifest(Path::new("farrier.toml"), &text, &mut diagnostics);
        assert!(diagnostics.is_empty(), "{diagnostics}");
        format!("{:?}", manifest.services[0].runtime)
    };
    let git = runtime_of("git = \"https://example.com/farrier\"\ntag = \"v1\"");
    assert_eq!(
        git,
        "Git { url: \"https://example.com/farrier\", reference: Some((Tag, \"v1\")), version: None }"
    );
    let published = runtime_of("git = \"https://example.com/farrier\"\nversion = \"0.1\"");
    assert!(
        published.ends_with("version: Some(\"0.1\") }"),
        "{published}"
    );
    assert_eq!(
        runtime_of("version = \"0.1\""),
        "Registry { version: \"0.1\", name: None }"
    );
    assert_eq!(
        runtime_of("version = \"0.1\"\nregistry = \"mine\""),
        "Registry { version: \"0.1\", name: Some(\"mine\") }"
    );
}

#[test]
fn missing_manifest() {
    let problems = load_manifest(Path::new("no/such/farrier.toml")).expect_err("no such file");
    assert_snapshot!(problems.to_string());
}

#[test]
fn unknown_keys_at_every_level() {
    assert_snapshot!(said_of(
        "[runtme]\n[runtime]\npath = \"r\"\nbranche = \"x\"\n[output]\nfolder = \"x\"\n\
         [services.weather]\nmodel = \"weather.json\"\npackge = \"weather\"\n"
    ));
}

#[test]
fn not_toml() {
    assert_snapshot!(said_of(
        "[runtime\npath = \"r\"\n[services.weather]\nmodel = weather.json\n"
    ));
}

#[test]
fn values_of_the_wrong_type() {
    assert_snapshot!(said_of(
        "output = 3\n[runtime]\npath = true\n[services]\nother = \"x\"\n\
         [services.weather]\nmodel = [\"weather.json\"]\noperations = \"GetCity\"\n\
         [services.weather.rename]\n\"example#A\" = 1\n"
    ));
}

#[test]
fn customizations_that_make_no_sense() {
    assert_snapshot!(said_of(&format!(
        "{GOOD}[services.weather.customizations]\nbuilt-in = \"no\"\nheader = {{}}\n\
         headers = {{ \"a b\" = \"x\", Good = \"x\\ny\", Other = 1 }}\n\
         environment-token = \"WEATHER-1\"\ntrim-labels = {{ \"example#Id\" = [] }}\n\
         status-codes = {{ 200 = \"Fine\", teapot = \"Teapot\" }}\n\
         signing = {{ double-encode = false, normalize-uri-path = 1 }}\n\
         [services.weather.customizations.operations]\nPut = {{ tree-hash = 1, tree = true }}\nGet = 1\n"
    )));
}

#[test]
fn nothing_to_do() {
    assert_snapshot!(said_of(""));
}

#[test]
fn service_without_a_model() {
    assert_snapshot!(said_of(
        "[runtime]\npath = \"r\"\n[services.weather]\nversion = \"1.0.0\"\n"
    ));
}

#[test]
fn runtime_from_two_sources() {
    assert_snapshot!(said_of(&GOOD.replace("path", "version = \"1\"\npath")));
}

#[test]
fn outputs_that_leave_the_folder() {
    let outputs = [
        "../elsewhere",
        "/etc",
        "a/../../b",
        ".",
        "",
        "a\\\\..\\\\b",
        "~/x",
        ".git/hooks",
    ];
    let said: Vec<String> = (outputs.iter())
        .map(|output| said_of(&format!("{GOOD}output = \"{output}\"\n")))
        .collect();
    assert!(
        said.iter().all(|said| said.starts_with("error: ")),
        "{said:?}"
    );
    assert_snapshot!(said.concat());
}

#[test]
fn service_names_that_are_paths() {
    let names = ["../weather", "a/b", "/etc", "..", "a\\\\b", "", " "];
    let said: Vec<String> = (names.iter())
        .map(|name| said_of(&GOOD.replace("services.weather", &format!("services.\"{name}\""))))
        .collect();
    assert!(
        said.iter().all(|said| said.starts_with("error: ")),
        "{said:?}"
    );
    assert_snapshot!(said.concat());
}

#[test]
fn packages_and_versions_that_cargo_would_refuse() {
    let said: Vec<String> = (["1weather", "we ather", "fn", "std", "a\\\"b", "wetter-ö"].iter())
        .map(|package| {
            said_of(&format!(
                "{GOOD}package = \"{package}\"\nversion = \"1.0\"\n"
            ))
        })
        .collect();
    assert!(
        said.iter().all(|said| said.matches("error: ").count() == 2),
        "{said:?}"
    );
    assert_snapshot!(said.concat());
}

#[test]
fn services_in_each_others_way() {
    assert_snapshot!(said_of(
        "[runtime]\npath = \"r\"\n\
         [services.a]\nmodel = \"a.json\"\npackage = \"same\"\n\
         [services.b]\nmodel = \"b.json\"\npackage = \"same\"\noutput = \"generated/a/b\"\n\
         [services.c]\nmodel = \"c.json\"\noutput = \"Generated/A\"\n"
    ));
}

#[test]
fn a_selection_of_nothing() {
    assert_snapshot!(said_of(&format!("{GOOD}operations = []\n")));
}

#[test]
fn models_that_name_no_file() {
    let with = |model: &str| said_of(&GOOD.replace("\"weather.json\"", model));
    assert_eq!(with("[\"a.json\", \"folder\"]"), "");
    assert_snapshot!(with("[]") + &with("[\"a.json\", 3]") + &with("7"));
}

#[test]
fn fields_of_packages_are_checked() {
    let text = GOOD.replace(
        "[services.weather]",
        "[package]\nlicense = \" \"\nauthors = []\n\n[services.weather]\nrepository = \"a\\nb\"\npublish = \"mine\"\naws = 1",
    );
    let mut diagnostics = Diagnostics::default();
    parse_manifest(Path::new("farrier.toml"), &text, &mut diagnostics);
    let said = diagnostics.to_string();
    for expected in [
        "` ` is not a valid license: it must be one line of text",
        "is not a valid repository: it must be one line of text",
        "`publish` must be true, false or an array of names of registries",
        "`aws` must be true or false",
        "authors",
    ] {
        assert!(said.contains(expected), "{expected}:\n{said}");
    }
}

#[test]
fn services_take_the_fields_of_all_packages_unless_they_have_their_own() {
    let text = GOOD.replace(
        "[services.weather]",
        "[package]\nlicense = \"MIT\"\npublish = [\"mine\"]\n\n[services.weather]\npublish = false",
    );
    let mut diagnostics = Diagnostics::default();
    let manifest = parse_manifest(Path::new("farrier.toml"), &text, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics}");
    let fields = &manifest.services[0].fields;
    assert_eq!(fields.license.as_deref(), Some("MIT"));
    assert_eq!(fields.publish, Some(Publish::Anywhere(false)));
}

#[test]
fn customizations_of_buckets_are_complete() {
    let of = |entry: &str| {
        said_of(&format!(
            "{GOOD}[services.weather.customizations]\n{entry}\n"
        ))
    };
    let redirects = of("region-redirects = { except = [\"Create\"] }");
    assert!(
        redirects.contains("`region-redirects` needs the endpoint parameter"),
        "{redirects}"
    );
    let policies = of("post-policies = { bucket = \"Bucket\" }");
    assert!(
        policies.contains("`post-policies` needs an operation and its member"),
        "{policies}"
    );
    let unknown = of("post-policies = { operation = \"Put\", bucket = \"Bucket\", key = \"Key\" }");
    assert!(unknown.contains("`key`"), "{unknown}");
}
