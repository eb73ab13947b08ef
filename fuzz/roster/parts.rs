//! Zips out of bytes. Mutated zips hardly ever unpack: so what is mutated are the files within.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The bytes as they are where they begin as a zip does; else a zip of these files, one after the other, cut at NULs.
pub(crate) fn zipped(data: &[u8], names: &[&str]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, file) in names.iter().zip(data.split(|byte| *byte == 0)) {
        let written = zip.start_file(*name, options).map(|()| zip.write_all(file));
        assert!(matches!(written, Ok(Ok(()))), "a zip in memory takes what it is given");
    }
    match zip.finish() {
        Ok(done) => done.into_inner(),
        Err(error) => panic!("a zip in memory could not be ended: {error}"),
    }
}
