//! STS: awsQuery without much in it; `aws-config` uses the crate too.

use aws_config::SdkConfig;
use aws_sdk_sts::Client;

use crate::record::Record;
use crate::Stop;

const ROLE: &str = "arn:aws:iam::123456789012:role/some role";

pub(crate) async fn play(config: &SdkConfig, record: &mut Record) -> Result<(), Stop> {
    let client = Client::new(config);
    let own = client.get_caller_identity().send().await?;
    record.value("get_caller_identity", (own.account(), own.arn()));
    record.value("user id", own.user_id().is_some());
    let policy = r#"{"Version":"2012-10-17","Statement":[]}"#;
    let session = client
        .assume_role()
        .role_arn(ROLE)
        .role_session_name("session+name=1")
        .duration_seconds(900)
        .policy(policy)
        .send()
        .await?;
    record.value(
        "assume_role",
        session.assumed_role_user().map(|user| user.arn()),
    );
    let found = session.credentials().ok_or("credentials")?;
    let lengths = (found.access_key_id().len(), found.secret_access_key().len());
    record.value("credentials", lengths);
    record.value("expiration", found.expiration().secs() > 1_700_000_000);
    let token = client.get_session_token().duration_seconds(900);
    record.value(
        "get_session_token",
        token.send().await?.credentials().is_some(),
    );
    let named = client.get_federation_token().name("Bob").send().await?;
    let user = named.federated_user();
    record.value("get_federation_token", user.map(|user| user.arn()));
    errors(&client, record).await
}

async fn errors(client: &Client, record: &mut Record) -> Result<(), Stop> {
    // A call that the server does not implement.
    let message = client.decode_authorization_message().encoded_message("?");
    record.failure("decode_authorization_message", &message.send().await);
    let short = client.assume_role().role_arn(ROLE).send().await;
    record.value("without a name", short.is_err());
    Ok(())
}
