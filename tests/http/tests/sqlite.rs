//! The reference service on SQLite.

rowtype_test_http::suite!(rowtype_test_http::on_sqlite::start);

#[test]
fn what_the_database_says_stays_inside() {
    let running = rowtype_test_http::on_sqlite::start();
    rowtype_test_http::failures::told(&running, &rowtype_test_http::on_sqlite::FAILURES);
}

#[test]
fn a_busy_database_may_be_asked_again() {
    rowtype_test_http::on_sqlite::busy();
}

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

mod batches {
    rowtype_test_http::batches_suite!(rowtype_test_http::on_sqlite::start_batches);
}

mod across {
    rowtype_test_http::across_suite!(rowtype_test_http::on_sqlite::start_across);
}

mod club {
    rowtype_test_http::club_suite!(rowtype_test_http::on_sqlite::start_club);
}

mod sign_in {
    rowtype_test_http::sign_in_suite!(rowtype_test_http::on_sqlite::start_sign_in);
}

#[test]
fn a_service_that_signs_in_does_not_start_without_tokens() {
    rowtype_test_http::on_sqlite::needs_tokens();
}

mod shapes {
    rowtype_test_http::shapes_suite!(rowtype_test_http::on_sqlite::start_shapes);
}

mod by_hand {
    rowtype_test_http::suite! { rowtype_test_http::on_sqlite::start:
        archived_posts_are_not_discussed = by_hand::archived,
    }
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

mod hostile {
    rowtype_test_http::hostile_suite!(rowtype_test_http::on_sqlite::start_hostile);
}
