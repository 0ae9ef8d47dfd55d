//! A second server, s3s-fs: it checks signatures, those of chunks and checksums, and keeps objects in files.

use std::path::{Path, PathBuf};

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::access::{S3Access, S3AccessContext};
use s3s::auth::SimpleAuth;
use s3s::path::S3Path;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::{s3_error, S3Result};
use s3s_fs::FileSystem;
use tokio::net::TcpListener;

use crate::Stop;

/// The bucket that everyone can read.
pub(super) const PUBLIC: &str = "public";

/// A running server with a folder of its own. The folder is removed when this is dropped.
#[derive(Debug)]
pub(super) struct Server {
    folder: PathBuf,
    url: String,
}

impl Server {
    /// Starts a server on a free port.
    ///
    /// # Errors
    /// A folder or port that cannot be had.
    pub(super) async fn start() -> Result<Self, Stop> {
        let name = format!("farrier-e2e-files-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder)?;
        let files = FileSystem::new(&folder).map_err(|error| format!("{error:?}"))?;
        let mut builder = S3ServiceBuilder::new(files);
        builder.set_auth(SimpleAuth::from_single("AKIAIOSFODNN7EXAMPLE", "secret"));
        builder.set_access(Reading);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        tokio::spawn(serve(listener, builder.build()));
        Ok(Self { folder, url })
    }

    /// The URL.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// The file of an object.
    pub(super) fn file(&self, bucket: &str, key: &str) -> PathBuf {
        Path::new(&self.folder).join(bucket).join(key)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn serve(listener: TcpListener, service: S3Service) {
    while let Ok((stream, _)) = listener.accept().await {
        let service = service.clone();
        tokio::spawn(async move {
            let builder = Builder::new(TokioExecutor::new());
            let served = builder.serve_connection(TokioIo::new(stream), service);
            let _ = served.await;
        });
    }
}

/// Whoever has no credentials can read the public bucket.
struct Reading;

#[async_trait::async_trait]
impl S3Access for Reading {
    async fn check(&self, context: &mut S3AccessContext<'_>) -> S3Result<()> {
        let is_public = match context.s3_path() {
            S3Path::Object { bucket, .. } => {
                &**bucket == PUBLIC && context.s3_op().name() == "GetObject"
            }
            _ => false,
        };
        match context.credentials() {
            Some(_) => Ok(()),
            None if is_public => Ok(()),
            None => Err(s3_error!(AccessDenied, "credentials are required")),
        }
    }
}
