//! A program that calls the weather service with a client written by hand on reqwest: what one writes for one's own
//! service, with types, errors, retries and pages.

use std::collections::HashMap;
use std::time::Duration;

use reqwest::{Method, RequestBuilder, StatusCode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, Serialize)]
struct Location {
    latitude: f64,
    longitude: f64,
}

#[derive(Debug, Serialize)]
struct NewCity<'a> {
    name: &'a str,
    location: Location,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct CityId {
    city_id: String,
}

#[derive(Debug, Deserialize)]
struct City {
    name: String,
    location: Location,
    #[serde(default)]
    ready: bool,
    founded: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct CitySummary {
    city_id: String,
    name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Cities {
    cities: Vec<CitySummary>,
    next_cursor: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Forecast {
    hours: Option<Vec<Hour>>,
    summary_text: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Hour {
    at: Option<f64>,
    temperature: Option<f32>,
    sky: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stations {
    stations: Option<HashMap<String, Vec<f32>>>,
    next_cursor: Option<String>,
}

#[derive(Debug, Serialize)]
struct Station {
    readings: Vec<f32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sparse: Vec<Option<i32>>,
}

#[derive(Debug, Deserialize)]
struct Problem {
    message: Option<String>,
    similar: Option<Vec<CitySummary>>,
}

#[derive(Debug)]
enum Error {
    NoSuchCity(Problem),
    CityExists(Problem),
    Busy(Problem),
    Other(StatusCode, String),
    Http(reqwest::Error),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Error {}

impl From<reqwest::Error> for Error {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error)
    }
}

struct Client {
    http: reqwest::Client,
    url: String,
}

impl Client {
    fn request(&self, method: Method, path: &[&str]) -> RequestBuilder {
        let mut url = reqwest::Url::parse(&self.url).expect("a URL");
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        self.http.request(method, url)
    }

    async fn send(&self, request: RequestBuilder) -> Result<Vec<u8>, Error> {
        for attempt in 0.. {
            let response = request.try_clone().expect("a body in memory").send().await?;
            let status = response.status();
            let body = response.bytes().await?;
            if status.is_success() {
                return Ok(body.to_vec());
            }
            if status == StatusCode::SERVICE_UNAVAILABLE && attempt < 2 {
                tokio::time::sleep(Duration::from_millis(100 << attempt)).await;
                continue;
            }
            let text = || String::from_utf8_lossy(&body).into_owned();
            let Ok(problem) = serde_json::from_slice(&body) else {
                return Err(Error::Other(status, text()));
            };
            return Err(match status {
                StatusCode::NOT_FOUND => Error::NoSuchCity(problem),
                StatusCode::CONFLICT => Error::CityExists(problem),
                StatusCode::SERVICE_UNAVAILABLE => Error::Busy(problem),
                _ => Error::Other(status, text()),
            });
        }
        unreachable!("the last attempt returns")
    }

    async fn json<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, Error> {
        let body = self.send(request).await?;
        serde_json::from_slice(&body).map_err(|error| Error::Other(StatusCode::OK, error.to_string()))
    }

    async fn create_city(&self, city: &NewCity<'_>) -> Result<CityId, Error> {
        self.json(self.request(Method::POST, &["cities"]).json(city)).await
    }

    async fn get_city(&self, id: &str) -> Result<City, Error> {
        self.json(self.request(Method::GET, &["cities", id])).await
    }

    async fn list_cities(&self, near: &str) -> Result<Vec<CitySummary>, Error> {
        let mut all = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let request = self.request(Method::GET, &["cities"]).query(&[("near", near)]);
            let request = match &cursor {
                Some(cursor) => request.query(&[("cursor", cursor)]),
                None => request,
            };
            let page: Cities = self.json(request).await?;
            all.extend(page.cities);
            cursor = page.next_cursor;
            if cursor.is_none() {
                return Ok(all);
            }
        }
    }

    async fn get_forecast(&self, id: &str) -> Result<Forecast, Error> {
        self.json(self.request(Method::GET, &["cities", id, "forecast"])).await
    }

    async fn put_station(&self, id: &str, station: &str, value: &Station) -> Result<(), Error> {
        let request = self.request(Method::PUT, &["cities", id, "stations", station]);
        self.send(request.json(value)).await.map(drop)
    }

    async fn list_stations(&self, id: &str) -> Result<Stations, Error> {
        self.json(self.request(Method::GET, &["cities", id, "stations"])).await
    }

    async fn delete_station(&self, id: &str, station: &str) -> Result<(), Error> {
        let request = self.request(Method::DELETE, &["cities", id, "stations", station]);
        self.send(request).await.map(drop)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("the URL of the service is missing")?;
    let client = Client { http: reqwest::Client::new(), url };
    let location = Location { latitude: 48.4, longitude: 10.0 };
    let created = client.create_city(&NewCity { name: "Ulm", location }).await?;
    let city = client.get_city(&created.city_id).await?;
    println!("{} is ready: {} {:?} {:?}", city.name, city.ready, city.location, city.founded);
    for city in client.list_cities("ulm").await? {
        println!("{} {:?}", city.city_id, city.name);
    }
    let forecast = client.get_forecast("ulm").await?;
    println!("{:?} {:?}", forecast.summary_text, forecast.hours);
    let station = Station { readings: vec![1.5], sparse: Vec::new() };
    client.put_station("ulm", "s", &station).await?;
    let stations = client.list_stations("ulm").await?;
    println!("{:?} {:?}", stations.stations, stations.next_cursor);
    match client.delete_station("ulm", "s").await {
        Err(Error::Busy(_)) => println!("later"),
        other => other?,
    }
    Ok(())
}
