//! The moto server, installed into a virtual environment and started on a free port.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{anyhow, bail, Context as _, Result};

/// Time limit for the start of the server. moto loads its services when it starts.
const START: Duration = Duration::from_secs(60);

/// Time limit for a reset of the server.
const RESET: Duration = Duration::from_secs(30);

/// Installs moto in this version if needed. Returns the Python of the environment.
///
/// # Errors
/// A program or network that is missing.
pub(super) fn install(python: &Path, version: &str, folder: &Path) -> Result<PathBuf> {
    let own = if cfg!(windows) {
        folder.join("Scripts/python.exe")
    } else {
        folder.join("bin/python")
    };
    let (wanted, marker) = (format!("moto[server]=={version}"), folder.join("installed"));
    if own.is_file() && fs::read_to_string(&marker).is_ok_and(|found| found == wanted) {
        return Ok(own);
    }
    let mut make = Command::new(python);
    make.args(["-m", "venv", "--clear"]).arg(folder);
    run(
        make,
        "a Python with the module `venv`, named with --python PROGRAM",
    )?;
    let mut install = Command::new(&own);
    install.args(["-m", "pip", "install", "--disable-pip-version-check"]);
    install.args(["--no-input", "--quiet", &wanted]);
    run(install, "PyPI, or a mirror that pip is configured for")?;
    fs::write(&marker, wanted).with_context(|| format!("cannot write {}", marker.display()))?;
    Ok(own)
}

/// Runs a command to its end. `needed` describes what it needs.
fn run(mut command: Command, needed: &str) -> Result<()> {
    let output = command.output().with_context(|| {
        let program = Path::new(command.get_program()).display();
        format!("cannot start {program}; the server needs {needed}")
    })?;
    if output.status.success() {
        Ok(())
    } else {
        Err(anyhow!(
            "moto could not be installed; this needs {needed}\n{}",
            String::from_utf8_lossy(&output.stderr).trim_end()
        ))
    }
}

/// A running server. It is stopped when this is dropped.
#[derive(Debug)]
pub(super) struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts a server, and waits until it responds.
    ///
    /// # Errors
    /// The server does not respond; the log has the reason.
    pub(super) fn start(python: &Path, log: &Path) -> Result<Self> {
        const PROBLEM: &str = "the server did not start";
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context(PROBLEM)?;
        let address = free.local_addr().context(PROBLEM)?;
        drop(free);
        let out = File::create(log).context(PROBLEM)?;
        let err = out.try_clone().context(PROBLEM)?;
        let process = Command::new(python)
            .args(["-m", "moto.server", "-H", "127.0.0.1", "-p"])
            .arg(address.port().to_string())
            .env("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(err)
            .spawn()
            .context(PROBLEM)?;
        let mut server = Self { process, address };
        server.wait(log)?;
        Ok(server)
    }

    /// Returns the URL of the server.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Resets the state of the server, so that each run begins with the same state.
    ///
    /// # Errors
    /// The server does not respond, or responds with an error.
    pub(super) fn reset(&self) -> Result<()> {
        let answer = self.reset_answer();
        let answer = answer.context("the server does not answer")?;
        match answer.lines().next() {
            Some(status) if status.contains(" 200 ") => Ok(()),
            status => Err(anyhow!("the server was not reset: {status:?}")),
        }
    }

    fn reset_answer(&self) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(RESET))?;
        let head = "POST /moto-api/reset HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\
                    Connection: close\r\n\r\n";
        stream.write_all(head.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    fn wait(&mut self, log: &Path) -> Result<()> {
        let started = Instant::now();
        loop {
            let ended = self.process.try_wait().ok().flatten();
            if ended.is_some() || started.elapsed() > START {
                let state = match ended {
                    Some(status) => format!("ended ({status})"),
                    None => format!("did not answer in {} s", START.as_secs()),
                };
                bail!("the server {state}: see {}", log.display());
            }
            if self.reset().is_ok() {
                return Ok(());
            }
            sleep(Duration::from_millis(200));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The process may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
