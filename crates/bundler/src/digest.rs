//! SHA-256 and gzip, as the bundle uses them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};
use sha2::{Digest as _, Sha256};
use std::io::{self, Write as _};

/// The source expression by which a Content-Security-Policy allows an inline script or style.
pub(crate) fn csp_source(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text)))
}

/// SHA-256 in lower-case hexadecimal digits.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The smallest gzip of these bytes: no name, no time, so the same bytes every time.
pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Standard Base64 with padding.
pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use anyhow::Result;

    use super::*;

    #[test]
    fn hashes_are_as_published() {
        assert_eq!(csp_source(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn gzip_holds_no_time_and_no_name() -> Result<()> {
        let bytes = gzip(b"the same bytes")?;
        // RFC 1952: magic, method, no flags, four zero bytes for the time, best compression, OS unknown.
        assert_eq!(bytes.get(..10), Some(&[31, 139, 8, 0, 0, 0, 0, 0, 2, 255][..]));
        assert_eq!(bytes, gzip(b"the same bytes")?);
        Ok(())
    }
}
