//! Members that nobody set are not on the wire: numbers and booleans of nested structures whose fields
//! hold the default of the model neither, in every protocol. Required members and texts are always sent,
//! as the official crates send them.

use farrier_tests::peers::{config, form, relay, text, xml, RELAY_FORMATS};
use farrier_tests::server::{Response, Server};
use farrier_tests::wire::Format;
use serde_json::{json, Value};

/// Sends a structure with nothing set, and one whose members have other values than their defaults.
macro_rules! tune {
    ($sdk:ident, $client:expr) => {{
        use $sdk::types::Tuning;
        let changed = Tuning::builder()
            .muted(true)
            .looped(false)
            .bass(-1)
            .treble(1)
            .volume(0)
            .position(2)
            .pitch(0.5)
            .speed(0.0)
            .channel(0)
            .boost(0)
            .title("t");
        let call = $client.tune().first(Tuning::builder().build());
        let sent = call.more(changed.build()).send().await;
        sent.expect("an output");
    }};
}

fn document() -> Value {
    json!({
        "first": { "channel": 0, "title": "" },
        "more": [{
            "muted": true, "looped": false, "bass": -1, "treble": 1, "volume": 0, "position": 2,
            "pitch": 0.5, "speed": 0.0, "channel": 0, "boost": 0, "title": "t"
        }],
    })
}

#[tokio::test]
async fn in_rest_json() {
    let server = Server::script([Response::document(200, Format::RpcV2Json, &json!({}))]).await;
    tune!(
        farrier_depot,
        farrier_depot::Client::new(&config(&server.url()))
    );
    let sent: Value = serde_json::from_slice(&server.only_request().body).expect("JSON");
    assert_eq!(sent, document());
}

#[tokio::test]
async fn in_the_rpc_protocols() {
    use farrier_relay::config::protocol::{aws_json_1_1, rpc_v2_json};
    for format in RELAY_FORMATS {
        let service = relay(format);
        let server = Server::script([service.response(&json!({}))]).await;
        let builder = farrier_relay::config::Builder::from(&config(&server.url()));
        let client = farrier_relay::Client::from_conf(match format {
            Format::RpcV2Json => builder.protocol(rpc_v2_json()).build(),
            Format::AwsJson11 => builder.protocol(aws_json_1_1()).build(),
            _ => builder.build(),
        });
        tune!(farrier_relay, client);
        let sent = service.document(&server.only_request());
        assert_eq!(sent, format.as_decoded(&document()), "{format:?}");
    }
}

#[tokio::test]
async fn in_rest_xml() {
    let server = Server::script([xml(200, "<TuneResponse/>")]).await;
    tune!(
        farrier_ledger,
        farrier_ledger::Client::new(&config(&server.url()))
    );
    assert_eq!(
        text(&server.only_request()),
        "<TuneInput xmlns=\"https://ledger.example/ns\">\
         <first><channel>0</channel><title></title></first>\
         <more><member><muted>true</muted><looped>false</looped><bass>-1</bass><treble>1</treble>\
         <volume>0</volume><position>2</position><pitch>0.5</pitch><speed>0</speed>\
         <channel>0</channel><boost>0</boost><title>t</title></member></more></TuneInput>"
    );
}

/// What both query protocols send, under the names that they give to the members.
fn fields(first: &str, more: &str, capital: bool) -> Vec<(String, String)> {
    let members = [
        ("muted", "true"),
        ("looped", "false"),
        ("bass", "-1"),
        ("treble", "1"),
        ("volume", "0"),
        ("position", "2"),
        ("pitch", "0.5"),
        ("speed", "0.0"),
        ("channel", "0"),
        ("boost", "0"),
        ("title", "t"),
    ];
    let name = |name: &str| {
        if capital {
            name[..1].to_uppercase() + &name[1..]
        } else {
            name.to_owned()
        }
    };
    let unset = [("channel", "0"), ("title", "")];
    let unset = unset.map(|(member, value)| (format!("{first}.{}", name(member)), value));
    let changed = members.map(|(member, value)| (format!("{more}.{}", name(member)), value));
    let all = unset.into_iter().chain(changed);
    let mut all: Vec<_> = all.map(|(name, value)| (name, value.to_owned())).collect();
    all.extend([
        ("Action".to_owned(), "Tune".to_owned()),
        ("Version".to_owned(), "2024-01-01".to_owned()),
    ]);
    all.sort();
    all
}

#[tokio::test]
async fn in_aws_query() {
    let server = Server::script([xml(200, "<TuneResponse/>")]).await;
    tune!(
        farrier_lookup,
        farrier_lookup::Client::new(&config(&server.url()))
    );
    let mut sent = form(&server.only_request());
    sent.sort();
    assert_eq!(sent, fields("first", "more.member.1", false));
}

#[tokio::test]
async fn in_ec2_query() {
    let server = Server::script([xml(200, "<TuneResponse/>")]).await;
    tune!(
        farrier_fleet,
        farrier_fleet::Client::new(&config(&server.url()))
    );
    let mut sent = form(&server.only_request());
    sent.sort();
    assert_eq!(sent, fields("First", "More.1", true));
}
