//! A program that calls the weather service with the client that progenitor makes of `openapi.json`.

mod client;

use client::{types, Client};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("the URL of the service is missing")?;
    let client = Client::new(&url);
    let location = types::Location { latitude: 48.4, longitude: 10.0 };
    let city = types::NewCity { name: "Ulm".to_owned(), location };
    let created = client.create_city(None, &city).await?.into_inner();
    let city = client.get_city(&created.city_id).await?.into_inner();
    println!("{} is ready: {}", city.name, city.ready);
    let mut cursor = None;
    loop {
        let page = client.list_cities(cursor.as_deref(), None, Some("ulm")).await?.into_inner();
        for city in page.cities {
            println!("{}", city.city_id);
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    println!("{:?}", client.get_forecast("ulm", None).await?.into_inner());
    let station = types::Station { readings: vec![1.5], sparse: Vec::new() };
    client.put_station("ulm", "s", &station).await?;
    println!("{:?}", client.list_stations("ulm", None, None).await?.into_inner());
    match client.delete_station("ulm", "s").await {
        Err(error) if error.status().is_some_and(|status| status.as_u16() == 503) => println!("later"),
        other => drop(other?),
    }
    Ok(())
}
