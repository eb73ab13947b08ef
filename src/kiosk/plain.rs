//! Pictures without border, round corners or tint, painted with no more work than they need.
//!
//! Bevy's own shader asks of every pixel whether it lies in a rounded, bordered box. On a panel without a graphics
//! processor that is most of a frame, and a lesson's scene is nearly all pictures.

use bevy::asset::embedded_asset;
use bevy::prelude::*;
use bevy::render::render_resource::{AsBindGroup, RenderPipelineDescriptor};
use bevy::shader::ShaderRef;
use bevy::ui_render::prelude::{MaterialNode, UiMaterial, UiMaterialKey, UiMaterialPlugin};

/// A picture as it is.
#[derive(Asset, AsBindGroup, TypePath, Debug, Clone)]
#[bind_group_data(Opaque)]
pub(super) struct Plain {
    #[texture(0)]
    #[sampler(1)]
    pub image: Handle<Image>,
    /// Nothing shines through it anywhere.
    pub opaque: bool,
}

/// Shows a [`Plain`] picture in this node.
pub(super) type PlainNode = MaterialNode<Plain>;

/// What is opaque need not be mixed with what lies behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Opaque(bool);

impl From<&Plain> for Opaque {
    fn from(plain: &Plain) -> Self {
        Self(plain.opaque)
    }
}

impl UiMaterial for Plain {
    fn fragment_shader() -> ShaderRef {
        "embedded://promise_tree/kiosk/picture.wgsl".into()
    }

    fn specialize(descriptor: &mut RenderPipelineDescriptor, key: UiMaterialKey<Self>) {
        let targets = descriptor.fragment.iter_mut().flat_map(|fragment| fragment.targets.iter_mut().flatten());
        if key.bind_group_data.0 {
            targets.for_each(|target| target.blend = None);
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "picture.wgsl");
    app.add_plugins(UiMaterialPlugin::<Plain>::default());
}
