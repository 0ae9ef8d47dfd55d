//! EC2: ec2Query, waiters over lists of lists, filters.

use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_ec2::client::Waiters;
use aws_sdk_ec2::types::{
    Filter, InstanceType, IpPermission, IpRange, ResourceType, Tag, TagSpecification,
};
use aws_sdk_ec2::Client;

use crate::record::Record;
use crate::Stop;

const WAIT: Duration = Duration::from_secs(60);

pub(crate) async fn play(config: &SdkConfig, record: &mut Record) -> Result<(), Stop> {
    let client = Client::new(config);
    let subnet = networks(&client, record).await?;
    instances(&client, &subnet, record).await?;
    errors(&client, record).await
}

async fn networks(client: &Client, record: &mut Record) -> Result<String, Stop> {
    let regions = client.describe_regions().region_names("eu-central-1");
    let regions = regions.send().await?;
    let names: Vec<_> = regions
        .regions()
        .iter()
        .map(|region| region.region_name())
        .collect();
    record.value("regions", names);
    let tags = TagSpecification::builder().resource_type(ResourceType::Vpc);
    let tags = tags.tags(Tag::builder().key("Größe").value("1 & 2 <b>").build());
    let made = client.create_vpc().cidr_block("10.7.0.0/16");
    let made = made.tag_specifications(tags.build()).send().await?;
    let vpc = made.vpc().ok_or("a network")?;
    record.value(
        "create_vpc",
        (vpc.cidr_block(), vpc.state(), vpc.is_default()),
    );
    record.value("tags", vpc.tags());
    let id = vpc.vpc_id().unwrap_or_default();
    let found = client
        .wait_until_vpc_available()
        .vpc_ids(id)
        .wait(WAIT)
        .await;
    record.value("vpc_available", found.is_ok());
    let mut subnet = String::new();
    for number in 0..3 {
        let made = client.create_subnet().vpc_id(id);
        let made = made
            .cidr_block(format!("10.7.{number}.0/24"))
            .send()
            .await?;
        let made = made.subnet().ok_or("a subnet")?;
        record.value(
            "subnet",
            (made.cidr_block(), made.available_ip_address_count()),
        );
        subnet = made.subnet_id().unwrap_or_default().to_owned();
    }
    let filter = Filter::builder().name("vpc-id").values(id).build();
    let found = client.describe_subnets().filters(filter).into_paginator();
    let mut found = found.items().send();
    let mut count = 0;
    while let Some(one) = found.next().await {
        count += usize::from(one?.subnet_id().is_some());
    }
    record.value("subnets", count);
    let group = client.create_security_group().group_name("own").vpc_id(id);
    let group = group.description("a group").send().await?;
    let range = IpRange::builder()
        .cidr_ip("192.0.2.0/24")
        .description("office");
    let rule = IpPermission::builder()
        .ip_protocol("tcp")
        .from_port(22)
        .to_port(23)
        .ip_ranges(range.build());
    client
        .authorize_security_group_ingress()
        .set_group_id(group.group_id().map(str::to_owned))
        .ip_permissions(rule.build())
        .send()
        .await?;
    let groups = client
        .describe_security_groups()
        .group_ids(group.group_id().unwrap_or_default())
        .send()
        .await?;
    for group in groups.security_groups() {
        record.value("rules", (group.group_name(), group.ip_permissions()));
    }
    Ok(subnet)
}

async fn instances(client: &Client, subnet: &str, record: &mut Record) -> Result<(), Stop> {
    let images = client.describe_images().owners("amazon").send().await?;
    let image = images.images().first().and_then(|image| image.image_id());
    record.value("image", image.is_some());
    let made = client
        .run_instances()
        .set_image_id(image.map(str::to_owned))
        .instance_type(InstanceType::T3Micro)
        .subnet_id(subnet)
        .min_count(3)
        .max_count(3)
        .send()
        .await?;
    let ids: Vec<_> = made
        .instances()
        .iter()
        .filter_map(|one| one.instance_id().map(str::to_owned))
        .collect();
    record.value("run_instances", ids.len());
    let running = client
        .wait_until_instance_running()
        .set_instance_ids(Some(ids.clone()));
    record.value("instance_running", running.wait(WAIT).await.is_ok());
    let filter = Filter::builder()
        .name("instance-state-name")
        .values("running")
        .build();
    let mut pages = client
        .describe_instances()
        .filters(filter)
        .into_paginator()
        .send();
    while let Some(page) = pages.next().await {
        for reservation in page?.reservations() {
            for one in reservation.instances() {
                let state = one.state().and_then(|state| state.name().cloned());
                record.value("instance", (one.instance_type(), state, one.architecture()));
                record.value("launched", one.launch_time().is_some());
            }
        }
    }
    let dry = client
        .terminate_instances()
        .set_instance_ids(Some(ids.clone()));
    record.failure("dry_run", &dry.dry_run(true).send().await);
    client
        .terminate_instances()
        .set_instance_ids(Some(ids.clone()))
        .send()
        .await?;
    let gone = client
        .wait_until_instance_terminated()
        .set_instance_ids(Some(ids.clone()));
    record.value("instance_terminated", gone.wait(WAIT).await.is_ok());
    // From here no instance comes to run: the waiter says so at once.
    let never = client
        .wait_until_instance_running()
        .set_instance_ids(Some(ids));
    record.value("instance_running again", never.wait(WAIT).await.is_ok());
    Ok(())
}

async fn errors(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let none = client.describe_vpcs().vpc_ids("vpc-00000000").send().await;
    record.failure("no network", &none);
    let bad = client.create_vpc().cidr_block("10.7.0.0/99").send().await;
    record.failure("bad block", &bad);
    let none = client
        .terminate_instances()
        .instance_ids("i-00000000000000000");
    record.failure("no instance", &none.send().await);
    Ok(())
}
