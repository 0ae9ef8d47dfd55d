//! `cargo xtask conformance`: runs the official protocol tests against generated clients.
//!
//! Each model with tests becomes a client crate in a separate workspace under the target folder, and each test a Rust
//! test that calls the public API of the crate. The crate `farrier-conformance` compares the results.

pub(crate) mod build;
mod c2j;
mod cases;
pub(crate) mod client;
mod config;
pub(crate) mod data;
mod digits;
mod events;
mod expected;
mod overlay;
mod report;
pub(crate) mod results;
pub(crate) mod shapes;
pub(crate) mod tables;
mod tests;
pub(crate) mod values;
pub(crate) mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{anyhow, bail, Result};
use clap::Args;

use crate::files::read_toml;
use crate::task::{Help, Task, Verdict};
use build::Built;
use cases::{Case, Cases, Name};
use data::Model;
use report::{Broken, Report};
use results::Outcome;
use tables::Tables;
use workspace::{Package, Workspace};

/// Run the official protocol tests against generated clients
///
/// Generates a client from each model of the test data. Every request, response and event stream test becomes
/// a Rust test of that client's public API.
#[derive(Args, Debug)]
pub struct ConformanceArgs {
    /// Only the tests of this model; can be given several times
    ///
    /// The name is the model's file name without its extension.
    #[arg(long = "model", value_name = "NAME")]
    models: Vec<String>,

    /// Only tests whose name (model::kind::id) contains this text
    #[arg(long, value_name = "ID")]
    test: Option<String>,
}

impl Task for ConformanceArgs {
    const NAME: &'static str = "conformance";

    const HELP: Help = Help {
        examples: "\
cargo xtask conformance                              every model
cargo xtask conformance --model restXml --model awsQuery
cargo xtask conformance --test RestJsonListsEmpty    tests whose name contains this text",
        notes: "\
The tests are read from FARRIER_TEST_DATA [default: ../shared beside the repository].
xtask/conformance-expected.toml lists accepted failures.",
        passed: "everything is as expected; also if the test data is absent, which is reported",
        failed: "tests failed, or an expected failure passed or does not exist",
        impossible: "the command line or the data is invalid, or cargo could not build",
    };

    fn run(self) -> Result<Verdict> {
        let Some(report) = judged(&self)? else {
            let place = crate::paths::test_data();
            eprintln!(
                "skipped: the conformance tests, since there are none in {}; set FARRIER_TEST_DATA",
                place.display()
            );
            println!("0 passed, 0 failed, all skipped");
            return Ok(Verdict::Passed);
        };
        // A closed pipe is not an error.
        let _ = std::io::stdout().write_all(report.text().as_bytes());
        Ok(report.is_fine().into())
    }
}

/// Runs the tests; `None` if there is no data.
fn judged(args: &ConformanceArgs) -> Result<Option<Report>> {
    let Some(models) = data::models(&crate::paths::test_data())? else {
        return Ok(None);
    };
    let models = data::select(models, &args.models)?;
    let root = crate::paths::root();
    let expected: expected::Expected = read_toml(&root.join(expected::TABLE))?;
    let decisions: c2j::Table = read_toml(&root.join(c2j::TABLE))?;
    let mut suites = Vec::new();
    let mut checks = Vec::new();
    for model in &models {
        let mut suite = cases::read(model)?;
        checks.push(c2j::check(
            &crate::paths::test_data(),
            model,
            &decisions,
            &mut suite,
        )?);
        suites.push(suite);
    }
    let cases = wanted(&suites, args.test.as_deref())?;
    let tables: Tables = read_toml(&root.join(tables::TABLE))?;
    let mut run = Run::new(tables);
    for (model, suite) in models.iter().zip(&suites) {
        run.generate(model, suite)?;
    }
    run.build()?;
    let outcomes = run.outcomes(args.test.as_deref(), &cases)?;
    // With a filter, entries for other tests are not checked. An entry for an unknown model is always an error.
    let modules: BTreeSet<String> = models.iter().map(Model::module).collect();
    let must_exist = |name: &Name| {
        args.test.is_none() && (args.models.is_empty() || modules.contains(&name.module))
    };
    let mut report = Report::new(&cases, &outcomes, &expected, must_exist);
    report.servers(suites.iter().map(|suite| suite.server).sum());
    report.digits(suites.iter().map(|suite| suite.restored).sum());
    report.broken(run.broken);
    report.cross_checks(checks, decisions.unmatched(&models));
    Ok(Some(report))
}

