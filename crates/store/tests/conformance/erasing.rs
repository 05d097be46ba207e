//! The list of what is erased and what stays, against the schema as it is.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{ConnectOptions as _, Connection as _};
use store::Location;
use store::erasure::{Fate, NAMES_OF_CONTENT, NAMES_OF_OTHER_CONTENT, TABLES};

use crate::on_both;
use crate::world::World;

on_both!(every_column_of_a_tenant_is_erased_or_stays_by_decision, every_column_that_names_content_is_known);

type Columns = BTreeMap<String, BTreeSet<String>>;

/// The columns of each table that has an owner.
async fn schema(world: &World) -> Columns {
    const SQLITE: &str =
        "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'";
    const POSTGRES: &str = "SELECT table_name::text, column_name::text FROM information_schema.columns
        WHERE table_schema = 'public'";
    let columns: Vec<(String, String)> = match world.location() {
        Location::Sqlite(path) => {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
            let mut connection = options.connect().await.expect("opens");
            let columns = sqlx::query_as(SQLITE).fetch_all(&mut connection).await.expect("reads");
            connection.close().await.expect("closes");
            columns
        }
        Location::Postgres(_) => {
            let pool = world.db.postgres_pool().expect("a pool");
            sqlx::query_as(POSTGRES).fetch_all(pool).await.expect("reads")
        }
    };
    let mut schema = Columns::new();
    for (table, column) in columns {
        schema.entry(table).or_default().insert(column);
    }
    schema.retain(|_, columns| columns.contains("owner_id"));
    schema
}

/// The same as the list says it.
fn list() -> Columns {
    let mut list = Columns::new();
    for table in TABLES {
        let columns = list.entry(table.name.to_owned()).or_default();
        let blanked: &[&str] = if let Fate::Blank { columns, .. } = table.fate { columns } else { &[] };
        for column in table.columns.iter().chain(blanked) {
            assert!(columns.insert((*column).to_owned()), "{}.{column} stands twice", table.name);
        }
    }
    list
}

async fn every_column_of_a_tenant_is_erased_or_stays_by_decision(world: &World) {
    let (schema, mut list) = (schema(world).await, list());
    assert!(schema.len() > 15, "{schema:?}");
    if matches!(world.location(), Location::Sqlite(_)) {
        // Beside SQLite, content is in files.
        list.remove("blobs");
    }
    for (table, columns) in &schema {
        let known = list.get(table).cloned().unwrap_or_default();
        let missing: Vec<&String> = columns.difference(&known).collect();
        assert!(
            missing.is_empty(),
            "say in store/src/erasure/columns.rs what becomes of {table}: {missing:?} when a run's content is erased"
        );
    }
    assert_eq!(list, schema, "the list names what is not there");
}

async fn every_column_that_names_content_is_known(world: &World) {
    let known = NAMES_OF_CONTENT.iter().chain(NAMES_OF_OTHER_CONTENT);
    let known: BTreeSet<(String, String)> =
        known.map(|(table, column)| ((*table).to_owned(), (*column).to_owned())).collect();
    let mut named = BTreeSet::new();
    for (table, columns) in schema(world).await {
        let naming = columns.iter().filter(|column| column.ends_with("sha256"));
        named.extend(naming.map(|column| (table.clone(), column.clone())));
    }
    named.retain(|(table, _)| table != "blobs");
    assert_eq!(named, known, "what a column names would be collected: say so in NAMES_OF_CONTENT");
    for table in TABLES {
        let is_gone = matches!(table.fate, Fate::Gone { .. });
        let names = NAMES_OF_CONTENT.iter().any(|(name, _)| *name == table.name);
        assert!(!names || is_gone, "{} names content that is never let go", table.name);
    }
}
