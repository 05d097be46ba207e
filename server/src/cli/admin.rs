//! `guildhall admin`

use std::process::ExitCode;

use anyhow::bail;
use clap::{Args, Subcommand, ValueEnum};
use domain::account::Role;
use service::account::{self, Register, second_factor};
use service::{Problem, Services};

use super::{password, say};

/// What only the operator may.
#[derive(Debug, Subcommand)]
pub(super) enum Admin {
    /// Makes an account with a role, its address taken as confirmed.
    Create(Create),
    /// Turns off the second factor of somebody who lost the phone and the recovery codes. The person is told by letter.
    SecondFactorOff(SecondFactorOff),
}

#[derive(Debug, Args)]
pub(super) struct SecondFactorOff {
    /// The address of mail or the user name.
    #[arg(long)]
    login: String,
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// The address of mail.
    #[arg(long)]
    email: String,
    /// 3 to 20 letters, digits, _ and -.
    #[arg(long)]
    username: String,
    /// The full name.
    #[arg(long)]
    name: String,
    /// What the account may.
    #[arg(long, value_enum, default_value = "admin")]
    role: RoleName,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoleName {
    User,
    Creator,
    Admin,
    SuperAdmin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::User => Self::User,
            RoleName::Creator => Self::Creator,
            RoleName::Admin => Self::Admin,
            RoleName::SuperAdmin => Self::SuperAdmin,
        }
    }
}

impl Admin {
    pub(super) async fn run(self, services: &Services) -> anyhow::Result<ExitCode> {
        let done = match self {
            Self::Create(create) => create.run(services).await,
            Self::SecondFactorOff(off) => off.run(services).await,
        };
        services.close().await;
        done.map(|()| ExitCode::SUCCESS)
    }
}

impl SecondFactorOff {
    async fn run(self, services: &Services) -> anyhow::Result<()> {
        match second_factor::give_up(services, &self.login).await {
            Ok(user) => say::line(format_args!("{} <{}> signs in by the password alone", user.username, user.email)),
            Err(error) => bail!("{}", told(&error.into())),
        }
        Ok(())
    }
}

impl Create {
    async fn run(self, services: &Services) -> anyhow::Result<()> {
        let Self { email, username, name, role } = self;
        let password = password::read()?;
        let form = Register { email, username, full_name: name, password };
        let made = account::create_admin(services, form, role.into()).await;
        let user = match made {
            Ok(user) => user,
            Err(error) => bail!("{}", told(&error.into())),
        };
        say::line(format_args!("{} <{}> is {} ({})", user.username, user.email, user.role.as_str(), user.id));
        Ok(())
    }
}

/// A problem in words for a terminal: the fields that do not fit, one a line.
pub(super) fn told(problem: &Problem) -> String {
    let fields = problem.fields.iter().map(|field| format!("\n  {}: {}", field.field, field.message));
    format!("{}{}", problem.detail, fields.collect::<String>())
}
