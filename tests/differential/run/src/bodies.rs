//! Bodies of responses, as services write them.

use ciborium::Value;
use serde_json::json;

pub(crate) fn get_item() -> Vec<u8> {
    json!({ "Item": { "id": { "S": "a" }, "count": { "N": "7" } } })
        .to_string()
        .into_bytes()
}

/// 100 items of 30 attributes.
pub(crate) fn batch_get_item() -> Vec<u8> {
    let attribute = |item: usize, number: usize| match number % 5 {
        0 => json!({ "N": (item * number).to_string() }),
        1 => json!({ "BOOL": item % 2 == 0 }),
        2 => json!({ "L": [{ "S": "one" }, { "N": "2" }, { "S": "a \"quoted\" text" }] }),
        3 => json!({ "M": { "street": { "S": "Long Street" }, "number": { "N": "12" } } }),
        _ => {
            json!({ "S": format!("the text of attribute {number} of item {item}, which goes on and on for some time, as texts do, until it is long enough to be one that a table may hold") })
        }
    };
    let item = |item: usize| -> serde_json::Value {
        let all = (0..30).map(|number| (format!("attribute-{number}"), attribute(item, number)));
        serde_json::Value::Object(all.collect())
    };
    let items: Vec<serde_json::Value> = (0..160).map(item).collect();
    json!({ "Responses": { "t": items }, "UnprocessedKeys": {} })
        .to_string()
        .into_bytes()
}

pub(crate) fn list_objects() -> Vec<u8> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
         <Name>b</Name><Prefix>p</Prefix><KeyCount>1000</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>",
    );
    for number in 0..1000 {
        text += &format!(
            "<Contents><Key>p/folder/file-{number}.txt</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified>\
             <ETag>&quot;9b2cf535f27731c974343645a398{number:04}&quot;</ETag><Size>{number}</Size>\
             <StorageClass>STANDARD</StorageClass></Contents>"
        );
    }
    (text + "</ListBucketResult>").into_bytes()
}

pub(crate) fn list_users(count: usize) -> Vec<u8> {
    let mut text = String::from(
        "<ListUsersResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ListUsersResult><IsTruncated>false</IsTruncated><Users>",
    );
    for number in 0..count {
        text += &format!(
            "<member><Path>/a/</Path><UserName>user-{number}</UserName><UserId>AIDA{number:016}</UserId>\
             <Arn>arn:aws:iam::123456789012:user/a/user-{number}</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate></member>"
        );
    }
    text += "</Users></ListUsersResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ListUsersResponse>";
    text.into_bytes()
}

/// As many reservations, of an instance with a network interface, a volume and two tags each.
#[cfg(feature = "ec2")]
pub(crate) fn instances(count: usize) -> Vec<u8> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\n    \
         <requestId>r</requestId>\n    <reservationSet>\n",
    );
    for number in 0..count {
        text += &format!(
            "        <item>
            <reservationId>r-{number:017x}</reservationId>
            <ownerId>123456789012</ownerId>
            <groupSet/>
            <instancesSet>
                <item>
                    <instanceId>i-{number:017x}</instanceId>
                    <imageId>ami-0123456789abcdef0</imageId>
                    <instanceState>
                        <code>16</code>
                        <name>running</name>
                    </instanceState>
                    <privateDnsName>ip-10-0-0-{number}.ec2.internal</privateDnsName>
                    <dnsName/>
                    <reason/>
                    <keyName>key</keyName>
                    <amiLaunchIndex>0</amiLaunchIndex>
                    <productCodes/>
                    <instanceType>m7g.large</instanceType>
                    <launchTime>2026-01-02T03:04:05.000Z</launchTime>
                    <placement>
                        <availabilityZone>us-east-1a</availabilityZone>
                        <groupName/>
                        <tenancy>default</tenancy>
                    </placement>
                    <monitoring>
                        <state>disabled</state>
                    </monitoring>
                    <subnetId>subnet-0123456789abcdef0</subnetId>
                    <vpcId>vpc-0123456789abcdef0</vpcId>
                    <privateIpAddress>10.0.0.{number}</privateIpAddress>
                    <sourceDestCheck>true</sourceDestCheck>
                    <groupSet>
                        <item>
                            <groupId>sg-0123456789abcdef0</groupId>
                            <groupName>group</groupName>
                        </item>
                    </groupSet>
                    <architecture>arm64</architecture>
                    <rootDeviceType>ebs</rootDeviceType>
                    <rootDeviceName>/dev/xvda</rootDeviceName>
                    <blockDeviceMapping>
                        <item>
                            <deviceName>/dev/xvda</deviceName>
                            <ebs>
                                <volumeId>vol-{number:017x}</volumeId>
                                <status>attached</status>
                                <attachTime>2026-01-02T03:04:06.000Z</attachTime>
                                <deleteOnTermination>true</deleteOnTermination>
                            </ebs>
                        </item>
                    </blockDeviceMapping>
                    <virtualizationType>hvm</virtualizationType>
                    <clientToken/>
                    <tagSet>
                        <item>
                            <key>Name</key>
                            <value>machine {number}</value>
                        </item>
                        <item>
                            <key>team</key>
                            <value>a &amp; b</value>
                        </item>
                    </tagSet>
                    <hypervisor>xen</hypervisor>
                    <networkInterfaceSet>
                        <item>
                            <networkInterfaceId>eni-{number:017x}</networkInterfaceId>
                            <status>in-use</status>
                            <macAddress>0e:00:00:00:00:01</macAddress>
                            <attachment>
                                <attachmentId>eni-attach-1</attachmentId>
                                <deviceIndex>0</deviceIndex>
                                <attachTime>2026-01-02T03:04:05.000Z</attachTime>
                            </attachment>
                        </item>
                    </networkInterfaceSet>
                    <ebsOptimized>true</ebsOptimized>
                </item>
            </instancesSet>
        </item>\n"
        );
    }
    text += "    </reservationSet>\n</DescribeInstancesResponse>\n";
    text.into_bytes()
}

pub(crate) fn entitlements(count: usize) -> Vec<u8> {
    let text = |text: &str| Value::Text(text.to_owned());
    let one = |number: usize| {
        Value::Map(vec![
            (text("ProductCode"), text("p")),
            (text("Dimension"), text(&format!("dimension-{number}"))),
            (text("CustomerIdentifier"), text("a customer")),
            (
                text("Value"),
                Value::Map(vec![(text("IntegerValue"), Value::from(number as u64))]),
            ),
            (
                text("ExpirationDate"),
                Value::Tag(1, Box::new(Value::Float(1_800_000_000.5))),
            ),
        ])
    };
    let all = Value::Array((0..count).map(one).collect());
    let mut bytes = Vec::new();
    ciborium::into_writer(&Value::Map(vec![(text("Entitlements"), all)]), &mut bytes)
        .expect("CBOR");
    bytes
}
