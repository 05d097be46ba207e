//! Starting a run: checked, quoted, held and queued in one transaction.

use domain::account::{Action, Denied, Means, Viewer, authorised_owner};
use domain::canonical::canonical;
use domain::catalogue::Listing;
use domain::credits::Credits;
use domain::id::{ApiKeyId, HoldId, OwnerId, PLATFORM, QuoteId, RunId, UserId, VersionId};
use domain::input::Values;
use domain::run::{BranchedFrom, Run};
use serde_json::Value;
use store::branches::InheritedStep;
use store::idempotency::Remembered;
use store::quotes::AcceptedQuote;
use store::runs::NewRun;
use store::{Scope, idempotency};

use super::branch::{self, BranchFrom};
use super::cache::{self, Served, serve};
use super::error::Error;
use super::given::{GivenFile, check_input, check_key, digests};
use super::names::named;
use super::queue::{OPERATION, Prepared};
use super::quote::fresh;
use super::search_text;
use super::show::{queue_place, stored};
use crate::trial::{self, Marks, Offer};
use crate::{Services, catalogue, ledger, measure};

/// The creator's share of a fee, in percent, as it is frozen in a quote today.
const CREATOR_PERCENT: i64 = domain::ledger::CREATOR_PERCENT;

/// What somebody who starts a run tells.
#[derive(Clone)]
pub struct Start {
    /// Which agent.
    pub slug: String,
    /// Values by field name, without files.
    pub values: Values,
    /// Files by field name.
    pub files: Vec<(String, GivenFile)>,
    /// The ceiling that was accepted.
    pub max_price: Credits,
    /// Whether the answer of an earlier equal run may serve, where its version allows that.
    pub use_cache: bool,
    /// The step of an earlier run from which it is to go on.
    pub branch_from: Option<BranchFrom>,
    /// The same key gives the same run.
    pub idempotency_key: String,
    /// The trace that the start belongs to; empty where none.
    pub trace_id: String,
}

/// A run that was started, now or before by the same key.
#[derive(Clone, Debug, PartialEq)]
pub struct Started {
    /// The run.
    pub run: Run,
    /// Whether the key had started it before.
    pub is_repeat: bool,
}

/// Who pays, and how.
#[derive(Clone, Copy)]
pub(super) enum Payer<'a> {
    /// An account, what is quoted.
    Account(OwnerId),
    /// The platform, nothing.
    Platform,
    /// A device without an account: nothing, as long as there are trial runs left.
    Trial(OwnerId, &'a Marks),
}

impl Payer<'_> {
    fn of(viewer: &Viewer) -> Result<Self, Denied> {
        let owner = authorised_owner(viewer, Action::StartRun)?;
        match viewer {
            Viewer::Platform => Ok(Self::Platform),
            Viewer::Person { .. } => Ok(Self::Account(owner)),
            // Without an account there are trials only, and they are counted by more than the viewer.
            Viewer::Visitor { .. } | Viewer::Anonymous => Err(Denied::Unauthenticated),
        }
    }

    fn owner(self) -> OwnerId {
        match self {
            Self::Account(owner) | Self::Trial(owner, _) => owner,
            Self::Platform => PLATFORM,
        }
    }

    /// Why nothing is held, whatever the price.
    fn reason(self) -> Option<&'static str> {
        match self {
            Self::Account(_) => None,
            Self::Platform => Some("platform"),
            Self::Trial(..) => Some("trial"),
        }
    }
}

/// Starts a run.
pub async fn start(services: &Services, viewer: &Viewer, start: Start) -> Result<Started, Error> {
    let payer = Payer::of(viewer)?;
    check_key(&start.idempotency_key)?;
    let listing = catalogue::show(services, &start.slug)?;
    let key_id = match viewer {
        Viewer::Person { means: Means::Key(key, _), .. } => Some(*key),
        _ => None,
    };
    match Box::pin(ready(services, Some(payer.owner()), &listing, start)).await? {
        Ready::Checked(checked, asked) => {
            Box::pin(start_for(services, payer, viewer.actor(), &listing, checked, Asked { key_id, ..asked })).await
        }
        Ready::Repeated(run) => Ok(Started { run, is_repeat: true }),
    }
}

/// A start whose input was looked at.
#[expect(clippy::large_enum_variant, reason = "made once for each start, and taken apart at once")]
pub(super) enum Ready {
    /// It fits: the values, the contents of files, and the rest.
    Checked((Values, Vec<Vec<u8>>), Asked),
    /// The key has started this run before, from one that is gone since.
    Repeated(Run),
}