/// Returns the tests whose names contain `part`.
fn wanted(suites: &[Cases], part: Option<&str>) -> Result<Vec<Case>> {
    let is_wanted = |case: &&Case| part.is_none_or(|part| case.name.to_string().contains(part));
    let all = suites.iter().flat_map(|suite| &suite.client);
    let cases: Vec<Case> = all.filter(is_wanted).cloned().collect();
    match (cases.is_empty(), part) {
        (true, Some(part)) => Err(anyhow!("no test's name holds `{part}`")),
        _ => Ok(cases),
    }
}

/// State of a run.
struct Run {
    workspace: Workspace,
    tables: Tables,
    packages: Vec<Package>,
    /// Models whose tests cannot run.
    broken: Vec<Broken>,
}

impl Run {
    fn new(tables: Tables) -> Self {
        Self {
            workspace: Workspace::new("conformance"),
            tables,
            packages: Vec::new(),
            broken: Vec::new(),
        }
    }

    fn generate(&mut self, model: &Model, suite: &Cases) -> Result<()> {
        eprintln!("generating {}", model.name);
        let source = match self.source(model)? {
            Ok(source) => source,
            Err(problem) => {
                self.break_module(
                    model.module(),
                    "the endpoint rules cannot be read",
                    &problem,
                );
                return Ok(());
            }
        };
        match client::write(model, &source, &self.workspace.root, &self.tables) {
            Ok(client) => {
                self.packages.push(Package {
                    folder: model.name.clone(),
                    name: model.package(),
                    has_sigv4a: client.has_sigv4a(),
                    module: model.module(),
                    tests: tests::file(&client, &suite.client)?,
                });
            }
            Err(problems) => {
                self.break_module(model.module(), "the client is not generated", &problems)
            }
        }
        Ok(())
    }

    /// Returns the model's file, or one with the endpoint rules that it needs. The inner error is about these rules.
    fn source(&self, model: &Model) -> Result<Result<PathBuf, String>> {
        let Some(rules) = self.tables.rules(&model.name) else {
            return Ok(Ok(model.path.clone()));
        };
        match overlay::text(model, rules, &crate::paths::test_data()) {
            Ok(text) => {
                let path = format!("models/{}.json", model.name);
                self.workspace.put(&path, &text)?;
                Ok(Ok(self.workspace.root.join(path)))
            }
            Err(problem) => Ok(Err(format!("{problem:#}"))),
        }
    }

    fn break_module(&mut self, module: String, what: &'static str, messages: &dyn ToString) {
        let messages = messages.to_string();
        self.broken.push(Broken {
            module,
            what,
            messages,
        });
    }

    /// Builds everything, and leaves out what does not compile.
    fn build(&mut self) -> Result<()> {
        self.workspace.write(&self.packages)?;
        eprintln!("building {} clients", self.packages.len());
        if let Built::Without(folders) = self.workspace.build_clients()? {
            for (folder, message) in folders {
                self.drop_package(
                    |one| one.folder == folder,
                    "the client does not compile",
                    &message,
                );
            }
            self.workspace.write(&self.packages)?;
        }
        eprintln!("building the tests");
        if let Built::Without(modules) = self.workspace.build_tests()? {
            for (module, message) in modules {
                self.drop_package(
                    |one| one.module == module,
                    "the tests do not compile",
                    &message,
                );
            }
            self.workspace.write(&self.packages)?;
            if let Built::Without(modules) = self.workspace.build_tests()? {
                bail!("the tests do not compile: {modules:?}");
            }
        }
        Ok(())
    }

    /// Runs the tests. Those that could not be built count as failures.
    fn outcomes(&self, part: Option<&str>, cases: &[Case]) -> Result<BTreeMap<String, Outcome>> {
        eprintln!("running the tests");
        let mut outcomes = results::parse(&self.workspace.run_tests(part)?);
        for case in cases {
            let mut broken = self.broken.iter();
            if let Some(broken) = broken.find(|one| one.module == case.name.module) {
                outcomes.insert(case.name.to_string(), Err(vec![broken.what.to_owned()]));
            }
        }
        Ok(outcomes)
    }

    fn drop_package(
        &mut self,
        is_it: impl Fn(&Package) -> bool,
        what: &'static str,
        messages: &str,
    ) {
        if let Some(at) = self.packages.iter().position(is_it) {
            let package = self.packages.remove(at);
            self.break_module(package.module, what, &messages);
        }
    }
}
