//! The blog on MariaDB.

rowtype_test_http::suite!(rowtype_test_http::on_mariadb::start);
