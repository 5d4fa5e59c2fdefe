//! The reference service on SQLite.

rowtype_test_http::suite!(rowtype_test_http::on_sqlite::start);

#[test]
fn secrets_are_not_printed() {
    rowtype_test_http::hashes::are_not_printed();
}

mod writes {
    rowtype_test_http::writes_suite!(rowtype_test_http::on_sqlite::start_writes);
}

mod owners {
    rowtype_test_http::owners_suite!(rowtype_test_http::on_sqlite::start_owners);
}

mod shapes {
    rowtype_test_http::shapes_suite!(rowtype_test_http::on_sqlite::start_shapes);
}

mod presenters {
    rowtype_test_http::suite! { rowtype_test_http::on_sqlite::start_presenters:
        everybody_is_shown_what_they_may_see = presenters::shown,
        articles_are_their_authors = presenters::written,
    }
}

#[test]
fn shapes_are_types_of_rust() {
    rowtype_test_http::shapes::in_rust();
}
