//! Both ways of the build API, in one build script. A crate of your own will want one of them.

fn main() -> Result<(), rowtype::BuildError> {
    // Code in OUT_DIR, made anew whenever the SQL changes. `src/lib.rs` includes it.
    rowtype::Build::new()
        .dialect(rowtype::Dialect::Sqlite)
        .schema("schema.sql")
        .queries("queries")
        .run()?;

    // Code that is checked in (src/generated, written by `rowtype gen`): the build fails when it is not current.
    rowtype::Build::new().check().run()
}
