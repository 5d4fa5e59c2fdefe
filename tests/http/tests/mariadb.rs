//! The blog on MariaDB.

rowtype_test_http::suite!(rowtype_test_http::on_mariadb::start);

mod writes {
    rowtype_test_http::writes_suite!(rowtype_test_http::on_mariadb::start_writes);
}

mod owners {
    rowtype_test_http::owners_suite!(rowtype_test_http::on_mariadb::start_owners);
}

mod shapes {
    rowtype_test_http::shapes_suite!(rowtype_test_http::on_mariadb::start_shapes);
}
