//! The rules, a file for each family.

mod breaking;
mod demands;
mod design;
mod indexes;
mod locks;
mod losses;
mod mysql;
mod references;
mod rewrites;
mod settings;
mod sqlite;
mod validation;

use super::rule::Rule;

/// Rules of one kind.
pub(super) struct Family {
    /// What they have in common, as a heading.
    pub title: &'static str,
    /// The rules, in the order in which they are listed.
    pub rules: &'static [Rule],
}

/// All families, hazards first.
pub(super) const FAMILIES: &[Family] = &[
    Family {
        title: "Indexes and keys that lock",
        rules: indexes::RULES,
    },
    Family {
        title: "Constraints that are checked at once",
        rules: validation::RULES,
    },
    Family {
        title: "Other locks",
        rules: locks::RULES,
    },
    Family {
        title: "Tables that are written anew",
        rules: rewrites::RULES,
    },
    Family {
        title: "Names that code still asks for",
        rules: breaking::RULES,
    },
    Family {
        title: "Values that code still writes and reads",
        rules: demands::RULES,
    },
    Family {
        title: "Losses",
        rules: losses::RULES,
    },
    Family {
        title: "Settings and transactions",
        rules: settings::RULES,
    },
    Family {
        title: "MySQL and MariaDB",
        rules: mysql::RULES,
    },
    Family {
        title: "SQLite",
        rules: sqlite::RULES,
    },
    Family {
        title: "References",
        rules: references::RULES,
    },
    Family {
        title: "Types and design",
        rules: design::RULES,
    },
];
