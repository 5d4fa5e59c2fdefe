//! The blog on MariaDB.

rowtype_test_http::suite!(rowtype_test_http::on_mariadb::start);

#[test]
fn what_the_database_says_stays_inside() {
    let running = rowtype_test_http::on_mariadb::start();
    rowtype_test_http::failures::told(&running, &rowtype_test_http::on_mariadb::FAILURES);
}

mod writes {
    rowtype_test_http::writes_suite!(rowtype_test_http::on_mariadb::start_writes);
}

mod owners {
    rowtype_test_http::owners_suite!(rowtype_test_http::on_mariadb::start_owners);
}

mod batches {
    rowtype_test_http::batches_suite!(rowtype_test_http::on_mariadb::start_batches);
}

mod across {
    rowtype_test_http::across_suite!(rowtype_test_http::on_mariadb::start_across);
}

mod club {
    rowtype_test_http::club_suite!(rowtype_test_http::on_mariadb::start_club);
}

mod sign_in {
    rowtype_test_http::sign_in_suite!(rowtype_test_http::on_mariadb::start_sign_in);
}

mod shapes {
    rowtype_test_http::shapes_suite!(rowtype_test_http::on_mariadb::start_shapes);
}

mod hostile {
    rowtype_test_http::hostile_suite!(rowtype_test_http::on_mariadb::start_hostile);
}
