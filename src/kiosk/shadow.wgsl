// A soft shadow below a round-cornered box, from the distance to the box alone.
#import bevy_render::view::View

@group(0) @binding(0) var<uniform> view: View;

struct Shadow {
    @builtin(position) position: vec4<f32>,
    @location(0) point: vec2<f32>,
    @location(1) color: vec4<f32>,
    // Half of the box, without its corners' radius; how far the corners' middle lies from its own.
    @location(2) @interpolate(flat) straight: vec2<f32>,
    // Where the shadow begins to fade, and one over how far it does so.
    @location(3) @interpolate(flat) fade: vec2<f32>,
}

@vertex
fn vertex(
    @location(0) position: vec3<f32>,
    @location(1) uv: vec2<f32>,
    @location(2) color: vec4<f32>,
    @location(3) size: vec2<f32>,
    @location(4) radius: vec4<f32>,
    @location(5) blur: f32,
    @location(6) bounds: vec2<f32>,
) -> Shadow {
    // What is blurred is rounder than what it was.
    let soft = max(blur, 0.01);
    let round = min(max(radius.x, soft), 0.5 * min(size.x, size.y));
    let reach = 1.9 * soft;
    var out: Shadow;
    out.position = view.clip_from_world * vec4(position, 1.0);
    out.point = (uv - 0.5) * bounds;
    out.color = color;
    out.straight = 0.5 * size - round;
    out.fade = vec2(round + reach, 0.5 / reach);
    return out;
}

@fragment
fn fragment(in: Shadow) -> @location(0) vec4<f32> {
    let beyond = max(abs(in.point) - in.straight, vec2(0.0));
    let light = saturate((in.fade.x - length(beyond)) * in.fade.y);
    return vec4(in.color.rgb, in.color.a * light * light * (3.0 - 2.0 * light));
}
