//! Writes the client that progenitor makes of an OpenAPI document: its path, and that of the file to write.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths = std::env::args().skip(1);
    let (Some(document), Some(output)) = (paths.next(), paths.next()) else {
        return Err("the paths of the document and of the client are missing".into());
    };
    let document: openapiv3::OpenAPI = serde_json::from_reader(std::fs::File::open(document)?)?;
    let tokens = progenitor::Generator::default().generate_tokens(&document)?;
    std::fs::write(output, prettyplease::unparse(&syn::parse2(tokens)?))?;
    Ok(())
}
