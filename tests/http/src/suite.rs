//! Every test, for one way of starting the service.

/// The tests of a service that `$start` starts, each on a fresh one.
#[macro_export]
macro_rules! suite {
    ($start:path) => {
        $crate::suite! { $start:
            every_get_answers_as_documented = reads::every_get_answers,
            filters_find_what_they_say = reads::filters,
            searches_find_words = reads::searches,
            sort_orders_with_null_last = reads::sorts,
            pages_put_together_are_the_list = reads::pages,
            cursors_go_through_the_list = reads::cursors,
            lists_in_queries_have_bounds = reads::lists_in_queries,
            include_brings_the_related_rows = reads::includes,
            routed_queries_take_optional_conditions = reads::queries,
            rows_are_created_changed_and_removed = writes::lives,
            bodies_are_bound_by_their_schemas = writes::schemas_bind,
            bounds_of_schemas_are_inside = writes::bounds_are_inside,
            rows_are_linked_and_unlinked = writes::links,
            conflicts_point_at_their_columns = writes::conflicts,
            routed_queries_write = writes::queries,
            wrong_parameters_are_refused = refusals::parameters,
            wrong_bodies_are_refused = refusals::bodies,
            no_other_operation_is_there = refusals::paths,
            document_docs_and_health_are_served = refusals::surroundings,
            hidden_columns_stay_inside = secrets::stay_inside,
            entity_tags_guard_what_changes = etags::guard,
            no_change_is_lost = etags::locks,
            every_operation_is_there = walk::every_operation,
            bodies_hold_what_may_be_written = assignment::refused,
            hidden_columns_make_no_difference = unseen::of_blog,
        }
    };
    ($start:path: $($name:ident = $module:ident::$check:ident,)*) => {
        $(
            #[test]
            fn $name() {
                $crate::$module::$check(&$start());
            }
        )*
    };
}

/// The tests of the case `writes`, for one way of starting its service.
#[macro_export]
macro_rules! writes_suite {
    ($start:path) => {
        $crate::suite! { $start:
            rows_are_created_changed_and_removed = writes::lives,
            bodies_are_bound_by_their_schemas = writes::schemas_bind,
            bounds_of_schemas_are_inside = writes::bounds_are_inside,
            updates_set_their_time = stamps::updated,
            entity_tags_guard_what_changes = etags::guard,
            versions_lose_no_change = etags::versions,
            rows_are_put_by_their_keys = upserts::by_key,
            secrets_are_kept_as_hashes = hashes::kept,
            deleted_rows_are_hidden_and_come_back = hidden_rows::deleted,
            every_operation_is_there = walk::every_operation,
            no_other_operation_is_there = refusals::paths,
            bodies_hold_what_may_be_written = assignment::refused,
            hidden_columns_make_no_difference = unseen::of_examples,
        }
    };
}

/// The tests of the case `owners`, for one way of starting its service.
#[macro_export]
macro_rules! owners_suite {
    ($start:path) => {
        $crate::suite! { $start:
            rows_are_their_owners_alone = owners::matrix,
            lists_hold_own_rows_alone = owners::lists,
            upserts_change_no_row_of_others = owners::upserts,
            an_owner_is_never_read_from_a_body = owners::bodies,
            related_rows_are_own_rows = owners::includes,
            versions_of_others_are_not_there = owners::versions,
            queries_know_who_is_asking = owners::queries,
            what_is_not_public_needs_an_identity = roles::identities,
            operations_need_their_roles = roles::operations,
            columns_need_their_roles = roles::columns,
            no_other_operation_is_there = refusals::paths,
            bodies_hold_what_may_be_written = assignment::refused,
            rows_of_others_make_no_difference = unseen::strangers_rows,
        }
    };
}

