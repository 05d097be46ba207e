//! Starting a run of an agent that can be tried, without an account (C12).

use domain::account::Denied;
use domain::id::OwnerId;

use super::error::Error;
use super::given::check_key;
use super::start::{Payer, Ready, Start, Started, ready, start_for};
use crate::trial::{self, Device, Marks};
use crate::{Services, catalogue};

/// A run that was started without an account.
#[derive(Clone, Debug)]
pub struct TrialStarted {
    /// The run.
    pub started: Started,
    /// The device, where it had no mark before: it is to carry this one.
    pub marked: Option<Device>,
}

/// Starts a run of a trial agent without an account.
pub async fn start_trial(services: &Services, marks: &Marks, start: Start) -> Result<TrialStarted, Error> {
    let listing = catalogue::show(services, &start.slug)?;
    if !listing.card.trial {
        return Err(Denied::Unauthenticated.into());
    }
    check_key(&start.idempotency_key)?;
    let visitor = marks.visitor(services).await?;
    let (checked, asked) = match Box::pin(ready(services, visitor, &listing, start)).await? {
        Ready::Checked(checked, asked) => (checked, asked),
        Ready::Repeated(run) => {
            return Ok(TrialStarted { started: Started { run, is_repeat: true }, marked: None });
        }
    };
    if let Some(visitor) = visitor {
        let started =
            Box::pin(start_for(services, Payer::Trial(visitor, marks), None, &listing, checked, asked)).await?;
        return Ok(TrialStarted { started, marked: None });
    }
    let (visitor, device) = begin(services, marks).await?;
    let marked = marks.device().is_none().then(|| device.clone());
    let marks = marks.clone().on(device);
    let started = Box::pin(start_for(services, Payer::Trial(visitor, &marks), None, &listing, checked, asked)).await?;
    Ok(TrialStarted { started, marked })
}

/// Makes an owner that stands for the device, and a mark for it where it has none.
async fn begin(services: &Services, marks: &Marks) -> Result<(OwnerId, Device), Error> {
    // Before anything is written: who has no run left leaves nothing behind.
    let offer = trial::offer(services, marks).await?;
    if offer.left == 0 {
        return Err(Error::TrialUsedUp(offer.bound));
    }
    let device = marks.device().cloned().unwrap_or_else(|| Device::new(services));
    Ok((trial::begin(services, &device).await?, device))
}
