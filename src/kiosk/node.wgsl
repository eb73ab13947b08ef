// What a node of the user interface is painted with: a round-cornered box in one colour, its border, a glyph.
#import bevy_render::view::View

// These are Bevy's own flags of a node.
const TEXTURED: u32 = 1u;
const BORDERS: u32 = 3840u;

@group(0) @binding(0) var<uniform> view: View;
@group(1) @binding(0) var picture: texture_2d<f32>;
@group(1) @binding(1) var picture_sampler: sampler;

struct Painted {
    @builtin(position) position: vec4<f32>,
    @location(0) uv: vec2<f32>,
    @location(1) point: vec2<f32>,
    @location(2) @interpolate(flat) color: vec4<f32>,
    @location(3) @interpolate(flat) flags: u32,
    @location(4) @interpolate(flat) radius: vec4<f32>,
    @location(5) @interpolate(flat) half_size: vec2<f32>,
    @location(6) @interpolate(flat) border: vec4<f32>,
}

@vertex
fn vertex(
    @location(0) position: vec3<f32>,
    @location(1) uv: vec2<f32>,
    @location(2) color: vec4<f32>,
    @location(3) flags: u32,
    @location(4) radius: vec4<f32>,
    @location(5) border: vec4<f32>,
    @location(6) size: vec2<f32>,
    @location(7) point: vec2<f32>,
) -> Painted {
    var out: Painted;
    out.position = view.clip_from_world * vec4(position, 1.0);
    out.uv = uv;
    out.point = point;
    out.color = color;
    out.flags = flags;
    out.radius = radius;
    out.half_size = 0.5 * size;
    out.border = border;
    return out;
}

// How far `point` is from the edge of a box with round corners: below zero inside.
fn distance_to_box(point: vec2<f32>, half_size: vec2<f32>, radius: vec4<f32>) -> f32 {
    let side = select(radius.xy, radius.wz, point.y > 0.0);
    let round = select(side.x, side.y, point.x > 0.0);
    let beyond = abs(point) - half_size + round;
    return length(max(beyond, vec2(0.0))) + min(max(beyond.x, beyond.y), 0.0) - round;
}

@fragment
fn fragment(in: Painted) -> @location(0) vec4<f32> {
    var color = in.color;
    if (in.flags & TEXTURED) != 0u {
        color *= textureSampleLevel(picture, picture_sampler, in.uv, 0.0);
    }
    var outside = distance_to_box(in.point, in.half_size, in.radius);
    if (in.flags & BORDERS) != 0u || any(in.border != vec4(0.0)) {
        let inner = in.half_size - 0.5 * (in.border.xy + in.border.zw);
        let corners = vec4(
            max(in.border.x, in.border.y),
            max(in.border.z, in.border.y),
            max(in.border.z, in.border.w),
            max(in.border.x, in.border.w),
        );
        let round = clamp(in.radius - corners, vec4(0.0), vec4(min(inner.x, inner.y)));
        let inside = distance_to_box(in.point - 0.5 * (in.border.xy - in.border.zw), inner, round);
        outside = select(inside, max(outside, -inside), (in.flags & BORDERS) != 0u);
    }
    return vec4(color.rgb, color.a * saturate(0.5 - outside));
}
