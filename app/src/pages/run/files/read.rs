//! What a page needs of a run's files.

use domain::account::Viewer;
use domain::run::Artifact;
use service::run::{ArtifactInfo, Shared, artifact_beginning, shared_beginning};
use service::{Problem, Services};

use super::{File, MOST};
use crate::pages::run::preview::needs;

/// By what right files are read.
#[derive(Clone, Copy)]
pub(in crate::pages::run) enum By<'a> {
    /// The viewer's, who owns the run.
    Viewer(&'a Viewer),
    /// A link's, that shows the run.
    Link(&'a Shared),
}

/// The files in the order in which they were made, each with its beginning as far as the page shows it.
pub(in crate::pages::run) async fn read(
    services: &Services,
    by: By<'_>,
    mut infos: Vec<ArtifactInfo>,
    made: &[Artifact],
    chosen: Option<&str>,
) -> Result<Vec<File>, Problem> {
    infos.sort_by_key(|info| made.iter().position(|artifact| artifact.name == info.name));
    let mut files = Vec::with_capacity(infos.len());
    for (place, info) in infos.into_iter().enumerate() {
        let is_shown = place < MOST || chosen == Some(&info.name);
        let start = match needs(&info.media_type) {
            most if is_shown && most > 0 => match by {
                By::Viewer(viewer) => artifact_beginning(services, viewer, &info, most).await,
                By::Link(shared) => shared_beginning(services, shared, &info, most).await,
            }
            .map_err(Problem::from)?,
            _ => Vec::new(),
        };
        files.push(File { name: info.name, media_type: info.media_type, bytes: info.bytes, start });
    }
    Ok(files)
}
