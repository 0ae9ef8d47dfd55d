//! The tour as a visitor sees it.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::Command;

use anstream::adapter::strip_str;
use tour::{Options, Outcome, PartnerService, Report};

const ANY_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

async fn play(options: Options) -> Report {
    tour::run(&options).await.expect("the tour can be played")
}

fn text(report: &Report) -> String {
    strip_str(&tour::render(report)).to_string()
}

/// A port on which nobody listens.
fn dead_end() -> String {
    let listener = TcpListener::bind(ANY_PORT).expect("a free port");
    let address = listener.local_addr().expect("bound");
    format!("http://{address}")
}

#[tokio::test]
async fn the_whole_tour() {
    let report = play(Options::default()).await;
    insta::assert_snapshot!(text(&report));
    assert!(report.is_success());
}

/// Names of all operations in the service models.
fn modelled_operations() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models");
    let files = std::fs::read_dir(folder).expect("the models");
    let json = files
        .map(|file| file.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"));
    let mut names = Vec::new();
    for path in json {
        let text = std::fs::read_to_string(path).expect("a model");
        let model: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let shapes = model["shapes"].as_object().expect("shapes");
        let operations = shapes.iter().filter(|(_, s)| s["type"] == "operation");
        names.extend(operations.map(|(id, _)| id.split('#').next_back().unwrap_or(id).to_owned()));
    }
    names
}

#[tokio::test]
async fn every_operation_is_on_the_tour() {
    let report = play(Options::default()).await;
    let steps = report.scenes.iter().flat_map(|scene| &scene.steps);
    let done: Vec<_> = steps
        .filter(|step| step.outcome == Outcome::Done)
        .filter_map(|step| step.call.lines().next())
        .collect();
    let operations = modelled_operations();
    assert!(!operations.is_empty());
    for operation in operations {
        assert!(done.contains(&operation.as_str()), "{operation}");
    }
}

#[tokio::test]
async fn an_endpoint_is_only_read_unless_asked() {
    let service = PartnerService::start(ANY_PORT).await.expect("starts");
    let options = Options {
        endpoint_url: Some(service.url()),
        ..Options::default()
    };
    let looked = play(options.clone()).await;
    assert!(looked.is_success(), "{}", text(&looked));
    for step in looked.scenes.iter().flat_map(|scene| &scene.steps) {
        let reads = step.call.starts_with("List") || step.call.starts_with("Get");
        assert!(reads, "{} changes something", step.call);
    }

    let writing = Options {
        write: true,
        ..options
    };
    let first = play(writing.clone()).await;
    assert!(first.is_success(), "{}", text(&first));
    assert!(text(&first).contains("CreateBenefitApplication"));
    let second = play(writing).await;
    assert!(second.is_success(), "{}", text(&second));
    assert!(text(&second).contains("an earlier tour has opened it"));
}

#[tokio::test]
async fn a_failed_step_ends_its_scene_only() {
    // Found by every client, but no operation of the tour is there.
    let service = PartnerService::start(ANY_PORT).await.expect("starts");
    let options = Options {
        endpoint_url: Some(format!("{}/elsewhere", service.url())),
        ..Options::default()
    };
    let report = play(options).await;
    assert_eq!(report.failures(), report.scenes.len(), "{}", text(&report));
    for scene in &report.scenes {
        let outcomes: Vec<_> = scene.steps.iter().map(|step| step.outcome).collect();
        assert_eq!(outcomes, [Outcome::Failed], "{}", scene.title);
    }
}

#[test]
fn a_failure_shows_in_the_exit_status() {
    let output = Command::new(env!("CARGO_BIN_EXE_tour"))
        .args(["--endpoint-url", &dead_end()])
        .env("AWS_MAX_ATTEMPTS", "1")
        .output()
        .expect("runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("FAILED: dispatch failure"), "{text}");
    assert!(!text.contains('\u{1b}'), "escape codes without a terminal");
}

#[test]
fn contradictions_are_refused() {
    let output = Command::new(env!("CARGO_BIN_EXE_tour"))
        .args(["--real", "--write", "--catalog", "aws"])
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(2));
}
