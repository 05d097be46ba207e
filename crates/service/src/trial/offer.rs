//! How many trial runs are left.

use domain::quota::{Bound, Quota};
use domain::time::Timestamp;
use store::{Scope, StoreError, quotas};

use super::marks::Marks;
use crate::Services;

/// How many trial runs are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// How many could be started now.
    pub left: u32,
    /// What bounds them most.
    pub bound: Bound,
    /// When that is counted anew.
    pub until: Timestamp,
}

impl Offer {
    /// The tightest of what is counted: each with its limit and its uses.
    fn tightest(counted: impl IntoIterator<Item = (Quota, u32, u32)>) -> Option<Self> {
        let offers = counted.into_iter().map(|(quota, limit, used)| Self {
            left: limit.saturating_sub(used),
            bound: quota.kind.into(),
            until: quota.ends_at,
        });
        // Where several are spent, the one that lasts longest tells when there is something again.
        offers.min_by_key(|offer| (offer.left, std::cmp::Reverse(offer.until)))
    }
}

/// How many trial runs whoever shows these marks could start now.
pub async fn offer(services: &Services, marks: &Marks) -> Result<Offer, StoreError> {
    let rules = &services.settings().trial;
    let now = services.now();
    let counted = marks.counted(rules, now);
    // A device without a mark has everything before it.
    let fresh =
        marks.device().is_none().then_some(Offer { left: rules.per_device_year, bound: Bound::Device, until: now });
    let used = services
        .db()
        .read(Scope::System, counted.clone(), |conn, counted| {
            Box::pin(async move {
                let mut used = Vec::with_capacity(counted.len());
                for (quota, _) in counted {
                    used.push(quotas::used(conn, quota).await?);
                }
                Ok::<_, StoreError>(used)
            })
        })
        .await?;
    let counted = counted.into_iter().zip(used).map(|((quota, limit), used)| (quota, limit, used));
    let tightest = Offer::tightest(counted).into_iter().chain(fresh).min_by_key(|offer| offer.left);
    Ok(tightest.unwrap_or(Offer { left: 0, bound: Bound::Everybody, until: now }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::quota::QuotaKind;

    #[test]
    fn the_tightest_limit_is_told() {
        let quota = |kind, ends_at: i64| Quota {
            kind,
            subject: "s".to_owned(),
            starts_at: Timestamp::from_micros(0),
            ends_at: Timestamp::from_micros(ends_at),
        };
        let device = quota(QuotaKind::TrialDevice, 365);
        let day = quota(QuotaKind::TrialDay, 1);
        let told = |device_used, day_used| {
            Offer::tightest([(device.clone(), 3, device_used), (day.clone(), 2, day_used)])
                .map(|offer| (offer.left, offer.bound, offer.until.as_micros()))
        };
        assert_eq!(told(0, 0), Some((2, Bound::Everybody, 1)));
        assert_eq!(told(2, 0), Some((1, Bound::Device, 365)));
        assert_eq!(told(5, 2), Some((0, Bound::Device, 365)), "tomorrow there is nothing either");
        assert_eq!(told(0, 2), Some((0, Bound::Everybody, 1)));
    }
}
