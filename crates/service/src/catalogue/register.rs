//! Making what was found known to the database, and the snapshot of what is listed.

use domain::account::OwnerKind;
use domain::catalogue::ListingStatus;
use domain::id::{AgentId, PLATFORM, VersionId};
use domain::time::Timestamp;
use store::agents::{self, Agent, Version};
use store::{Conn, Db, Scope, accounts, users};

use super::error::LoadError;
use super::load::LoadFault;
use super::package::Package;
use super::snapshot::{Snapshot, read};
use crate::clock::Clock;

/// Registers the packages as agents of the platform and makes their versions live.
pub async fn register(db: &Db, clock: &Clock, found: (Vec<Package>, Vec<LoadFault>)) -> Result<Snapshot, LoadError> {
    let (packages, faults) = found;
    let now = clock.now();
    let minted: Vec<(Package, u128, u128)> =
        packages.iter().map(|package| (package.clone(), clock.mint(), clock.mint())).collect();
    db.write(Scope::System, (minted, now), |conn, (minted, now)| {
        Box::pin(async move {
            users::insert_owner(conn, PLATFORM, OwnerKind::Platform, "Guildhall", *now).await?;
            accounts::open_all_platforms(conn, *now).await?;
            for (package, agent_bits, version_bits) in minted {
                register_one(conn, package, AgentId::from_bits(*agent_bits), VersionId::from_bits(*version_bits), *now)
                    .await?;
            }
            Ok::<_, LoadError>(())
        })
    })
    .await?;
    Ok(read(db, packages, faults).await?)
}

async fn register_one(
    conn: &mut Conn<'_>,
    package: &Package,
    agent_id: AgentId,
    version_id: VersionId,
    now: Timestamp,
) -> Result<(), LoadError> {
    let slug = package.manifest.slug.clone();
    let agent = Agent {
        id: agent_id,
        slug: slug.clone(),
        creator_id: PLATFORM,
        status: ListingStatus::Draft,
        live_version_id: None,
        created_at: now,
    };
    let agent = agents::ensure(conn, &agent).await?;
    let number = package.manifest.version.number.clone();
    let version = Version {
        id: version_id,
        agent_id: agent.id,
        number: number.clone(),
        content_hash: package.content_hash.clone(),
        manifest: package.manifest_json.clone(),
        created_at: now,
    };
    let version = agents::ensure_version(conn, &version).await?;
    if version.content_hash != package.content_hash {
        return Err(LoadError::VersionChanged { slug, number });
    }
    if agent.live_version_id != Some(version.id) {
        agents::set_live(conn, agent.id, version.id).await?;
    }
    Ok(())
}
