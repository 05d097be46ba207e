//! A migrated database with two customers.

use domain::account::OwnerKind;
use domain::credits::{Credits, Usd};
use domain::id::{AccountId, LotId, OwnerId};
use domain::ledger::{Lot, LotKind};
use domain::time::Timestamp;
use store::testing::TestDatabase;
use store::{Db, Scope, StoreError, accounts, lots, users};

pub(crate) const NOW: Timestamp = Timestamp::from_micros(1_000_000_000);
pub(crate) const ADA: OwnerId = OwnerId::from_bits(100);
pub(crate) const BOB: OwnerId = OwnerId::from_bits(200);
pub(crate) const ADAS: AccountId = AccountId::from_bits(100);
pub(crate) const BOBS: AccountId = AccountId::from_bits(200);
pub(crate) const ADAS_LOT: LotId = LotId::from_bits(100);

pub(crate) struct World {
    pub(crate) db: Db,
    database: TestDatabase,
    folder: tempfile::TempDir,
}

impl World {
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = TestDatabase::sqlite();
        Self::open(database, folder).await
    }

    pub(crate) async fn postgres() -> Self {
        Self::open(TestDatabase::postgres().await, tempfile::tempdir().expect("a folder")).await
    }

    async fn open(database: TestDatabase, folder: tempfile::TempDir) -> Self {
        let db = Db::open(&database.location(folder.path())).await.expect("opens");
        db.migrate().await.expect("migrates");
        let world = Self { db, database, folder };
        for (owner, account) in [(ADA, ADAS), (BOB, BOBS)] {
            let input = (owner, account);
            world
                .db
                .write(Scope::System, input, |conn, (owner, account)| {
                    Box::pin(async move {
                        users::insert_owner(conn, *owner, OwnerKind::User, "somebody", NOW).await?;
                        accounts::open_customers(conn, *account, *owner, NOW).await
                    })
                })
                .await
                .expect("opens an account");
        }
        world.give_ada(10).await;
        world
    }

    /// Ten credits in one lot, without the ledger's transactions: the store knows no rules of money.
    async fn give_ada(&self, credits: i64) {
        let lot = Lot {
            id: ADAS_LOT,
            kind: LotKind::Granted,
            original: Credits::whole(credits),
            remaining: Credits::whole(credits),
            held: Credits::ZERO,
            paid: Usd::ZERO,
            expires_at: None,
        };
        self.db
            .write(Scope::System, lot, |conn, lot| {
                Box::pin(async move {
                    lots::insert(conn, lot, ADA, ADAS, NOW).await?;
                    assert!(accounts::change(conn, ADAS, lot.original, Credits::ZERO).await?);
                    Ok::<_, StoreError>(())
                })
            })
            .await
            .expect("gives");
    }

    pub(crate) async fn held(&self, owner: OwnerId) -> Credits {
        let account =
            self.db.read(Scope::Owner(owner), owner, |conn, owner| Box::pin(accounts::find_customers(conn, *owner)));
        let account: Result<_, StoreError> = account.await;
        account.expect("reads").expect("an account").balance.held
    }

    pub(crate) fn location(&self) -> store::Location {
        self.database.location(self.folder.path())
    }

    pub(crate) async fn end(self) {
        self.db.close().await;
        self.database.remove().await;
    }
}
