//! Writes the Kotlin, Swift or Python code that belongs to a build of this library.

fn main() {
    uniffi::uniffi_bindgen_main();
}
