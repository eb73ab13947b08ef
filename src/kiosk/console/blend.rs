//! One line of bevy_egui's shader, mended.
//!
//! egui hands over colours multiplied by their alpha in gamma space; bevy_egui 0.42 turns them linear as they are, which
//! darkens whatever is half covered: every white card gets a grey hairline. Dividing by the alpha first keeps edges clean.

use bevy::prelude::*;
use bevy::shader::{Shader, Source};
use bevy_egui::render::EGUI_SHADER_HANDLE;

/// The line as bevy_egui has it.
const AS_IT_IS: &str = "return vec4<f32>(linear_from_gamma_rgb(color_gamma.rgb), color_gamma.a);";
/// The same, divided first.
const MENDED: &str = "let covered = max(color_gamma.a, 0.001);
    let plain = clamp(color_gamma.rgb / covered, vec3<f32>(0.0), vec3<f32>(1.0));
    return vec4<f32>(linear_from_gamma_rgb(plain) * color_gamma.a, color_gamma.a);";

/// Mends the shader, where the line is as it was; another bevy_egui is left alone.
pub(super) fn mend(app: &mut App) {
    let Some(mut shaders) = app.world_mut().get_resource_mut::<Assets<Shader>>() else { return };
    let Some(Source::Wgsl(source)) = shaders.get(&EGUI_SHADER_HANDLE).map(|shader| shader.source.clone()) else {
        return;
    };
    if !source.contains(AS_IT_IS) {
        debug!("bevy_egui's shader has changed; its edges are left as they are");
        return;
    }
    let mended = Shader::from_wgsl(source.replace(AS_IT_IS, MENDED), "promise-tree/egui.wgsl");
    if let Err(error) = shaders.insert(&EGUI_SHADER_HANDLE, mended) {
        debug!(%error, "bevy_egui's shader could not be mended");
    }
}
