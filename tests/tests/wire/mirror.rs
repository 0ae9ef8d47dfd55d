//! An HTTP client without a network: what goes out in headers comes back in them.

use std::future::Future;
use std::sync::{Arc, LazyLock, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use farrier_porter::config::Builder;
use farrier_porter::Client;
use farrier_tests::peers::config;
use tokio::runtime::Runtime;

/// Keeps the URL of the last request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mirror(Arc<Mutex<String>>);

impl Mirror {
    pub(crate) fn client(&self) -> Client {
        let builder = Builder::from(&config("http://porter.example"));
        Client::from_conf(builder.http_client(self.clone()).build())
    }

    pub(crate) fn last_url(&self) -> String {
        self.0.lock().expect("not poisoned").clone()
    }
}

impl HttpConnector for Mirror {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        *self.0.lock().expect("not poisoned") = request.uri().to_owned();
        let status = 200.try_into().expect("a status");
        let mut response = HttpResponse::new(status, SdkBody::from("{}"));
        for (name, value) in request.headers() {
            if name.starts_with("x-") && !name.starts_with("x-amz-") {
                let headers = response.headers_mut();
                headers.append(name.to_owned(), value.to_owned());
            }
        }
        HttpConnectorFuture::ready(Ok(response))
    }
}

impl HttpClient for Mirror {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

/// Runs a call of a test that is not asynchronous itself.
pub(crate) fn run<T>(call: impl Future<Output = T>) -> T {
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build();
        runtime.expect("a runtime")
    });
    RUNTIME.block_on(call)
}
