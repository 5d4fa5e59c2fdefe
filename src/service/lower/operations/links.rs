//! PUT and DELETE /posts/{id}/tags/{tag_id}: two rows are linked by one of a table that needs to say nothing more than that.

use super::{Api, audience, key_param, stands_in_path};
use crate::catalog::{self, Table};
use crate::service::lower::Context;
use crate::service::{
    Action, ApiParam, Association, Field, Method, Operation, Presence, Resource, ResourceIndex,
    Success,
};

/// A table between two others, seen from the first of its key.
struct Link<'r> {
    /// `/posts/{id}/tags/{tag_id}`
    path: String,
    path_params: Vec<ApiParam>,
    near: &'r Resource,
    far: &'r Resource,
}

/// The operations that link and unlink, where rows of the table do nothing else and both sides are served.
pub(super) fn lower(
    context: &Context<'_>,
    table: &Table,
    api: &Api<'_>,
    resources: &[Resource],
    offered: &[catalog::Operation],
) -> Vec<Operation> {
    let Some(link) = link(context, api, resources).filter(|_| is_pure(api.resource)) else {
        return Vec::new();
    };
    let mut operations = Vec::new();
    let (near, far) = (&link.near.singular, &link.far.singular);
    let plain = |verb: &str, method, action, summary| Operation {
        id: format!("{verb}_{}", api.one),
        summary,
        path: link.path.clone(),
        path_params: link.path_params.clone(),
        success: Success::NoContent,
        ..api.plain(method, action, &[400, 409, 422])
    };
    let is_open = |operation| {
        let all = [link.near, link.far].map(|side| context.catalog.table(side.table));
        let asked = audience::of_table(table, operation);
        offered.contains(&operation)
            && all.into_iter().all(|side| {
                // Whose the row between is nobody says, so that it must not reach for somebody's row.
                side.tags.owner.is_none() && audience::of_readers(side).includes(&asked)
            })
    };
    if is_open(catalog::Operation::Create) {
        let summary = format!("Link one {near} to one {far}");
        operations.push(plain("add", Method::Put, Action::Link(api.index), summary));
    }
    if is_open(catalog::Operation::Delete) {
        let summary = format!("Unlink one {near} from one {far}");
        operations.push(plain(
            "remove",
            Method::Delete,
            Action::Unlink(api.index),
            summary,
        ));
    }
    operations
}

/// Whether a row needs nothing but its key, and what else it says has a default, which stays where it is so already.
fn is_pure(resource: &Resource) -> bool {
    let mut given = resource.fields.iter().enumerate();
    let says_more = given.any(|(at, field)| {
        let has_default = matches!(
            field.create,
            Some(Presence::Optional | Presence::Patch) | None
        );
        !has_default && !resource.key.contains(&at)
    });
    let has_upsert = resource
        .statements
        .upserts
        .iter()
        .any(|one| one.key == resource.key);
    !says_more && has_upsert && !resource.keeps_rows_apart() && resource.version().is_none()
}

fn link<'r>(context: &Context<'_>, api: &Api<'_>, resources: &'r [Resource]) -> Option<Link<'r>> {
    let (near, way) = way(api.index, api.resource, resources)?;
    let far = &resources[way.target];
    let [(near_key, near_column)] = way.on[..] else {
        return None;
    };
    let [(far_column, far_key)] = way.through.as_ref()?.on[..] else {
        return None;
    };
    let is_row = |side: &Resource, at| side.key == [at] && side.path.is_some();
    let fields = [
        &api.resource.fields[near_column],
        &api.resource.fields[far_column],
    ];
    let stands = |field: &&Field| stands_in_path(&field.ty) && field.readable;
    if !is_row(near, near_key) || !is_row(far, far_key) || !fields.iter().all(stands) {
        return None;
    }
    let near_param = ApiParam {
        doc: key_param(0, fields[0]).doc,
        ..key_param(0, &near.fields[near_key])
    };
    let far_param = key_param(1, fields[1]);
    let is_read = |side: &Resource| {
        let table = context.catalog.table(side.table);
        table
            .tags
            .only
            .as_ref()
            .is_none_or(|only| only.contains(&catalog::Operation::Get))
    };
    if near_param.name == far_param.name || !is_read(near) || !is_read(far) {
        return None;
    }
    let collection = crate::service::segment(near.path.as_deref()?);
    let related = crate::service::segment(&way.name);
    Some(Link {
        path: format!(
            "/{collection}/{{{}}}/{related}/{{{}}}",
            near_param.name, far_param.name
        ),
        path_params: vec![near_param, far_param],
        near,
        far,
    })
}

/// The way through this table from that which the first column of its key refers to.
fn way<'r>(
    between: ResourceIndex,
    resource: &Resource,
    resources: &'r [Resource],
) -> Option<(&'r Resource, &'r Association)> {
    let [first, _] = resource.key[..] else {
        return None;
    };
    resources.iter().find_map(|near| {
        let way = near.associations.iter().find(|way| {
            let through = way.through.as_ref();
            let leads = through.is_some_and(|through| through.table == between);
            let starts = matches!(way.on[..], [(_, there)] if there == first);
            leads && starts && way.condition.is_none()
        })?;
        Some((near, way))
    })
}