/// Checks the input of a start, and finds what it branches from. `owner`: whose runs those can be.
pub(super) async fn ready(
    services: &Services,
    owner: Option<OwnerId>,
    listing: &Listing,
    start: Start,
) -> Result<Ready, Error> {
    let Start { slug: _, values, files, max_price, use_cache, branch_from, idempotency_key: key, trace_id } = start;
    let mut asked = Asked { key, max_price, use_cache, trace_id, branch: None, key_id: None };
    let Some(from) = branch_from else {
        return Ok(Ready::Checked(check_input(listing, values, files, &Values::new())?, asked));
    };
    let told = from.told(&values, &files);
    let owner = owner.ok_or(Error::NotFound)?;
    match branch::find(services, owner, listing, &from).await {
        Ok(origin) => {
            let checked = check_input(listing, values, files, &origin.files)?;
            asked.branch = Some(Branch { from, told, inherits: origin.steps });
            Ok(Ready::Checked(checked, asked))
        }
        Err(error) => {
            // What the key has started stays, whatever became of what it started from.
            asked.branch = Some(Branch { from, told, inherits: Vec::new() });
            let digest = asked.digest(listing.version_id, "");
            repeated(services, owner, &asked.key, &digest).await?.map(Ready::Repeated).ok_or(error)
        }
    }
}

/// What a start that branches is made of, besides its input.
pub(super) struct Branch {
    from: BranchFrom,
    told: String,
    inherits: Vec<InheritedStep>,
}

/// What is asked of a start, besides its input.
pub(super) struct Asked {
    pub(super) key: String,
    pub(super) max_price: Credits,
    pub(super) use_cache: bool,
    pub(super) trace_id: String,
    /// The earlier run that it goes on from.
    branch: Option<Branch>,
    /// The API key that it is asked for with.
    key_id: Option<ApiKeyId>,
}

impl Asked {
    /// What tells this start from another one under the same key.
    fn digest(&self, version: VersionId, canonical_input: &str) -> String {
        if let Some(branch) = &self.branch {
            // Not by the checked input: files in that are the other run's, which may be gone when it is asked again.
            let told = format!("{version}\n{}\nbranch\n{}", self.max_price.micro(), branch.told);
            return store::blobs::sha256(told.as_bytes());
        }
        // One that wants the work done anew is another one.
        let anew = if self.use_cache { "" } else { "\nanew" };
        let told = format!("{version}\n{}\n{canonical_input}{anew}", self.max_price.micro());
        store::blobs::sha256(told.as_bytes())
    }
}

