//! Tests of the memory that the values of a document may use.

use super::*;
use crate::config::ResponseLimits;

fn within(
    protocol: &dyn ClientProtocol,
    body: &[u8],
    limits: &ResponseLimits,
) -> Result<Node, ReadError> {
    let (response, cfg, mut node) = (response(body), bag(), Node::default());
    let mut from = protocol.deserialize_response(&response, node.shape().schema(), &cfg)?;
    read_structure(&mut node, &mut *from, &limits.budget(body.len()))?;
    Ok(node)
}

/// Bodies with that many small elements.
fn bodies(count: usize) -> [(Box<dyn ClientProtocol>, Vec<u8>); 3] {
    let cbor = [&b"\xA1\x65nodes\x9F"[..], &vec![0xA0; count], &[0xFF]].concat();
    let json = format!("{{\"nodes\":[{}{{}}]}}", "{},".repeat(count - 1));
    let xml = format!("<Node><nodes>{}</nodes></Node>", "<m/>".repeat(count));
    [
        (Box::new(rpc_v2_cbor()), cbor),
        (Box::new(aws_json_1_0()), json.into_bytes()),
        (Box::new(rest_xml()), xml.into_bytes()),
    ]
}

#[test]
fn many_small_elements_are_refused_before_they_take_the_memory() {
    let count = 5 << 20;
    let (protocol, body) = &bodies(count)[0];
    let error = within(&**protocol, body, &ResponseLimits::default()).expect_err("too much");
    let text = error.to_string();
    assert!(text.starts_with("nodes["), "{text}");
    assert!(text.contains("response limits of the client"), "{text}");
}

#[test]
fn the_limit_counts_elements_entries_and_boxes() {
    const COUNT: usize = 1_000;
    let needed = u64::try_from(COUNT * size_of::<Node>()).expect("a number");
    for (protocol, body) in bodies(COUNT) {
        let limits = ResponseLimits::new().with_value_bytes(needed);
        let node = within(&*protocol, &body, &limits).expect("all of them");
        assert_eq!(node.nodes.map(|nodes| nodes.len()), Some(COUNT));
        let limits = limits.with_value_bytes(needed - 1);
        within(&*protocol, &body, &limits).expect_err("one too many");
    }
    let of = |body: &str, bytes| {
        let limits = ResponseLimits::new().with_value_bytes(bytes);
        within(&aws_json_1_0(), body.as_bytes(), &limits).is_ok()
    };
    let tags = "{\"tags\":{\"a\":\"x\",\"b\":\"y\"}}";
    let entry = u64::try_from(size_of::<(String, Option<String>)>()).expect("a number");
    assert!(of(tags, 2 * entry) && !of(tags, 2 * entry - 1));
    let next = "{\"next\":{\"name\":\"a long text that counts for nothing\"}}";
    let node = u64::try_from(size_of::<Node>()).expect("a number");
    assert!(of(next, node) && !of(next, node - 1));
}

/// Large documents that services may send, whose values use slightly more memory than the body.
#[test]
fn what_services_send_is_within_the_default_limits() {
    let names: Vec<String> = (0..1_000_000).map(|n| format!("\"{n}\"")).collect();
    let body = format!("{{\"names\":[{}]}}", names.join(","));
    let limits = ResponseLimits::default();
    let node = within(&aws_json_1_0(), body.as_bytes(), &limits).expect("all of them");
    assert_eq!(node.names.map(|names| names.len()), Some(1_000_000));
}
