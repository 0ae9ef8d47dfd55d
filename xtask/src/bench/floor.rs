//! The minimum work of any generator of these crates: reading the JSON and writing the files.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Result;
use flate2::read::GzDecoder;
use rayon::iter::{IntoParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};
use serde_json::Value;

use super::measure::Measured;
use crate::files::At as _;

/// Parses every JSON file of the model folders into a tree.
pub(super) fn read(folders: &[PathBuf], measured: &mut Measured) -> Result<()> {
    let read: Result<Vec<Duration>> = (folders.par_iter())
        .map(|folder| {
            let started = Instant::now();
            for path in files(folder)? {
                parse(&path)?;
            }
            Ok(started.elapsed())
        })
        .collect();
    measured.stages.push(("serde_json".to_owned(), sum(&read?)));
    Ok(())
}

/// The files of a crate: path inside the crate, and content.
pub(super) type Content = Vec<(PathBuf, Vec<u8>)>;

/// Returns the files of each folder below `generated`.
pub(super) fn contents(generated: &Path) -> Result<Vec<(PathBuf, Content)>> {
    let crates: Vec<PathBuf> = entries(generated)?;
    let all = crates.into_par_iter().map(|folder| {
        let mut content = Vec::new();
        for path in files(&folder)? {
            let bytes = fs::read(&path).at(&path)?;
            let inside = path.strip_prefix(&folder).unwrap_or(&path).to_owned();
            content.push((inside, bytes));
        }
        let name = folder.file_name().unwrap_or_default().into();
        Ok((name, content))
    });
    all.collect()
}

/// Writes the files below another folder.
pub(super) fn write(
    contents: &[(PathBuf, Content)],
    folder: &Path,
    measured: &mut Measured,
) -> Result<()> {
    let written: Result<Vec<Duration>> = (contents.par_iter())
        .map(|(name, content)| {
            let started = Instant::now();
            for (path, bytes) in content {
                let path = folder.join(name).join(path);
                if let Some(parent) = path.parent() {
                    fs::create_dir_all(parent).at(parent)?;
                }
                fs::write(&path, bytes).at(&path)?;
            }
            Ok(started.elapsed())
        })
        .collect();
    measured
        .stages
        .push(("fs::write".to_owned(), sum(&written?)));
    measured.services = contents.len();
    measured.files = contents.iter().map(|(_, content)| content.len()).sum();
    let bytes = contents.iter().flat_map(|(_, content)| content);
    measured.bytes = bytes.map(|(_, bytes)| bytes.len() as u64).sum();
    Ok(())
}

fn parse(path: &Path) -> Result<()> {
    let mut text = Vec::new();
    let read = if path.extension().is_some_and(|end| end == "gz") {
        File::open(path).and_then(|file| GzDecoder::new(file).read_to_end(&mut text))
    } else {
        File::open(path).and_then(|mut file| file.read_to_end(&mut text))
    };
    read.at(path)?;
    let value: Value = serde_json::from_slice(&text).at(path)?;
    std::hint::black_box(value);
    Ok(())
}

fn sum(all: &[Duration]) -> f64 {
    all.iter().sum::<Duration>().as_secs_f64()
}

/// Returns all files below a folder, sorted.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let (mut files, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for path in entries(&folder)? {
            if path.is_dir() {
                open.push(path)
            } else {
                files.push(path)
            }
        }
    }
    files.sort();
    Ok(files)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).at(folder)?;
    let paths: std::io::Result<Vec<PathBuf>> = entries.map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths.at(folder)?;
    paths.sort();
    Ok(paths)
}
