//! STS: regional endpoints, calls without a signature, an error that is worth another attempt.

use aws_sdk_sts::config::{Builder, Credentials, Region};
use aws_sdk_sts::{Client, Config};
use aws_smithy_async::test_util::InstantSleep;

use super::wire::{answer, Wire};
use crate::record::Record;
use crate::Stop;

const DOWN: &str = "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>\
    <Code>IDPCommunicationError</Code><Message>Try again</Message></Error><RequestId>r</RequestId></ErrorResponse>";

const ROLE: &str =
    "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>AKIDNEW</AccessKeyId>\
    <SecretAccessKey>a secret</SecretAccessKey><SessionToken>a token</SessionToken>\
    <Expiration>2019-11-09T13:34:41Z</Expiration></Credentials></AssumeRoleResult>\
    <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></AssumeRoleResponse>";

fn settings(wire: &Wire) -> Builder {
    Config::builder()
        .with_test_defaults()
        .region(Region::new("us-east-1"))
        .sleep_impl(InstantSleep::unlogged())
        .http_client(wire.clone())
}

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    endpoints(record).await;
    calls(record).await;
    attempts(record).await;
    Ok(())
}

async fn endpoints(record: &mut Record) {
    let regions = [
        "us-east-1",
        "eu-central-1",
        "aws-global",
        "cn-north-1",
        "us-gov-west-1",
        "us-iso-east-1",
        "bad region",
    ];
    for region in regions {
        for (name, choose) in [
            ("plain", (|all| all) as fn(Builder) -> Builder),
            ("fips", |all| all.use_fips(true)),
            ("dualstack", |all| all.use_dual_stack(true)),
            ("endpoint", |all| {
                all.endpoint_url("http://localhost:9000/base")
            }),
        ] {
            let wire = Wire::default();
            let config = choose(settings(&wire).region(Region::new(region))).build();
            let got = Client::from_conf(config).get_session_token().send().await;
            let step = format!("in {region}, {name}");
            if region != "bad region" {
                record.outcome(&step, &got.map(|_| "sent"));
            } else {
                record.value(&step, got.is_err());
            }
            wire.record(record, &step);
        }
    }
}

async fn calls(record: &mut Record) {
    let wire = Wire::of([answer(200, &[("x-amzn-requestid", "id")], ROLE)]);
    let client = Client::from_conf(settings(&wire).build());
    let role = client
        .assume_role()
        .role_arn("arn:aws:iam::123456789012:role/x")
        .role_session_name("name+&=/ü")
        .duration_seconds(900)
        .policy("{\"Version\": \"2012-10-17\"}")
        .set_tags(Some(Vec::new()))
        .transitive_tag_keys("a")
        .transitive_tag_keys("b");
    record.outcome("assume_role", &role.send().await);
    wire.record(record, "assume_role");
    let bare = Config::builder()
        .behavior_version_latest()
        .region(Region::new("us-east-1"))
        .http_client(wire.clone());
    let bare = Client::from_conf(bare.build());
    let web = bare
        .assume_role_with_web_identity()
        .role_arn("arn")
        .role_session_name("n")
        .web_identity_token("a secret");
    record.value("web identity, input", web.as_input());
    record.outcome("web identity", &web.send().await.map(|_| "sent"));
    wire.record(record, "web identity");
    let saml = bare
        .assume_role_with_saml()
        .role_arn("arn")
        .principal_arn("p")
        .saml_assertion("x");
    record.outcome("saml", &saml.send().await.map(|_| "sent"));
    wire.record(record, "saml");
    let signed = client
        .assume_role_with_saml()
        .role_arn("arn")
        .principal_arn("p")
        .saml_assertion("x");
    record.outcome(
        "saml, with credentials",
        &signed.send().await.map(|_| "sent"),
    );
    wire.record(record, "saml, with credentials");
    let none = bare.get_caller_identity().send().await;
    record.value("no credentials", none.is_err());
    let own = client.get_caller_identity().send().await;
    record.value("without members", own.is_err());
    wire.record(record, "without members");
    let own = Builder::new().credentials_provider(Credentials::new(
        "A",
        "B",
        Some("C".into()),
        None,
        "e2e",
    ));
    let other = client.get_session_token().customize().config_override(own);
    record.outcome("with a token", &other.send().await.map(|_| "sent"));
    wire.record(record, "with a token");
}

async fn attempts(record: &mut Record) {
    for status in [400, 500] {
        for code in [
            "IDPCommunicationError",
            "ExpiredTokenException",
            "Throttling",
            "AccessDenied",
        ] {
            let body = DOWN.replace("IDPCommunicationError", code);
            let wire =
                Wire::of((0..5).map(|_| answer(status, &[("x-amzn-requestid", "r")], &body)));
            let client = Client::from_conf(settings(&wire).build());
            let step = format!("{code} {status}");
            let web = client
                .assume_role_with_web_identity()
                .role_arn("arn")
                .role_session_name("n");
            let web = web.web_identity_token("t").send().await;
            record.outcome(&format!("{step}, web identity"), &web);
            record.value(
                &format!("{step}, web identity, attempts"),
                wire.take().len(),
            );
            let wire =
                Wire::of((0..5).map(|_| answer(status, &[("x-amzn-requestid", "r")], &body)));
            let client = Client::from_conf(settings(&wire).build());
            record.outcome(&step, &client.get_session_token().send().await);
            record.value(&format!("{step}, attempts"), wire.take().len());
        }
    }
}