/// Starts a run that `payer` pays for, with an input that was checked.
pub(super) async fn start_for(
    services: &Services,
    payer: Payer<'_>,
    actor: Option<UserId>,
    listing: &Listing,
    (values, contents): (Values, Vec<Vec<u8>>),
    asked: Asked,
) -> Result<Started, Error> {
    let owner = payer.owner();
    let is_account = matches!(payer, Payer::Account(_));
    let quote = fresh(listing, None)?;
    let ceiling = if is_account { quote.ceiling } else { Credits::ZERO };
    let input = canonical(&Value::Object(values.clone()));
    let digest = asked.digest(listing.version_id, &input);
    // The write below tells a key that is taken. It is looked up before only where something else would come first.
    if (ceiling > asked.max_price || !contents.is_empty())
        && let Some(run) = repeated(services, owner, &asked.key, &digest).await?
    {
        return Ok(Started { run, is_repeat: true });
    }
    if ceiling > asked.max_price {
        return Err(Error::QuoteChanged(Box::new(quote)));
    }
    let now = services.now();
    let mint = || services.clock().mint();
    let (run_id, hold_id) = (RunId::from_bits(mint()), HoldId::from_bits(mint()));
    let branched_from =
        asked.branch.as_ref().map(|branch| BranchedFrom { run: branch.from.run, step: Some(branch.from.step.clone()) });
    // Whoever asks for a branch asks for work.
    let may_be_answered = asked.use_cache && branched_from.is_none();
    let prepared = Prepared {
        owner,
        key: asked.key,
        remembered: Remembered { digest, run_id },
        quote: AcceptedQuote {
            id: QuoteId::from_bits(mint()),
            owner_id: owner,
            version_id: listing.version_id,
            creator_id: listing.creator_id,
            fee: if is_account { quote.fee } else { Credits::ZERO },
            model_ceiling: quote.model_ceiling,
            creator_percent: CREATOR_PERCENT,
            created_at: now,
        },
        run: NewRun {
            id: run_id,
            owner_id: owner,
            actor_id: actor,
            agent_id: listing.card.id,
            version_id: listing.version_id,
            hold_id,
            is_customers: is_account,
            input_hash: store::blobs::sha256(input.as_bytes()),
            files: digests(listing, &values),
            search_text: search_text::of_input(&values),
            cache_key: (listing.manifest.version.deterministic && is_account)
                .then(|| cache::key(owner, listing.version_id, &input)),
            branched_from,
            input: Value::Object(values).to_string(),
            ceiling,
            timeout_seconds: listing.manifest.version.timeout_seconds,
            trace_id: asked.trace_id,
            created_at: now,
        },
        hold_id,
        reason: payer.reason().or((ceiling == Credits::ZERO).then_some("free")),
        counted: match payer {
            Payer::Trial(_, marks) => marks.counted(&services.settings().trial, now),
            Payer::Account(_) | Payer::Platform => Vec::new(),
        },
        key_id: asked.key_id,
        inherits: asked.branch.map(|branch| branch.inherits).unwrap_or_default(),
        now,
    };
    let (key, digest) = (prepared.key.clone(), prepared.remembered.digest.clone());
    if may_be_answered && let Some(answerable) = prepared.answerable() {
        match serve(services, answerable).await? {
            Served::Yes => {
                measure::answered_from_cache(&listing.card.slug);
                let (run, place) = stored(services, owner, run_id).await?;
                return Ok(Started { run: named(&services.catalogue().load(), run, place), is_repeat: false });
            }
            Served::Taken => {
                let run = repeated(services, owner, &key, &digest).await?.ok_or(Error::Contended)?;
                return Ok(Started { run, is_repeat: true });
            }
            Served::No => {}
        }
    }
    if !contents.is_empty() {
        // Only so that nobody fills the disk with files of runs that cannot be paid: what decides is the hold.
        can_pay(services, payer, ceiling).await?;
    }
    for content in contents {
        services.blobs().put(owner, content, now).await?;
    }
    let queued = prepared.run.as_queued();
    // What is counted over networks and everybody is not the visitor's.
    let scope = if matches!(payer, Payer::Trial(..)) { Scope::System } else { Scope::Owner(owner) };
    let is_new = services.sets().starts.write(services.db(), scope, prepared).await?;
    if !is_new {
        // Somebody with the same key was faster; what it started is there now.
        let run = repeated(services, owner, &key, &digest).await?.ok_or(Error::Contended)?;
        return Ok(Started { run, is_repeat: true });
    }
    services.call_workers();
    measure::started(&listing.card.slug, ceiling);
    // As it was when it was written: a worker may have it by now.
    let place = queue_place(services, run_id).await?;
    Ok(Started { run: named(&services.catalogue().load(), queued, Some(place)), is_repeat: false })
}

async fn can_pay(services: &Services, payer: Payer<'_>, ceiling: Credits) -> Result<(), Error> {
    match payer {
        Payer::Platform => Ok(()),
        Payer::Account(owner) => {
            let available = ledger::balance_of(services, owner).await?.available;
            match ceiling.minus(available).filter(|missing| *missing > Credits::ZERO) {
                Some(missing) => Err(ledger::Error::Insufficient { available, missing }.into()),
                None => Ok(()),
            }
        }
        Payer::Trial(_, marks) => match trial::offer(services, marks).await? {
            Offer { left: 0, bound, .. } => Err(Error::TrialUsedUp(bound)),
            _ => Ok(()),
        },
    }
}

async fn repeated(services: &Services, owner: OwnerId, key: &str, digest: &str) -> Result<Option<Run>, Error> {
    let found = services
        .db()
        .read(Scope::Owner(owner), (owner, key.to_owned()), |conn, (owner, key)| {
            Box::pin(idempotency::find(conn, *owner, OPERATION, key))
        })
        .await
        .map_err(Error::Store)?;
    let Some(found) = found else { return Ok(None) };
    if found.digest != digest {
        return Err(Error::KeyReused);
    }
    let (run, place) = match stored(services, owner, found.run_id).await {
        Err(Error::NotFound) => return Err(Error::Deleted),
        found => found?,
    };
    Ok(Some(named(&services.catalogue().load(), run, place)))
}
