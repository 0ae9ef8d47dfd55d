//! The API of the repository's crates, a line per public item: what an update of a model changes for
//! users shows here as a handful of lines.

use farrier_codegen::{generate, load_manifest, Options, Stage};
use insta::assert_snapshot;

use crate::support::workspace_root;

#[test]
fn every_service() {
    let manifest = load_manifest(&workspace_root().join("farrier.toml"))
        .unwrap_or_else(|problems| panic!("{problems}"));
    assert!(!manifest.services.is_empty());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../outline");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for service in &manifest.services {
        let options = Options {
            services: vec![service.key.clone()],
            dump: Some(Stage::Outline),
            ..Options::default()
        };
        let summary =
            generate(&manifest, &options, &|_| {}).unwrap_or_else(|problems| panic!("{problems}"));
        let outline = summary.dump.expect("a dump was asked for");
        settings.bind(|| assert_snapshot!(service.key.as_str(), outline));
    }
}
