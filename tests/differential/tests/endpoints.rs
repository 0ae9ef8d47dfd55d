//! The same parameters give the same endpoint: URL, headers and authentication schemes.

use farrier_differential::official::shared::endpoints as official;
use farrier_differential::ours::shared::endpoints as ours;

/// Regions of every partition, made-up ones that only the partitions' patterns match, and nonsense.
const REGIONS: &[Option<&str>] = &[
    Some("us-east-1"),
    Some("us-west-2"),
    Some("eu-central-1"),
    Some("ap-southeast-7"),
    Some("aws-global"),
    Some("cn-north-1"),
    Some("cn-northwest-1"),
    Some("aws-cn-global"),
    Some("us-gov-west-1"),
    Some("us-gov-east-1"),
    Some("aws-us-gov-global"),
    Some("us-iso-east-1"),
    Some("us-isob-east-1"),
    Some("eu-isoe-west-1"),
    Some("us-isof-south-1"),
    Some("eusc-de-east-1"),
    Some("us-moon-9"),
    Some("cn-moon-9"),
    Some("nonsense"),
    Some("us-east-1.evil.example/"),
    Some(""),
    None,
];

const SWITCHES: [Option<bool>; 3] = [None, Some(false), Some(true)];

const ENDPOINTS: [Option<&str>; 4] = [
    None,
    Some("https://example.org"),
    Some("http://127.0.0.1:8000/base/"),
    Some("no url"),
];

/// The table's questions: ours for our side, the official ones in the same order.
fn questions() -> Vec<(ours::Question, official::Question)> {
    let mut all = Vec::new();
    for &region in REGIONS {
        for fips in SWITCHES {
            for dual_stack in SWITCHES {
                for endpoint in ENDPOINTS {
                    all.push((
                        ours::Question {
                            region,
                            fips,
                            dual_stack,
                            endpoint,
                        },
                        official::Question {
                            region,
                            fips,
                            dual_stack,
                            endpoint,
                        },
                    ));
                }
            }
        }
    }
    all
}

#[tokio::test]
async fn entitlement() {
    let mut resolved = 0;
    for (our, official) in questions() {
        let answer = official::entitlement(&official).await;
        resolved += usize::from(answer.is_ok());
        assert_eq!(ours::entitlement(&our).await, answer, "{our:?}");
    }
    assert!(resolved > 0, "some are resolved");
}

#[tokio::test]
async fn benefits() {
    let mut resolved = 0;
    for (our, official) in questions() {
        let answer = official::benefits(&official).await;
        resolved += usize::from(answer.is_ok());
        assert_eq!(ours::benefits(&our).await, answer, "{our:?}");
    }
    assert!(resolved > 0, "some are resolved");
}

#[tokio::test]
async fn revenue() {
    let mut resolved = 0;
    for (our, official) in questions() {
        let answer = official::revenue(&official).await;
        resolved += usize::from(answer.is_ok());
        assert_eq!(ours::revenue(&our).await, answer, "{our:?}");
    }
    assert!(resolved > 0, "some are resolved");
}
