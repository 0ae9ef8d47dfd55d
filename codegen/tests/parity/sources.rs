//! Where the two forms of a service lie, and where the report goes.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::load;
use farrier_codegen::model::Kind;
use farrier_test_data::Absent;
use rayon::prelude::*;

use crate::compare::Difference;

/// A service in both forms.
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) smithy: PathBuf,
    pub(crate) botocore: PathBuf,
}

/// The unpacked Smithy models and botocore's folder of data.
pub(crate) struct Sources {
    smithy: tempfile::TempDir,
    botocore: PathBuf,
}

impl Sources {
    /// Where both lie: the archive of the models, and botocore's folder.
    ///
    /// # Errors
    /// One is absent.
    pub(crate) fn find() -> Result<(PathBuf, PathBuf), Absent> {
        let archive = farrier_test_data::find("models/smithy-ast-2025-04.tar.xz")?;
        Ok((archive, botocore()?))
    }

    /// Unpacks them.
    pub(crate) fn open((archive, botocore): (PathBuf, PathBuf)) -> Self {
        let smithy = tempfile::tempdir().expect("a temporary folder");
        let mut unpack = Command::new("tar");
        unpack.arg("-xf").arg(archive).arg("-C").arg(smithy.path());
        let status = unpack.status().expect("the program `tar`");
        assert!(status.success(), "the archive of models cannot be unpacked");
        Self { smithy, botocore }
    }

    /// Whether botocore's files are of the month of the Smithy models.
    pub(crate) fn are_of_one_age(&self) -> bool {
        let module = self.botocore.join("../__init__.py");
        let text = std::fs::read_to_string(module).unwrap_or_default();
        text.contains("__version__ = '1.37.")
    }

    /// Services that both have, by sdk id and API version.
    pub(crate) fn pairs(&self) -> Vec<Pair> {
        let mut botocore = identified(folders(&self.botocore));
        let mut pairs = Vec::new();
        for (id, smithy) in identified(entries(&self.smithy.path().join("smithy"))) {
            pairs.extend(botocore.remove(&id).map(|botocore| Pair {
                name: format!("{} {}", id.0, id.1),
                smithy,
                botocore,
            }));
        }
        pairs
    }
}

/// Botocore's folder of data. By default it is what `cargo xtask corpus fetch` has brought.
///
/// # Errors
/// It is absent.
pub(crate) fn botocore() -> Result<PathBuf, Absent> {
    if let Some(named) = std::env::var_os("FARRIER_BOTOCORE") {
        return there(farrier_test_data::from_start(Path::new(&named)));
    }
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/corpus");
    let fetched = (entries_if_any(&corpus).into_iter().rev())
        .map(|folder| folder.join("botocore/data"))
        .find(|data| data.is_dir());
    there(fetched.unwrap_or_else(|| corpus.join("botocore-*")))
}

fn entries_if_any(folder: &Path) -> Vec<PathBuf> {
    match folder.is_dir() {
        true => entries(folder),
        false => Vec::new(),
    }
}

fn there(path: PathBuf) -> Result<PathBuf, Absent> {
    if path.exists() {
        Ok(path)
    } else {
        Err(Absent::new(path, "FARRIER_BOTOCORE"))
    }
}

/// The folders of services, one for each version.
pub(crate) fn folders(data: &Path) -> Vec<PathBuf> {
    let services = entries(data).into_iter().filter(|path| path.is_dir());
    let versions = services.flat_map(|service| entries(&service));
    let holds = |folder: &PathBuf, name: &str| folder.join(name).is_file();
    versions
        .filter(|path| holds(path, "service-2.json") || holds(path, "service-2.json.gz"))
        .collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    entries
        .map(|entry| entry.expect("readable").path())
        .collect()
}

fn identified(paths: Vec<PathBuf>) -> BTreeMap<(String, String), PathBuf> {
    let named = paths.into_par_iter().filter_map(|path| {
        let model = load::load_file(&path, "", &mut Diagnostics::default())?;
        let id = model.shapes().find_map(|(_, shape)| match &shape.kind {
            Kind::Service(service) => {
                let sdk_id = service.traits.aws.as_ref()?.sdk_id.to_lowercase();
                Some((sdk_id, service.version.clone()))
            }
            _ => None,
        })?;
        Some((id, path))
    });
    named.collect()
}

/// Says something on the real standard error, which the test harness does not capture.
pub(crate) fn note(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).ok();
}

/// Writes every difference to the file that was asked for.
pub(crate) fn write_report(differences: &BTreeMap<String, Vec<Difference>>) {
    let Some(path) = std::env::var_os("FARRIER_PARITY") else {
        return;
    };
    let lines = differences.iter().flat_map(|(service, found)| {
        let lines = found.iter().map(move |one| format!("{service} {one}\n"));
        lines.collect::<Vec<_>>()
    });
    std::fs::write(&path, lines.collect::<String>()).expect("the report can be written");
}
