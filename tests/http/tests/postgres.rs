//! The blog on PostgreSQL.

rowtype_test_http::suite!(rowtype_test_http::on_postgres::start);