/// The tests of the case `batches`, for one way of starting its service.
#[macro_export]
macro_rules! batches_suite {
    ($start:path) => {
        $crate::suite! { $start:
            many_rows_are_created = batches::creates,
            items_have_limits = batches::limits,
            wrong_items_change_nothing = batches::refusals,
            rows_of_others_change_nothing = batches::owners,
            keys_of_several_columns_name_rows = batches::keys,
            many_rows_need_the_roles_of_one = batches::roles,
            what_the_server_writes_is_written_in_many = batches::kept,
            exports_have_values_as_json_has_them = exports::values,
            exports_go_through_the_list = exports::pages,
            exports_show_what_lists_show = exports::audiences,
            exports_that_fail_have_no_end = exports::breaks,
            no_other_operation_is_there = refusals::paths,
            bodies_hold_what_may_be_written = assignment::refused,
            hidden_columns_make_no_difference = unseen::of_batches,
            rows_of_others_make_no_difference = unseen::strangers_in_batches,
        }
    };
}

/// The tests of the case `club`, for one way of starting its service.
#[macro_export]
macro_rules! club_suite {
    ($start:path) => {
        $crate::suite! { $start:
            handlers_of_the_application_are_served = club::replaced,
            hooks_stand_around_new_rows = club::creation,
            hooks_stand_around_changed_and_deleted_rows = club::change_and_deletion,
            hooks_come_behind_preconditions = club::preconditions,
            hooks_stand_around_links = club::links,
            no_other_operation_is_there = refusals::paths,
            bodies_hold_what_may_be_written = assignment::refused,
            rows_of_others_make_no_difference = unseen::strangers_behind_hooks,
        }
    };
}

/// The tests of the case `across`, for one way of starting its service.
#[macro_export]
macro_rules! across_suite {
    ($start:path) => {
        $crate::suite! { $start:
            lists_are_filtered_by_related_rows = across::filters,
            rows_of_others_are_not_found = across::owners,
            pages_keep_conditions_on_related_rows = across::pages,
            what_is_not_offered_is_refused = across::refusals,
            the_document_has_each_condition = across::document,
            related_rows_come_with_their_own = nested::includes,
            each_relation_takes_one_statement = nested::statements,
            only_declared_relations_come_along = nested::refusals,
            included_rows_have_bounds = nested::bounds,
            no_other_operation_is_there = refusals::paths,
            bodies_hold_what_may_be_written = assignment::refused,
            hidden_columns_make_no_difference = unseen::of_related,
            rows_of_others_make_no_difference = unseen::strangers_across,
        }
    };
}

/// The tests of signing in, for one way of starting the service of the case `club`.
#[macro_export]
macro_rules! sign_in_suite {
    ($start:path) => {
        $crate::suite! { $start:
            tokens_open_what_their_roles_open = sign_in::opens,
            wrong_logins_and_passwords_are_told_alike = sign_in::refuses,
            refusals_take_their_time = sign_in::takes_its_time,
        }
    };
}

/// The tests of the case `shapes`, for one way of starting its service.
#[macro_export]
macro_rules! shapes_suite {
    ($start:path) => {
        $crate::suite! { $start:
            rows_are_created_changed_and_removed = writes::lives,
            bodies_are_bound_by_their_schemas = writes::schemas_bind,
            bounds_of_schemas_are_inside = writes::bounds_are_inside,
            texts_are_of_their_formats = shapes::formats,
            tables_are_served_where_they_are_exposed = shapes::exposed,
            bodies_and_rows_are_shapes = shapes::shapes,
            every_operation_is_there = walk::every_operation,
            no_other_operation_is_there = refusals::paths,
            bodies_hold_what_may_be_written = assignment::refused,
        }
    };
}

/// The tests of the case `hostile`, for one way of starting its service.
#[macro_export]
macro_rules! hostile_suite {
    ($start:path) => {
        $crate::suite! { $start:
            names_of_all_kinds_are_served = hostile::served,
            every_operation_is_there = walk::every_operation,
            no_other_operation_is_there = refusals::paths,
        }
    };
}
