//! The blog on PostgreSQL.

rowtype_test_http::suite!(rowtype_test_http::on_postgres::start);

#[test]
fn what_the_database_says_stays_inside() {
    let running = rowtype_test_http::on_postgres::start();
    rowtype_test_http::failures::told(&running, &rowtype_test_http::on_postgres::FAILURES);
}

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

mod club {
    rowtype_test_http::club_suite!(rowtype_test_http::on_postgres::start_club);
}

mod sign_in {
    rowtype_test_http::sign_in_suite!(rowtype_test_http::on_postgres::start_sign_in);
}

mod tenants {
    use rowtype_test_http::on_postgres::{start_tenants, with_tenants};

    rowtype_test_http::suite! { start_tenants:
        policies_know_who_is_asking = tenants::policies,
        nothing_of_a_caller_stays_on_a_connection = tenants::one_connection,
        what_policies_keep_is_not_beside_other_rows = tenants::related,
    }

    #[test]
    fn settings_are_those_of_one_transaction() {
        with_tenants(async |url| rowtype_test_http::tenants::settings(&url).await);
    }
}

mod shapes {
    rowtype_test_http::shapes_suite!(rowtype_test_http::on_postgres::start_shapes);
}

mod hostile {
    rowtype_test_http::hostile_suite!(rowtype_test_http::on_postgres::start_hostile);
}
