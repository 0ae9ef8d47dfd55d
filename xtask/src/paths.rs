//! Paths that are not given as arguments.

use std::path::{Path, PathBuf};

/// Returns the root of the repository that this program was built from.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

/// Returns the target folder: `CARGO_TARGET_DIR`, else `target/` of the repository.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(target) => target.into(),
        None => root().join("target"),
    }
}

/// Returns the folder of the test data, whether it exists or not: `FARRIER_TEST_DATA`, else `../shared` next to the
/// repository.
pub fn test_data() -> PathBuf {
    farrier_test_data::root()
}
