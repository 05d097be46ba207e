//! What is there before a migration stays at hand.

use store::testing::{self, TestDatabase};
use store::{Db, Location};

#[tokio::test]
async fn sqlite_is_copied_before_a_migration_is_applied() {
    let folder = tempfile::tempdir().expect("a folder");
    let location = TestDatabase::sqlite().location(folder.path());
    let db = Db::open(&location).await.expect("opens");
    db.migrate().await.expect("migrates");
    let newest = db.migrations().await.expect("reads").last().expect("one").version;
    assert_eq!(copies(folder.path()), Vec::<String>::new(), "of an empty database there is nothing to keep");
    testing::execute(&db, "INSERT INTO owners (id, kind, name, created_at) VALUES ('own_1', 'user', 'before', 1)")
        .await
        .expect("writes");
    db.migrate().await.expect("nothing waits");
    assert_eq!(copies(folder.path()), Vec::<String>::new());
    // The newest one waits again. Whether it can be applied twice is its own affair: the copy comes first.
    let forget = format!("DELETE FROM _sqlx_migrations WHERE version = {newest}");
    testing::execute(&db, &forget).await.expect("forgets");
    _ = db.migrate().await;
    let wanted = format!("guildhall.before-{newest}.db");
    assert_eq!(copies(folder.path()), std::slice::from_ref(&wanted));
    // A copy of an attempt that failed is replaced by one of what is there now, also after a crash while it was made.
    testing::execute(&db, &forget).await.expect("forgets");
    testing::execute(&db, "UPDATE owners SET name = 'later' WHERE id = 'own_1'").await.expect("writes");
    std::fs::write(folder.path().join(format!("guildhall.before-{newest}.half")), "half").expect("of a crash");
    _ = db.migrate().await;
    assert_eq!(copies(folder.path()), std::slice::from_ref(&wanted));
    db.close().await;
    let copy = Db::open(&Location::Sqlite(folder.path().join(wanted))).await.expect("the copy is a database");
    let later = testing::number(&copy, "SELECT COUNT(*) FROM owners WHERE name = 'later'").await.expect("reads");
    assert_eq!(later, 1);
    let last = copy.migrations().await.expect("reads").last().expect("one").clone();
    assert_eq!((last.version, last.is_applied), (newest, false));
    copy.close().await;
}

fn copies(folder: &std::path::Path) -> Vec<String> {
    let entries = folder.read_dir().expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> =
        entries.filter_map(|name| name.into_string().ok()).filter(|name| name.contains("before")).collect();
    names.sort();
    names
}
