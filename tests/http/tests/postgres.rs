//! The blog on PostgreSQL.

rowtype_test_http::suite!(rowtype_test_http::on_postgres::start);

mod writes {
    rowtype_test_http::writes_suite!(rowtype_test_http::on_postgres::start_writes);
}

mod owners {
    rowtype_test_http::owners_suite!(rowtype_test_http::on_postgres::start_owners);
}

mod batches {
    rowtype_test_http::batches_suite!(rowtype_test_http::on_postgres::start_batches);
}

mod across {
    rowtype_test_http::across_suite!(rowtype_test_http::on_postgres::start_across);

    rowtype_test_http::suite! { rowtype_test_http::on_postgres::start_across:
        lists_are_asked_for_what_is_inside = inside::filters,
        what_is_not_inside_is_refused = inside::refusals,
    }
}
