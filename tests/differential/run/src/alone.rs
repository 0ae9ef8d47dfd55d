//! The bodies of some calls read and written by our protocols alone, as the yardsticks read and write them.

use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::http::Response;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use farrier_runtime::protocol::{self, ClientProtocol};
use farrier_runtime::reflect::{read_structure, Budget, Initial, Structure, StructureWriter};
use ours_dynamodb::operation::batch_get_item::BatchGetItemOutput;
use ours_dynamodb::operation::put_item::PutItemInput;
use ours_entitlement::operation::get_entitlements::GetEntitlementsOutput;
use ours_s3::operation::list_objects_v2::ListObjectsV2Output;

use crate::{bodies, ours};

type Work = Box<dyn Fn() -> usize>;

/// Reads the body again and again.
fn read_work<T: Structure + Initial>(
    protocol: impl ClientProtocol + 'static,
    body: Vec<u8>,
) -> Work {
    let status = 200.try_into().expect("a status");
    let response = Response::new(status, SdkBody::from(body));
    let bag = ConfigBag::base();
    Box::new(move || {
        let mut output = T::initial();
        let schema = output.shape().schema();
        let mut from = protocol
            .deserialize_response(&response, schema, &bag)
            .expect("a document");
        let budget = Budget::of(usize::MAX);
        read_structure(&mut output, &mut *from, &budget).expect("an output");
        let members = 0..output.shape().members().len();
        let is_set = |at: &usize| output.field(*at).is_some_and(|field| field.is_set());
        members.filter(is_set).count()
    })
}

/// Writes the input again and again.
fn write_work<T: Structure>(
    protocol: impl ClientProtocol + 'static,
    name: &'static str,
    input: T,
) -> Work {
    let mut layer = Layer::new("alone");
    layer.store_put(Metadata::new(name, "service"));
    layer.store_put(aws_smithy_schema::protocol::ServiceShapeName::new(
        "Service",
    ));
    let bag = ConfigBag::of_layers(vec![layer]);
    Box::new(move || {
        let schema = input.shape().schema();
        let request = protocol
            .serialize_request(&StructureWriter(&input), schema, "", &bag)
            .expect("a request");
        request.body().bytes().map_or(0, <[u8]>::len)
    })
}

/// What a call with a yardstick does without its client.
pub(crate) fn work(case: &str) -> Option<Work> {
    Some(match case {
        "awsJson, PutItem, 30 attributes" => {
            let mut input = PutItemInput::builder().table_name("t");
            for number in 0..30 {
                input = input.item(format!("attribute-{number}"), ours::attribute(number));
            }
            let input = input.build().expect("an input");
            write_work(protocol::aws_json_1_0(), "PutItem", input)
        }
        "awsJson, BatchGetItem, 400 KB" => {
            read_work::<BatchGetItemOutput>(protocol::aws_json_1_0(), bodies::batch_get_item())
        }
        "restXml, ListObjectsV2, 1,000 keys" => {
            read_work::<ListObjectsV2Output>(protocol::rest_xml(), bodies::list_objects())
        }
        "rpcv2Cbor, GetEntitlements, 500" => {
            read_work::<GetEntitlementsOutput>(protocol::rpc_v2_cbor(), bodies::entitlements(500))
        }
        _ => return None,
    })
}
