//! What stands in the path. An id that cannot be one answers exactly like one that does not exist.

use axum::extract::{FromRequestParts, Path};
use domain::id::{ApiKeyId, RunId};
use http::request::Parts;
use serde::de::DeserializeOwned;
use service::Problem;

use crate::http::problem::Refusal;

/// `{slug}`: an agent's name in addresses.
pub struct Slug(pub String);

/// `{id}`: a run.
pub struct RunPath(pub RunId);

/// `{id}`: an API key.
pub struct KeyPath(pub ApiKeyId);

/// `{id}` and `{name}`: an artifact of a run.
pub struct ArtifactPath(pub RunId, pub String);

async fn path<T: DeserializeOwned + Send, S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<T, Refusal> {
    match Path::<T>::from_request_parts(parts, state).await {
        Ok(Path(value)) => Ok(value),
        Err(_) => Err(Problem::not_found().into()),
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Slug {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        path::<String, S>(parts, state).await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RunPath {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        path::<RunId, S>(parts, state).await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for KeyPath {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        path::<ApiKeyId, S>(parts, state).await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ArtifactPath {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let (id, name) = path::<(RunId, String), S>(parts, state).await?;
        Ok(Self(id, name))
    }
}
