//! The blog on PostgreSQL.

rowtype_test_http::suite!(rowtype_test_http::on_postgres::start);

mod writes {
    rowtype_test_http::writes_suite!(rowtype_test_http::on_postgres::start_writes);
}

mod owners {
    rowtype_test_http::owners_suite!(rowtype_test_http::on_postgres::start_owners);
}

mod shapes {
    rowtype_test_http::shapes_suite!(rowtype_test_http::on_postgres::start_shapes);
}
