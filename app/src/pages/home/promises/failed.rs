//! One pays for a valid result: a run that failed, settled.

use domain::credits::Credits;
use domain::run::Status;
use leptos::prelude::*;

use super::ledger::settled;
use crate::text::{home as text, run};
use crate::ui::credits::Rounding;
use crate::ui::line::{AmountLine, TotalLine};
use crate::ui::status::StatusBadge;

/// The receipt of a run without a result.
#[component]
pub(super) fn Failed(
    /// What was held.
    fee: Credits,
) -> impl IntoView {
    settled(fee, Credits::ZERO).map(|settlement| {
        let returned = fee.minus(settlement.captured).unwrap_or(Credits::ZERO);
        view! {
            <div class="exhibit">
                <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <StatusBadge status=Signal::stored(Status::Failed)/>
                    <span class="text-soft">{text::FAILED_WHY}</span>
                </p>
                <dl class="mt-3 space-y-2">
                    <AmountLine label=run::HELD credits=fee/>
                    <AmountLine label=run::RETURNED credits=returned rounding=Rounding::Down/>
                    <TotalLine label=run::CHARGED credits=settlement.captured/>
                </dl>
            </div>
        }
    })
}
