//! What choosing an endpoint costs: time and allocations, our engine beside the official resolvers.
//!
//! Both are asked for the same parameters and must give the same endpoint. The official resolvers keep the
//! last answer and ours the last eight, so they are asked for the same parameters again and again, in turn for
//! two that differ in their region, and without what is kept: in turn for twelve.

mod ours;

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::process::ExitCode;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use farrier_runtime::endpoint::Endpoint;
use official_s3::config::endpoint::{self as s3, ResolveEndpoint as _};
use official_sqs::config::endpoint::{self as sqs, ResolveEndpoint as _};
use ours::{Params, Rules};

const ROUNDS: u32 = 40;
const CALLS: u32 = 4_000;

/// Parameters of both sides: those that are not here have their defaults.
#[derive(Clone, Copy, Debug, Default)]
struct Given {
    name: &'static str,
    bucket: Option<&'static str>,
    endpoint: Option<&'static str>,
    path_style: bool,
    fips: bool,
    dual_stack: bool,
}

const S3: [Given; 6] = [
    Given {
        name: "bucket in the host",
        bucket: Some("my-bucket"),
        ..PLAIN
    },
    Given {
        name: "bucket in the path",
        bucket: Some("my-bucket"),
        path_style: true,
        ..PLAIN
    },
    Given {
        name: "access point ARN",
        bucket: Some("arn:aws:s3:us-west-2:123456789012:accesspoint:myendpoint"),
        ..PLAIN
    },
    Given {
        name: "FIPS and dual-stack",
        bucket: Some("my-bucket"),
        fips: true,
        dual_stack: true,
        ..PLAIN
    },
    Given {
        name: "custom endpoint",
        bucket: Some("my-bucket"),
        endpoint: Some("http://localhost:9000/base"),
        ..PLAIN
    },
    Given {
        name: "no bucket",
        ..PLAIN
    },
];

const SQS: [Given; 3] = [
    Given {
        name: "region",
        ..PLAIN
    },
    Given {
        name: "FIPS and dual-stack",
        fips: true,
        dual_stack: true,
        ..PLAIN
    },
    Given {
        name: "custom endpoint",
        endpoint: Some("http://localhost:9324"),
        ..PLAIN
    },
];

const PLAIN: Given = Given {
    name: "",
    bucket: None,
    endpoint: None,
    path_style: false,
    fips: false,
    dual_stack: false,
};

/// More than are kept; the ARN's is the first.
const REGIONS: [&str; 12] = [
    "us-west-2",
    "eu-central-1",
    "us-east-2",
    "eu-west-1",
    "eu-west-3",
    "eu-north-1",
    "sa-east-1",
    "ca-central-1",
    "ap-south-1",
    "ap-northeast-1",
    "ap-southeast-2",
    "us-west-1",
];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let (s3_rules, sqs_rules) = (Rules::read("s3")?, Rules::read("sqs")?);
    for (service, rules) in [("s3", &s3_rules), ("sqs", &sqs_rules)] {
        let (time, allocations) = measure_cold(|| rules.parse().is_ok());
        println!("{service}: its rules are read in {time:.0} us, {allocations} allocations");
    }
    println!(
        "| service | parameters | asked | official ns | ours ns | official allocations | ours |"
    );
    println!("| --- | --- | --- | ---: | ---: | ---: | ---: |");
    for given in S3 {
        let params = REGIONS.iter().map(|region| s3_params(&given, region));
        let params = params.collect::<Result<Vec<_>, _>>()?;
        let official = s3::DefaultResolver::new();
        let resolve = |params: &s3::Params| ready(official.resolve_endpoint(params));
        compare("s3", &given, &s3_rules, &params, resolve)?;
    }
    for given in SQS {
        let params = REGIONS.iter().map(|region| sqs_params(&given, region));
        let params = params.collect::<Result<Vec<_>, _>>()?;
        let official = sqs::DefaultResolver::new();
        let resolve = |params: &sqs::Params| ready(official.resolve_endpoint(params));
        compare("sqs", &given, &sqs_rules, &params, resolve)?;
    }
    Ok(())
}

