//! The reference service on SQLite.

rowtype_test_http::suite!(rowtype_test_http::on_sqlite::start);
