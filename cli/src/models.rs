//! Models on disk: which files and folders are the model of a service.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use farrier_codegen::diag::Diagnostics;
use farrier_codegen::load::{self, ModelFiles};
use farrier_codegen::model::Kind;

use crate::botocore::SERVICE_FILES;
use crate::files::{entries, name, OrCannot as _};

/// How deep folders are searched.
const DEPTH: usize = 3;

/// The file of a Smithy project, whose folder is the model.
const PROJECT: &str = "smithy-build.json";

/// The extensions of model files.
const ENDS: [&str; 4] = [".json", ".json.gz", ".smithy", ".smithy.gz"];

/// A service that a model has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    /// A name for it, made of the names of its files.
    pub(crate) key: String,
    /// The model: a file, or a folder of files.
    pub(crate) model: PathBuf,
    /// Its shape id, if the model has several services.
    pub(crate) id: Option<String>,
}

/// Returns the services of the models in a file or below a folder, in the order of their paths.
///
/// # Errors
/// A file or folder that cannot be read.
pub(crate) fn services(path: &Path) -> Result<Vec<Service>> {
    let mut found = Vec::new();
    if path.is_dir() {
        in_folder(path, DEPTH, &mut found)?;
    } else if let Some(ids) = ids(path)? {
        add(path, &stem(path), &ids, &mut found);
    }
    Ok(found)
}

fn in_folder(folder: &Path, depth: usize, found: &mut Vec<Service>) -> Result<()> {
    if SERVICE_FILES.iter().any(|file| folder.join(file).is_file()) {
        found.push(Service {
            key: botocore_key(folder),
            model: folder.to_owned(),
            id: None,
        });
        return Ok(());
    }
    if folder.join(PROJECT).is_file() {
        add(folder, &name(folder), &ids_of_project(folder), found);
        return Ok(());
    }
    let (mut parts, mut whole) = (0, Vec::new());
    let mut folders = Vec::new();
    for path in visible(folder)? {
        if path.is_dir() {
            folders.push(path);
            continue;
        }
        match ids(&path)? {
            Some(ids) if ids.is_empty() => parts += 1,
            Some(ids) => whole.push((path, ids)),
            None => {}
        }
    }
    match whole.as_slice() {
        // The other files hold shapes of the service.
        [(_, ids)] if parts > 0 => add(folder, &name(folder), ids, found),
        whole => {
            for (path, ids) in whole {
                add(path, &stem(path), ids, found);
            }
        }
    }
    if depth > 0 {
        for folder in folders {
            in_folder(&folder, depth - 1, found)?;
        }
    }
    Ok(())
}

fn add(model: &Path, key: &str, ids: &[String], found: &mut Vec<Service>) {
    for id in ids {
        let (key, id) = match ids.len() {
            1 => (key.to_owned(), None),
            _ => (
                id.rsplit('#').next().unwrap_or(id).to_lowercase(),
                Some(id.clone()),
            ),
        };
        found.push(Service {
            key: plain(&key),
            model: model.to_owned(),
            id,
        });
    }
}

/// Returns the ids of the services in a file; `None` if it is not a model. botocore's files have one
/// without an id.
fn ids(path: &Path) -> Result<Option<Vec<String>>> {
    if !ENDS.iter().any(|end| name(path).ends_with(end)) {
        return Ok(None);
    }
    let bytes = fs::read(path).or_cannot("read", path)?;
    // A file that cannot be read as a model is none.
    Ok(load::services(&bytes, &name(path)))
}

/// Returns the ids of the services of a project; none if it cannot be read.
fn ids_of_project(folder: &Path) -> Vec<String> {
    let files = ModelFiles {
        root: Path::new(""),
        paths: &[folder.to_owned()],
        dependencies: &BTreeMap::new(),
        protocol: None,
    };
    let model = load::load_files(files, &mut Diagnostics::default()).unwrap_or_default();
    let services = model
        .shapes()
        .filter(|(_, shape)| matches!(shape.kind, Kind::Service(_)));
    services.map(|(_, shape)| shape.id.to_string()).collect()
}

/// Returns the name of the service of a folder `SERVICE/VERSION` or `SERVICE`.
fn botocore_key(folder: &Path) -> String {
    let own = name(folder);
    let is_version = own.starts_with(|c: char| c.is_ascii_digit());
    let above = folder.parent().map(name).filter(|_| is_version);
    plain(&above.unwrap_or(own))
}

/// Returns a key as manifests take it.
fn plain(name: &str) -> String {
    let word = |c: char| {
        if c.is_ascii_alphanumeric() || "-_.".contains(c) {
            c
        } else {
            '-'
        }
    };
    let key: String = name.chars().map(word).collect();
    let key = key.trim_matches(['-', '.']);
    if key.is_empty() {
        "service".to_owned()
    } else {
        key.to_owned()
    }
}

fn stem(path: &Path) -> String {
    let name = name(path);
    let stem = ENDS.iter().find_map(|end| name.strip_suffix(end));
    match stem {
        // Smithy's builds call every model that.
        Some("model") => path
            .parent()
            .map(self::name)
            .filter(|name| !name.is_empty())
            .unwrap_or(name),
        Some(stem) => stem.to_owned(),
        None => name,
    }
}

/// Returns the entries of a folder without hidden files and build output.
fn visible(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = entries(folder)?;
    paths.retain(|path| {
        let name = name(path);
        !name.starts_with('.') && name != "target" && name != "node_modules"
    });
    Ok(paths)
}
