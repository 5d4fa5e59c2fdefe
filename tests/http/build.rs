//! Generates the code of the blog on PostgreSQL; that of the reference project is checked in.

fn main() -> Result<(), rowtype::BuildError> {
    rowtype::Build::new()
        .project("../cases/blog/postgres")
        .run()
}
