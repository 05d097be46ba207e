//! May this viewer do that, with that? The one place that decides (decision 39).
//!
//! A route's row names an [`Action`]; the edge asks before the handler, the use case asks again with what it is about to
//! touch. What is not the viewer's is denied in the same way as what does not exist.

use serde::Serialize;

use super::{KeyScope, Means, Role, Viewer};
use crate::id::OwnerId;

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Look at what is there for everybody; sign up and in.
    Browse,
    /// See runs, their events and files.
    SeeRuns,
    /// Start a run.
    StartRun,
    /// Start a run, or without an account try an agent that allows it: which ones do is the use case's to know.
    StartOrTryRun,
    /// Stop, keep or delete a run.
    ChangeRun,
    /// See balance and transactions.
    SeeCredits,
    /// See who one is and how one's account is used.
    SeeAccount,
    /// Change one's account: profile, password, sessions, keys. For people themselves, not for keys.
    ManageAccount,
    /// Watch and change the platform.
    Administer,
    /// Read how the process is, from the machine it runs on.
    Observe,
}

/// What it is to be done with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// The viewer's own things as a whole, or what is there for everybody.
    Own,
    /// Something of that owner.
    Of(OwnerId),
    /// The platform itself, asked from the machine it runs on or from elsewhere.
    Platform {
        /// Whether the request began on this machine and was not passed on.
        is_local: bool,
    },
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody known is asking.
    #[error("not signed in")]
    Unauthenticated,
    /// The address of mail is not proven yet.
    #[error("not verified")]
    Unverified,
    /// The API key lacks this scope.
    #[error("the key lacks the scope {}", .0.as_str())]
    MissingScope(KeyScope),
    /// Only a person may do this, not an API key.
    #[error("not for API keys")]
    NotForKeys,
    /// It does not exist, or it is none of the viewer's business: both look the same.
    #[error("not found")]
    NotFound,
}

impl Action {
    /// Whether anybody may, signed in or not.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Browse)
    }

    /// What an API key needs for it; `Err` where no key may.
    pub const fn key_scope(self) -> Result<Option<KeyScope>, Denied> {
        match self {
            Self::Browse | Self::Observe => Ok(None),
            Self::SeeRuns => Ok(Some(KeyScope::RunsRead)),
            Self::StartRun | Self::StartOrTryRun | Self::ChangeRun => Ok(Some(KeyScope::RunsWrite)),
            Self::SeeCredits => Ok(Some(KeyScope::CreditsRead)),
            Self::SeeAccount => Ok(Some(KeyScope::AccountRead)),
            Self::ManageAccount | Self::Administer => Err(Denied::NotForKeys),
        }
    }
}

/// Whether the viewer may do that with that.
pub fn authorise(viewer: &Viewer, action: Action, object: Object) -> Result<(), Denied> {
    if let Object::Platform { is_local: false } = object
        && action == Action::Observe
    {
        return Err(Denied::NotFound);
    }
    match viewer {
        Viewer::Platform => Ok(()),
        _ if matches!(action, Action::Browse | Action::Observe) => Ok(()),
        Viewer::Anonymous if action == Action::StartOrTryRun => Ok(()),
        Viewer::Anonymous => Err(Denied::Unauthenticated),
        Viewer::Visitor { acting_for } => {
            if matches!(action, Action::SeeRuns | Action::StartRun | Action::StartOrTryRun | Action::ChangeRun) {
                owns(*acting_for, object)
            } else {
                Err(Denied::Unauthenticated)
            }
        }
        Viewer::Person { acting_for, role, is_verified, means, has_second_factor, .. } => {
            if action == Action::Administer {
                // To anybody else it looks as if it were not there. Without a second factor: this machine only.
                let is_near = matches!(object, Object::Platform { is_local: true });
                let may = *role >= Role::Admin && (is_near || *has_second_factor);
                return match means {
                    Means::Key(..) => Err(Denied::NotFound),
                    _ if may => Ok(()),
                    _ => Err(Denied::NotFound),
                };
            }
            if let Means::Key(_, scopes) = means
                && let Some(needed) = action.key_scope()?
                && !scopes.has(needed)
            {
                return Err(Denied::MissingScope(needed));
            }
            if matches!(action, Action::StartRun | Action::StartOrTryRun) && !is_verified {
                return Err(Denied::Unverified);
            }
            owns(*acting_for, object)
        }
    }
}

/// The owner for whom the viewer may do that with its own things.
pub fn authorised_owner(viewer: &Viewer, action: Action) -> Result<OwnerId, Denied> {
    authorise(viewer, action, Object::Own)?;
    viewer.owner().ok_or(Denied::Unauthenticated)
}

