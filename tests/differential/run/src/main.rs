//! What calls cost beside the network: requests built and responses parsed through the clients, ours and the
//! official ones, with the same configuration, the same bodies, and no server.
//!
//! Built by `cargo xtask bench calls`, which generates our crates and writes the manifest.

mod alone;
mod bodies;
mod canned;
mod plain;

/// The calls, compiled against the official crates.
mod official {
    use official_dynamodb as dynamodb;
    #[cfg(feature = "ec2")]
    use official_ec2 as ec2;
    use official_entitlement as entitlement;
    use official_iam as iam;
    use official_s3 as s3;
    include!("calls.rs");
}

/// The calls, compiled against our crates.
mod ours {
    use ours_dynamodb as dynamodb;
    #[cfg(feature = "ec2")]
    use ours_ec2 as ec2;
    use ours_entitlement as entitlement;
    use ours_iam as iam;
    use ours_s3 as s3;
    include!("calls.rs");
}

use std::process::ExitCode;
use std::time::{Duration, Instant};

use canned::Sent;

/// Rounds of each side, in turn; the best counts.
const ROUNDS: usize = 12;

/// How long a round takes at least.
const ROUND: Duration = Duration::from_millis(40);

/// A call that can be made again and again.
pub(crate) struct Case {
    name: &'static str,
    /// Makes the call; a figure that tells outputs apart.
    call: Box<dyn Fn() -> usize>,
    sent: Sent,
}

fn main() -> ExitCode {
    // All calls, or those with that in their names.
    let part = std::env::args().nth(1).unwrap_or_default();
    let (official, ours) = (official::cases(), ours::cases());
    let pairs = (official.iter().zip(&ours)).filter(|(_, mine)| mine.name.contains(&part));
    if !ours.iter().any(|one| one.name.contains(&part)) {
        eprintln!("error: no call has `{part}` in its name");
        return ExitCode::FAILURE;
    }
    println!(
        "| call | official us | ours us | ratio | official allocations | ours | alone us | serde us | ratio |"
    );
    println!("| --- | --: | --: | --: | --: | --: | --: | --: | --: |");
    for (theirs, mine) in pairs {
        if let Err(problem) = same(theirs, mine) {
            eprintln!("error: {}: {problem}", mine.name);
            return ExitCode::FAILURE;
        }
        let (a, b) = in_turn(&theirs.call, &mine.call);
        let allocations = |case: &Case| {
            allocation_counter::measure(|| {
                (case.call)();
            })
            .count_total
        };
        let beside = match (alone::work(mine.name), plain::yardstick(mine.name)) {
            (Some(alone), Some(plain)) => {
                let (alone, plain) = in_turn(&alone, &plain);
                let ratio = alone.as_secs_f64() / plain.as_secs_f64();
                format!("{:.1} | {:.1} | {ratio:.2}", micros(alone), micros(plain))
            }
            _ => "– | – | –".to_owned(),
        };
        println!(
            "| {} | {:.1} | {:.1} | {:.2} | {} | {} | {beside} |",
            mine.name,
            micros(a),
            micros(b),
            b.as_secs_f64() / a.as_secs_f64(),
            allocations(theirs),
            allocations(mine),
        );
    }
    ExitCode::SUCCESS
}

/// Both send the same and read the same.
fn same(theirs: &Case, mine: &Case) -> Result<(), String> {
    let (a, b) = ((theirs.call)(), (mine.call)());
    if a != b {
        return Err(format!("the outputs differ: {a} and {b}"));
    }
    let (a, b) = (theirs.sent.last(), mine.sent.last());
    match a == b {
        true => Ok(()),
        false => Err(format!("the requests differ:\n{a}\n{b}")),
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// The time of a call, the best of all rounds.
fn in_turn(a: &dyn Fn() -> usize, b: &dyn Fn() -> usize) -> (Duration, Duration) {
    let (count_a, count_b) = (count(a), count(b));
    let mut best = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        best.0 = best.0.min(round(a, count_a));
        best.1 = best.1.min(round(b, count_b));
    }
    best
}

/// How often a call fits into a round.
fn count(call: &dyn Fn() -> usize) -> u32 {
    let start = Instant::now();
    let mut count = 0;
    while start.elapsed() < ROUND {
        std::hint::black_box(call());
        count += 1;
    }
    count
}

fn round(call: &dyn Fn() -> usize, count: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..count {
        std::hint::black_box(call());
    }
    start.elapsed() / count
}
