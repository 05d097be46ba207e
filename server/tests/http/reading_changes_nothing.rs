//! A GET changes no row, whoever asks and whatever comes out.

use std::collections::BTreeMap;

use http::Method;
use serde_json::json;
use server::routes::{ROUTES, Verb};
use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqliteConnection};

use crate::common::{App, Database, Options};

/// Every row of every table, as text.
pub(crate) async fn rows(app: &App) -> BTreeMap<String, Vec<String>> {
    let url = format!("sqlite://{}?mode=ro", app.folder.join("guildhall.db").display());
    let mut connection = SqliteConnection::connect(&url).await.expect("the file opens");
    let tables = sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    let tables = tables.fetch_all(&mut connection).await.expect("tables");
    let mut all = BTreeMap::new();
    for table in tables {
        let table: String = table.get(0);
        // What programs ask for is told by the way to a table of its own (decision 35).
        if table == "api_calls" {
            continue;
        }
        let columns = sqlx::query(AssertSqlSafe(format!("SELECT name FROM pragma_table_info('{table}')")));
        let columns = columns.fetch_all(&mut connection).await.expect("columns");
        let quoted: Vec<String> =
            columns.iter().map(|column| format!("quote(\"{}\")", column.get::<String, _>(0))).collect();
        let select = format!("SELECT {} FROM \"{table}\" ORDER BY 1", quoted.join(" || ',' || "));
        let found = sqlx::query(AssertSqlSafe(select)).fetch_all(&mut connection).await.expect("rows");
        all.insert(table, found.iter().map(|row| row.get(0)).collect());
    }
    connection.close().await.expect("closed");
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_changes_no_row() {
    App::run(Database::sqlite(), Options::default(), async |app: &App| {
        let (ada, bob) = (app.customer("ada").await, app.customer("bob").await);
        let id = ada.start(&json!({"text": "say", "wait_ms": 1})).await;
        ada.settled(&id).await;
        // Letters and sweeps that were under way are done.
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        let before = rows(app).await;
        assert!(before.values().map(Vec::len).sum::<usize>() > 30, "{before:?}");
        for row in ROUTES.iter().filter(|row| row.method == Verb::Get) {
            let path = row.path.replace("{id}", &id).replace("{slug}", "echo").replace("{number}", "0");
            let path =
                path.replace("{name}", "echo-1.txt").replace("{message_id}", "echo").replace("{*path}", "none.css");
            for client in [&app.visitor(), &ada, &bob] {
                for method in [Method::GET, Method::HEAD] {
                    client.ask(method, &path).unjudged().send().await;
                }
            }
        }
        assert_eq!(rows(app).await, before);
    })
    .await;
}