fn owns(owner: OwnerId, object: Object) -> Result<(), Denied> {
    match object {
        Object::Of(other) if other != owner => Err(Denied::NotFound),
        Object::Of(_) | Object::Own | Object::Platform { .. } => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{KeyScopes, OwnerKind};
    use crate::id::{ApiKeyId, TokenFamilyId, UserId};

    const OURS: OwnerId = OwnerId::from_bits(2);
    const TOKEN: Means = Means::Token(TokenFamilyId::from_bits(4));
    const HERE: Object = Object::Platform { is_local: true };
    const AWAY: Object = Object::Platform { is_local: false };

    fn person(role: Role, is_verified: bool, has_second_factor: bool, means: Means) -> Viewer {
        Viewer::Person {
            actor: UserId::from_bits(1),
            acting_for: OURS,
            owner_kind: OwnerKind::User,
            role,
            is_verified,
            has_second_factor,
            means,
        }
    }

    fn customer() -> Viewer {
        person(Role::User, true, false, TOKEN)
    }

    fn key(scopes: &[KeyScope]) -> Viewer {
        let scopes: KeyScopes = scopes.iter().copied().collect();
        person(Role::SuperAdmin, true, true, Means::Key(ApiKeyId::from_bits(3), scopes))
    }

    #[test]
    fn nobody_may_only_browse() {
        assert_eq!(authorise(&Viewer::Anonymous, Action::Browse, Object::Own), Ok(()));
        assert_eq!(authorise(&Viewer::Anonymous, Action::StartOrTryRun, Object::Own), Ok(()));
        for action in [Action::SeeRuns, Action::StartRun, Action::SeeCredits, Action::ManageAccount, Action::Administer]
        {
            assert_eq!(authorise(&Viewer::Anonymous, action, HERE), Err(Denied::Unauthenticated), "{action:?}");
        }
    }

    #[test]
    fn what_is_of_another_looks_as_if_it_were_not_there() {
        for action in [Action::SeeRuns, Action::ChangeRun, Action::SeeCredits, Action::ManageAccount] {
            assert_eq!(authorise(&customer(), action, Object::Of(OURS)), Ok(()));
            let other = Object::Of(OwnerId::from_bits(9));
            assert_eq!(authorise(&customer(), action, other), Err(Denied::NotFound), "{action:?}");
            let admin = person(Role::SuperAdmin, true, true, TOKEN);
            assert_eq!(authorise(&admin, action, other), Err(Denied::NotFound), "{action:?}");
        }
    }

    #[test]
    fn a_visitor_has_runs_and_no_account() {
        let visitor = Viewer::Visitor { acting_for: OURS };
        assert_eq!(authorise(&visitor, Action::SeeRuns, Object::Own), Ok(()));
        assert_eq!(authorise(&visitor, Action::ChangeRun, Object::Of(OwnerId::from_bits(9))), Err(Denied::NotFound));
        assert_eq!(authorise(&visitor, Action::SeeCredits, Object::Own), Err(Denied::Unauthenticated));
        assert_eq!(authorise(&visitor, Action::SeeAccount, Object::Own), Err(Denied::Unauthenticated));
    }

    #[test]
    fn an_unproven_address_may_look_and_not_start() {
        let newcomer = person(Role::User, false, false, TOKEN);
        assert_eq!(authorise(&newcomer, Action::StartRun, Object::Own), Err(Denied::Unverified));
        assert_eq!(authorise(&newcomer, Action::StartOrTryRun, Object::Own), Err(Denied::Unverified));
        assert_eq!(authorise(&newcomer, Action::SeeRuns, Object::Own), Ok(()));
        assert_eq!(authorise(&newcomer, Action::ManageAccount, Object::Own), Ok(()));
    }

    #[test]
    fn a_key_may_what_its_scopes_name_and_never_more() {
        let reads = key(&[KeyScope::RunsRead]);
        assert_eq!(authorise(&reads, Action::SeeRuns, Object::Own), Ok(()));
        assert_eq!(authorise(&reads, Action::StartRun, Object::Own), Err(Denied::MissingScope(KeyScope::RunsWrite)));
        assert_eq!(
            authorise(&reads, Action::SeeCredits, Object::Own),
            Err(Denied::MissingScope(KeyScope::CreditsRead))
        );
        let all = key(&KeyScope::ALL);
        assert_eq!(authorise(&all, Action::ManageAccount, Object::Own), Err(Denied::NotForKeys));
        assert_eq!(authorise(&all, Action::Administer, HERE), Err(Denied::NotFound));
        assert_eq!(authorise(&all, Action::SeeRuns, Object::Of(OwnerId::from_bits(9))), Err(Denied::NotFound));
    }

    #[test]
    fn an_admin_is_one_on_this_machine_or_with_a_second_factor() {
        let admin = person(Role::Admin, true, false, TOKEN);
        let proven = person(Role::Admin, true, true, TOKEN);
        assert_eq!(authorise(&admin, Action::Administer, HERE), Ok(()));
        assert_eq!(authorise(&admin, Action::Administer, AWAY), Err(Denied::NotFound));
        assert_eq!(authorise(&proven, Action::Administer, AWAY), Ok(()));
        assert_eq!(
            authorise(&person(Role::Creator, true, true, TOKEN), Action::Administer, HERE),
            Err(Denied::NotFound)
        );
    }

    #[test]
    fn the_process_tells_about_itself_only_to_this_machine() {
        assert_eq!(authorise(&Viewer::Anonymous, Action::Observe, HERE), Ok(()));
        let admin = person(Role::SuperAdmin, true, true, TOKEN);
        assert_eq!(authorise(&admin, Action::Observe, AWAY), Err(Denied::NotFound));
    }
}
