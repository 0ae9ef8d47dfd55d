//! A program that calls the weather service with Farrier's client.

use weather_service::types::Location;
use weather_service::{Client, Config};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("the URL of the service is missing")?;
    let client = Client::from_conf(Config::builder().endpoint_url(url).build());
    let place = Location::builder().latitude(48.4).longitude(10.0).build()?;
    let created = client.create_city().name("Ulm").location(place).send().await?;
    let city = client.get_city().city_id(created.city_id()).send().await?;
    println!("{} is ready: {}", city.name(), city.ready());
    let mut cities = client.list_cities().near("ulm").into_paginator().items().send();
    while let Some(city) = cities.next().await {
        println!("{}", city?.city_id());
    }
    let forecast = client.get_forecast().city_id("ulm").send().await?;
    println!("{:?}", forecast.forecast());
    client.put_station().city_id("ulm").station_id("s").readings(1.5).send().await?;
    let stations = client.list_stations().city_id("ulm").send().await?;
    println!("{:?}", stations.stations());
    match client.delete_station().city_id("ulm").station_id("s").send().await {
        Err(error) if error.as_service_error().is_some_and(|error| error.is_busy()) => println!("later"),
        other => drop(other?),
    }
    Ok(())
}
