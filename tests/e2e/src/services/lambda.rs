//! Lambda: restJson1 with blobs, labels that are ARNs, and a role that the server does not know.

use aws_config::SdkConfig;
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_lambda::types::{FunctionCode, LayerVersionContentInput, Runtime};
use aws_sdk_lambda::Client;

use crate::record::Record;
use crate::Stop;

/// An archive without a file.
const ARCHIVE: [u8; 22] = [
    0x50, 0x4b, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];

pub(crate) async fn play(config: &SdkConfig, record: &mut Record) -> Result<(), Stop> {
    let client = Client::new(config);
    layers(&client, record).await?;
    errors(&client, record).await
}

async fn layers(client: &Client, record: &mut Record) -> Result<(), Stop> {
    for text in ["ü & <b>", "second"] {
        let content = LayerVersionContentInput::builder().zip_file(Blob::new(ARCHIVE));
        let made = client
            .publish_layer_version()
            .layer_name("layer")
            .description(text)
            .content(content.build())
            .compatible_runtimes(Runtime::Python312)
            .license_info("MIT")
            .send()
            .await?;
        record.value("layer", (made.version(), made.layer_version_arn()));
        record.value(
            "layer facts",
            (made.description(), made.compatible_runtimes()),
        );
        let content = made.content().ok_or("content")?;
        record.value("content", (content.code_size(), content.code_sha256()));
    }
    let list = client
        .list_layer_versions()
        .layer_name("layer")
        .send()
        .await?;
    for version in list.layer_versions() {
        record.value("listed", (version.version(), version.description()));
    }
    let got = client
        .get_layer_version()
        .layer_name("layer")
        .version_number(2);
    record.value("got", got.send().await?.description().map(str::to_owned));
    let gone = client
        .delete_layer_version()
        .layer_name("layer")
        .version_number(1);
    gone.send().await?;
    let mut all = client.list_layers().into_paginator().items().send();
    while let Some(layer) = all.next().await {
        let layer = layer?;
        record.value("all", (layer.layer_name(), layer.layer_arn()));
    }
    let list = client
        .list_functions()
        .into_paginator()
        .send()
        .try_next()
        .await?;
    record.value("functions", list.map(|page| page.functions().len()));
    Ok(())
}

async fn errors(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let none = client.get_function().function_name("none").send().await;
    record.failure("no function", &none);
    let none =
        none.is_err_and(|error| error.into_service_error().is_resource_not_found_exception());
    record.value("is_resource_not_found_exception", none);
    let none = client
        .invoke()
        .function_name("none")
        .payload(Blob::new("{}"));
    record.failure("no function to call", &none.send().await);
    let code = FunctionCode::builder().zip_file(Blob::new(ARCHIVE)).build();
    let refused = client
        .create_function()
        .function_name("own")
        .role("arn:aws:iam::123456789012:role/none")
        .runtime(Runtime::Python312)
        .handler("main.handler")
        .code(code)
        .send()
        .await;
    record.failure("no role", &refused);
    let refused = refused.is_err_and(|error| {
        error
            .into_service_error()
            .is_invalid_parameter_value_exception()
    });
    record.value("is_invalid_parameter_value_exception", refused);
    let none = client
        .get_layer_version()
        .layer_name("layer")
        .version_number(7);
    record.failure("no layer", &none.send().await);
    Ok(())
}
