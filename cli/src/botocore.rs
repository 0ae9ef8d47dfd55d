//! botocore's data: which services it has, and where their models lie.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::files::{self, entries};

/// The names of botocore's service files, compressed or not.
pub const SERVICE_FILES: [&str; 2] = ["service-2.json", "service-2.json.gz"];

/// Every service of botocore's data with the folder of its model, one for each version of its API; sorted
/// by key.
///
/// The key is the service's name; older versions have the version behind it (`name-2014-09-01`).
///
/// # Errors
/// A folder that cannot be read.
pub fn services(data: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut services = Vec::new();
    for service in folders(data)? {
        let name = files::name(&service);
        let versions = folders(&service)?;
        let latest = versions.last().cloned();
        for version in versions {
            let has_model = SERVICE_FILES
                .iter()
                .any(|file| version.join(file).is_file());
            if has_model {
                let key = if latest.as_ref() == Some(&version) {
                    name.clone()
                } else {
                    format!("{name}-{}", files::name(&version))
                };
                services.push((key, version));
            }
        }
    }
    services.sort();
    Ok(services)
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut folders = entries(folder)?;
    folders.retain(|path| path.is_dir());
    Ok(folders)
}
