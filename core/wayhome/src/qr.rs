//! A pairing code as a picture: for a terminal, as PNG, or as rows of modules for an app to draw.

use qrcodegen::{QrCode, QrCodeEcc};

use crate::Error;

/// Light modules around the code, as ISO/IEC 18004 asks for.
const QUIET: i32 = 4;

fn code(text: &str) -> Result<QrCode, Error> {
    QrCode::encode_text(text, QrCodeEcc::Medium)
        .map_err(|_| Error::Invalid { field: "text", reason: "is too long for a QR code".to_owned() })
}

/// The code as rows of modules, `true` for dark, with the quiet zone around it.
pub fn modules(text: &str) -> Result<Vec<Vec<bool>>, Error> {
    let code = code(text)?;
    let range = -QUIET..code.size() + QUIET;
    Ok(range.clone().map(|y| range.clone().map(|x| code.get_module(x, y)).collect()).collect())
}

/// The code drawn with half blocks, two rows of modules to a line; dark on light whatever the terminal's colours.
pub fn terminal(text: &str) -> Result<String, Error> {
    let rows = modules(text)?;
    let mut out = String::new();
    for pair in rows.chunks(2) {
        out.push_str("\u{1b}[30;107m");
        let upper = pair.first().map(Vec::as_slice).unwrap_or_default();
        for (x, top) in upper.iter().enumerate() {
            let bottom = pair.get(1).and_then(|row| row.get(x)).copied().unwrap_or(false);
            out.push(match (*top, bottom) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        out.push_str("\u{1b}[0m\n");
    }
    Ok(out)
}

/// The code as a greyscale PNG, `scale` pixels to a module (1–32).
pub fn png(text: &str, scale: u8) -> Result<Vec<u8>, Error> {
    let scale = usize::from(scale.clamp(1, 32));
    let rows = modules(text)?;
    let side = rows.len() * scale;
    let mut pixels = Vec::with_capacity(side * side);
    for row in &rows {
        let line: Vec<u8> =
            row.iter().flat_map(|dark| std::iter::repeat_n(if *dark { 0 } else { 255 }, scale)).collect();
        for _ in 0..scale {
            pixels.extend_from_slice(&line);
        }
    }
    let fault = |_| Error::Bug { code: "png" };
    let width = u32::try_from(side).map_err(|_| Error::Bug { code: "png-size" })?;
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, width);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(fault)?;
    writer.write_image_data(&pixels).map_err(fault)?;
    writer.finish().map_err(fault)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_picture_is_square_and_has_its_quiet_zone() {
        let rows = super::modules("WH1ABC").unwrap();
        assert!(rows.iter().all(|row| row.len() == rows.len()));
        assert!(rows[..4].iter().flatten().all(|dark| !dark));
        assert!(rows.iter().flatten().any(|dark| *dark));
    }

    #[test]
    fn a_png_decodes_to_the_same_modules() {
        let text = "WH1SOMETHING";
        let rows = super::modules(text).unwrap();
        let png = super::png(text, 3).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!(info.width as usize, rows.len() * 3);
        for (y, row) in rows.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                assert_eq!(pixels[(y * 3 + 1) * info.width as usize + x * 3 + 1] == 0, *dark);
            }
        }
    }

    #[test]
    fn a_text_too_long_for_any_code_is_refused() {
        assert!(super::modules(&"x".repeat(5_000)).is_err());
    }
}