/// A line for each way of asking.
fn compare<P>(
    service: &str,
    given: &Given,
    rules: &Rules,
    official: &[P],
    resolve: impl Fn(&P) -> Result<Endpoint, String>,
) -> Result<(), String> {
    let ours = REGIONS.map(|region| Params::new(given, region));
    let resolver = rules.resolver();
    for (theirs, ours) in official.iter().zip(&ours) {
        let (theirs, ours) = (resolve(theirs), resolver.resolve(ours));
        if theirs != ours {
            return Err(format!(
                "{service}, {}: {theirs:?} and {ours:?}",
                given.name
            ));
        }
    }
    for (asked, count) in [("again", 1), ("2 in turn", 2), ("12 in turn", 12)] {
        let resolver = rules.resolver();
        let (mut call, mut our_call) = (0, 0);
        let [theirs, mine] = measure([
            &mut || {
                call = (call + 1) % count;
                let _ = black_box(resolve(black_box(&official[call])));
            },
            &mut || {
                our_call = (our_call + 1) % count;
                let _ = black_box(resolver.resolve(black_box(&ours[our_call])));
            },
        ]);
        println!(
            "| {service} | {} | {asked} | {:.0} | {:.0} | {} | {} |",
            given.name, theirs.0, mine.0, theirs.1, mine.1
        );
    }
    Ok(())
}

/// Nanoseconds of each call, the best of all rounds, and its allocations. The calls take turns, so that whatever else the
/// machine does slows both.
fn measure(mut calls: [&mut dyn FnMut(); 2]) -> [(f64, u64); 2] {
    let mut best = [f64::INFINITY; 2];
    for round in 0..=ROUNDS {
        for (at, call) in calls.iter_mut().enumerate() {
            let start = Instant::now();
            for _ in 0..CALLS {
                call();
            }
            // The first round is to warm up.
            if round > 0 {
                best[at] = best[at].min(start.elapsed().as_secs_f64());
            }
        }
    }
    let mut measured = [(0.0, 0); 2];
    for (at, call) in calls.into_iter().enumerate() {
        let counted = allocation_counter::measure(|| {
            for _ in 0..12 {
                call();
            }
        });
        let time = best[at] / f64::from(CALLS) * 1e9;
        measured[at] = (time, (counted.count_total + 6) / 12);
    }
    measured
}

/// Microseconds of a call, the best of all rounds, and its allocations.
fn measure_cold(mut call: impl FnMut() -> bool) -> (f64, u64) {
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(call());
        best = best.min(start.elapsed().as_secs_f64());
    }
    let counted = allocation_counter::measure(|| {
        black_box(call());
    });
    (best * 1e6, counted.count_total)
}

/// The resolvers are ready at once.
fn ready<T, E: ToString>(future: impl Future<Output = Result<T, E>>) -> Result<T, String> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result.map_err(|error| error.to_string()),
        Poll::Pending => Err("the resolver waits".to_owned()),
    }
}

fn s3_params(given: &Given, region: &str) -> Result<s3::Params, String> {
    s3::Params::builder()
        .region(region)
        .set_bucket(given.bucket.map(str::to_owned))
        .set_endpoint(given.endpoint.map(str::to_owned))
        .force_path_style(given.path_style)
        .use_fips(given.fips)
        .use_dual_stack(given.dual_stack)
        .use_arn_region(true)
        .build()
        .map_err(|error| error.to_string())
}

fn sqs_params(given: &Given, region: &str) -> Result<sqs::Params, String> {
    sqs::Params::builder()
        .region(region)
        .set_endpoint(given.endpoint.map(str::to_owned))
        .use_fips(given.fips)
        .use_dual_stack(given.dual_stack)
        .build()
        .map_err(|error| error.to_string())
}
