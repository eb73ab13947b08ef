//! Boxes, glyphs and shadows painted with as little work as they need.
//!
//! Bevy's own shaders can do more than we ask of them (one side of a border in another colour than the next, a box turned inside
//! out, a shadow summed up from samples), and a panel without a graphics processor pays for all of it in every pixel. What these leave out is `OuterColor`, and borders whose sides differ in colour.

use bevy::asset::embedded_asset;
use bevy::prelude::*;
use bevy::render::{RenderApp, RenderStartup};
use bevy::ui_render::box_shadow::{BoxShadowPipeline, init_box_shadow_pipeline};
use bevy::ui_render::{UiPipeline, init_ui_pipeline};

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "node.wgsl");
    embedded_asset!(app, "shadow.wgsl");
    if let Some(renderer) = app.get_sub_app_mut(RenderApp) {
        renderer.add_systems(RenderStartup, paint_quickly.after(init_ui_pipeline).after(init_box_shadow_pipeline));
    }
}

fn paint_quickly(mut nodes: ResMut<UiPipeline>, mut shadows: ResMut<BoxShadowPipeline>, assets: Res<AssetServer>) {
    nodes.shader = assets.load("embedded://promise_tree/kiosk/node.wgsl");
    shadows.shader = assets.load("embedded://promise_tree/kiosk/shadow.wgsl");
}
