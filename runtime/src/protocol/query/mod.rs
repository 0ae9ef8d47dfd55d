//! awsQuery and ec2Query: forms in requests, XML in responses.
//!
//! The official `aws_smithy_query::protocol` is not used. It supports neither ec2Query nor errors. Its serializer
//! recognizes list elements and map entries by schemas without a member name, and so it loses the traits of
//! elements, such as `timestampFormat` (<https://github.com/smithy-lang/smithy-rs/pull/4668>).

mod form;
mod keys;

use super::forward::forward_protocol;
use super::xml::{self, Root};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::header_omit_settings::SharedHeaderOmitSettings;
use aws_smithy_schema::protocol::{ClientProtocolInner, ServiceVersion};
use aws_smithy_schema::serde::{
    SerdeError, SerializableStruct, ShapeDeserializer, ShapeSerializer,
};
use aws_smithy_schema::{shape_id, Schema, ShapeId};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::Builder as ErrorMetadataBuilder;
use form::{Flavor, Form};

/// `aws.protocols#awsQuery` or `aws.protocols#ec2Query`.
#[derive(Debug)]
pub(super) struct Query {
    id: ShapeId<'static>,
    flavor: Flavor,
}

impl Query {
    pub(super) fn aws() -> Self {
        Self {
            id: shape_id!("aws.protocols", "awsQuery"),
            flavor: Flavor::Aws,
        }
    }

    pub(super) fn ec2() -> Self {
        Self {
            id: shape_id!("aws.protocols", "ec2Query"),
            flavor: Flavor::Ec2,
        }
    }

    /// Returns the element that contains the members of the output: `<FindResponse>`, or with awsQuery the
    /// `<FindResult>` in it.
    fn result<'a>(&self, body: &'a [u8], cfg: &ConfigBag) -> Result<Root<'a>, SerdeError> {
        let operation = cfg.load::<Metadata>().map_or("", Metadata::name);
        let root = Root::new(body);
        root.expect(&format!("{operation}Response"))?;
        match self.flavor {
            Flavor::Aws => root.inside(&format!("{operation}Result")),
            Flavor::Ec2 => Ok(root),
        }
    }
}

fn body(response: &Response) -> &[u8] {
    response.body().bytes().unwrap_or_default()
}

impl ClientProtocolInner for Query {
    forward_protocol!();

    fn protocol_id(&self) -> &ShapeId<'static> {
        &self.id
    }

    fn serialize_request(
        &self,
        input: &dyn SerializableStruct,
        schema: &Schema<'_>,
        _endpoint: &str,
        cfg: &ConfigBag,
    ) -> Result<Request, SerdeError> {
        let action = cfg.load::<Metadata>();
        let action = action.ok_or_else(|| SerdeError::custom("the operation has no name"))?;
        let version = cfg.load::<ServiceVersion>();
        let version = version.ok_or_else(|| SerdeError::custom("the service has no version"))?;
        let mut form = Form::new(self.flavor, action.name(), version.as_str());
        form.write_struct(schema, input)?;

        let mut request = Request::new(SdkBody::from(form.finish()));
        let invalid =
            |e: aws_smithy_runtime_api::http::HttpError| SerdeError::custom(e.to_string());
        request.set_method("POST").map_err(invalid)?;
        request.set_uri("/").map_err(invalid)?;
        let length = request.body().content_length();
        let omit = cfg.load::<SharedHeaderOmitSettings>();
        let headers = request.headers_mut();
        if !omit.is_some_and(|omit| omit.should_omit_default_content_type()) {
            headers.insert("Content-Type", "application/x-www-form-urlencoded");
        }
        if !omit.is_some_and(|omit| omit.should_omit_default_content_length()) {
            headers.insert("Content-Length", length.unwrap_or_default().to_string());
        }
        Ok(request)
    }

    fn deserialize_response<'a>(
        &self,
        response: &'a Response,
        _schema: &Schema<'_>,
        cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        Ok(Box::new(self.result(body(response), cfg)?))
    }

    fn deserialize_error_response<'a>(
        &self,
        response: &'a Response,
        _cfg: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        Ok(Box::new(xml::read_error(body(response))))
    }

    fn parse_error_metadata(
        &self,
        response: &Response,
        _cfg: &ConfigBag,
    ) -> Result<ErrorMetadataBuilder, SerdeError> {
        xml::error_metadata(body(response), response.headers())
    }
}
