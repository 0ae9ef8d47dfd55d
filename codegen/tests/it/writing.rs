//! Plans and what becomes of them on disk.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::write::{apply, plan, Plan, TextFile, MARK};
use tempfile::TempDir;

fn file(path: &str, body: &str) -> TextFile {
    TextFile {
        path: path.to_owned(),
        content: format!("// {MARK}\n\n{body}\n"),
    }
}

fn planned(base: &Path, files: &[TextFile]) -> Result<Plan, String> {
    let mut diagnostics = Diagnostics::default();
    let plan = plan(
        base,
        Path::new("generated/weather"),
        files.to_vec(),
        &mut diagnostics,
    );
    match diagnostics.is_empty() {
        true => Ok(plan.expect("without a problem there is a plan")),
        false => Err(diagnostics.to_string()),
    }
}

fn written(base: &Path, files: &[TextFile]) {
    apply(&planned(base, files).expect("nothing in the way")).expect("writable");
}

/// A folder with `a.rs` and `deep/b.rs` written into it.
fn with_two() -> (TempDir, [TextFile; 2]) {
    let base = TempDir::new().expect("a temporary folder");
    let files = [file("a.rs", "struct A;"), file("deep/b.rs", "struct B;")];
    written(base.path(), &files);
    (base, files)
}

fn paths(files: &[TextFile]) -> Vec<&str> {
    files.iter().map(|file| file.path.as_str()).collect()
}

#[test]
fn unchanged_files_keep_their_time() {
    let (base, files) = with_two();
    let root = base.path().join("generated/weather");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in ["a.rs", "deep/b.rs"] {
        let open = fs::File::options()
            .write(true)
            .open(root.join(path))
            .expect("there");
        open.set_modified(long_ago).expect("settable");
    }
    let changed = [files[0].clone(), file("deep/b.rs", "struct B2;")];
    let plan = planned(base.path(), &changed).expect("nothing in the way");
    assert_eq!((plan.unchanged, paths(&plan.stale)), (1, vec!["deep/b.rs"]));
    apply(&plan).expect("writable");
    let modified = |path| fs::metadata(root.join(path)).and_then(|data| data.modified());
    assert_eq!(modified("a.rs").expect("there"), long_ago);
    assert_ne!(modified("deep/b.rs").expect("there"), long_ago);
    assert!(planned(base.path(), &changed)
        .expect("nothing in the way")
        .is_done());
}

#[test]
fn stale_files_go_with_their_folders() {
    let (base, files) = with_two();
    let plan = planned(base.path(), &files[..1]).expect("nothing in the way");
    assert_eq!(plan.surplus, ["deep/b.rs"]);
    apply(&plan).expect("writable");
    assert!(!base.path().join("generated/weather/deep").exists());
    assert!(base.path().join("generated/weather/a.rs").exists());
}

#[test]
fn planning_writes_nothing() {
    let base = TempDir::new().expect("a temporary folder");
    let plan = planned(base.path(), &[file("a.rs", "struct A;")]).expect("nothing in the way");
    assert_eq!(paths(&plan.missing), ["a.rs"]);
    assert_eq!(fs::read_dir(base.path()).expect("there").count(), 0);
}

#[test]
fn foreign_files_are_reported_and_kept() {
    let (base, files) = with_two();
    let notes = base.path().join("generated/weather/deep/notes.txt");
    fs::write(&notes, "mine").expect("writable");
    insta::assert_snapshot!(planned(base.path(), &files[..1]).expect_err("a foreign file"));
    assert_eq!(fs::read_to_string(notes).expect("still there"), "mine");
}

#[test]
fn a_foreign_file_is_not_written_over() {
    let (base, files) = with_two();
    let path = base.path().join("generated/weather/a.rs");
    fs::write(&path, "struct Mine;").expect("writable");
    let said = planned(base.path(), &files).expect_err("a foreign file");
    assert!(said.contains("generated/weather/a.rs"), "{said}");
}

#[test]
fn cargos_own_output_is_nobodys_business() {
    let (base, files) = with_two();
    let root = base.path().join("generated/weather");
    fs::create_dir(root.join("target")).expect("writable");
    fs::write(root.join("target/x"), "").expect("writable");
    fs::write(root.join("Cargo.lock"), "").expect("writable");
    assert!(planned(base.path(), &files)
        .expect("nothing in the way")
        .is_done());
}

#[test]
fn what_a_cut_off_run_left_goes() {
    let (base, files) = with_two();
    let leftover = base.path().join("generated/weather/.farrier-tmp-a.rs");
    fs::write(&leftover, "half").expect("writable");
    written(base.path(), &files);
    assert!(!leftover.exists());
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_not_followed() {
    use std::os::unix::fs::symlink;

    let (base, files) = with_two();
    let outside = TempDir::new().expect("a temporary folder");
    let victim = outside.path().join("b.rs");
    fs::write(&victim, &files[1].content).expect("writable");
    let root = base.path().join("generated/weather");
    fs::remove_dir_all(root.join("deep")).expect("removable");
    symlink(outside.path(), root.join("deep")).expect("linkable");
    let said = planned(base.path(), &files).expect_err("a link in the folder");
    assert!(said.contains("symbolic link"), "{said}");

    fs::remove_dir_all(&root).expect("removable");
    symlink(outside.path(), &root).expect("linkable");
    let said = planned(base.path(), &files).expect_err("the folder is a link");
    assert!(said.contains("path contains a symbolic link"), "{said}");
    assert_eq!(
        fs::read_to_string(&victim).expect("still there"),
        files[1].content
    );
}

#[test]
fn a_folder_in_the_way_of_a_file_is_reported() {
    let (base, files) = with_two();
    let way = base.path().join("generated/weather/folder.rs");
    fs::create_dir_all(&way).expect("writable");
    let more = [files[0].clone(), file("folder.rs", "")];
    insta::assert_snapshot!(planned(base.path(), &more).expect_err("a folder"));
}

#[test]
fn what_the_disk_refuses_leaves_nothing_behind() {
    let base = TempDir::new().expect("a temporary folder");
    let long = format!("deep/{}.rs", "x".repeat(300));
    let files = [file("a.rs", "struct A;"), file(&long, "struct B;")];
    let plan = planned(base.path(), &files).expect("nothing in the way");
    let error = apply(&plan).expect_err("a name of 300 characters");
    assert!(error.to_string().contains("xxx.rs: "), "{error}");
    assert_eq!(fs::read_dir(base.path()).expect("there").count(), 0);
}
