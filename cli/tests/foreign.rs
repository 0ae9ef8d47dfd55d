//! A workspace that is not this one generates its own crates and builds them, with the runtime from
//! where it says. The crates are all cases of the generator's tests, compiled without a warning.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use farrier_test_data::models::{self, Model};
use tempfile::TempDir;

fn repository() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = package.parent().expect("the package lies in the workspace");
    root.to_owned()
}

/// The models of the generator's cases that crates can be made of.
fn cases() -> Vec<Model> {
    let mut cases = models::all();
    cases.retain(|case| !case.is_refused);
    cases
}

/// A workspace with a service for each of `cases`, whose crates get this runtime.
fn workspace(runtime: &str, cases: &[Model]) -> TempDir {
    let base = TempDir::new().expect("a temporary folder");
    let mut manifest = format!("[runtime]\n{runtime}\n\n[output]\ndir = \"clients\"\n");
    for Model { name, json, .. } in cases {
        let model = format!("{name}.json");
        fs::write(base.path().join(&model), json.to_string()).expect("writable");
        let package = format!("case-{}", name.replace('_', "-"));
        manifest.push_str(&format!(
            "\n[services.{name}]\nmodel = \"{model}\"\npackage = \"{package}\"\n"
        ));
    }
    fs::write(base.path().join("farrier.toml"), manifest).expect("writable");
    base
}

fn codegen(base: &TempDir) {
    let output = Command::new(env!("CARGO_BIN_EXE_farrier"))
        .args(["generate", "--quiet"])
        .current_dir(base.path())
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn crates_of_a_foreign_workspace_compile_without_a_warning() {
    let cases = cases();
    assert!(cases.len() > 20, "{cases:?}");
    let runtime = repository().join("runtime");
    let base = workspace(&format!("path = {runtime:?}"), &cases);
    codegen(&base);
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"clients/*\"]\n";
    fs::write(base.path().join("Cargo.toml"), manifest).expect("writable");
    // The versions that this repository has, so that nothing needs to be fetched.
    let lock = repository().join("Cargo.lock");
    fs::copy(lock, base.path().join("Cargo.lock")).expect("writable");
    let target = match std::env::var_os("CARGO_TARGET_DIR") {
        Some(target) => repository().join(target),
        None => repository().join("target"),
    };
    let output = Command::new(env!("CARGO"))
        .args(["check", "--workspace", "--offline", "--quiet"])
        // The HTTP stack is most of the time and has nothing to do with what is generated.
        .args(["--no-default-features", "--color", "never"])
        .current_dir(base.path())
        .env("CARGO_TARGET_DIR", target.join("foreign"))
        .env("RUSTFLAGS", "-Dwarnings")
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

#[test]
fn the_runtime_comes_from_where_the_manifest_says() {
    let sources = [
        ("version = \"0.1.2\"", "version = \"0.1.2\"\n"),
        (
            "git = \"https://example.com/f.git\"\nrev = \"abc\"",
            "git = \"https://example.com/f.git\"\nrev = \"abc\"\n",
        ),
        (
            "git = \"https://example.com/f.git\"",
            "git = \"https://example.com/f.git\"\n",
        ),
        (
            "git = \"https://example.com/f.git\"\ntag = \"v1\"\nversion = \"0.1\"",
            "git = \"https://example.com/f.git\"\ntag = \"v1\"\nversion = \"0.1\"\n",
        ),
        (
            "version = \"0.1\"\nregistry = \"mine\"",
            "version = \"0.1\"\nregistry = \"mine\"\n",
        ),
        (
            "path = \"vendor/runtime\"",
            "path = \"../../vendor/runtime\"\n",
        ),
        ("path = \"/opt/runtime\"", "path = \"/opt/runtime\"\n"),
    ];
    let mut cases = cases();
    cases.retain(|case| case.name == "tiny");
    for (setting, dependency) in sources {
        let base = workspace(setting, &cases);
        codegen(&base);
        let cargo = base.path().join("clients/tiny/Cargo.toml");
        let cargo = fs::read_to_string(cargo).expect("readable");
        let expected =
            format!("[dependencies.farrier-runtime]\n{dependency}default-features = false\n");
        assert!(cargo.contains(&expected), "{setting}: {cargo}");
    }
}
